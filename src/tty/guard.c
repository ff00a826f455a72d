// A process that waits for the end of ours, to give the terminal back if we could not.
#include "base/bug.h"
#include "base/mem.h"
#include "tty/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GUARD_FD = 3, GUARD_STUCK_MS = 2000 };

void guard_init(Tty *t)
{
    void *shared =
        mmap(NULL, sizeof *t->take, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    BUG_ON(shared == MAP_FAILED); // a page: there is no memory at all
    t->take = shared;
    t->guard_fd = -1;
}

bool guard_map(Tty *t, int loan_fd)
{
    struct stat st;
    int seals = fcntl(loan_fd, F_GET_SEALS);
    // memory that another can cut short would end us
    if (seals < 0 || !(seals & F_SEAL_SHRINK) || fstat(loan_fd, &st) != 0 ||
        st.st_size < (off_t)sizeof *t->take)
        return false;
    void *shared = mmap(NULL, sizeof *t->take, PROT_READ | PROT_WRITE, MAP_SHARED, loan_fd, 0);
    if (shared == MAP_FAILED)
        return false;
    (void)munmap(t->take, sizeof *t->take);
    t->take = shared;
    t->lent = true;
    return true;
}

Undo takeover_undo(const Takeover *take)
{
    Undo u = take->undo[take->undo_at & 1];
    u.n = MIN(u.n, (size_t)TTY_UNDO_MAX);
    return u;
}

void guard_deinit(Tty *t)
{
    if (t->guard_fd >= 0) {
        close(t->guard_fd);
        while (waitpid(t->guard, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    (void)munmap(t->take, sizeof *t->take);
}

/* The guard's only descriptors: the terminal as 0 and 1, our pipe as 3.  Files that others hold
 * open by ours must not stay open by it. */
static bool keep_only(int in_fd, int out_fd, int pipe_fd)
{
    int in = fcntl(in_fd, F_DUPFD, 10), out = fcntl(out_fd, F_DUPFD, 10);
    int ours = fcntl(pipe_fd, F_DUPFD, 10);
    return in >= 0 && out >= 0 && ours >= 0 && dup2(in, STDIN_FILENO) >= 0 &&
           dup2(out, STDOUT_FILENO) >= 0 && dup2(ours, GUARD_FD) >= 0 &&
           close_range(GUARD_FD + 1, ~0U, 0) == 0;
}

static void send_undo(const Undo *u)
{
    for (size_t at = 0; at < u->n;) {
        struct pollfd p = {.fd = STDOUT_FILENO, .events = POLLOUT};
        if (poll(&p, 1, GUARD_STUCK_MS) <= 0)
            return;
        ssize_t n = write(STDOUT_FILENO, u->p + at, u->n - at);
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return;
        at += n > 0 ? (size_t)n : 0;
    }
}

/* A shell may have set the modes that it wants by now: only ours are taken back. */
static void restore_modes(const Takeover *take)
{
    struct termios now;
    if (tcgetattr(STDIN_FILENO, &now) == 0 && !(now.c_lflag & (ICANON | ECHO | ISIG)))
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &take->found); // there is no other way left
    (void)fcntl(STDIN_FILENO, F_SETFL, take->in_flags);       // likewise
    (void)fcntl(STDOUT_FILENO, F_SETFL, take->out_flags);
}

_Noreturn static void watch(const Tty *t, int pipe_fd)
{
    sigset_t all;
    char none;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL); // what ends ours must not end it; nor SIGTTOU stop it
    (void)prctl(PR_SET_NAME, "codelab-guard");
    if (!keep_only(t->in_fd, t->out_fd, pipe_fd))
        _exit(1);
    while (read(GUARD_FD, &none, 1) < 0 && errno == EINTR)
        ;
    if (t->take->said) {
        Undo undo = takeover_undo(t->take);
        send_undo(&undo);
    }
    if (t->take->raw)
        restore_modes(t->take);
    _exit(0);
}

void tty_guard(Tty *t)
{
    int ends[2];
    if (t->headless || t->lent || t->guard_fd >= 0 || pipe2(ends, O_CLOEXEC) != 0)
        return;
    t->guard = fork();
    if (t->guard == 0) {
        close(ends[1]);
        watch(t, ends[0]);
    }
    close(ends[0]);
    if (t->guard > 0)
        t->guard_fd = ends[1];
    else
        close(ends[1]);
}
