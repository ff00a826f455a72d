// The whole room on a real pseudo-terminal, whose other end is played by the test.
#include "tty/terminal.h"
#include "groups.h"
#include "base/mem.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    int master, slave;
    struct termios before;
    Buf got; // all that was sent to the terminal
} Pty;

static const TtyOptions options = {.mouse = true, .sync = -1};

static void pty_open(Pty *p, const char *term)
{
    struct winsize size = {.ws_row = 10, .ws_col = 40};
    memset(p, 0, sizeof *p);
    assert_int_equal(openpty(&p->master, &p->slave, NULL, NULL, &size), 0);
    assert_int_equal(fcntl(p->master, F_SETFL, O_NONBLOCK), 0);
    assert_int_equal(tcgetattr(p->slave, &p->before), 0);
    static const char *const cleared[] = {"NO_COLOR", "COLORTERM", "TMUX",    "LC_ALL",
                                          "LC_CTYPE", "LINES",     "COLUMNS", "SSH_CONNECTION"};
    for (size_t i = 0; i < ARRAY_LEN(cleared); i++)
        unsetenv(cleared[i]);
    setenv("LANG", "C.UTF-8", 1);
    setenv("TERM", term, 1);
}

static void pty_close(Pty *p)
{
    close(p->master);
    close(p->slave);
    buf_deinit(&p->got);
}

/* Take what was sent; returns how much. */
static size_t pty_drain(Pty *p)
{
    size_t before = p->got.n;
    char bytes[4096];
    for (ssize_t n; (n = read(p->master, bytes, sizeof bytes)) > 0;)
        buf_add(&p->got, str_n(bytes, (size_t)n));
    return p->got.n - before;
}

static void pty_type(Pty *p, Str bytes)
{
    assert_int_equal(write(p->master, bytes.p, bytes.n), bytes.n);
}

static bool sent(const Pty *p, const char *bytes)
{
    return str_find(buf_str(&p->got), str_c(bytes)) >= 0;
}

/* The last place of `bytes` in what was sent, -1 if it was not. */
static ptrdiff_t last_sent(const Pty *p, const char *bytes)
{
    ptrdiff_t last = -1, at;
    Str rest = buf_str(&p->got);
    size_t off = 0;
    while ((at = str_find(str_from(rest, off), str_c(bytes))) >= 0) {
        last = (ptrdiff_t)off + at;
        off = (size_t)last + 1;
    }
    return last;
}

static void check_given_back(const Pty *p, const char *what)
{
    static const struct {
        const char *on, *off; // whatever is sent of these, `off` is last
    } modes[] = {
        {"\033[?1049h", "\033[?1049l"},
        {"\033[?2004h", "\033[?2004l"},
        {"\033[?1004h", "\033[?1004l"},
        {"\033[?1002h", "\033[?1002l"},
        {"\033[?1006h", "\033[?1006l"},
        {"\033[?2026h", "\033[?2026l"},
        {"\033[?2027h", "\033[?2027l"},
        {"\033[?25l", "\033[?25h"},
        {"\033[?7l", "\033[?7h"},
        {"\033[>5u", "\033[<u"},
        {"\033[>4;2m", "\033[>4m"},
        {"\033[?1h", "\033[?1l"},
        {"\033=", "\033>"},
        {"\033[6 q", "\033[0 q"},
    };
    for (size_t i = 0; i < ARRAY_LEN(modes); i++)
        if (last_sent(p, modes[i].on) > last_sent(p, modes[i].off))
            fail_msg("%s: %s is left on", what, modes[i].on + 1);
    struct termios now;
    assert_int_equal(tcgetattr(p->slave, &now), 0);
    assert_int_equal(now.c_iflag, p->before.c_iflag);
    assert_int_equal(now.c_oflag, p->before.c_oflag);
    assert_int_equal(now.c_lflag, p->before.c_lflag);
    assert_int_equal(now.c_cflag, p->before.c_cflag);
    assert_memory_equal(now.c_cc, p->before.c_cc, sizeof now.c_cc);
}

static Surface *page(void)
{
    Surface *s = surface_new(10, 40);
    surface_put(s, 0, 0, 40, STR("hello"), (Style){.fg = COLOR_RGB(200, 10, 10)});
    surface_fill(s, 9, 0, 1, 40, (Style){.bg = COLOR_ANSI(4), .attrs = ATTR_REVERSE});
    return s;
}

