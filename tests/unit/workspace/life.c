// Jobs that outlive what they were made for.
#include "suite.h"
#include "syntax/syntax.h"
#include "vt/vt.h"

static void add_code(Buf *out, int lines)
{
    for (int i = 0; i < lines; i++)
        buf_addf(out, "int f%d(int x) { return x * %d; }\n", i, i);
}

static void a_parse_does_not_reach_the_language_that_came_after(void **state)
{
    World *w = *state;
    AUTO(buf) Buf code = BUF_INIT;
    add_code(&code, 2000);
    world_put(w, "a.c", buf_c(&code));
    View *v = world_open(w, "a.c");
    AUTO(free) char *to = world_path(w, "a.py");
    workspace_dispatch(w->ws);
    assert_non_null(v->doc->parse);
    MUST(document_save_as(w->ws, v->doc, to, false, &err));
    while (v->doc->saving)
        loop_turn(w->loop, -1);
    assert_string_equal(document_language_title(v->doc), "Python");
    world_settle(w);
}

static void a_tab_closed_under_way_leaves_nothing_behind(void **state)
{
    World *w = *state;
    AUTO(buf) Buf code = BUF_INIT;
    add_code(&code, 2000);
    world_put(w, "a.c", buf_c(&code));
    for (int i = 0; i < 5; i++) {
        world_open(w, "a.c");
        find_set_text(w->ws->find, FIND_PATTERN, STR("return"));
        find_open(w->ws->find);
        workspace_settle(w->ws);
        workspace_dispatch(w->ws);
        workspace_close_tab(w->ws, 0);
    }
    world_settle(w);
    assert_int_equal(w->ws->documents.n, 0);
}

static void a_search_closed_before_it_began_is_not_under_way(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "text\n");
    world_open(w, "a.txt");
    find_open(w->ws->find);
    find_set_text(w->ws->find, FIND_PATTERN, STR("text"));
    find_close(w->ws->find);
    assert_false(find_is_searching(w->ws->find));
}

static void the_end_does_not_wait_for_the_list_of_files(void **state)
{
    World *w = *state;
    for (int i = 0; i < 200; i++) {
        AUTO(free) char *name = xasprintf("d%d/e/f", i);
        world_put(w, name, "");
    }
    world_settle(w);
    assert_false(files_find(w->ws, STR("f")).done);
    loop_turn(w->loop, 0); // the worker has begun
    world_stop(w);
}

static void opening_and_closing_keeps_no_descriptor(void **state)
{
    World *w = *state;
    AUTO(free) char *large = world_path(w, "large.txt");
    world_put(w, "a.txt", "text\n");
    world_put(w, "large.txt", "");
    test_must(truncate(large, 3 << 20) == 0, large);
    size_t before = 0;
    for (int i = 0; i < 20; i++) {
        View *v = world_open(w, "large.txt");
        MUST(document_save(w->ws, v->doc, true, &err) || v->doc->binary);
        v = world_open(w, "a.txt");
        MUST(document_save(w->ws, v->doc, true, &err));
        world_settle(w);
        workspace_close_tab(w->ws, 1);
        workspace_close_tab(w->ws, 0);
        world_settle(w);
        before = i == 0 ? world_descriptors(w) : before;
    }
    assert_int_equal(world_descriptors(w), before);
}

static void a_run_that_cannot_start_shows_why(void **state)
{
    World *w = *state;
    AUTO(buf) Buf shown = BUF_INIT;
    world_put(w, "a.sh", "echo hi\n");
    const View *v = world_open(w, "a.sh");
    setenv("CODELAB_JAIL_HELPER", "/bin/false", 1);
    MUST(runs_start_document(w->ws, v->doc, &err));
    unsetenv("CODELAB_JAIL_HELPER");
    world_settle(w);
    const RunItem *r = runs_active(w->ws);
    assert_string_equal(r->summary, "not run");
    vt_row_text(r->screen.vt, 0, &shown);
    assert_string_equal(buf_c(&shown), "the jail's helper was killed before it could report");
}

const struct CMUnitTest life_tests[] = {
    CASE(a_parse_does_not_reach_the_language_that_came_after),
    CASE(a_tab_closed_under_way_leaves_nothing_behind),
    CASE(a_search_closed_before_it_began_is_not_under_way),
    CASE(the_end_does_not_wait_for_the_list_of_files),
    CASE(opening_and_closing_keeps_no_descriptor),
    CASE(a_run_that_cannot_start_shows_why),
};
const size_t life_tests_n = ARRAY_LEN(life_tests);
