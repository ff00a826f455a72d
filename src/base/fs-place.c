#include "base/fs-inner.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>

int fs_write_all(int fd, Str bytes)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? -errno : -EIO;
        bytes = str_from(bytes, (size_t)n);
    }
    return 0;
}

static int open_target(const char *target, struct stat *st)
{
    // a pipe without a reader must fail, not wait
    AUTO(fd) int fd = open(target, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0 || fcntl(fd, F_SETFL, 0) != 0 || fstat(fd, st) != 0)
        return -errno;
    return steal_fd(&fd);
}

// Have the disk promise the room for a longer text before the first byte of the old one is lost.
static int reserve(int fd, off_t old_size, off_t new_size)
{
    if (new_size <= old_size)
        return 0;
    if (fallocate(fd, FALLOC_FL_KEEP_SIZE, old_size, new_size - old_size) == 0)
        return 0;
    int failed = errno;
    if (failed == ENOTSUP || failed == ENOSYS)
        return 0;
    // gives back what was promised before the promise broke
    return ftruncate(fd, old_size) == 0 ? -failed : -errno;
}

static int overwrite(int from, int to, off_t size, bool regular)
{
    int failed = fs_copy_range(from, 0, UINT64_MAX, to);
    if (failed || !regular)
        return failed;
    return ftruncate(to, size) == 0 && fsync(to) == 0 ? 0 : -errno;
}

static bool half_done(FsStage *stage, const char *target, int err_no, Err *err)
{
    if (stage->path)
        err_set(err, "cannot write '%s': %s; it holds a part only, the new text is whole in '%s'",
                target, err_strerror(err_no), stage->path);
    else
        err_set(err, "cannot write '%s': %s; it holds only a part of the new text", target,
                err_strerror(err_no));
    if (err)
        err->code = err_no;
    free(steal(&stage->path)); // keeps the file
    return false;
}

bool fs_save_in_place(FsStage *stage, const char *target, FsStat *after, Err *err)
{
    struct stat new_st, old_st;
    AUTO(fd) int fd = open_target(target, &old_st);
    if (fd < 0)
        return err_set_errno(err, -fd, "cannot write '%s'", target);
    if (fstat(stage->fd, &new_st) != 0)
        return err_set_errno(err, errno, "cannot save '%s'", target);
    bool regular = S_ISREG(old_st.st_mode);
    int failed = regular ? reserve(fd, old_st.st_size, new_st.st_size) : 0;
    if (failed)
        return err_set_errno(err, -failed, "cannot write '%s'", target);
    failed = overwrite(stage->fd, fd, new_st.st_size, regular);
    if (failed && regular)
        return half_done(stage, target, -failed, err);
    if (failed || fstat(fd, &old_st) != 0)
        return err_set_errno(err, failed ? -failed : errno, "cannot write '%s'", target);
    *after = fs_stat_from(&old_st);
    return true;
}