static void it_refuses_in_one_sentence_and_sends_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *term;
        bool piped;
        const char *why;
    } cases[] = {
        {"", false, "this terminal cannot show the full screen: TERM is not set"},
        {"dumb", false, "this terminal cannot show the full screen: TERM is 'dumb'"},
        {"no-such", false, "this terminal cannot show the full screen: unknown terminal 'no-such'"},
        {"xterm", true, "this terminal cannot show the full screen: standard input is no terminal"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Pty p;
        int pipe_fds[2];
        AUTO(err) Err err = {0};
        pty_open(&p, cases[i].term);
        assert_int_equal(pipe(pipe_fds), 0);
        assert_null(tty_open(cases[i].piped ? pipe_fds[0] : p.slave, p.slave, &options, &err));
        assert_string_equal(err_text(&err), cases[i].why);
        assert_int_equal(pty_drain(&p), 0);
        check_given_back(&p, cases[i].term);
        close(pipe_fds[0]);
        close(pipe_fds[1]);
        pty_close(&p);
    }
}

// The last is one that terminfo need not know.
static const char *const terms[] = {"xterm-256color", "xterm",  "linux",
                                    "vt100",          "screen", "xterm-unheard-of"};

static void the_terminal_is_given_back_as_it_was(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        Pty p;
        Surface *s = page();
        pty_open(&p, terms[i]);
        Tty *t = tty_open(p.slave, p.slave, &options, NULL);
        assert_non_null(t);
        assert_int_equal(tty_rows(t), 10);
        assert_int_equal(tty_cols(t), 40);
        assert_int_equal(pty_drain(&p), 0); // all goes with the first frame
        size_t n = tty_paint(t, s, 0, 5, CURSOR_LINE);
        assert_int_equal(pty_drain(&p), n);
        assert_true(sent(&p, "hello"));
        struct termios raw;
        assert_int_equal(tcgetattr(p.slave, &raw), 0);
        assert_false(raw.c_iflag & (IXON | ICRNL));
        assert_false(raw.c_lflag & (ECHO | ICANON | ISIG));
        assert_int_equal(fcntl(p.slave, F_SETFL, O_RDWR | O_NONBLOCK), 0); // as event loops do
        pty_type(&p, STR("\033[?62c"));                                    // or free waits for it
        tty_free(t);
        pty_drain(&p);
        check_given_back(&p, terms[i]);
        assert_false(fcntl(p.slave, F_GETFL) & O_NONBLOCK);
        surface_free(s);
        pty_close(&p);
    }
}

static void suspending_gives_it_back_and_takes_it_again(void **state)
{
    (void)state;
    Pty p;
    Surface *s = page();
    pty_open(&p, "xterm-256color");
    Tty *t = tty_open(p.slave, p.slave, &options, NULL);
    tty_paint(t, s, 0, 5, CURSOR_LINE);
    tty_leave(t);
    tty_leave(t);
    pty_drain(&p);
    check_given_back(&p, "left");
    assert_int_equal(tty_paint(t, s, 0, 5, CURSOR_LINE), 0);
    buf_clear(&p.got);
    assert_true(tty_enter(t, NULL));
    tty_paint(t, s, 0, 5, CURSOR_LINE);
    pty_drain(&p);
    assert_true(sent(&p, "\033[?1049h") && sent(&p, "hello"));
    assert_false(sent(&p, "\033[c")); // asked already
    pty_type(&p, STR("\033[?62c"));
    tty_free(t);
    pty_drain(&p);
    check_given_back(&p, "freed");
    surface_free(s);
    pty_close(&p);
}

static Tty *rescued; // by the handler in the child

static void on_signal(int sig)
{
    tty_leave(rescued);
    signal(sig, SIG_DFL);
    raise(sig);
}

static _Noreturn void die_by(Pty *p, int sig)
{
    Surface *s = page();
    close(p->master);
    signal(sig, on_signal);
    rescued = tty_open(p->slave, p->slave, &options, NULL);
    tty_paint(rescued, s, 0, 5, CURSOR_LINE);
    raise(sig);
    _exit(1);
}

