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

static size_t problems_in(const World *w)
{
    return problems_total(w->ws->problems);
}

// What a shell does that marks its commands: a prompt, what was typed, the output, the end.
static void add_command(Buf *out, int step, const char *line, const char *output)
{
    buf_addf(out, "printf '\\033]133;A\\007$ \\033]133;B\\007%s\\n\\033]133;C\\007'\n", line);
    buf_addf(out, "printf '%s\\033]133;D;0\\007'\necho step%d; read x\n", output, step);
}

static void problems_in_a_terminal_are_those_of_its_last_command(void **state)
{
    World *w = *state;
    AUTO(buf) Buf script = BUF_INIT;
    buf_add_c(&script, "#!/bin/sh\n");
    add_command(&script, 1, "make",
                "a.c:1:2: error: one is wrong\\na.c:2:1: warning: two is odd\\n");
    add_command(&script, 2, "ls", "a.c\\n");
    add_command(&script, 3, "make", "a.c:3:1: error: three is wrong\\n");
    add_command(&script, 4, "make", "all is well\\n");
    w->ws->options.terminal_problems = true;
    world_put(w, "a.c", "1\n2\n3\n");
    Terminal *t = opened(w, "marks.sh", buf_c(&script));
    world_wait(w, shows(t, "step1"));
    assert_int_equal(problems_in(w), 2);
    type(t, "\n");
    world_wait(w, shows(t, "step2")); // another command found none
    assert_int_equal(problems_in(w), 2);
    type(t, "\n");
    world_wait(w, shows(t, "step3"));
    assert_int_equal(problems_in(w), 1);
    type(t, "\n");
    world_wait(w, shows(t, "step4")); // the same one found none
    assert_int_equal(problems_in(w), 0);
}

static void without_marks_a_command_begins_with_enter(void **state)
{
    World *w = *state;
    w->ws->options.terminal_problems = true;
    world_put(w, "a.c", "1\n2\n3\n");
    Terminal *t =
        opened(w, "plain.sh",
               "#!/bin/sh\necho 'a.c:9:1: error: before'; echo ready\n"
               "read x; echo 'a.c:1:1: error: one'; echo 'a.c:2:1: error: two'; echo step1\n"
               "read x; echo 'a.c:3:1: error: three'; echo step2; exec sleep 1000\n");
    world_wait(w, shows(t, "ready"));
    assert_int_equal(problems_in(w), 0);
    type(t, "\n");
    world_wait(w, shows(t, "step1") && problems_in(w) == 2);
    type(t, "\n");
    world_wait(w, shows(t, "step2") && problems_in(w) == 1);
}

static void a_terminal_can_be_in_the_jail(void **state)
{
    World *w = *state;
    Options *o = &w->ws->options;
    world_use_jail();
    o->terminal_jail = o->run_overlay = true;
    o->run_memory_mb = 256;
    o->run_procs = 32;
    o->run_cpus_percent = 100;
    AUTO(err) Err err = {0};
    Terminal *t = terminal_new(w->ws, &(TerminalPlan){.rows = 10, .cols = 60}, &err);
    assert_string_equal(err_text(&err), "");
    assert_non_null(t->run);
    assert_true(shows(t, "[in the jail: network off"));
    type(t, "echo lost >new-file; cat /etc/shadow; echo over-$((40+2))\n");
    world_wait(w, shows(t, "over-42"));
    assert_true(shows(t, "cat: /etc/shadow"));
    AUTO(free) char *path = world_path(w, "new-file");
    assert_false(fs_exists(path));
    w->ws->options.terminal_problems = true;
    world_put(w, "a.c", "1\n");
    type(t, "echo a.c:1:1: error: odd\n");
    world_wait(w, problems_total(w->ws->problems) == 1);
    type(t, "exit\n");
    world_wait(w, w->ws->terminals.all.n == 0);
}

