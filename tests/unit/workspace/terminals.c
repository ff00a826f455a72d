// Terminals: how much of a program's output a turn takes, what becomes of what is not read, ends.
#include "suite.h"
#include "vt/vt.h"

#include <sys/stat.h>

enum { TURN_BYTES_MAX = 256 << 10, READ_BYTES = 16 << 10 };

// A terminal whose shell is this script.
static Terminal *opened(World *w, const char *name, const char *script)
{
    world_put(w, name, script);
    char *path = world_path(w, name);
    assert_int_equal(chmod(path, 0700), 0);
    w->ws->options.shell = path;
    AUTO(err) Err err = {0};
    Terminal *t = terminal_new(w->ws, &(TerminalPlan){.rows = 10, .cols = 40}, &err);
    assert_string_equal(err_text(&err), "");
    w->ws->options.shell = "";
    free(path);
    return t;
}

static bool shows(const Terminal *t, const char *text)
{
    AUTO(buf) Buf all = BUF_INIT;
    for (int row = 0; row < vt_rows(t->screen.vt); row++)
        vt_row_text(t->screen.vt, row, &all);
    return strstr(buf_c(&all), text);
}

static void type(Terminal *t, const char *text)
{
    for (; *text; text++)
        terminal_key(t, *text == '\n' ? &(Key){.kind = KEY_ENTER}
                                      : &(Key){.kind = KEY_CHAR, .cp = (unsigned char)*text});
}

static void a_flood_leaves_room_for_keys(void **state)
{
    World *w = *state;
    Terminal *flood = opened(w, "flood.sh", "#!/bin/sh\nexec yes\n");
    Terminal *quiet = opened(w, "quiet.sh", "#!/bin/sh\necho ready; read x; echo got-$x; read y\n");
    world_wait(w, shows(quiet, "ready") && vt_pushed(flood->screen.vt) > 100);
    type(quiet, "key\n");
    uint64_t most = 0;
    while (!shows(quiet, "got-key")) {
        uint64_t before = vt_pushed(flood->screen.vt);
        world_turn(w);
        most = MAX(most, vt_pushed(flood->screen.vt) - before);
    }
    assert_true(vt_pushed(flood->screen.vt) > 0);
    // a line is "y\r\n"; what a turn takes of a flood bounds what a key waits for
    assert_in_range(most * 3, 0, TURN_BYTES_MAX + READ_BYTES);
}

static void what_is_not_read_is_bounded_and_said(void **state)
{
    World *w = *state;
    Terminal *t = opened(w, "deaf.sh", "#!/bin/sh\nstty raw -echo\necho ready\nexec sleep 1000\n");
    world_wait(w, shows(t, "ready"));
    AUTO(buf) Buf much = BUF_INIT;
    while (much.n < (1 << 20))
        buf_add_c(&much, "all work and no play ");
    for (int i = 0; i < 20; i++)
        terminal_key(t, &(Key){.kind = KEY_PASTE, .text = buf_str(&much)});
    assert_in_range(t->out.n - t->sent, 1, 6 << 20);
    assert_non_null(strstr(last_message(w), "does not read"));
}

static void a_long_paste_arrives_whole(void **state)
{
    World *w = *state;
    Terminal *t = opened(
        w, "count.sh", "#!/bin/sh\nstty raw -echo\necho ready\nhead -c 3000000 | cksum\nread x\n");
    AUTO(buf) Buf much = BUF_INIT;
    world_wait(w, shows(t, "ready"));
    for (int i = 0; much.n < 3000000; i++)
        buf_addf(&much, "%d ", i);
    terminal_key(t, &(Key){.kind = KEY_PASTE, .text = str_upto(buf_str(&much), 3000000)});
    world_wait(w, shows(t, " 3000000"));
}

static void a_program_that_fails_in_a_flood_stays_readable(void **state)
{
    World *w = *state;
    opened(w, "end.sh", "#!/bin/sh\nyes | head -c 2000000\necho last words\nexit 3\n");
    world_wait(w, terminal_active(w->ws)->said_end);
    Terminal *t = terminal_active(w->ws);
    assert_true(shows(t, "last words"));
    assert_true(shows(t, "ended with code 3"));
    terminal_key(t, &(Key){.kind = KEY_ENTER});
    workspace_settle(w->ws);
    assert_null(terminal_active(w->ws));
}

static void a_program_that_ends_well_is_gone(void **state)
{
    World *w = *state;
    opened(w, "good.sh", "#!/bin/sh\nexit 0\n");
    world_wait(w, !terminal_active(w->ws));
}

static const char silent[] = "#!/bin/sh\nread x\n";

static void terminals_side_by_side_are_one_group(void **state)
{
    World *w = *state;
    AUTO(err) Err err = {0};
    size_t first;
    Terminal *a = opened(w, "a.sh", silent), *b = opened(w, "b.sh", silent);
    AUTO(free) char *shell = world_path(w, "a.sh");
    w->ws->options.shell = shell;
    TerminalPlan plan = {.rows = 10, .cols = 40, .beside = a};
    Terminal *beside = terminal_new(w->ws, &plan, &err);
    assert_non_null(beside);
    assert_int_equal(terminal_index(w->ws, beside), 1);
    assert_int_equal(terminals_beside(w->ws, 0, &first), 2);
    assert_int_equal(terminals_beside(w->ws, 2, &first), 1);
    assert_int_equal(first, 2);
    terminal_close(w->ws, 1); // the active one: that beside it follows
    assert_ptr_equal(terminal_active(w->ws), a);
    terminal_close(w->ws, 0);
    assert_ptr_equal(terminal_active(w->ws), b);
    w->ws->options.shell = "";
}

static void names_are_the_users_or_the_programs(void **state)
{
    World *w = *state;
    Terminal *t = opened(w, "named.sh", silent);
    AUTO(buf) Buf title = BUF_INIT;
    terminal_rename(t, STR("  my\033 build "));
    terminal_title(t, STR("*"), STR("x"), &title);
    assert_string_equal(buf_c(&title), "1:my? build");
    buf_clear(&title);
    terminal_rename(t, STR(" "));
    terminal_title(t, STR("*"), STR("x"), &title);
    assert_string_equal(buf_c(&title), "1:named.sh");
}

static void the_clipboard_is_set_only_as_the_user_wants(void **state)
{
    World *w = *state;
    Terminal *t = opened(w, "clip.sh", silent);
    static const Osc52 said[] = {OSC52_DENY, OSC52_ASK, OSC52_ALLOW};
    for (size_t i = 0; i < ARRAY_LEN(said); i++) {
        w->ws->options.osc52 = (int)said[i];
        vt_feed(t->screen.vt, STR("\033]52;c;aGk=\a"));
        terminals_settle(w->ws);
        Str now = buf_str(&w->ws->clipboard.text);
        assert_true(said[i] == OSC52_ALLOW ? str_eq_c(now, "hi") : now.n == 0);
        assert_int_equal(t->clip != NULL, said[i] != OSC52_DENY);
    }
    assert_string_equal(t->clip, "hi");
}

const struct CMUnitTest terminals_tests[] = {
    CASE(a_flood_leaves_room_for_keys),        CASE(what_is_not_read_is_bounded_and_said),
    CASE(a_long_paste_arrives_whole),          CASE(a_program_that_fails_in_a_flood_stays_readable),
    CASE(a_program_that_ends_well_is_gone),    CASE(terminals_side_by_side_are_one_group),
    CASE(names_are_the_users_or_the_programs), CASE(the_clipboard_is_set_only_as_the_user_wants),
};
const size_t terminals_tests_n = ARRAY_LEN(terminals_tests);