static void a_signal_leaves_nothing_on(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP, SIGSEGV, SIGABRT};
    for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
        for (size_t j = 0; j < ARRAY_LEN(terms); j++) {
            Pty p;
            int status;
            pty_open(&p, terms[j]);
            pid_t pid = fork();
            if (pid == 0)
                die_by(&p, signals[i]);
            assert_int_equal(waitpid(pid, &status, 0), pid);
            assert_true(WIFSIGNALED(status));
            pty_drain(&p);
            assert_true(sent(&p, "hello"));
            check_given_back(&p, terms[j]);
            pty_close(&p);
        }
    }
}

static _Noreturn void die_guarded(Pty *p)
{
    Surface *s = page();
    close(p->master);
    Tty *t = tty_open(p->slave, p->slave, &options, NULL);
    tty_paint(t, s, 0, 5, CURSOR_LINE);
    tty_guard(t);
    keys_feed(&t->keys, STR("\033[?0u\033[?2027;2$y\033[?62c"), 0);
    while (tty_next_key(t, &(Key){0})) // what is switched on later is undone, too
        ;
    raise(SIGKILL);
    _exit(1);
}

static void a_kill_leaves_nothing_on(void **state)
{
    (void)state;
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        Pty p;
        pty_open(&p, terms[i]);
        if (fork() == 0)
            die_guarded(&p);
        while (wait(NULL) > 0) // the program, then its guard
            ;
        pty_drain(&p);
        assert_true(sent(&p, "hello"));
        check_given_back(&p, terms[i]);
        pty_close(&p);
    }
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
}

static void take_keys(Pty *p, Tty *t, Str typed)
{
    Key k;
    pty_type(p, typed);
    assert_true(tty_read(t));
    while (tty_next_key(t, &k))
        ;
}

static void what_the_terminal_answers_is_switched_on(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        Str answer;
        const char *on, *not_on;
    } cases[] = {
        {"kitty keys", STR("\033[?0u\033[?62c"), "\033[>5u", "\033[>4;2m"},
        {"modified keys without them", STR("\033[?62;4c"), "\033[>4;2m", "\033[>5u"},
        {"clusters", STR("\033[?2027;2$y\033[?62c"), "\033[?2027h", "\033[>5u"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Pty p;
        Surface *s = page();
        pty_open(&p, "xterm-256color");
        Tty *t = tty_open(p.slave, p.slave, &options, NULL);
        tty_paint(t, s, 0, 5, CURSOR_LINE);
        pty_drain(&p);
        assert_true(sent(&p, "\033[?u") && sent(&p, "\033[?2026$p") && sent(&p, "\033[c"));
        assert_false(sent(&p, cases[i].on));
        take_keys(&p, t, cases[i].answer);
        pty_drain(&p);
        if (!sent(&p, cases[i].on) || sent(&p, cases[i].not_on))
            fail_msg("%s: '%s'", cases[i].name, buf_c(&p.got));
        assert_true(tty_facts(t)->answered);
        tty_free(t);
        pty_drain(&p);
        check_given_back(&p, cases[i].name);
        surface_free(s);
        pty_close(&p);
    }
}

static void large_frames_are_synchronized_once_the_terminal_says_it_can(void **state)
{
    (void)state;
    Pty p;
    Surface *s = page();
    pty_open(&p, "xterm-256color");
    Tty *t = tty_open(p.slave, p.slave, &options, NULL);
    tty_paint(t, s, 0, 5, CURSOR_LINE);
    take_keys(&p, t, STR("\033[?2026;2$y\033[?62c"));
    pty_drain(&p);
    assert_false(sent(&p, "\033[?2026h"));
    tty_invalidate(t);
    for (int row = 1; row < 9; row++)
        surface_put(s, row, 0, 40, STR("a row with text that was not there"), (Style){0});
    tty_paint(t, s, 0, 5, CURSOR_LINE);
    pty_drain(&p);
    assert_true(sent(&p, "\033[?2026h") && sent(&p, "\033[?2026l"));
    tty_free(t);
    surface_free(s);
    pty_close(&p);
}