static void same_screens(const Vt *a, const Vt *b, int rows)
{
    for (int row = -rows; row < vt_rows(a); row++)
        for (int col = 0; col < vt_cols(a); col++) {
            VtCell x = vt_cell(a, row, col), y = vt_cell(b, row, col);
            bool blank = x.text.n == 0 || str_eq_c(x.text, " ");
            assert_true(str_eq(x.text, y.text) || (blank && (!y.text.n || *y.text.p == ' ')));
            assert_int_equal(x.fg, y.fg);
            assert_int_equal(x.bg, y.bg);
            assert_int_equal(x.attrs, y.attrs);
        }
}

static void what_a_terminal_showed_comes_back_with_its_colours(void **state)
{
    (void)state;
    enum { ROWS = 6, COLS = 20, LINES = 3000 };
    Vt *a = vt_new(ROWS, COLS, 10000), *b = vt_new(ROWS, COLS, 10000);
    KeptRows kept = {0};
    AUTO(buf) Buf out = BUF_INIT;
    srand(7);
    for (int i = 0; i < LINES; i++) {
        AUTO(buf) Buf line = BUF_INIT;
        buf_addf(&line, "\033[%d;38;5;%dm%d\033[0m ", rand() % 8, rand() % 256, i);
        for (int n = rand() % 40; n-- > 0;)
            buf_add_c(&line, rand() % 5 ? "x" : rand() % 2 ? "\xe4\xb8\xad" : "e\xcc\x81");
        if (rand() % 3 == 0)
            buf_add_c(&line, "\033[48;2;1;2;3;4m end\033[0m");
        buf_add_c(&line, "\r\n");
        vt_feed(a, buf_str(&line));
        if (rand() % 10 == 0)
            (void)kept_rows_take(&kept, a);
    }
    while (!kept_rows_take(&kept, a))
        ;
    kept_rows_write(&kept, a, &out);
    vt_feed(b, buf_str(&out));
    same_screens(a, b, 1000);
    buf_deinit(&kept.rows);
    vt_free(a);
    vt_free(b);
}

static void rows_of_a_terminal_are_kept_within_bounds(void **state)
{
    (void)state;
    Vt *v = vt_new(5, 200, 20000);
    KeptRows kept = {0};
    for (int i = 0; i < 20000; i++) {
        vt_feed(v, STR("\033[31m0123456789 0123456789 0123456789 0123456789 0123456789 0123456789"
                       "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\r\n"));
        if (i % 100 == 0)
            (void)kept_rows_take(&kept, v);
    }
    while (!kept_rows_take(&kept, v))
        ;
    assert_in_range(kept.rows.n, 200 << 10, 600 << 10);
    vt_resize(v, 5, 100); // other rows from now on
    while (!kept_rows_take(&kept, v))
        ;
    assert_in_range(kept.rows.n, 200 << 10, 600 << 10);
    buf_deinit(&kept.rows);
    vt_free(v);
}

const struct CMUnitTest terminals_tests[] = {
    CASE(problems_in_a_terminal_are_those_of_its_last_command),
    CASE(without_marks_a_command_begins_with_enter),
    CASE(a_terminal_can_be_in_the_jail),
    CASE(a_flood_leaves_room_for_keys),
    CASE(what_is_not_read_is_bounded_and_said),
    CASE(a_long_paste_arrives_whole),
    CASE(a_program_that_fails_in_a_flood_stays_readable),
    CASE(a_program_that_ends_well_is_gone),
    CASE(terminals_side_by_side_are_one_group),
    CASE(names_are_the_users_or_the_programs),
    CASE(the_clipboard_is_set_only_as_the_user_wants),
    cmocka_unit_test(what_a_terminal_showed_comes_back_with_its_colours),
    cmocka_unit_test(rows_of_a_terminal_are_kept_within_bounds),
};
const size_t terminals_tests_n = ARRAY_LEN(terminals_tests);
