// Edits that are not saved when the program ends in other ways than by its death: they come back.
#include "outer.h"
#include "base/fs.h"
#include "base/path.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>

#include <cmocka.h>

// A dialog takes no answer for so long, as it may have come in the middle of typing.
enum { ANSWERABLE_MS = 400 };

#define NEXT_TAB "\033[6;5~"

static const OuterSetup setup = {.term = "xterm-256color", .args = {"-n", "a.txt"}};

static void begin(Outer *o)
{
    outer_begin(o);
    outer_put(o, "a.txt", STR("one\n"));
}

// With "first" typed before the text.
static void edit(Outer *o)
{
    outer_start(o, &setup);
    outer_see(o, "Ln 1");
    outer_type(o, STR("first"));
    outer_see(o, "firstone");
}

static void answer(Outer *o, const char *key)
{
    outer_type(o, STR("\x11"));
    outer_see(o, "not saved");
    outer_quiet(o, ANSWERABLE_MS);
    outer_type(o, str_c(key));
    outer_finish(o);
}

static void expect_file(const Outer *o, const char *bytes)
{
    AUTO(free) char *path = path_join(o->home, "a.txt");
    AUTO(buf) Buf got = BUF_INIT;
    assert_true(fs_read(path, 1 << 20, &got, NULL));
    assert_string_equal(buf_c(&got), bytes);
}

static void expect_back(Outer *o)
{
    outer_restart(o, &setup);
    outer_see(o, "Restored 1 unsaved file");
    outer_see(o, "firstone");
    expect_file(o, "one\n");
    (void)kill(o->pid, SIGKILL); // how it asks at its end is another test's
    (void)outer_finish(o);
    outer_end(o);
}

static void quitting_can_keep_what_is_unsaved(void **state)
{
    (void)state;
    Outer o;
    begin(&o);
    edit(&o);
    answer(&o, "k");
    expect_back(&o);
}

static void what_is_discarded_does_not_come_back(void **state)
{
    (void)state;
    Outer o;
    begin(&o);
    edit(&o);
    answer(&o, "d");
    outer_restart(&o, &setup);
    outer_see(&o, "Ln 1");
    outer_quiet(&o, ANSWERABLE_MS);
    assert_false(outer_shows(&o, "first"));
    outer_type(&o, STR("\x11"));
    outer_finish(&o);
    outer_end(&o);
}

static void a_signal_loses_nothing_even_if_nothing_is_to_be_kept(void **state)
{
    static const int signals[] = {SIGHUP, SIGTERM};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
        Outer o;
        begin(&o);
        outer_put(&o, ".config/codelab/settings.json", STR("{\"files.hotExit\": \"off\"}"));
        edit(&o);
        assert_int_equal(kill(o.pid, signals[i]), 0);
        outer_finish(&o);
        expect_back(&o);
    }
}

static void what_a_large_file_lost_by_a_change_is_told(void **state)
{
    enum { LINES = 1 << 20 };
    (void)state;
    Outer o;
    AUTO(buf) Buf big = BUF_INIT;
    outer_begin(&o);
    for (int i = 0; i < LINES; i++)
        buf_addf(&big, "line %d of many\n", i);
    outer_put(&o, "a.txt", buf_str(&big));
    outer_start(&o, &setup);
    outer_see(&o, "line 3 of");
    outer_type(&o, STR("first"));
    outer_see(&o, "firstline");
    assert_int_equal(kill(o.pid, SIGTERM), 0);
    outer_finish(&o);
    outer_put(&o, "a.txt", STR("other\n"));
    outer_restart(&o, &setup);
    outer_see(&o, "a.txt (edits)");
    outer_type(&o, STR(NEXT_TAB));
    outer_see(&o, "--- at byte 0:");
    outer_see(&o, "first");
    answer(&o, "k");
    outer_restart(&o, &setup);
    outer_see(&o, "a.txt (edits)");
    outer_type(&o, STR(NEXT_TAB));
    outer_see(&o, "--- at byte 0:"); // it is kept as any other text
    answer(&o, "d");
    outer_end(&o);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(quitting_can_keep_what_is_unsaved),
        cmocka_unit_test(what_is_discarded_does_not_come_back),
        cmocka_unit_test(a_signal_loses_nothing_even_if_nothing_is_to_be_kept),
        cmocka_unit_test(what_a_large_file_lost_by_a_change_is_told),
    };
    return cmocka_run_group_tests_name("kept", tests, NULL, NULL);
}