static void true_color_is_asked_for_where_it_is_likely(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        Str answer;
        bool no_color, asked;
        Str rgb;
        TtyColor color;
    } cases[] = {
        {"a terminal of today", STR("\033[?0u\033[?62c"), false, true,
         STR("\033P1+r524742=382f382f38\033\\"), TTY_COLOR_TRUE},
        {"one that has none", STR("\033[?2026;2$y\033[?62c"), false, true, STR("\033P0+r\033\\"),
         TTY_COLOR_256},
        {"an old one", STR("\033[?62c"), false, false, STR("x"), TTY_COLOR_256},
        {"colours are not wanted", STR("\033[?0u\033[?62c"), true, false,
         STR("\033P1+r524742=382f382f38\033\\"), TTY_COLOR_NONE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Pty p;
        Surface *s = page();
        pty_open(&p, "xterm-256color");
        if (cases[i].no_color)
            setenv("NO_COLOR", "1", 1);
        Tty *t = tty_open(p.slave, p.slave, &options, NULL);
        tty_paint(t, s, 0, 5, CURSOR_LINE);
        take_keys(&p, t, cases[i].answer);
        pty_drain(&p);
        assert_int_equal(sent(&p, "\033P+q524742\033\\"), cases[i].asked);
        take_keys(&p, t, cases[i].rgb);
        buf_clear(&p.got);
        tty_paint(t, s, 0, 5, CURSOR_LINE);
        pty_drain(&p);
        assert_int_equal(tty_color(t), cases[i].color);
        assert_int_equal(sent(&p, "38;2;200;10;10"), cases[i].color == TTY_COLOR_TRUE);
        tty_free(t);
        surface_free(s);
        pty_close(&p);
    }
}

static void colors_follow_options_and_environment(void **state)
{
    (void)state;
    static const struct {
        const char *name, *term, *var, *value;
        TtyColor asked, color;
    } cases[] = {
        {"terminfo's 256", "xterm-256color", "LANG", "C", TTY_COLOR_AUTO, TTY_COLOR_256},
        {"terminfo's 8", "xterm", "LANG", "C", TTY_COLOR_AUTO, TTY_COLOR_16},
        {"terminfo's none", "vt100", "LANG", "C", TTY_COLOR_AUTO, TTY_COLOR_NONE},
        {"COLORTERM", "xterm-256color", "COLORTERM", "truecolor", TTY_COLOR_AUTO, TTY_COLOR_TRUE},
        {"GNU screen has no true colour", "screen-256color", "COLORTERM", "truecolor",
         TTY_COLOR_AUTO, TTY_COLOR_256},
        {"tmux has", "screen-256color", "TMUX", "/tmp/x,1,0", TTY_COLOR_AUTO, TTY_COLOR_256},
        {"NO_COLOR", "xterm-256color", "NO_COLOR", "1", TTY_COLOR_AUTO, TTY_COLOR_NONE},
        {"an empty NO_COLOR says nothing", "xterm-256color", "NO_COLOR", "", TTY_COLOR_AUTO,
         TTY_COLOR_256},
        {"the option first", "xterm-256color", "NO_COLOR", "1", TTY_COLOR_TRUE, TTY_COLOR_TRUE},
        {"no more than the terminal takes", "vt100", "LANG", "C", TTY_COLOR_TRUE, TTY_COLOR_NONE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Pty p;
        Surface *s = page();
        TtyOptions o = options;
        pty_open(&p, cases[i].term);
        setenv(cases[i].var, cases[i].value, 1);
        o.color = cases[i].asked;
        Tty *t = tty_open(p.slave, p.slave, &o, NULL);
        if (tty_color(t) != cases[i].color)
            fail_msg("%s: %d", cases[i].name, (int)tty_color(t));
        tty_paint(t, s, 0, 5, CURSOR_LINE);
        pty_drain(&p);
        bool colored = sent(&p, ";48;5;") || sent(&p, ";44m") || sent(&p, "\033[44m") ||
                       sent(&p, "38;") || sent(&p, "\033[31m") || sent(&p, ";31m");
        assert_int_equal(colored, cases[i].color != TTY_COLOR_NONE);
        pty_type(&p, STR("\033[?62c"));
        tty_free(t);
        surface_free(s);
        pty_close(&p);
    }
}

static void a_key_press_is_one_small_write(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        Pty p;
        Surface *s = page();
        pty_open(&p, terms[i]);
        Tty *t = tty_open(p.slave, p.slave, &options, NULL);
        tty_paint(t, s, 3, 0, CURSOR_LINE);
        pty_drain(&p);
        for (int col = 0; col < 20; col++) {
            surface_put(s, 3, col, 1, STR("x"), (Style){0});
            size_t n = tty_paint(t, s, 3, col + 1, CURSOR_LINE);
            assert_int_equal(pty_drain(&p), n);
            if (n > (col ? 1 : 8))
                fail_msg("%s: %zu bytes for key %d", terms[i], n, col);
            assert_int_equal(tty_paint(t, s, 3, col + 1, CURSOR_LINE), 0);
        }
        pty_type(&p, STR("\033[?62c"));
        tty_free(t);
        surface_free(s);
        pty_close(&p);
    }
}

