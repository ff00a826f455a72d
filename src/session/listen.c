// The socket of a session, from both sides.  Its lock says who is the session, so that a socket's
// name whose owner died can be told from one that is in use.
#include "base/mem.h"
#include "session/session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

enum { BACKLOG = 16 };

// By way of the open folder: a path of any length fits, and nobody can put another in its place.
static struct sockaddr_un address(const SessionPlace *p)
{
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    snprintf(a.sun_path, sizeof a.sun_path, "/proc/self/fd/%d/%s.sock", p->dir_fd, p->id);
    return a;
}

// A lock that was removed while it was waited for is nobody's.
static bool is_named(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && st.st_nlink > 0;
}

static bool take_lock(SessionPlace *p, Err *err)
{
    AUTO(free) char *name = xasprintf("%s.lock", p->id);
    for (;;) {
        AUTO(fd) int fd = openat(p->dir_fd, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (fd < 0)
            return err_set_errno(err, errno, "cannot make the lock of session '%s'", p->id);
        if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
            err_set(err, "there is a session '%s' already", p->id);
            err->code = EEXIST;
            return false;
        }
        if (is_named(fd)) {
            p->lock_fd = steal_fd(&fd);
            return true;
        }
    }
}

static bool is_own(int fd)
{
    struct ucred peer;
    socklen_t n = sizeof peer;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &n) == 0 && peer.uid == geteuid();
}

int session_listen(SessionPlace *p, Err *err)
{
    if (p->lock_fd < 0 && !take_lock(p, err))
        return -1;
    AUTO(free) char *name = xasprintf("%s.sock", p->id);
    AUTO(fd) int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    struct sockaddr_un a = address(p);
    (void)unlinkat(p->dir_fd, name, 0); // of one that died, as the lock is ours
    mode_t mask = umask(0177);
    bool bound = fd >= 0 && bind(fd, (struct sockaddr *)&a, sizeof a) == 0;
    (void)umask(mask);
    if (!bound || listen(fd, BACKLOG) != 0) {
        err_set_errno(err, errno, "cannot listen as session '%s'", p->id);
        return -1;
    }
    return steal_fd(&fd);
}

void session_unlisten(const SessionPlace *p)
{
    AUTO(free) char *name = xasprintf("%s.sock", p->id);
    AUTO(free) char *lock = xasprintf("%s.lock", p->id);
    (void)unlinkat(p->dir_fd, name, 0); // they may have been removed by hand
    (void)unlinkat(p->dir_fd, lock, 0);
}

int session_accept(int listener)
{
    AUTO(fd) int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    return fd >= 0 && is_own(fd) ? steal_fd(&fd) : -1;
}

SessionLink *session_call(const SessionPlace *p, Err *err)
{
    struct sockaddr_un a = address(p);
    AUTO(fd) int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof a) != 0) {
        err_set_errno(err, errno, "cannot reach session '%s'", p->id);
        return NULL;
    }
    if (!is_own(fd)) {
        err_set(err, "session '%s' belongs to another user", p->id);
        return NULL;
    }
    return session_link_new(steal_fd(&fd));
}

bool session_pair(SessionLink *ends[2], Err *err)
{
    int fds[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds) != 0)
        return err_set_errno(err, errno, "cannot make a connection");
    for (int i = 0; i < 2; i++)
        ends[i] = session_link_new(fds[i]);
    return true;
}
