// Copies of whole trees: what a file is (holes, times, modes, attributes, links) comes along.
#include "base/fs-inner.h"
#include "base/fs-tree.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/xattr.h>

enum {
    DEPTH_MAX = 250,    // each folder on the way down holds two descriptors
    PIECE = 8 << 20,    // bytes between two looks at `cancel`
    VALUE_MAX = 1 << 16 // bytes of an attribute
};

typedef struct {
    const FsWatch *watch; // borrowed
    dev_t dev;            // of the folder that is made: never copied into itself
    ino_t ino;
    Buf path; // of what is being copied, for sentences
    Err *err;
    Vec(ino_t) made; // entries of our own, to take back nothing else
} Copy;

// An entry on both sides.
typedef struct {
    int from_dir, to_dir;
    const char *from, *to;
    int depth;
} Pair;

static bool fail(const Copy *c, int err_no)
{
    return err_set_errno(c->err, err_no, "cannot copy '%s'", buf_c(&c->path));
}

static bool stopped(const Copy *c)
{
    return c->watch && c->watch->cancel && *c->watch->cancel;
}

static void count(const Copy *c, uint64_t files, uint64_t bytes)
{
    if (!c->watch)
        return;
    if (c->watch->nfiles)
        *c->watch->nfiles += files;
    if (c->watch->nbytes)
        *c->watch->nbytes += bytes;
}

// Attributes that this file system or this user may not have are left out.
static void copy_xattrs(int from, int to)
{
    AUTO(buf) Buf names = BUF_INIT;
    AUTO(buf) Buf value = BUF_INIT;
    ssize_t n = flistxattr(from, NULL, 0);
    n = n > 0 ? flistxattr(from, buf_reserve(&names, (size_t)n), (size_t)n) : 0;
    for (ssize_t at = 0; at < n; at += (ssize_t)strlen(names.p + at) + 1) {
        ssize_t size = fgetxattr(from, names.p + at, buf_reserve(&value, VALUE_MAX), VALUE_MAX);
        if (size >= 0)
            (void)fsetxattr(to, names.p + at, value.p, (size_t)size, 0); // best effort
    }
}

// Times come last: writing and setting attributes would change them again.
static bool finish(const Copy *c, int from, int to, const struct stat *st)
{
    const struct timespec times[] = {st->st_atim, st->st_mtim};
    // what runs as its owner must not run as another one
    mode_t mode = st->st_uid == geteuid() ? st->st_mode & 07777 : st->st_mode & 01777;
    copy_xattrs(from, to);
    return (fchmod(to, mode) == 0 && futimens(to, times) == 0) || fail(c, errno);
}

// Bytes [off, end), which are no hole.
static bool copy_data(const Copy *c, int from, int to, off_t off, off_t end)
{
    while (off < end) {
        off_t n = MIN(end - off, (off_t)PIECE);
        if (stopped(c))
            return fail(c, ECANCELED);
        int failed = lseek(to, off, SEEK_SET) < 0
                         ? -errno
                         : fs_copy_range(from, (uint64_t)off, (uint64_t)n, to);
        if (failed)
            return fail(c, -failed);
        count(c, 0, (uint64_t)n);
        off += n;
    }
    return true;
}

static bool copy_bytes(const Copy *c, int from, int to, off_t size)
{
    if (size && ioctl(to, FICLONE, from) == 0) { // the file system shares them
        count(c, 0, (uint64_t)size);
        return true;
    }
    for (off_t off = 0; off < size;) {
        off_t data = lseek(from, off, SEEK_DATA);
        if (data < 0 && errno == ENXIO)
            break; // a hole up to the end
        off_t hole = data < 0 ? size : lseek(from, data, SEEK_HOLE);
        data = data < 0 ? off : data; // holes are not known here
        hole = hole < 0 || hole > size ? size : hole;
        if (!copy_data(c, from, to, data, hole))
            return false;
        off = hole;
    }
    return ftruncate(to, size) == 0 || fail(c, errno);
}

