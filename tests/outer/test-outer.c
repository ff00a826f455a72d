// What the user's terminal gets from the whole program, from its start to its end, however it ends.
#include "outer.h"
#include "base/fs.h"
#include "base/path.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <cmocka.h>

static const char *const terms[] = {"xterm-256color", "tmux-256color", "screen", "linux", "vt100"};

static void it_works_in_each_kind_of_terminal(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        Outer o;
        outer_begin(&o);
        outer_put(&o, "a.txt", STR("hello\nworld\n"));
        outer_start(&o, &(OuterSetup){.term = terms[i], .args = {"a.txt"}});
        outer_see(&o, "hello");
        outer_see(&o, "Ln 1, Col 1");
        outer_type(&o, STR("x\tz\177"));
        outer_see(&o, "x   hello");
        outer_type(&o, STR("\033OB")); // down, as it is sent in the keypad's mode
        outer_see(&o, "Ln 2");
        outer_type(&o, STR("\033OP")); // F1
        outer_see(&o, "> ");
        outer_type(&o, STR("undo\r"));
        outer_see(&o, "x   zhello");
        outer_type(&o, STR("\x13")); // save
        outer_see(&o, "Saved");
        outer_type(&o, STR("\x11")); // quit
        int status = outer_finish(&o);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            fail_msg("%s: status %x", terms[i], (unsigned)status);
        outer_check_given_back(&o, terms[i]);
        outer_end(&o);
    }
}

static void quitting_waits_for_the_save_that_was_asked_for_before(void **state)
{
    (void)state;
    Outer o;
    outer_begin(&o);
    outer_put(&o, "a.txt", STR("hello\n"));
    outer_start(&o, &(OuterSetup){.term = "xterm-256color", .args = {"a.txt"}});
    outer_see(&o, "hello");
    outer_type(&o, STR("x\x13\x11")); // save and quit, at once
    int status = outer_finish(&o);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    outer_check_file(&o, "a.txt", "xhello\n");
    outer_end(&o);
}

static void no_end_leaves_the_terminal_changed(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT, SIGKILL};
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    for (size_t i = 0; i < ARRAY_LEN(signals); i++)
        for (int answers = 0; answers < 2; answers++) {
            Outer o;
            outer_begin(&o);
            outer_put(&o, "a.txt", STR("hello\n"));
            outer_start(
                &o, &(OuterSetup){.term = "xterm-256color", .args = {"a.txt"}, .answers = answers});
            outer_see(&o, "hello");
            outer_type(&o, STR("x"));
            outer_see(&o, "xhello");
            assert_int_equal(kill(o.pid, signals[i]), 0);
            outer_finish(&o);
            while (wait(NULL) > 0) // what it left behind has an end, too
                ;
            outer_quiet(&o, 0);
            outer_check_given_back(&o, strsignal(signals[i]));
            outer_end(&o);
        }
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
}

static void suspending_gives_the_terminal_back_until_it_goes_on(void **state)
{
    (void)state;
    Outer o;
    outer_begin(&o);
    outer_put(&o, "a.txt", STR("hello\n"));
    outer_start(&o, &(OuterSetup){.term = "xterm-256color", .args = {"a.txt"}, .answers = true});
    outer_see(&o, "hello");
    outer_type(&o, STR("x"));
    outer_see(&o, "xhello");
    assert_int_equal(kill(o.pid, SIGTSTP), 0);
    assert_true(WIFSTOPPED(outer_finish(&o)));
    outer_check_given_back(&o, "stopped");
    assert_false(outer_shows(&o, "xhello"));
    assert_int_equal(kill(o.pid, SIGCONT), 0);
    outer_see(&o, "xhello");
    outer_type(&o, STR("y"));
    outer_see(&o, "xyhello");
    assert_int_equal(kill(o.pid, SIGTERM), 0);
    outer_finish(&o);
    outer_check_given_back(&o, "ended");
    outer_end(&o);
}

/* The sequence whose parameters are at `p` sets a colour. */
static bool is_color(const char *p, size_t n)
{
    int v = 0;
    bool color = false;
    for (size_t i = 0; i < n; i++) {
        if (p[i] >= '0' && p[i] <= '9') {
            v = v * 10 + p[i] - '0';
            continue;
        }
        color = color || (v >= 30 && v < 50) || (v >= 90 && v < 108);
        if (p[i] != ';')
            return color && p[i] == 'm';
        v = 0;
    }
    return false;
}

