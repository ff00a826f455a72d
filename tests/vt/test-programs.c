// Real programs in an emulated terminal on a pty of their own.  Nothing sleeps: each step waits for
// a state of the screen, and fails when it has not come long after it should have.
#include "base/mem.h"
#include "base/vec.h"
#include "loop/loop.h"
#include "vt/vt.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/wait.h>

#include <cmocka.h>

enum { ROWS = 24, COLS = 80, SCROLLBACK = 500, PATIENCE_MS = 60000 };

typedef struct {
    Loop *l;
    Vt *v;
    LoopChild *child;
    LoopFd *input;
    LoopTimer *limit;
    int master;
    bool late, hung_up, ended;
    int status;
    char dir[32]; // its home
} Session;

static void answer(Session *s)
{
    Str out = vt_reply(s->v);
    if (out.n)
        assert_int_equal(write(s->master, out.p, out.n), (ssize_t)out.n);
}

static void on_output(void *arg)
{
    Session *s = arg;
    char buf[65536];
    ssize_t n = read(s->master, buf, sizeof buf);
    if (n > 0) {
        vt_feed(s->v, str_n(buf, (size_t)n));
        answer(s);
    } else if (n == 0 || errno == EIO) {
        s->hung_up = true;
        loop_fd_pause(s->input, true);
    }
}

static void on_ended(void *arg, int status)
{
    Session *s = arg;
    s->ended = true;
    s->status = status;
}

static void on_late(void *arg)
{
    ((Session *)arg)->late = true;
}

static void start(Session *s, const char *const *argv)
{
    *s = (Session){
        .l = loop_new(), .v = vt_new(ROWS, COLS, SCROLLBACK), .dir = "/tmp/test-vt-XXXXXX"};
    assert_non_null(mkdtemp(s->dir));
    AUTO(free) char *home = xasprintf("HOME=%s", s->dir);
    AUTO(free) char *path = xasprintf("PATH=%s", getenv("PATH"));
    // and nothing that leaves files behind
    const char *envp[] = {home,     path,        "TERM=xterm-256color", "LC_ALL=C.UTF-8",
                          "PS1=$ ", "HISTFILE=", "LESSHISTFILE=-",      "HTOPRC=/dev/null",
                          NULL};
    LoopSpawn spawn = {.argv = argv, .envp = envp, .cwd = s->dir};
    AUTO(err) Err err = {0};
    s->child = loop_pty_new(s->l, &spawn, ROWS, COLS, on_ended, s, &s->master, &err);
    assert_string_equal(err_text(&err), "");
    s->input = loop_fd_new(s->l, s->master, on_output, s);
    s->limit = loop_timer_new(s->l, on_late, s);
}

/* The screen as text, trailing blanks and rows cut; owned. */
static char *screen(const Session *s)
{
    AUTO(buf) Buf out = BUF_INIT;
    for (int row = 0; row < vt_rows(s->v); row++) {
        vt_row_text(s->v, row, &out);
        buf_add_byte(&out, '\n');
    }
    return str_dup(str_trim(buf_str(&out)));
}

static bool shows(const Session *s, const char *text)
{
    AUTO(free) char *all = screen(s);
    return strstr(all, text);
}

static bool shows_not(const Session *s, const char *text)
{
    return !shows(s, text);
}

static bool has_ended(const Session *s, const char *text)
{
    (void)text;
    return s->ended && s->hung_up;
}

static void wait_until(Session *s, bool (*holds)(const Session *s, const char *text),
                       const char *text)
{
    loop_timer_set(s->limit, PATIENCE_MS);
    while (!holds(s, text) && !s->late)
        loop_turn(s->l, -1);
    loop_timer_set(s->limit, -1);
    if (s->late) {
        AUTO(free) char *all = screen(s);
        fail_msg("waited too long for '%s' on\n%s", text, all);
    }
}

/* Type text, in which \n is the Enter key. */
static void type(Session *s, const char *text)
{
    for (; *text; text++) {
        Key k = {.kind = *text == '\n' ? KEY_ENTER : KEY_CHAR, .cp = (unsigned char)*text};
        vt_key(s->v, &k);
    }
    answer(s);
}

static void press(Session *s, KeyKind kind)
{
    vt_key(s->v, &(Key){.kind = kind});
    answer(s);
}

static void finish(Session *s)
{
    wait_until(s, has_ended, "its end");
    assert_int_equal(s->status, 0);
    loop_fd_free(s->input);
    loop_timer_free(s->limit);
    loop_child_free(s->child);
    close(s->master);
    loop_free(s->l);
    vt_free(s->v);
    AUTO(free) char *file = xasprintf("%s/file", s->dir);
    (void)unlink(file); // only some write one
    assert_int_equal(rmdir(s->dir), 0);
}

/* Write `n` numbered lines to the file of the session. */
static void make_file(const Session *s, int n)
{
    AUTO(free) char *path = xasprintf("%s/file", s->dir);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (int i = 1; i <= n; i++)
        fprintf(f, "line %d of the file\n", i);
    assert_int_equal(fclose(f), 0);
}

static const char *const bash[] = {"bash", "--norc", "--noprofile", NULL};