static void the_size_is_the_kernels_or_the_environments(void **state)
{
    (void)state;
    Pty p;
    pty_open(&p, "xterm");
    Tty *t = tty_open(p.slave, p.slave, &options, NULL);
    assert_false(tty_resized(t));
    struct winsize size = {.ws_row = 30, .ws_col = 100};
    assert_int_equal(ioctl(p.master, TIOCSWINSZ, &size), 0);
    assert_true(tty_resized(t));
    assert_int_equal(tty_rows(t), 30);
    assert_int_equal(tty_cols(t), 100);
    size = (struct winsize){0};
    assert_int_equal(ioctl(p.master, TIOCSWINSZ, &size), 0);
    assert_true(tty_resized(t));
    assert_int_equal(tty_rows(t), 24);
    setenv("LINES", "33", 1);
    setenv("COLUMNS", "99x", 1);
    assert_false(tty_resized(t)); // said too late: it may be of another terminal
    Tty *later = tty_open(p.slave, p.slave, &options, NULL);
    assert_int_equal(tty_rows(later), 33);
    assert_int_equal(tty_cols(later), 80);
    tty_free(later);
    assert_int_equal(tty_rows(t), 24);
    assert_int_equal(tty_cols(t), 80);
    tty_free(t);
    pty_close(&p);
}

static void a_closed_terminal_ends_reading(void **state)
{
    (void)state;
    Pty p;
    Key k;
    pty_open(&p, "xterm");
    Tty *t = tty_open(p.slave, p.slave, &options, NULL);
    assert_true(tty_read(t));
    assert_false(tty_next_key(t, &k));
    pty_type(&p, STR("a"));
    assert_true(tty_read(t));
    assert_true(tty_next_key(t, &k));
    assert_int_equal(k.cp, 'a');
    close(p.master);
    p.master = open("/dev/null", O_RDONLY);
    assert_false(tty_read(t));
    tty_free(t);
    pty_close(&p);
}

static void the_mouse_is_switched_on_and_off(void **state)
{
    (void)state;
    Pty p;
    Surface *s = page();
    pty_open(&p, "xterm");
    Tty *t = tty_open(p.slave, p.slave, &options, NULL);
    assert_int_equal(tty_in_fd(t), p.slave);
    assert_true(tty_is_utf8(t));
    tty_paint(t, s, 0, 0, CURSOR_LINE);
    pty_drain(&p);
    assert_true(sent(&p, "\033[?1002h\033[?1006h"));
    buf_clear(&p.got);
    tty_set_mouse(t, true);
    assert_int_equal(tty_paint(t, s, 0, 0, CURSOR_LINE), 0);
    tty_set_mouse(t, false);
    tty_paint(t, s, 0, 0, CURSOR_LINE);
    pty_drain(&p);
    assert_true(sent(&p, "\033[?1006l\033[?1003l\033[?1002l"));
    pty_type(&p, STR("\033[?62c"));
    tty_free(t);
    surface_free(s);
    pty_close(&p);
}

static void titles_are_sent_clean_and_taken_back(void **state)
{
    (void)state;
    Pty p;
    Surface *s = page();
    pty_open(&p, "xterm-unheard-of");
    Tty *t = tty_open(p.slave, p.slave, &options, NULL);
    tty_set_title(t, STR("a\033]52;c;x\a\xFF\xC2\x9B main.c \xC3\xA9"));
    tty_paint(t, s, 0, 0, CURSOR_LINE);
    pty_drain(&p);
    assert_true(sent(&p, "\033[22;2t\033]2;a?]52;c;x??? main.c \xC3\xA9\033\\"));
    pty_type(&p, STR("\033[?62c"));
    tty_free(t);
    pty_drain(&p);
    assert_true(sent(&p, "\033[23;2t"));
    surface_free(s);
    pty_close(&p);
}