static size_t count_colors(const Outer *o)
{
    size_t n = 0;
    for (size_t i = 0; i + 2 < o->sent.n; i++)
        n += o->sent.p[i] == '\033' && o->sent.p[i + 1] == '[' &&
             is_color(o->sent.p + i + 2, MIN(o->sent.n - i - 2, (size_t)64));
    return n;
}

static void the_console_of_linux_gets_signs_that_its_font_has(void **state)
{
    (void)state;
    static const struct {
        const char *term;
        bool signs;
    } cases[] = {{"linux", false}, {"xterm-256color", true}, {"vt100", true}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Outer o;
        outer_begin(&o);
        outer_put(&o, "a.c", STR("int hello;\n"));
        OuterSetup s = {.term = cases[i].term, .set = {"LC_ALL=C.UTF-8"}, .args = {"a.c"}};
        outer_start(&o, &s);
        outer_see(&o, "hello");
        outer_type(&o, STR("\x11"));
        outer_finish(&o);
        if ((memchr(o.sent.p, 0xe2, o.sent.n) != NULL) != cases[i].signs)
            fail_msg("%s", cases[i].term);
        outer_end(&o);
    }
}

static void no_color_means_none(void **state)
{
    (void)state;
    static const struct {
        const char *term, *set, *arg;
        bool colors;
    } cases[] = {
        {"xterm-256color", "NO_COLOR=1", "a.c", false},
        {"xterm-256color", "NO_COLOR=", "a.c", true},
        {"xterm-256color", "COLORTERM=truecolor", "a.c", true},
        {"xterm-256color", "NO_COLOR=1", "--color=256", true},
        {"xterm-256color", "A=1", "--color=none", false},
        {"vt100", "COLORTERM=truecolor", "a.c", false},
        {"linux", "A=1", "a.c", true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Outer o;
        outer_begin(&o);
        outer_put(&o, "a.c", STR("int hello; // world\n"));
        OuterSetup s = {.term = cases[i].term, .set = {cases[i].set}, .args = {"a.c"}};
        if (cases[i].arg[0] == '-') {
            s.args[0] = "--color";
            s.args[1] = strchr(cases[i].arg, '=') + 1;
            s.args[2] = "a.c";
        }
        outer_start(&o, &s);
        outer_see(&o, "hello");
        outer_type(&o, STR("\033[1;2B")); // select
        outer_see(&o, "sel");
        outer_type(&o, STR("\x11"));
        outer_finish(&o);
        if ((count_colors(&o) > 0) != cases[i].colors)
            fail_msg("case %zu: %zu colours", i, count_colors(&o));
        outer_end(&o);
    }
}

static void what_shows_no_full_screen_gets_no_escape_byte(void **state)
{
    (void)state;
    static const char *const unfit[] = {"dumb", "", "no-such-terminal"};
    for (size_t i = 0; i < ARRAY_LEN(unfit); i++) {
        Outer o;
        outer_begin(&o);
        outer_start(&o, &(OuterSetup){.term = unfit[i], .args = {"a.c"}});
        int status = outer_finish(&o);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 2);
        assert_true(str_find_byte(buf_str(&o.sent), 0x1b) < 0);
        assert_true(outer_sent(&o, "codelab: this terminal cannot show the full screen"));
        assert_true(outer_sent(&o, "codelab run FILE"));
        outer_check_given_back(&o, unfit[i]);
        outer_end(&o);
    }
}

