#include "base/fs-beneath.h"

#include "base/fs-dir.h"
#include "base/fs-inner.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LINK_MAX_BYTES = 4096 };

int fs_beneath_root(const char *dir)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

// Where the kernel, or a filter of calls, has no openat2: a folder at a time.
static int walk_down(int root, Str path)
{
    AUTO(fd) int at = fcntl(root, F_DUPFD_CLOEXEC, 3);
    struct stat top, st;
    Str part;
    if (at < 0 || fstat(at, &top) != 0)
        return -errno;
    while (str_split(&path, '/', &part)) {
        AUTO(free) char *name = str_dup(part);
        int next = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (next < 0)
            return -errno;
        close(at);
        at = next;
        if (fstat(at, &st) != 0)
            return -errno;
        if (st.st_dev != top.st_dev)
            return -EXDEV;
    }
    return steal_fd(&at);
}

int fs_beneath_dir(int root, Str path)
{
    AUTO(free) char *name = path.n ? str_dup(path) : xstrdup(".");
    struct open_how how = {
        .flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
    };
    for (;;) {
        int fd = (int)syscall(SYS_openat2, root, name, &how, sizeof how);
        if (fd >= 0)
            return fd;
        if (errno == ENOSYS || errno == EPERM)
            return walk_down(root, path);
        if (errno != EAGAIN && errno != EINTR) // a rename meanwhile
            return -errno;
    }
}

int fs_beneath_parent(int root, const char *path, const char **name)
{
    const char *slash = strrchr(path, '/');
    *name = slash ? slash + 1 : path;
    return fs_beneath_dir(root, slash ? str_n(path, (size_t)(slash - path)) : STR_NULL);
}

int fs_beneath_stat(int root, const char *path, FsStat *out)
{
    const char *name;
    struct stat st;
    AUTO(fd) int dir = fs_beneath_parent(root, path, &name);
    if (dir < 0)
        return dir;
    if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return -errno;
    *out = fs_stat_from(&st);
    return 0;
}

int fs_beneath_open(int root, const char *path, FsStat *st)
{
    const char *name;
    AUTO(fd) int dir = fs_beneath_parent(root, path, &name);
    return dir < 0 ? dir : fs_dir_open_file(dir, name, st);
}

int fs_beneath_link(int root, const char *path, Buf *target)
{
    const char *name;
    AUTO(fd) int dir = fs_beneath_parent(root, path, &name);
    if (dir < 0)
        return dir;
    ssize_t n = readlinkat(dir, name, buf_reserve(target, LINK_MAX_BYTES), LINK_MAX_BYTES);
    if (n < 0)
        return -errno;
    target->n += (size_t)n;
    target->p[target->n] = '\0';
    return 0;
}

// What the superuser makes belongs to whom the folder belongs to.
static void give_to_owner(int fd, int dir)
{
    struct stat st;
    if (geteuid() == 0 && fstat(dir, &st) == 0 && st.st_uid != 0)
        (void)!fchown(fd, st.st_uid, st.st_gid); // else it stays ours, as with any program
}

// Owner, group and attributes of what was there; what we may not give stays ours.
static void be_like(int fd, int dir, const char *like)
{
    struct stat st;
    char path[64];
    AUTO(fd) int old = openat(dir, like, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (old < 0 || fstat(old, &st) != 0 || !S_ISREG(st.st_mode)) {
        give_to_owner(fd, dir);
        return;
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", old);
    (void)fs_attrs_copy(fd, path, &st);
}

int fs_beneath_stage(int dir, const FsBeneathFile *f)
{
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    AUTO(fd) int fd = openat(dir, f->temp, flags, 0600);
    if (fd < 0 && errno == EEXIST && unlinkat(dir, f->temp, 0) == 0)
        fd = openat(dir, f->temp, flags, 0600);
    if (fd < 0)
        return -errno;
    int failed = fs_write_all(fd, f->bytes);
    if (!failed && f->like)
        be_like(fd, dir, f->like);
    else if (!failed)
        give_to_owner(fd, dir);
    // last: a change of owner clears bits of it
    if (!failed && fchmod(fd, f->mode & 0777) != 0)
        failed = -errno;
    if (!failed && f->sync)
        failed = fs_fd_sync(fd, false);
    if (failed)
        (void)unlinkat(dir, f->temp, 0); // the failure is what is told
    return failed;
}

int fs_beneath_stage_link(int dir, const char *temp, const char *target)
{
    if (symlinkat(target, dir, temp) == 0)
        return 0;
    if (errno != EEXIST || unlinkat(dir, temp, 0) != 0 || symlinkat(target, dir, temp) != 0)
        return -errno;
    return 0;
}

// A file system that cannot do it at once (EINVAL) is asked twice.
static int move_to_new(int dir, const char *temp, const char *name)
{
    struct stat st;
    int done = renameat2(dir, temp, dir, name, RENAME_NOREPLACE);
    if (done == 0 || errno != EINVAL)
        return done;
    if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
        return -1;
    }
    return renameat(dir, temp, dir, name);
}

int fs_beneath_put(int dir, const char *temp, const char *name, bool fresh)
{
    if ((fresh ? move_to_new(dir, temp, name) : renameat(dir, temp, dir, name)) == 0)
        return 0;
    int failed = -errno;
    (void)unlinkat(dir, temp, 0); // the failure is what is told
    return failed;
}

// Permission bits, with what a folder says of the names in it: whose group they get, who removes
// them.
static mode_t whole_mode(const struct stat *st, uint32_t mode)
{
    return (S_ISDIR(st->st_mode) ? st->st_mode & (S_ISGID | S_ISVTX) : 0) | (mode & 0777);
}

int fs_beneath_mode(int dir, const char *name, uint32_t mode)
{
    struct stat st;
    char path[64];
    AUTO(fd) int fd = openat(dir, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0)
        return -errno;
    if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
        return -ENOTSUP;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return chmod(path, whole_mode(&st, mode)) == 0 ? 0 : -errno;
}

int fs_beneath_mkdir(int dir, const char *name, uint32_t mode)
{
    if (mkdirat(dir, name, 0700) != 0)
        return -errno;
    AUTO(fd) int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    give_to_owner(fd, dir);
    struct stat st;
    return fstat(fd, &st) == 0 && fchmod(fd, whole_mode(&st, mode)) == 0 ? 0 : -errno;
}

int fs_beneath_unlink(int dir, const char *name, bool is_dir)
{
    return unlinkat(dir, name, is_dir ? AT_REMOVEDIR : 0) == 0 ? 0 : -errno;
}

int fs_fd_sync(int fd, bool all)
{
    // a file system that knows no such thing has nothing to wait for
    if ((all ? syncfs(fd) : fsync(fd)) == 0 || errno == EINVAL || errno == EROFS)
        return 0;
    return -errno;
}
