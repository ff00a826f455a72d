// Modes and times of files, which Landlock does not look at: set by the supervisor, in the room.
#include "jail/helper/apart.h"

#include "jail/helper/peek.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MODES = 01777, FCHMODAT2 = 452 };

/* What the call wants, whatever its name. */
typedef struct {
    bool times;    // else the mode
    int dir;       // of the path, or the file itself
    uint64_t path; // in its memory; 0: none
    uint64_t value, flags;
} Change;

static bool take_call(const struct seccomp_data *call, Change *out)
{
    const __u64 *a = call->args;
    switch (call->nr) {
#ifdef SYS_chmod
    case SYS_chmod:
        *out = (Change){false, AT_FDCWD, a[0], a[1], 0};
        return true;
#endif
    case SYS_fchmod:
        *out = (Change){false, (int)a[0], 0, a[1], 0};
        return true;
    case SYS_fchmodat:
        *out = (Change){false, (int)a[0], a[1], a[2], 0};
        return true;
    case FCHMODAT2:
        *out = (Change){false, (int)a[0], a[1], a[2], a[3]};
        return true;
    case SYS_utimensat:
        *out = (Change){true, (int)a[0], a[1], a[2], a[3]};
        return true;
    default:
        return false;
    }
}

/* The file in the room that a path leads to, or -1. */
static int open_in_room(const char *name, int room, const char *path, bool follow)
{
    size_t n = strlen(name);
    struct open_how how = {.flags = O_PATH | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW),
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV};
    if (strncmp(path, name, n) || (path[n] && path[n] != '/')) {
        errno = EPERM;
        return -1;
    }
    const char *rest = path[n] && path[n + 1] ? path + n + 1 : ".";
    return (int)syscall(SYS_openat2, room, rest, &how, sizeof how);
}

/* Whoever calls may have put another file there since it opened the descriptor. */
static bool is_the_open_one(pid_t pid, int theirs, int ours)
{
    char link[64];
    struct stat a, b;
    snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)pid, theirs);
    return stat(link, &a) == 0 && fstat(ours, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

static int open_target(const char *name, int room, pid_t pid, const Change *c)
{
    char path[2 * PEEK_PATH + 1];
    bool known =
        c->path ? peek_path(pid, c->dir, c->path, path) : peek_fd(pid, c->dir, path, PEEK_PATH);
    if (!known) {
        errno = EPERM;
        return -1;
    }
    AUTO(fd) int fd = open_in_room(name, room, path, !(c->flags & AT_SYMLINK_NOFOLLOW));
    if (fd < 0 || (!c->path && !is_the_open_one(pid, c->dir, fd))) {
        errno = fd < 0 ? errno : EPERM;
        return -1;
    }
    return steal_fd(&fd);
}

static bool set_times(pid_t pid, const char *link, uint64_t at)
{
    struct timespec times[2];
    if (at && !peek_memory(pid, at, times, sizeof times)) {
        errno = EFAULT;
        return false;
    }
    return utimensat(AT_FDCWD, link, at ? times : NULL, 0) == 0;
}

int apart_change(const char *name, int room, pid_t pid, const struct seccomp_data *call)
{
    Change c;
    struct stat st, own;
    char link[64];
    if (!take_call(call, &c))
        return ENOSYS;
    AUTO(fd) int fd = open_target(name, room, pid, &c);
    if (fd < 0 || fstat(fd, &st) < 0 || fstat(room, &own) < 0)
        return errno;
    if (st.st_uid != own.st_uid || S_ISLNK(st.st_mode))
        return EPERM;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    bool ok = c.times ? set_times(pid, link, c.value) : chmod(link, (mode_t)c.value & MODES) == 0;
    return ok ? 0 : errno;
}
