#include "term.h"

#include "base/clock.h"
#include "base/mem.h"
#include "usage.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

static void set_env(const char *home)
{
    static const char *const vars[][2] = {{"TERM", "xterm-256color"}, {"COLORTERM", "truecolor"},
                                          {"LANG", "C.UTF-8"},        {"SHELL", "/bin/sh"},
                                          {"USER", "bench"},          {"PATH", "/usr/bin:/bin"}};
    clearenv();
    for (size_t i = 0; i < ARRAY_LEN(vars); i++)
        (void)setenv(vars[i][0], vars[i][1], 1);
    (void)setenv("HOME", home, 1);
    (void)setenv("TMPDIR", home, 1);
    (void)setenv("XDG_RUNTIME_DIR", home, 1);
}

/* The child's side: never returns. */
__attribute__((noreturn)) static void become(const char *const *argv, const char *home,
                                             volatile int64_t *start_ns)
{
    set_env(home);
    if (chdir(home) == 0) {
        *start_ns = clock_mono_ns();
        execv(argv[0], (char *const *)argv);
    }
    _exit(127);
}

Term *term_start(const char *const *argv, const char *home)
{
    struct winsize size = {.ws_row = TERM_ROWS, .ws_col = TERM_COLS};
    int64_t *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int fd = -1;
    pid_t pid = shared == MAP_FAILED ? -1 : forkpty(&fd, NULL, NULL, &size);
    if (pid == 0)
        become(argv, home, shared);
    if (pid < 0)
        return NULL;
    Term *t = NEW(Term);
    *t = (Term){.vt = vt_new(TERM_ROWS, TERM_COLS, 0), .fd = fd, .pid = pid, .start_ns = shared};
    (void)fcntl(fd, F_SETFL, O_NONBLOCK);
    (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
    vt_set_colors(t->vt, 0xd0d0d0, 0x101010);
    return t;
}

static void hang_up(Term *t)
{
    if (t->fd >= 0)
        close(steal_fd(&t->fd));
}

void term_free(Term *t)
{
    if (!t)
        return;
    UsagePids family = {0};
    usage_family(t->pid, &family);
    VEC_EACH (pid_t, p, &family)
        (void)kill(*p, SIGKILL); // one that has ended already is as good
    vec_deinit(&family);
    hang_up(t);
    while (waitpid(t->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    vt_free(t->vt);
    buf_deinit(&t->out);
    (void)munmap(t->start_ns, sizeof *t->start_ns);
    free(t);
}

/* Write what waits, as far as the program takes it. */
static void flush(Term *t)
{
    while (t->out.n && t->fd >= 0) {
        ssize_t n = write(t->fd, t->out.p, t->out.n);
        if (n <= 0)
            return; // it does not read now: we come again
        buf_splice(&t->out, 0, (size_t)n, STR(""));
    }
}

void term_send(Term *t, Str bytes)
{
    buf_add(&t->out, bytes);
    flush(t);
}

void term_press(Term *t, const Key *key)
{
    vt_key(t->vt, key);
    term_send(t, vt_reply(t->vt));
}

/* Take in all that is there.  The time is taken before the screen is worked out, which is our
 * affair and not the program's. */
static void take(Term *t)
{
    static char buf[1 << 18];
    size_t n = 0;
    ssize_t got;
    while (n < sizeof buf && (got = read(t->fd, buf + n, sizeof buf - n)) > 0)
        n += (size_t)got;
    if (n < sizeof buf && (got == 0 || (errno != EAGAIN && errno != EINTR)))
        hang_up(t);
    if (n == 0)
        return;
    t->last_ns = clock_mono_ns();
    t->nbytes += n;
    vt_feed(t->vt, str_n(buf, n));
    Str reply = vt_reply(t->vt);
    if (reply.n)
        term_send(t, reply);
}

static int ms_until(int64_t end_ns)
{
    int64_t ms = (end_ns - clock_mono_ns() + 999999) / 1000000;
    return (int)MAX(ms, 0);
}

static struct pollfd wanted(const Term *t)
{
    return (struct pollfd){.fd = t->fd, .events = t->out.n ? POLLIN | POLLOUT : POLLIN};
}

/* Do what can be done.  False if nothing could be for so long. */
static bool turn(Term *t, int ms)
{
    struct pollfd p = wanted(t);
    if (poll(&p, 1, ms) == 0)
        return false;
    if (p.revents & POLLOUT)
        flush(t);
    if (p.revents & ~POLLOUT)
        take(t);
    return true;
}

int64_t term_wait(Term *t, bool (*seen)(const Term *t, const void *arg), const void *arg,
                  int timeout_ms)
{
    int64_t end = clock_mono_ns() + timeout_ms * 1000000LL;
    uint64_t looked_at = t->nbytes;
    for (bool first = true;; first = false) {
        if ((first || looked_at != t->nbytes) && seen(t, arg))
            return t->last_ns;
        looked_at = t->nbytes;
        if (t->fd < 0 || ms_until(end) == 0 || !turn(t, ms_until(end)))
            return -1;
    }
}

void term_settle(Term *t, int quiet_ms, int max_ms)
{
    int64_t end = clock_mono_ns() + max_ms * 1000000LL;
    while (t->fd >= 0 && ms_until(end) > 0 && turn(t, MIN(quiet_ms, ms_until(end))))
        ;
}

void term_play(Term *const *terms, size_t n, int ms)
{
    enum { MOST = 16 };
    int64_t end = clock_mono_ns() + ms * 1000000LL;
    struct pollfd p[MOST];
    BUG_ON(n > MOST);
    do {
        for (size_t i = 0; i < n; i++)
            p[i] = wanted(terms[i]);
        if (poll(p, n, ms_until(end)) > 0)
            for (size_t i = 0; i < n; i++)
                if (p[i].revents)
                    (void)turn(terms[i], 0);
    } while (ms_until(end) > 0);
}

static bool find_in_row(const Vt *v, int row, Str needle, int *col)
{
    AUTO(buf) Buf text = BUF_INIT;
    vt_row_text(v, row, &text);
    ptrdiff_t left = str_find(buf_str(&text), needle);
    if (left < 0)
        return false;
    *col = 0;
    for (VtCell c; left > 0; (*col)++) {
        c = vt_cell(v, row, *col);
        left -= c.width == 0 ? 0 : (ptrdiff_t)MAX(c.text.n, (size_t)1);
    }
    return true;
}

bool term_find(const Term *t, Str needle, TermPlace *out)
{
    for (int row = 0; row < TERM_ROWS; row++)
        if (find_in_row(t->vt, row, needle, &out->col)) {
            out->row = row;
            return true;
        }
    return false;
}

bool term_shows(const Term *t, const void *arg)
{
    TermPlace ignored;
    return term_find(t, str_c(arg), &ignored);
}