/* Length of the one thing at `p` that may be sent; 0 if it is something else. */
static size_t allowed(const char *p, size_t n)
{
    static const char *const whole[] = {"\033=", "\033>", "\033(B", "\033\\"};
    static const char *const modes[] = {"1",    "7",    "8",    "12",   "25",   "1002", "1003",
                                        "1004", "1006", "1049", "2004", "2026", "2027", "2031"};
    size_t i = 2;
    for (size_t k = 0; k < ARRAY_LEN(whole); k++)
        if (str_starts(str_n(p, n), str_c(whole[k])))
            return strlen(whole[k]);
    if (str_starts(str_n(p, n), STR("\033]11;?\033\\")))
        return 8;
    if (str_starts(str_n(p, n), STR("\033P+q")))
        return strlen("\033P+q524742\033\\");
    if (str_starts(str_n(p, n), STR("\033]2;"))) {
        for (i = 4; i < n && (unsigned char)p[i] >= 0x20 && p[i] != 0x7f; i++)
            ;
        return i + 1 < n && p[i] == 0x1b && p[i + 1] == '\\' ? i + 2 : 0;
    }
    if (n < 3 || p[1] != '[')
        return 0;
    while (i < n && strchr("0123456789;:<=>?", p[i]) && p[i])
        i++;
    if (i < n && (p[i] == '$' || p[i] == ' '))
        i++;
    if (i == n)
        return 0;
    if (p[i] != 'h' && p[i] != 'l')
        return strchr("mHGdABCDJKXPr@STqpuct", p[i]) && p[i] ? i + 1 : 0;
    for (size_t k = 0; k < ARRAY_LEN(modes); k++) {
        AUTO(free) char *mode = xasprintf("%s%s", p[2] == '?' ? "?" : "", modes[k]);
        if (i == 2 + strlen(mode) && strncmp(p + 2, mode, strlen(mode)) == 0)
            return i + 1;
    }
    return 0;
}

static void check_all_allowed(const Outer *o)
{
    for (size_t i = 0; i < o->sent.n;) {
        unsigned char c = (unsigned char)o->sent.p[i];
        size_t len = 1;
        if (c == 0x1b)
            len = allowed(o->sent.p + i, o->sent.n - i);
        else if (c < 0x20)
            len = c == '\r' || c == '\n' || c == '\b';
        else if (c == 0xc2 && i + 1 < o->sent.n && (unsigned char)o->sent.p[i + 1] < 0xa0)
            len = 0; // a control of the second set
        else if (c == 0x7f)
            len = 0;
        if (len == 0)
            fail_msg("byte %zu is not allowed: %02x %02x %02x '%.20s'", i, c,
                     (unsigned char)o->sent.p[i + 1], (unsigned char)o->sent.p[i + 2],
                     o->sent.p + i + 1);
        i += len;
    }
}

/* All bytes, and strings that change a terminal. */
static void add_hostile(Buf *out)
{
    static const char *const strings[] = {"\033]0;owned\a",
                                          "\033]2;owned\033\\",
                                          "\033]52;c;b3duZWQ=\a",
                                          "\033P$qm\033\\",
                                          "\033[?1049l\033[2J",
                                          "\033[?25l",
                                          "\033c",
                                          "\033[6n\033[c",
                                          "\xc2\x9b\x32\x4a",
                                          "\2332J\220q\234",
                                          "\033_Ga=T\033\\",
                                          "\033]8;;http://x\a",
                                          "\xe2\x80\xae reversed",
                                          "\033[>4;1m\033[=1u",
                                          "\033]1337;File=:\a"};
    for (int b = 1; b < 256; b++)
        buf_add_byte(out, (char)b);
    buf_add_byte(out, '\n');
    for (size_t i = 0; i < ARRAY_LEN(strings); i++) {
        buf_add_c(out, strings[i]);
        buf_add_byte(out, '\n');
    }
}

static void nothing_hostile_reaches_the_terminal(void **state)
{
    (void)state;
    Outer o;
    AUTO(buf) Buf text = BUF_INIT;
    add_hostile(&text);
    outer_begin(&o);
    AUTO(free) char *data = xasprintf("CODELAB_DATA=%s/.local/share/codelab", o.home);
    outer_put(&o, "bytes.txt", buf_str(&text));
    outer_put(&o,
              "\033]2;owned\a\x9b"
              "2J\xc2\x9b\n\x7f.txt",
              STR("seen\n"));
    outer_put(&o, "print.sh", STR("cat bytes.txt; echo ran\n"));
    outer_start(
        &o, &(OuterSetup){.term = "xterm-256color",
                          .set = {"HOME=/nonexistent", data}, // a folder that holds it runs nothing
                          .args = {"bytes.txt"},
                          .rows = 40,
                          .cols = 120,
                          .answers = true});
    outer_see(&o, "bytes.txt");
    outer_type(&o, STR("\x10owned")); // the file with the bad name, found by it
    outer_see(&o, "of ");
    outer_quiet(&o, 300);
    outer_type(&o, STR("\r"));
    outer_see(&o, "seen");
    outer_type(&o, STR("\x10print.sh"));
    outer_see(&o, "of ");
    outer_quiet(&o, 300);
    outer_type(&o, STR("\r"));
    outer_see(&o, "echo ran");
    outer_type(&o, STR("\033r")); // a run of it
    outer_see(&o, "exit 0");
    outer_type(&o, STR("\033t")); // the terminal, whose shell prints all of it
    outer_see(&o, "TERMINAL");
    outer_type(&o, STR("cat bytes.txt; echo do''ne\r"));
    outer_see(&o, "done");
    assert_int_equal(kill(o.pid, SIGTERM), 0);
    outer_finish(&o);
    check_all_allowed(&o);
    assert_false(outer_sent(&o, "\033]2;owned"));
    assert_false(outer_sent(&o, "\033]52"));
    outer_end(&o);
}