static void progress_is_shown_where_it_is_understood_and_taken_back(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value;
        bool shown;
    } cases[] = {{"WT_SESSION", "1", true},
                 {"TERM_PROGRAM", "ghostty", true},
                 {"TERM_PROGRAM", "iTerm.app", false},
                 {"COLORTERM", "truecolor", false}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Pty p;
        Surface *s = page();
        unsetenv("TMUX");
        setenv(cases[i].name, cases[i].value, 1);
        pty_open(&p, "xterm-256color");
        Tty *t = tty_open(p.slave, p.slave, &options, NULL);
        tty_set_progress(t, true);
        tty_paint(t, s, 0, 0, CURSOR_LINE);
        pty_drain(&p);
        assert_int_equal(sent(&p, "\033]9;4;3\033\\"), cases[i].shown);
        assert_false(sent(&p, "\033]9;4;0"));
        pty_type(&p, STR("\033[?62c"));
        tty_free(t);
        pty_drain(&p);
        assert_int_equal(sent(&p, "\033]9;4;0\033\\"), cases[i].shown);
        unsetenv(cases[i].name);
        surface_free(s);
        pty_close(&p);
    }
}

static void the_bell_rings_once(void **state)
{
    (void)state;
    Pty p;
    Surface *s = page();
    pty_open(&p, "xterm-256color");
    Tty *t = tty_open(p.slave, p.slave, &options, NULL);
    tty_paint(t, s, 0, 0, CURSOR_LINE);
    pty_drain(&p);
    buf_clear(&p.got);
    tty_ring(t);
    tty_paint(t, s, 0, 0, CURSOR_LINE);
    pty_drain(&p);
    assert_true(sent(&p, "\a"));
    buf_clear(&p.got);
    tty_paint(t, s, 1, 0, CURSOR_LINE);
    pty_drain(&p);
    assert_false(sent(&p, "\a"));
    pty_type(&p, STR("\033[?62c"));
    tty_free(t);
    surface_free(s);
    pty_close(&p);
}

static void progress_ends_with_what_went_on_and_comes_again_after_a_stop(void **state)
{
    (void)state;
    Pty p;
    Surface *s = page();
    setenv("WT_SESSION", "1", 1);
    pty_open(&p, "xterm-256color");
    Tty *t = tty_open(p.slave, p.slave, &options, NULL);
    tty_set_progress(t, true);
    tty_paint(t, s, 0, 0, CURSOR_LINE);
    tty_leave(t);
    pty_drain(&p);
    assert_true(sent(&p, "\033]9;4;0\033\\"));
    buf_clear(&p.got);
    assert_true(tty_enter(t, NULL));
    tty_paint(t, s, 0, 0, CURSOR_LINE);
    pty_drain(&p);
    assert_true(sent(&p, "\033]9;4;3\033\\"));
    tty_set_progress(t, false);
    tty_paint(t, s, 0, 0, CURSOR_LINE);
    pty_drain(&p);
    assert_true(sent(&p, "\033]9;4;0\033\\"));
    buf_clear(&p.got);
    pty_type(&p, STR("\033[?62c"));
    tty_free(t);
    pty_drain(&p);
    assert_false(sent(&p, "\033]9;4"));
    unsetenv("WT_SESSION");
    surface_free(s);
    pty_close(&p);
}

