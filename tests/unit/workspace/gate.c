// What a save waits for before it puts its text in place, and that it does not wait for ever.
#include "suite.h"
#include "workspace/save-gate.h"

static void count(void *arg)
{
    ++*(int *)arg;
}

static void pass(World *w, int *n)
{
    save_gate_pass(w->ws->save_gate, (SavePass){"/p/a.c", 0, count, n});
}

static void a_save_waits_for_the_version_before_it(void **state)
{
    World *w = *state;
    SaveGate *g = w->ws->save_gate;
    int n = 0;
    pass(w, &n);
    assert_int_equal(n, 1); // nothing is under way
    save_gate_version_begins(g, "/p/a.c");
    save_gate_version_begins(g, "/p/a.c");
    pass(w, &n);
    save_gate_version_begins(g, "/p/b.c");
    save_gate_version_ends(g, "/p/b.c", true);
    save_gate_version_ends(g, "/p/a.c", true);
    assert_int_equal(n, 1); // one is left
    save_gate_version_ends(g, "/p/a.c", true);
    assert_int_equal(n, 2);
}

static void versions_that_fail_hold_nobody(void **state)
{
    World *w = *state;
    SaveGate *g = w->ws->save_gate;
    int n = 0;
    save_gate_version_begins(g, "/p/a.c");
    pass(w, &n);
    save_gate_version_ends(g, "/p/a.c", false);
    assert_int_equal(n, 1);
    save_gate_version_begins(g, "/p/a.c");
    pass(w, &n);
    assert_int_equal(n, 2); // until one goes well
    save_gate_version_ends(g, "/p/a.c", true);
    save_gate_version_begins(g, "/p/a.c");
    pass(w, &n);
    assert_int_equal(n, 2);
    save_gate_version_ends(g, "/p/a.c", true);
    assert_int_equal(n, 3);
}

static void what_takes_too_long_is_waited_for_once(void **state)
{
    World *w = *state;
    int n = 0;
    save_gate_version_begins(w->ws->save_gate, "/p/a.c");
    pass(w, &n);
    assert_int_equal(n, 0);
    world_wait(w, n == 1);
    pass(w, &n);
    assert_int_equal(n, 2);
    save_gate_version_ends(w->ws->save_gate, "/p/a.c", true);
}

const struct CMUnitTest gate_tests[] = {
    CASE(a_save_waits_for_the_version_before_it),
    CASE(versions_that_fail_hold_nobody),
    CASE(what_takes_too_long_is_waited_for_once),
};
const size_t gate_tests_n = ARRAY_LEN(gate_tests);
