#include "outer.h"
#include "patience.h"
#include "base/fs.h"
#include "base/path.h"

#include "../lib/temp-dir.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <utmp.h>

#include <cmocka.h>

enum {
    STEP_MS = 10,
    STEP_BYTES = 512, // what comes and goes is seen, however late one looks
};

void outer_end(Outer *o)
{
    close(o->fd);
    close(o->slave);
    vt_free(o->vt);
    buf_deinit(&o->sent);
    buf_deinit(&o->typed);
    temp_dir_free(o->home);
}

void outer_put(const Outer *o, const char *name, Str bytes)
{
    AUTO(free) char *path = xasprintf("%s/%s", o->home, name);
    for (char *slash = path + strlen(o->home) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        test_must(mkdir(path, 0755) == 0 || errno == EEXIST, path);
    }
    FILE *f = fopen(path, "w");
    test_must(f != NULL, path);
    test_must(fwrite(bytes.p, 1, bytes.n, f) == bytes.n, path);
    test_must(fclose(f) == 0, path);
}

void outer_check_file(const Outer *o, const char *name, const char *text)
{
    enum { CHECKED_MAX = 1 << 20 };
    AUTO(free) char *path = path_join(o->home, name);
    AUTO(buf) Buf saved = BUF_INIT;
    assert_true(fs_read(path, CHECKED_MAX, &saved, NULL));
    assert_string_equal(buf_c(&saved), text);
}

void outer_begin(Outer *o)
{
    *o = (Outer){.home = temp_dir_new(), .fd = -1, .slave = -1};
    AUTO(free) char *line = xasprintf("trusted %s\n", o->home);
    outer_put(o, ".local/share/codelab/trust", str_c(line)); // shells are to be outside the jail
}

static bool is_subcommand(const char *word)
{
    return word && (strcmp(word, "--plain") == 0 || strcmp(word, "run") == 0);
}

static _Noreturn void become(const Outer *o, const OuterSetup *s)
{
    const char *program = s->program ? s->program : PROGRAM;
    const char *argv[OUTER_ARGS + 3] = {program};
    const char *san = getenv("ASAN_OPTIONS"); // where it tells what it found
    size_t n = 1;
    clearenv();
    if (san)
        setenv("ASAN_OPTIONS", san, 1);
    setenv("HOME", o->home, 1);
    setenv("XDG_RUNTIME_DIR", o->home, 1);
    setenv("PATH", "/usr/bin:/bin", 1);
    setenv("LANG", "C.UTF-8", 1);
    setenv("TERM", s->term, 1);
    setenv("CODELAB_GRAMMARS", GRAMMARS, 1);
    for (size_t i = 0; i < 6 && s->set[i]; i++)
        putenv((char *)(uintptr_t)s->set[i]);
    if (!s->session && !s->program && !is_subcommand(s->args[0]))
        argv[n++] = "-n";
    for (size_t i = 0; i < OUTER_ARGS && s->args[i]; i++)
        argv[n++] = s->args[i];
    if (login_tty(o->slave) == 0 && chdir(o->home) == 0)
        execv(program, (char *const *)(uintptr_t)argv);
    _exit(127);
}

void outer_start(Outer *o, const OuterSetup *s)
{
    struct winsize size = {.ws_row = (unsigned short)(s->rows ? s->rows : 24),
                           .ws_col = (unsigned short)(s->cols ? s->cols : 80)};
    test_must(openpty(&o->fd, &o->slave, NULL, NULL, &size) == 0, "openpty");
    test_must(tcgetattr(o->slave, &o->before) == 0, "tcgetattr");
    if (s->erase) {
        o->before.c_cc[VERASE] = (cc_t)s->erase;
        test_must(tcsetattr(o->slave, TCSANOW, &o->before) == 0, "tcsetattr");
    }
    test_must(fcntl(o->fd, F_SETFL, O_NONBLOCK) == 0, "fcntl");
    test_must(fcntl(o->fd, F_SETFD, FD_CLOEXEC) == 0, "fcntl");
    o->vt = vt_new(size.ws_row, size.ws_col, 0);
    o->answers = s->answers;
    o->pid = fork();
    test_must(o->pid >= 0, "fork");
    if (o->pid == 0)
        become(o, s);
}