static void the_title_and_the_cursor_are_as_set(void **state)
{
    (void)state;
    Outer o;
    outer_begin(&o);
    outer_put(&o, "a\xe2\x80\xae\a.txt", STR("seen\n"));
    outer_put(&o, ".config/codelab/settings.json",
              STR("{ \"window.title\": \"${dirty}${activeEditorShort} in ${appName} ${what}\","
                  "  \"editor.cursorBlinking\": \"blink\" }"));
    outer_start(
        &o,
        &(OuterSetup){.term = "xterm-256color", .args = {"a\xe2\x80\xae\a.txt"}, .answers = true});
    outer_see(&o, "seen");
    assert_true(outer_sent(&o, "\033]2;a??.txt in codelab ${what}\033\\"));
    assert_true(outer_sent(&o, "\033[5 q"));
    outer_type(&o, STR("x"));
    outer_see(&o, "xseen");
    assert_true(outer_sent(&o, "\033]2;\xe2\x97\x8f a??.txt in codelab ${what}\033\\"));
    assert_int_equal(kill(o.pid, SIGTERM), 0);
    outer_finish(&o);
    outer_check_given_back(&o, "a title");
    outer_end(&o);
}

static void who_does_nothing_is_sent_nothing(void **state)
{
    enum { SILENT_MS = 3000 };
    (void)state;
    Outer o;
    outer_begin(&o);
    outer_put(&o, "a.c", STR("int a;\n"));
    outer_start(&o, &(OuterSetup){.term = "xterm-256color", .args = {"a.c"}, .answers = true});
    outer_see(&o, "int a;");
    outer_type(&o, STR("\033t")); // a terminal, too
    outer_see(&o, "TERMINAL 1");
    outer_quiet(&o, SILENT_MS); // what is sent again and again never ends; the alarm does
    size_t sent = o.sent.n;
    outer_type(&o, STR("\033[I\033[O")); // the terminal around us got the focus, and lost it
    outer_quiet(&o, SILENT_MS / 10);
    assert_int_equal(o.sent.n, sent);
    assert_int_equal(kill(o.pid, SIGTERM), 0);
    outer_finish(&o);
    outer_end(&o);
}

static void a_slow_line_leaves_frames_out_and_no_key(void **state)
{
    enum { LINES = 20000 };
    (void)state;
    Outer o;
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(err) Err err = {0};
    for (unsigned i = 1; i <= LINES; i++) {
        for (unsigned j = 0; j < 20; j++) // no two rows are alike
            buf_addf(&text, "%08u ", (i * 20 + j) * 2654435761U % 99999999);
        buf_add_c(&text, "\n");
    }
    outer_begin(&o);
    outer_put(&o, "long.txt", buf_str(&text));
    outer_start(&o, &(OuterSetup){.term = "xterm-256color",
                                  .args = {"long.txt"},
                                  .rows = 60,
                                  .cols = 200,
                                  .answers = true});
    outer_see(&o, "Plain text");
    outer_quiet(&o, 100);
    int typed = outer_see_slowly(&o, "slow line", STR("x\033[6~"));
    outer_lose(&o, "slow line");
    outer_type(&o, STR("\023")); // saved
    outer_see(&o, "Saved");
    AUTO(free) char *path = xasprintf("%s/long.txt", o.home);
    buf_clear(&text);
    assert_true(fs_read(path, 0, &text, &err));
    for (size_t i = 0; i < text.n; i++)
        typed -= text.p[i] == 'x';
    assert_int_equal(typed, 0);
    assert_int_equal(kill(o.pid, SIGTERM), 0);
    outer_finish(&o);
    outer_check_given_back(&o, "a slow line");
    outer_end(&o);
}

typedef struct {
    const char *name;
    Str keys;
    const char *seen;
    Str back; // takes that back
    const char *seen_back;
    size_t most;
} KeyCost;