static void bash_prompts_edits_and_runs(void **state)
{
    (void)state;
    Session s;
    start(&s, bash);
    wait_until(&s, shows, "$");
    type(&s, "echo $((6*7))=forty");
    wait_until(&s, shows, "=forty");
    for (size_t i = 0; i < strlen("=forty"); i++)
        press(&s, KEY_BACKSPACE);
    press(&s, KEY_HOME);
    press(&s, KEY_END);
    wait_until(&s, shows_not, "=forty");
    type(&s, "\n");
    wait_until(&s, shows, "\n42\n$");
    press(&s, KEY_UP);
    type(&s, "0\n");
    wait_until(&s, shows, "\n420\n$");
    type(&s, "exit\n");
    finish(&s);
}

static void colours_and_widths_arrive(void **state)
{
    (void)state;
    Session s;
    start(&s, bash);
    wait_until(&s, shows, "$");
    type(&s, "clear; printf '\\033[1;31mred\\033[0m \\346\\274\\242|\\n'\n");
    wait_until(&s, shows, "red \xE6\xBC\xA2|\n$");
    int row = vt_cursor(s.v).row - 1;
    VtCell red = vt_cell(s.v, row, 0), han = vt_cell(s.v, row, 4);
    assert_int_equal(red.fg, 0x02000001);
    assert_int_equal(red.attrs, VT_BOLD);
    assert_int_equal(han.width, 2);
    assert_true(str_eq_c(vt_cell(s.v, row, 6).text, "|"));
    type(&s, "exit\n");
    finish(&s);
}

static void much_output_leaves_its_end(void **state)
{
    (void)state;
    Session s;
    start(&s, bash);
    wait_until(&s, shows, "$");
    type(&s, "seq 1 20000; echo do''ne\n");
    wait_until(&s, shows, "20000\ndone\n$");
    assert_int_equal(vt_scrollback(s.v), SCROLLBACK);
    assert_true(vt_pushed(s.v) > 19000);
    type(&s, "exit\n");
    finish(&s);
}

static void a_new_size_is_known_to_the_program(void **state)
{
    (void)state;
    Session s;
    start(&s, bash);
    wait_until(&s, shows, "$");
    vt_resize(s.v, 10, 50);
    loop_pty_resize(s.master, 10, 50);
    type(&s, "stty size\n");
    wait_until(&s, shows, "10 50");
    type(&s, "exit\n");
    finish(&s);
}

static void vim_opens_edits_and_quits(void **state)
{
    (void)state;
    Session s;
    start(&s, bash);
    make_file(&s, 100);
    wait_until(&s, shows, "$");
    type(&s, "vim -u NONE -i NONE -n file\n");
    wait_until(&s, shows, "line 23 of the file");
    assert_true(vt_alt_screen(s.v));
    type(&s, "Onew words");
    press(&s, KEY_ESCAPE);
    type(&s, "G");
    wait_until(&s, shows, "line 100 of the file");
    type(&s, "gg");
    wait_until(&s, shows, "new words\nline 1 of the file");
    type(&s, ":wq\n");
    wait_until(&s, shows_not, "new words");
    wait_until(&s, shows, "-n file\n$");
    assert_false(vt_alt_screen(s.v));
    type(&s, "head -n1 file\n");
    wait_until(&s, shows, "\nnew words\n$");
    type(&s, "exit\n");
    finish(&s);
}

static void less_pages_and_quits(void **state)
{
    (void)state;
    Session s;
    start(&s, (const char *const[]){"sh", "-c", "read go; exec less file", NULL});
    make_file(&s, 1000);
    type(&s, "\n");
    wait_until(&s, shows, "line 23 of the file");
    assert_true(vt_alt_screen(s.v));
    press(&s, KEY_PAGE_DOWN);
    wait_until(&s, shows, "line 46 of the file");
    type(&s, "G");
    wait_until(&s, shows, "line 1000 of the file");
    type(&s, "q");
    finish(&s);
}

static void htop_draws_and_quits(void **state)
{
    (void)state;
    Session s;
    start(&s, (const char *const[]){"htop", "-d", "100", NULL});
    wait_until(&s, shows, "F10Quit");
    wait_until(&s, shows, "Load average");
    assert_true(vt_alt_screen(s.v));
    assert_true(vt_wants_mouse(s.v));
    press(&s, KEY_DOWN);
    press(&s, KEY_F1 + 9);
    finish(&s);
}

static bool is_installed(const char *program)
{
    AUTO(free) char *command = xasprintf("command -v %s >/dev/null", program);
    return system(command) == 0;
}

int main(void)
{
    static const struct {
        const char *program;
        struct CMUnitTest test;
    } all[] = {
        {"bash", cmocka_unit_test(bash_prompts_edits_and_runs)},
        {"bash", cmocka_unit_test(colours_and_widths_arrive)},
        {"bash", cmocka_unit_test(much_output_leaves_its_end)},
        {"bash", cmocka_unit_test(a_new_size_is_known_to_the_program)},
        {"vim", cmocka_unit_test(vim_opens_edits_and_quits)},
        {"less", cmocka_unit_test(less_pages_and_quits)},
        {"htop", cmocka_unit_test(htop_draws_and_quits)},
    };
    Vec(struct CMUnitTest) tests = {0};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        if (is_installed(all[i].program))
            vec_push(&tests, all[i].test);
        else
            printf("# %s is not installed\n", all[i].program);
    }
    int failed = _cmocka_run_group_tests("programs", tests.p, tests.n, NULL, NULL);
    vec_deinit(&tests);
    return failed;
}