void outer_restart(Outer *o, const OuterSetup *s)
{
    close(o->fd);
    close(o->slave);
    vt_free(o->vt);
    buf_clear(&o->sent);
    buf_clear(&o->typed);
    outer_start(o, s);
}

static bool take(Outer *o)
{
    char bytes[STEP_BYTES];
    ssize_t n = read(o->fd, bytes, sizeof bytes);
    if (n <= 0)
        return false;
    buf_add(&o->sent, str_n(bytes, (size_t)n));
    vt_feed(o->vt, str_n(bytes, (size_t)n));
    Str reply = vt_reply(o->vt);
    if (o->answers)
        buf_add(&o->typed, reply);
    return true;
}

static void give(Outer *o)
{
    ssize_t n = write(o->fd, o->typed.p, o->typed.n);
    if (n > 0)
        buf_splice(&o->typed, 0, (size_t)n, STR_NULL);
}

/* False if nothing came for that long (-1: for ever). */
static bool play(Outer *o, int ms)
{
    struct pollfd p = {.fd = o->fd, .events = POLLIN};
    if (o->typed.n)
        p.events |= POLLOUT;
    if (poll(&p, 1, ms) <= 0)
        return false;
    if (p.revents & POLLOUT)
        give(o);
    (void)take(o);
    return true;
}

void outer_type(Outer *o, Str bytes)
{
    buf_add(&o->typed, bytes);
    give(o);
}

bool outer_shows(const Outer *o, const char *text)
{
    for (int row = 0; row < vt_rows(o->vt); row++) {
        AUTO(buf) Buf line = BUF_INIT;
        vt_row_text(o->vt, row, &line);
        if (str_find(buf_str(&line), str_c(text)) >= 0)
            return true;
    }
    return false;
}

static void say_report(const Outer *o)
{
    AUTO(buf) Buf said = BUF_INIT;
    if (o->report && fs_read(o->report, 0, &said, NULL))
        fprintf(stderr, "# it was told: %s", buf_c(&said));
}

// For who looks why: what stands there instead, and what those do who were to change that.
_Noreturn void outer_give_up(const Outer *o, const char *text)
{
    fprintf(stderr, "# still waiting for %s%s%s:\n", text, o->about ? ", with " : "",
            o->about ? o->about : "");
    for (int row = 0; row < vt_rows(o->vt); row++) {
        AUTO(buf) Buf line = BUF_INIT;
        vt_row_text(o->vt, row, &line);
        fprintf(stderr, "# |%s\n", buf_c(&line));
    }
    say_report(o);
    patience_tell(o->home, stderr);
    (void)kill(o->pid, SIGKILL);
    fail_msg("%s never came", text);
    abort(); // not reached
}

// One step of waiting for `text`, which is as it is called if it does not come.
static void wait_step(Outer *o, Patience *p, const char *text)
{
    (void)play(o, STEP_MS);
    if (!patience_lasts(p))
        outer_give_up(o, text);
}

// The rest of what has come: of a frame that is shown in part.
static void take_all(Outer *o)
{
    while (take(o))
        ;
}

void outer_see(Outer *o, const char *text)
{
    Patience p = patience_new(o->home);
    while (!outer_shows(o, text))
        wait_step(o, &p, text);
    take_all(o);
}

static int shows_one(const Outer *o, const char *const *texts)
{
    for (int i = 0; texts[i]; i++)
        if (outer_shows(o, texts[i]))
            return i;
    return -1;
}

int outer_see_one(Outer *o, const char *const *texts)
{
    Patience p = patience_new(o->home);
    int seen;
    while ((seen = shows_one(o, texts)) < 0) {
        siginfo_t end = {0};
        if (waitid(P_PID, (id_t)o->pid, &end, WEXITED | WNOHANG | WNOWAIT) == 0 && end.si_pid)
            return -1;
        wait_step(o, &p, texts[0]);
    }
    take_all(o);
    return seen;
}

