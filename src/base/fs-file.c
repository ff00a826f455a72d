#include "base/fs-inner.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>

struct FsFile {
    pthread_rwlock_t lock; // readers read; fd is exchanged by a writer
    int fd;                // owned
    FsStat st;             // when it was opened
};

FsFile *fs_file_take(int fd)
{
    struct stat st = {0};
    (void)fstat(fd, &st); // if that fails, so will all reading
    FsFile *f = NEW(FsFile);
    pthread_rwlock_init(&f->lock, NULL);
    f->fd = fd;
    f->st = fs_stat_from(&st);
    return f;
}

FsFile *fs_file_open(const char *path, FsStat *st, Err *err)
{
    struct stat now;
    // opening a pipe that nobody writes to must not wait
    AUTO(fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &now) != 0) {
        err_set_errno(err, errno, "cannot open '%s'", path);
        return NULL;
    }
    if (!S_ISREG(now.st_mode)) {
        err_set(err, "cannot open '%s': it is no ordinary file", path);
        return NULL;
    }
    *st = fs_stat_from(&now);
    return fs_file_take(steal_fd(&fd));
}

void fs_file_free(FsFile *f)
{
    if (!f)
        return;
    close(f->fd);
    pthread_rwlock_destroy(&f->lock);
    free(f);
}

static bool read_at(int fd, uint64_t off, char *out, size_t n)
{
    while (n) {
        ssize_t got = pread(fd, out, n, (off_t)off);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        out += got;
        off += (uint64_t)got;
        n -= (size_t)got;
    }
    return true;
}

bool fs_file_read(FsFile *f, uint64_t off, char *out, size_t n)
{
    pthread_rwlock_rdlock(&f->lock);
    bool ok = read_at(f->fd, off, out, n);
    pthread_rwlock_unlock(&f->lock);
    return ok;
}

static bool is_same(const FsFile *f)
{
    struct stat st;
    if (fstat(f->fd, &st) != 0)
        return false;
    FsStat now = fs_stat_from(&st);
    return fs_stat_same(&now, &f->st);
}

bool fs_file_is_same(FsFile *f)
{
    pthread_rwlock_rdlock(&f->lock);
    bool same = is_same(f);
    pthread_rwlock_unlock(&f->lock);
    return same;
}

int fs_nameless_in(const char *dir)
{
    const char *tmp = getenv("TMPDIR");
    const char *const dirs[] = {dir, tmp && *tmp ? tmp : "/var/tmp", "/var/tmp", "/tmp"};
    int fd = -1;
    for (size_t i = dir ? 0 : 1; i < ARRAY_LEN(dirs) && fd < 0; i++)
        fd = open(dirs[i], O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
    return fd;
}

static int copy_by_hand(int from, uint64_t off, uint64_t n, int to)
{
    enum { STEP = 256 * 1024 };
    AUTO(free) char *step = xmalloc(STEP);
    while (n) {
        ssize_t got = pread(from, step, (size_t)MIN(n, (uint64_t)STEP), (off_t)off);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -errno;
        if (got == 0)
            return n == UINT64_MAX ? 0 : -EIO;
        int failed = fs_write_all(to, str_n(step, (size_t)got));
        if (failed)
            return failed;
        off += (uint64_t)got;
        n -= n == UINT64_MAX ? 0 : (uint64_t)got;
    }
    return 0;
}

int fs_copy_range(int from, uint64_t off, uint64_t n, int to)
{
    const uint64_t step = 1 << 30;
    while (n) {
        off_t at = (off_t)off;
        ssize_t got = copy_file_range(from, &at, to, NULL, (size_t)MIN(n, step), 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == ENOSPC || errno == EDQUOT || errno == EIO || errno == EFBIG))
            return -errno;
        if (got <= 0) // not between these two, or at the end
            return copy_by_hand(from, off, n, to);
        off += (uint64_t)got;
        n -= n == UINT64_MAX ? 0 : (uint64_t)got;
    }
    return 0;
}

int fs_file_copy(FsFile *f, uint64_t off, uint64_t n, int to)
{
    pthread_rwlock_rdlock(&f->lock);
    int failed = fs_copy_range(f->fd, off, n, to);
    pthread_rwlock_unlock(&f->lock);
    return failed;
}

bool fs_file_detach(FsFile *f, const char *dir, const struct stat *st, Err *err)
{
    if (f->st.dev != st->st_dev || f->st.ino != st->st_ino)
        return true;
    AUTO(fd) int fd = fs_nameless_in(dir);
    int failed = fd < 0 ? -errno : fs_copy_range(f->fd, 0, UINT64_MAX, fd);
    struct stat copy;
    if (!failed && fstat(fd, &copy) != 0)
        failed = -errno;
    if (failed)
        return err_set_errno(err, -failed, "cannot put aside what is open of the old text");
    bool same = is_same(f);
    pthread_rwlock_wrlock(&f->lock);
    int old = f->fd;
    f->fd = steal_fd(&fd);
    if (same)
        f->st = fs_stat_from(&copy);
    pthread_rwlock_unlock(&f->lock);
    close(old);
    return true;
}
