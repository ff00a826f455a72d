// A terminal lent to another process, from the lender's side.
#include "base/clock.h"
#include "base/mem.h"
#include "tty/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

enum { STUCK_MS = 2000 };

struct TtyLoan {
    int in_fd, out_fd; // borrowed
    int fd;            // owned; of the memory
    Takeover *take;    // owned; both sides see it
};

TtyLoan *tty_loan_new(int in_fd, int out_fd, Err *err)
{
    AUTO(fd) int fd = memfd_create("codelab-loan", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0 || ftruncate(fd, sizeof(Takeover)) != 0 ||
        fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
        err_set_errno(err, errno, "cannot lend the terminal");
        return NULL;
    }
    void *shared = mmap(NULL, sizeof(Takeover), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared == MAP_FAILED) {
        err_set_errno(err, errno, "cannot lend the terminal");
        return NULL;
    }
    TtyLoan *l = NEW(TtyLoan);
    *l = (TtyLoan){.in_fd = in_fd, .out_fd = out_fd, .fd = steal_fd(&fd), .take = shared};
    return l;
}

void tty_loan_free(TtyLoan *l)
{
    if (!l)
        return;
    close(l->fd);
    (void)munmap(l->take, sizeof *l->take);
    free(l);
}

int tty_loan_fd(const TtyLoan *l)
{
    return l->fd;
}

// Answers that are under way must not reach the shell.
static void await_answers(const TtyLoan *l)
{
    int limit = detect_env("SSH_CONNECTION") ? TTY_OWED_SSH_MS : TTY_OWED_MS;
    int64_t end = clock_mono_ns() + limit * INT64_C(1000000);
    Keys *keys = NEW(Keys);
    keys_init(keys);
    while (!keys->facts.answered) {
        char bytes[1024];
        Key key;
        struct pollfd p = {.fd = l->in_fd, .events = POLLIN};
        int64_t left = (end - clock_mono_ns()) / 1000000;
        ssize_t n =
            left > 0 && poll(&p, 1, (int)left) > 0 ? read(l->in_fd, bytes, sizeof bytes) : 0;
        if (n <= 0)
            break;
        keys_feed(keys, str_n(bytes, (size_t)n), clock_mono_ns());
        while (keys_next(keys, &key))
            ;
    }
    keys_deinit(keys);
    free(keys);
}

static void send(int fd, Str bytes)
{
    while (bytes.n > 0) {
        struct pollfd p = {.fd = fd, .events = POLLOUT};
        if (poll(&p, 1, STUCK_MS) <= 0)
            return;
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return;
        bytes = str_from(bytes, n > 0 ? (size_t)n : 0);
    }
}

void tty_loan_take_back(TtyLoan *l)
{
    Takeover *take = l->take;
    if (take->said && take->owes)
        await_answers(l);
    if (take->said) {
        Undo undo = takeover_undo(take);
        take->said = 0;
        send(l->out_fd, str_n(undo.p, undo.n));
    }
    if (take->raw) {
        take->raw = 0;
        (void)tcsetattr(l->in_fd, TCSANOW, &take->found); // there is no other way left
        (void)fcntl(l->in_fd, F_SETFL, take->in_flags);   // shared with the shell
        (void)fcntl(l->out_fd, F_SETFL, take->out_flags);
    }
    take->owes = 0;
}