// The least of some tries: what is still on its way from before comes in between, however long one
// waits for it on a busy machine.
static void check_cost(Outer *o, const KeyCost *c)
{
    enum { TRIES = 5 };
    size_t least = SIZE_MAX;
    for (int i = 0; i < TRIES && least > c->most; i++) {
        outer_quiet(o, 300);
        size_t before = o->sent.n;
        outer_type(o, c->keys);
        outer_see(o, c->seen);
        least = MIN(least, o->sent.n - before);
        outer_type(o, c->back);
        outer_see(o, c->seen_back);
    }
    if (least > c->most)
        fail_msg("%s: %zu bytes", c->name, least);
}

static void a_key_costs_few_bytes(void **state)
{
    (void)state;
    Outer o;
    AUTO(buf) Buf text = BUF_INIT;
    outer_begin(&o);
    for (int i = 0; i < 200; i++)
        buf_addf(&text, "int variable_%d = %d; // a comment of a line\n", i, i);
    outer_put(&o, "a.c", buf_str(&text));
    outer_start(
        &o,
        &(OuterSetup){
            .term = "xterm-256color", .args = {"a.c"}, .rows = 40, .cols = 120, .answers = true});
    outer_see(&o, "variable_30");
    outer_quiet(&o, 500);
    static const KeyCost cases[] = {
        {"a letter", STR("qqxq"), "qqxqint", STR("\177\177\177\177"), "Ln 1, Col 1 ", 4 * 2048},
        {"moving down: the line's mark and the status bar", STR("\033OB"), "Ln 2,", STR("\033OA"),
         "Ln 1,", 1024},
        {"moving right: the status bar alone", STR("\033OC"), "Col 2", STR("\033OD"), "Col 1", 300},
        {"a line end", STR("\r"), "Ln 2", STR("\177"), "Ln 1", 2048},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_cost(&o, &cases[i]);
    kill(o.pid, SIGTERM);
    outer_finish(&o);
    outer_end(&o);
}

static void a_large_paste_is_one_step_and_runs_no_key(void **state)
{
    (void)state;
    enum { LINES = 10 * 1024 };
    Outer o;
    AUTO(buf) Buf paste = BUF_INIT;
    outer_begin(&o);
    outer_put(&o, "a.txt", STR("start\n"));
    buf_add(&paste, STR("\033[200~"));
    for (int i = 0; i < LINES; i++) { // 10 MB, with the bytes of quit and of other keys
        buf_add_fill(&paste, 'p', 1000);
        buf_add(&paste, STR("\x11\x17\033[24~\x0b\r"));
    }
    buf_add(&paste, STR("\033[201~"));
    outer_start(&o, &(OuterSetup){.term = "xterm-256color", .args = {"a.txt"}});
    outer_see(&o, "start");
    outer_type(&o, buf_str(&paste));
    outer_see(&o, "Ln 10241");
    outer_type(&o, STR("\x1a")); // undo
    outer_see(&o, "Ln 1,");
    outer_see(&o, "    1 start");
    outer_type(&o, STR("a\nb\n")); // a paste of a terminal that marks none
    outer_see(&o, "    1 abstart");
    kill(o.pid, SIGTERM);
    outer_finish(&o);
    outer_end(&o);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(it_works_in_each_kind_of_terminal),
    cmocka_unit_test(quitting_waits_for_the_save_that_was_asked_for_before),
    cmocka_unit_test(no_end_leaves_the_terminal_changed),
    cmocka_unit_test(suspending_gives_the_terminal_back_until_it_goes_on),
    cmocka_unit_test(the_console_of_linux_gets_signs_that_its_font_has),
    cmocka_unit_test(no_color_means_none),
    cmocka_unit_test(what_shows_no_full_screen_gets_no_escape_byte),
    cmocka_unit_test(nothing_hostile_reaches_the_terminal),
    cmocka_unit_test(the_title_and_the_cursor_are_as_set),
    cmocka_unit_test(who_does_nothing_is_sent_nothing),
    cmocka_unit_test(a_slow_line_leaves_frames_out_and_no_key),
    cmocka_unit_test(a_key_costs_few_bytes),
    cmocka_unit_test(a_large_paste_is_one_step_and_runs_no_key),
};

int main(void)
{
    return cmocka_run_group_tests_name("outer", tests, NULL, NULL);
}
