// One end of a connection: bytes and descriptors in, frames out.
#include "base/clock.h"
#include "base/mem.h"
#include "session/session.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

enum {
    READ_BYTES = 16384,
    IN_MAX = SESSION_HEAD + SESSION_BYTES_MAX + READ_BYTES,
    OUT_MAX = 1 << 20, // what waits for one that does not read
    FDS_WAITING = 8,   // descriptors that came and were not taken
};

struct SessionLink {
    int fd; // owned
    Buf in, out;
    size_t used;          // bytes of `in` that were handed out
    int fds[FDS_WAITING]; // owned
    size_t nfds;
    size_t lent;                 // of those, how many belong to the frame taken last
    int giving[SESSION_FDS_MAX]; // duplicates, owned: to go with the first byte of `out`
    size_t ngiving;
    bool gone;
};

SessionLink *session_link_new(int fd)
{
    SessionLink *l = NEW(SessionLink);
    l->fd = fd;
    (void)fcntl(fd, F_SETFL, O_NONBLOCK); // cannot fail on a socket of ours
    return l;
}

static void close_all(int *fds, size_t *n)
{
    for (size_t i = 0; i < *n; i++)
        close(fds[i]);
    *n = 0;
}

void session_link_free(SessionLink *l)
{
    if (!l)
        return;
    close(l->fd);
    close_all(l->fds, &l->nfds);
    close_all(l->giving, &l->ngiving);
    buf_deinit(&l->in);
    buf_deinit(&l->out);
    free(l);
}

int session_link_fd(const SessionLink *l)
{
    return l->fd;
}

// More than fit are closed: who sends so many means no good.
static void keep_fds(SessionLink *l, struct msghdr *m)
{
    for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c)) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
            continue;
        size_t n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < n; i++) {
            int fd;
            memcpy(&fd, CMSG_DATA(c) + i * sizeof fd, sizeof fd);
            if (l->nfds < FDS_WAITING)
                l->fds[l->nfds++] = fd;
            else
                close(fd);
        }
    }
}

// -1: nothing more for now.
static ssize_t take(SessionLink *l)
{
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(sizeof(int) * FDS_WAITING)];
    } control;
    struct iovec part = {buf_reserve(&l->in, READ_BYTES), READ_BYTES};
    struct msghdr m = {.msg_iov = &part,
                       .msg_iovlen = 1,
                       .msg_control = control.bytes,
                       .msg_controllen = sizeof control.bytes};
    ssize_t n;
    do
        n = recvmsg(l->fd, &m, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return errno == EAGAIN ? -1 : 0;
    keep_fds(l, &m);
    l->in.n += (size_t)n;
    return n;
}

bool session_link_read(SessionLink *l)
{
    buf_splice(&l->in, 0, l->used, STR_NULL);
    l->used = 0;
    for (ssize_t n; !l->gone && l->in.n < IN_MAX;) {
        n = take(l);
        if (n < 0)
            break;
        l->gone = n == 0;
    }
    return !l->gone;
}

int session_link_take_fd(SessionLink *l)
{
    if (l->lent == 0)
        return -1;
    int fd = l->fds[0];
    l->lent--;
    l->nfds--;
    memmove(l->fds, l->fds + 1, l->nfds * sizeof l->fds[0]);
    return fd;
}

bool session_link_next(SessionLink *l, SessionFrame *out)
{
    size_t used = 0;
    for (int fd; (fd = session_link_take_fd(l)) >= 0;)
        close(fd); // of the frame before, and nobody wanted it
    SessionRead read = session_frame_read(str_from(buf_str(&l->in), l->used), out, &used);
    if (read == SESSION_BROKEN)
        l->gone = true;
    if (read != SESSION_WHOLE)
        return false;
    l->used += used;
    l->lent = MIN((size_t)out->nfds, l->nfds);
    return true;
}

static ssize_t give(SessionLink *l)
{
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(sizeof l->giving)];
    } control;
    struct iovec part = {l->out.p, l->out.n};
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1};
    if (l->ngiving) {
        memset(&control, 0, sizeof control);
        m.msg_control = control.bytes;
        m.msg_controllen = CMSG_SPACE(l->ngiving * sizeof(int));
        control.head.cmsg_level = SOL_SOCKET;
        control.head.cmsg_type = SCM_RIGHTS;
        control.head.cmsg_len = CMSG_LEN(l->ngiving * sizeof(int));
        memcpy(CMSG_DATA(&control.head), l->giving, l->ngiving * sizeof(int));
    }
    ssize_t n = sendmsg(l->fd, &m, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n > 0)
        close_all(l->giving, &l->ngiving);
    return n;
}

bool session_link_flush(SessionLink *l)
{
    while (l->out.n && !l->gone) {
        ssize_t n = give(l);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return true;
        l->gone = n < 0;
        if (n > 0)
            buf_splice(&l->out, 0, (size_t)n, STR_NULL);
    }
    return !l->gone;
}

bool session_link_is_behind(const SessionLink *l)
{
    return l->out.n > 0 && !l->gone;
}

bool session_send(SessionLink *l, SessionKind kind, const Str *fields, size_t n)
{
    return session_send_fds(l, kind, fields, n, NULL, 0);
}

bool session_send_fds(SessionLink *l, SessionKind kind, const Str *fields, size_t n, const int *fds,
                      size_t nfds)
{
    bool fits = l->out.n < OUT_MAX && nfds <= SESSION_FDS_MAX && (nfds == 0 || l->out.n == 0);
    if (l->gone || !fits || !session_frame_write(&l->out, kind, fields, n, (unsigned)nfds))
        return false;
    for (size_t i = 0; i < nfds; i++) {
        int own = fcntl(fds[i], F_DUPFD_CLOEXEC, 3);
        if (own >= 0)
            l->giving[l->ngiving++] = own;
    }
    return session_link_flush(l);
}

bool session_await(SessionLink *l, SessionFrame *out, int timeout_ms, bool *gone)
{
    int64_t end = clock_mono_ns() + timeout_ms * INT64_C(1000000);
    for (;;) {
        (void)session_link_flush(l); // one that is gone is seen by the read
        bool here = session_link_read(l);
        *gone = false;
        if (session_link_next(l, out)) // what came before its end is still to be handed out
            return true;
        *gone = !here || l->gone;
        int64_t left = timeout_ms < 0 ? -1 : (end - clock_mono_ns() + 999999) / 1000000;
        struct pollfd p = {.fd = l->fd,
                           .events = (short)(POLLIN | (session_link_is_behind(l) ? POLLOUT : 0))};
        if (*gone || (timeout_ms >= 0 && left <= 0) ||
            (poll(&p, 1, (int)MAX(left, (int64_t)-1)) < 0 && errno != EINTR))
            return false;
    }
}
