// Playing macros: how often, and what ends it.
#include "command/command.h"
#include "loop/loop.h"
#include "workspace/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct {
    Loop *loop;
    Workspace *ws;
} World;

static int set_up(void **state)
{
    World *w = NEW(World);
    w->loop = loop_new();
    w->ws = workspace_new(w->loop, "/nonexistent");
    w->ws->option_set.no_files = true;
    settings_load(w->ws);
    workspace_new_file(w->ws);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    World *w = *state;
    workspace_free(w->ws);
    loop_free(w->loop);
    free(w);
    return 0;
}

static void invoke(World *w, const char *id, const char *arg)
{
    command_invoke(w->ws, command_find(str_c(id)), str_c(arg));
}

static void record(World *w, const char *typed, const char *command)
{
    invoke(w, "macro.record", "");
    if (typed)
        macro_add(w->ws, MACRO_TYPE, STR_NULL, str_c(typed));
    if (command)
        invoke(w, command, "");
    invoke(w, "macro.record", "");
}

static void play_all(World *w)
{
    while (macro_is_playing(&w->ws->macro))
        macro_settle(w->ws);
}

static void expect_text(World *w, const char *want)
{
    const Snap *s = text_now(workspace_view(w->ws)->doc->text);
    AUTO(buf) Buf got = BUF_INIT;
    snap_add_to(s, 0, snap_size(s), &got);
    assert_string_equal(buf_c(&got), want);
}

static void expect_message(World *w, const char *part)
{
    const Message *m = message_result(w->ws);
    assert_non_null(m);
    assert_non_null(strstr(m->text, part));
}

static void it_is_played_as_often_as_said_and_each_play_undone_alone(void **state)
{
    World *w = *state;
    record(w, "ab", NULL);
    invoke(w, "macro.play", "3");
    play_all(w);
    expect_text(w, "ababab");
    invoke(w, "edit.undo", "");
    expect_text(w, "abab");
    invoke(w, "edit.undo", "");
    invoke(w, "edit.redo", "");
    expect_text(w, "abab");
}

static void a_count_that_is_none_is_refused(void **state)
{
    World *w = *state;
    invoke(w, "macro.play", "2");
    expect_message(w, "no macro was recorded");
    record(w, "x", NULL);
    const char *const bad[] = {"0", "-1", "x", "1000001", "99999999999999999999"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        invoke(w, "macro.play", bad[i]);
        expect_message(w, "is no count");
        assert_false(macro_is_playing(&w->ws->macro));
    }
}

static void a_command_that_fails_ends_all_plays(void **state)
{
    World *w = *state;
    invoke(w, "macro.record", "");
    invoke(w, "edit.redo", ""); // there is nothing to do again
    invoke(w, "macro.record", "");
    invoke(w, "macro.play", "5");
    play_all(w);
    expect_message(w, "stopped after 0 of 5 plays: nothing to redo");
}

static void plays_end_when_they_change_nothing(void **state)
{
    World *w = *state;
    AUTO(err) Err err = {0};
    assert_true(view_insert(workspace_view(w->ws), STR("1\n2\n3\n"), &err));
    view_goto(workspace_view(w->ws), 0);
    record(w, NULL, "cursor.down");
    invoke(w, "macro.play", "1000");
    play_all(w);
    expect_message(w, "it changes nothing any more");
    assert_int_equal(view_cursor(workspace_view(w->ws)), 6);
}

static void escape_ends_a_long_play_and_other_keys_do_not(void **state)
{
    World *w = *state;
    record(w, "x", NULL);
    assert_false(macro_key(w->ws, true)); // none is playing
    invoke(w, "macro.play", "1000000");
    assert_true(macro_key(w->ws, false));
    assert_true(macro_is_playing(&w->ws->macro));
    assert_true(macro_key(w->ws, true));
    assert_false(macro_is_playing(&w->ws->macro));
    expect_message(w, "by you");
    macro_settle(w->ws);
    expect_text(w, "");
}

static void a_macro_neither_plays_in_itself_nor_while_recorded(void **state)
{
    World *w = *state;
    record(w, "x", NULL);
    invoke(w, "macro.record", "");
    invoke(w, "macro.play", "");
    expect_message(w, "within its recording");
    invoke(w, "edit.newline", "");
    invoke(w, "macro.record", "");
    assert_int_equal(w->ws->macro.steps.n, 1); // the play is no step of it
    invoke(w, "macro.play", "");
    invoke(w, "macro.play", "");
    expect_message(w, "playing already");
    play_all(w);
}

static void what_a_command_runs_is_not_recorded_again(void **state)
{
    World *w = *state;
    AUTO(err) Err err = {0};
    assert_true(view_insert(workspace_view(w->ws), STR("1\n2\n3\n"), &err));
    invoke(w, "macro.record", "");
    invoke(w, "palette.commands", "");
    palette_close(&w->ws->palette);
    invoke(w, "nav.line", ""); // only asks
    palette_set_query(&w->ws->palette, STR(":2"));
    invoke(w, "palette.accept", "");
    invoke(w, "macro.record", "");
    assert_int_equal(w->ws->macro.steps.n, 1);
    assert_string_equal(w->ws->macro.steps.p[0].command, "nav.line");
    assert_string_equal(buf_c(&w->ws->macro.steps.p[0].text), "2");
}

static void a_macro_that_closes_its_tab_does_no_harm(void **state)
{
    World *w = *state;
    record(w, "x", "edit.undo");
    invoke(w, "macro.record", "");
    invoke(w, "edit.newline", "");
    invoke(w, "edit.undo", "");
    invoke(w, "tab.close", "");
    invoke(w, "macro.record", "");
    workspace_new_file(w->ws);
    workspace_new_file(w->ws);
    invoke(w, "macro.play", "9");
    play_all(w);
    assert_null(workspace_view(w->ws));
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(it_is_played_as_often_as_said_and_each_play_undone_alone),
        CASE(a_count_that_is_none_is_refused),
        CASE(a_command_that_fails_ends_all_plays),
        CASE(plays_end_when_they_change_nothing),
        CASE(escape_ends_a_long_play_and_other_keys_do_not),
        CASE(a_macro_neither_plays_in_itself_nor_while_recorded),
        CASE(what_a_command_runs_is_not_recorded_again),
        CASE(a_macro_that_closes_its_tab_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