static void copies_go_through_osc_52(void **state)
{
    (void)state;
    static const struct {
        const char *term;
        Str text;
        bool ok;
        const char *sent, *route;
    } cases[] = {
        {"xterm-256color", STR("a"), true, "\033]52;c;YQ==\033\\",
         "sent to terminal, not confirmed"},
        {"xterm-256color", STR("hi"), true, "\033]52;c;aGk=\033\\",
         "sent to terminal, not confirmed"},
        {"xterm-256color", STR("hi\n"), true, "\033]52;c;aGkK\033\\",
         "sent to terminal, not confirmed"},
        {"screen", STR("hi"), true, "\033P\033]52;c;aGk=\a\033\\",
         "sent to terminal, not confirmed"},
        {"xterm-256color", STR("more than that"), false, "", "too big for the terminal clipboard"},
        {"vt100", STR("hi"), false, "", "the terminal has no clipboard"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Pty p;
        Surface *s = page();
        TtyOptions o = options;
        const char *route;
        o.copy_max = 10;
        pty_open(&p, cases[i].term);
        Tty *t = tty_open(p.slave, p.slave, &o, NULL);
        assert_int_equal(tty_copy(t, cases[i].text, &route), cases[i].ok);
        assert_string_equal(route, cases[i].route);
        tty_paint(t, s, 0, 0, CURSOR_LINE);
        pty_drain(&p);
        assert_true(sent(&p, cases[i].sent));
        pty_type(&p, STR("\033[?62c"));
        tty_free(t);
        surface_free(s);
        pty_close(&p);
    }
}

static void gnu_screen_gets_long_copies_in_pieces(void **state)
{
    (void)state;
    Pty p;
    Surface *s = page();
    const char *route;
    AUTO(buf) Buf text = BUF_INIT;
    pty_open(&p, "screen");
    Tty *t = tty_open(p.slave, p.slave, &options, NULL);
    buf_add_fill(&text, 'x', 2000);
    assert_true(tty_copy(t, buf_str(&text), &route));
    Str rest = buf_str(&t->copy);
    size_t pieces = 0;
    for (ptrdiff_t end; (end = str_find(rest, STR("\033\\"))) >= 0; pieces++) {
        assert_true(str_starts(rest, STR("\033P")));
        assert_true(end <= 702);
        rest = str_from(rest, (size_t)end + 2);
    }
    assert_int_equal(rest.n, 0);
    assert_int_equal(pieces, 4); // of 2668 + 8 bytes
    tty_free(t);
    surface_free(s);
    pty_close(&p);
}

static void a_headless_terminal_keeps_its_frame(void **state)
{
    (void)state;
    Key k;
    Surface *s = surface_new(4, 20);
    Tty *t = tty_open_headless(4, 20, TTY_COLOR_AUTO);
    assert_int_equal(tty_color(t), TTY_COLOR_TRUE);
    surface_put(s, 1, 2, 10, STR("there"), (Style){0});
    assert_true(tty_paint(t, s, 1, 7, CURSOR_BLOCK) > 0);
    surface_fill(s, 0, 0, 4, 20, (Style){0});
    TtyFrame f = tty_frame(t);
    assert_true(str_eq_c(surface_text(f.surface, 1, 3), "h"));
    assert_int_equal(f.col, 7);
    tty_feed(t, STR("\033"));
    assert_false(tty_next_key(t, &k));
    assert_true(tty_key_timeout_ms(t) >= 0);
    tty_key_expire(t);
    assert_true(tty_next_key(t, &k));
    assert_int_equal(k.kind, KEY_ESCAPE);
    tty_set_size(t, 5, 30);
    assert_true(tty_resized(t));
    assert_int_equal(tty_cols(t), 30);
    tty_free(t);
    surface_free(s);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(it_refuses_in_one_sentence_and_sends_nothing),
    cmocka_unit_test(the_terminal_is_given_back_as_it_was),
    cmocka_unit_test(suspending_gives_it_back_and_takes_it_again),
    cmocka_unit_test(a_signal_leaves_nothing_on),
    cmocka_unit_test(a_kill_leaves_nothing_on),
    cmocka_unit_test(what_the_terminal_answers_is_switched_on),
    cmocka_unit_test(large_frames_are_synchronized_once_the_terminal_says_it_can),
    cmocka_unit_test(true_color_is_asked_for_where_it_is_likely),
    cmocka_unit_test(colors_follow_options_and_environment),
    cmocka_unit_test(a_key_press_is_one_small_write),
    cmocka_unit_test(the_size_is_the_kernels_or_the_environments),
    cmocka_unit_test(a_closed_terminal_ends_reading),
    cmocka_unit_test(the_mouse_is_switched_on_and_off),
    cmocka_unit_test(titles_are_sent_clean_and_taken_back),
    cmocka_unit_test(the_bell_rings_once),
    cmocka_unit_test(progress_is_shown_where_it_is_understood_and_taken_back),
    cmocka_unit_test(progress_ends_with_what_went_on_and_comes_again_after_a_stop),
    cmocka_unit_test(copies_go_through_osc_52),
    cmocka_unit_test(gnu_screen_gets_long_copies_in_pieces),
    cmocka_unit_test(a_headless_terminal_keeps_its_frame),
};

const TestGroup terminal_tests = {tests, ARRAY_LEN(tests)};
