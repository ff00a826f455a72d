#include "jail/helper/locked.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_plainly(int dir, const char *name)
{
    return openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

static int unlock_and_open(int dir, const char *name, mode_t mode, mode_t need)
{
    if (fchmodat(dir, name, (mode & 07777) | need, 0) < 0)
        return -1;
    int fd = open_plainly(dir, name), saved = errno;
    if (!S_ISDIR(mode))
        (void)fchmodat(dir, name, mode & 07777, 0); // what just worked works again
    errno = saved;
    return fd;
}

int open_locked(int dir, const char *name)
{
    struct stat st;
    if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return -1;
    if (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode)) {
        errno = S_ISLNK(st.st_mode) ? ELOOP : ENXIO;
        return -1;
    }
    mode_t need = S_IRUSR | (S_ISDIR(st.st_mode) ? S_IXUSR : 0);
    if ((st.st_mode & need) == need || geteuid() == 0)
        return open_plainly(dir, name);
    return unlock_and_open(dir, name, st.st_mode, need);
}

void relock(int folder, unsigned mode)
{
    if ((mode & (S_IRUSR | S_IXUSR)) != (S_IRUSR | S_IXUSR))
        (void)fchmod(folder, mode & 07777); // ours, and just opened
}