static bool copy_file(Copy *c, const Pair *p)
{
    AUTO(fd)
    int from = openat(p->from_dir, p->from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat now; // it may be another one by now, or longer
    if (from < 0 || fstat(from, &now) != 0)
        return fail(c, errno);
    if (!S_ISREG(now.st_mode))
        return fail(c, ESTALE);
    AUTO(fd)
    int to = openat(p->to_dir, p->to, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    struct stat made;
    if (to < 0 || fstat(to, &made) != 0)
        return fail(c, errno);
    vec_push(&c->made, made.st_ino);
    count(c, 1, 0);
    return copy_bytes(c, from, to, now.st_size) && finish(c, from, to, &now);
}

// One that was made under its name just now.
static bool note_made(Copy *c, const Pair *p)
{
    struct stat made;
    if (fstatat(p->to_dir, p->to, &made, AT_SYMLINK_NOFOLLOW) == 0)
        vec_push(&c->made, made.st_ino);
    return true;
}

static bool copy_link(Copy *c, const Pair *p, const struct stat *st)
{
    char target[4097];
    const struct timespec times[] = {st->st_atim, st->st_mtim};
    ssize_t n = readlinkat(p->from_dir, p->from, target, sizeof target - 1);
    if (n < 0)
        return fail(c, errno);
    target[n] = '\0';
    if (symlinkat(target, p->to_dir, p->to) != 0)
        return fail(c, errno);
    note_made(c, p);
    (void)utimensat(p->to_dir, p->to, times, AT_SYMLINK_NOFOLLOW); // not all keep times of links
    count(c, 1, 0);
    return true;
}

static bool copy_entry(Copy *c, const Pair *p);

static bool copy_kids(Copy *c, int from, int to, int depth)
{
    int fd = fcntl(from, F_DUPFD_CLOEXEC, 0);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    const struct dirent *d;
    bool ok = true;
    size_t len = c->path.n;
    if (!dir) {
        fail(c, errno);
        auto_fd(&fd);
        return false;
    }
    while (ok && (errno = 0, d = readdir(dir))) {
        if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
            continue;
        buf_addf(&c->path, "/%s", d->d_name);
        ok = copy_entry(c, &(Pair){from, to, d->d_name, d->d_name, depth + 1});
        buf_splice(&c->path, len, c->path.n, STR_NULL);
    }
    ok = ok && (errno == 0 || fail(c, errno));
    closedir(dir);
    return ok;
}

static bool copy_dir(Copy *c, const Pair *p, const struct stat *st)
{
    struct stat made;
    const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    if (p->depth > DEPTH_MAX)
        return fail(c, ENAMETOOLONG);
    if (c->ino && st->st_dev == c->dev && st->st_ino == c->ino)
        return true; // what is being made, when a folder is copied into itself
    AUTO(fd) int from = openat(p->from_dir, p->from, flags);
    if (from < 0 || mkdirat(p->to_dir, p->to, 0700) != 0)
        return fail(c, errno);
    AUTO(fd) int to = openat(p->to_dir, p->to, flags);
    if (to < 0 || fstat(to, &made) != 0)
        return fail(c, errno);
    vec_push(&c->made, made.st_ino);
    if (p->depth == 0) {
        c->dev = made.st_dev;
        c->ino = made.st_ino;
    }
    count(c, 1, 0);
    return copy_kids(c, from, to, p->depth) && finish(c, from, to, st);
}

static bool copy_entry(Copy *c, const Pair *p)
{
    struct stat st;
    if (stopped(c))
        return fail(c, ECANCELED);
    if (fstatat(p->from_dir, p->from, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return fail(c, errno);
    if (S_ISDIR(st.st_mode))
        return copy_dir(c, p, &st);
    if (S_ISREG(st.st_mode))
        return copy_file(c, p);
    if (S_ISLNK(st.st_mode))
        return copy_link(c, p, &st);
    if (S_ISFIFO(st.st_mode))
        return mkfifoat(p->to_dir, p->to, st.st_mode & 0777) == 0 ? note_made(c, p)
                                                                  : fail(c, errno);
    return err_set(c->err, "cannot copy '%s': it is a device or a socket", buf_c(&c->path));
}

static int by_number(const void *a, const void *b)
{
    const ino_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

// Take an entry away with what is below, but nothing that others put there meanwhile.
static void remove_made(const Copy *c, int dir, const char *name, int depth)
{
    struct stat st;
    const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    if (depth > DEPTH_MAX || fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
        (c->ino && st.st_dev != c->dev) ||
        !bsearch(&st.st_ino, c->made.p, c->made.n, sizeof st.st_ino, by_number))
        return;
    if (!S_ISDIR(st.st_mode)) {
        (void)unlinkat(dir, name, 0); // what is left is hidden, and told of by its name
        return;
    }
    int fd = openat(dir, name, flags);
    DIR *kids = fd < 0 ? NULL : fdopendir(fd);
    if (!kids)
        auto_fd(&fd);
    else
        (void)fchmod(fd, 0700); // it may be as read-only as the one it is a copy of
    for (const struct dirent *d; kids && (d = readdir(kids));)
        if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0)
            remove_made(c, dirfd(kids), d->d_name, depth + 1);
    if (kids)
        closedir(kids);
    (void)unlinkat(dir, name, AT_REMOVEDIR); // others' entries keep it
}

bool fs_copy_tree(const char *from, const char *to, const FsWatch *watch, Err *err)
{
    struct stat st;
    Copy c = {.watch = watch, .err = err};
    buf_add_c(&c.path, from);
    bool ok = lstat(to, &st) == 0 ? err_set_errno(err, EEXIST, "cannot copy to '%s'", to)
                                  : copy_entry(&c, &(Pair){AT_FDCWD, AT_FDCWD, from, to, 0});
    if (!ok && c.made.n) {
        qsort(c.made.p, c.made.n, sizeof *c.made.p, by_number);
        remove_made(&c, AT_FDCWD, to, 0);
    }
    vec_deinit(&c.made);
    buf_deinit(&c.path);
    return ok;
}
