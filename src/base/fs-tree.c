#include "base/fs-tree.h"
#include "base/fs-inner.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>

bool fs_lstat(const char *path, FsStat *out, Err *err)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return err_set_errno(err, errno, "cannot look at '%s'", path);
    *out = fs_stat_from(&st);
    return true;
}

bool fs_link_read(const char *path, Buf *target, Err *err)
{
    size_t room = 256;
    for (;;) {
        ssize_t n = readlink(path, buf_reserve(target, room), room);
        if (n < 0)
            return err_set_errno(err, errno, "cannot read the link '%s'", path);
        if ((size_t)n < room) {
            target->n += (size_t)n;
            target->p[target->n] = '\0';
            return true;
        }
        room *= 2; // it may have been cut
    }
}

bool fs_link_make(const char *path, const char *target, Err *err)
{
    return symlink(target, path) == 0 ||
           err_set_errno(err, errno, "cannot make the link '%s'", path);
}

bool fs_set_mode(const char *path, uint32_t mode, Err *err)
{
    return chmod(path, mode & 07777) == 0 ||
           err_set_errno(err, errno, "cannot set the mode of '%s'", path);
}

// 0 or -errno.
static int fill_new(int fd, Str bytes, uint32_t mode)
{
    int failed = fs_write_all(fd, bytes);
    // the mode comes last: writing takes the set-user-id bit away
    return failed ? failed : fchmod(fd, mode & 07777) == 0 ? 0 : -errno;
}

bool fs_create(const char *path, Str bytes, uint32_t mode, Err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_set_errno(err, errno, "cannot create '%s'", path);
    int failed = -fill_new(fd, bytes, mode);
    if (close(fd) != 0 && !failed)
        failed = errno;
    if (!failed)
        return true;
    (void)unlink(path); // it was not there before
    return err_set_errno(err, failed, "cannot write '%s'", path);
}

bool fs_sync_tree(const char *dir, Err *err)
{
    AUTO(fd) int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return err_set_errno(err, errno, "cannot open folder '%s'", dir);
    return syncfs(fd) == 0 || err_set_errno(err, errno, "cannot write '%s' to the disk", dir);
}