int outer_see_slowly(Outer *o, const char *text, Str keys)
{
    enum { STEP = 200, PAUSE_MS = 5 };
    Patience p = patience_new(o->home);
    int typed = 0;
    for (; !outer_shows(o, text); typed++) {
        char bytes[STEP];
        ssize_t n = read(o->fd, bytes, sizeof bytes);
        if (n > 0) {
            buf_add(&o->sent, str_n(bytes, (size_t)n));
            vt_feed(o->vt, str_n(bytes, (size_t)n));
        }
        outer_type(o, keys);
        (void)poll(NULL, 0, PAUSE_MS);
        if (!patience_lasts(&p))
            outer_give_up(o, text);
    }
    return typed;
}

void outer_lose(Outer *o, const char *text)
{
    Patience p = patience_new(o->home);
    AUTO(free) char *what = xasprintf("the end of %s", text);
    while (outer_shows(o, text))
        wait_step(o, &p, what);
    take_all(o);
}

void outer_quiet(Outer *o, int ms)
{
    while (play(o, ms))
        ;
}

void outer_resize(Outer *o, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    vt_resize(o->vt, rows, cols);
    test_must(ioctl(o->fd, TIOCSWINSZ, &size) == 0, "TIOCSWINSZ");
}

void outer_wait_sent(Outer *o, size_t off, const char *bytes)
{
    Patience p = patience_new(o->home);
    while (str_find(str_from(buf_str(&o->sent), off), str_c(bytes)) < 0)
        wait_step(o, &p, bytes + (*bytes == '\033'));
    take_all(o);
}

int outer_finish(Outer *o)
{
    Patience p = patience_new(o->home);
    int status = 0;
    while (waitpid(o->pid, &status, WNOHANG | WUNTRACED) == 0)
        wait_step(o, &p, "its end"); // what it still sends must be taken, or it never ends
    take_all(o);
    return status;
}

bool outer_sent(const Outer *o, const char *bytes)
{
    return str_find(buf_str(&o->sent), str_c(bytes)) >= 0;
}

static ptrdiff_t last(const Outer *o, const char *bytes)
{
    ptrdiff_t found = -1, at;
    size_t off = 0;
    while ((at = str_find(str_from(buf_str(&o->sent), off), str_c(bytes))) >= 0) {
        found = (ptrdiff_t)off + at;
        off = (size_t)found + 1;
    }
    return found;
}

void outer_check_given_back(const Outer *o, const char *what)
{
    static const char *const modes[][2] = {{"\033[?1049h", "\033[?1049l"},
                                           {"\033[?2004h", "\033[?2004l"},
                                           {"\033[?1004h", "\033[?1004l"},
                                           {"\033[?1002h", "\033[?1002l"},
                                           {"\033[?1003h", "\033[?1003l"},
                                           {"\033[?1006h", "\033[?1006l"},
                                           {"\033[?2026h", "\033[?2026l"},
                                           {"\033[?2027h", "\033[?2027l"},
                                           {"\033[?2031h", "\033[?2031l"},
                                           {"\033[?25l", "\033[?25h"},
                                           {"\033[?7l", "\033[?7h"},
                                           {"\033[>5u", "\033[<u"},
                                           {"\033[>4;2m", "\033[>4m"},
                                           {"\033[?1h", "\033[?1l"},
                                           {"\033=", "\033>"},
                                           {"\033[6 q", "\033[0 q"},
                                           {"\033[8l", "\033[8h"},
                                           {"\033[22;2t", "\033[23;2t"}};
    struct termios now;
    for (size_t i = 0; i < ARRAY_LEN(modes); i++)
        if (last(o, modes[i][0]) > last(o, modes[i][1]))
            fail_msg("%s: %s is left on", what, modes[i][0] + 1);
    assert_int_equal(tcgetattr(o->slave, &now), 0);
    assert_int_equal(now.c_iflag, o->before.c_iflag);
    assert_int_equal(now.c_oflag, o->before.c_oflag);
    assert_int_equal(now.c_lflag, o->before.c_lflag);
    assert_memory_equal(now.c_cc, o->before.c_cc, sizeof now.c_cc);
}
