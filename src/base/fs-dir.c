#include "base/fs-dir.h"
#include "base/fs-inner.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>

enum { LIST_BYTES = 32 << 10 };

int fs_dir_open(int at, const char *path, bool links)
{
    int how = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | (links ? 0 : O_NOFOLLOW);
    int fd = openat(at, path, how);
    return fd < 0 ? -errno : fd;
}

static FsKind kind_of(int dir, const struct dirent64 *d)
{
    struct stat st;
    if (d->d_type != DT_UNKNOWN)
        return d->d_type == DT_REG   ? FS_FILE
               : d->d_type == DT_DIR ? FS_FOLDER
               : d->d_type == DT_LNK ? FS_LINK
                                     : FS_SPECIAL;
    // some file systems leave the kind out of their lists
    if (fstatat(dir, d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return FS_SPECIAL;
    return S_ISREG(st.st_mode)   ? FS_FILE
           : S_ISDIR(st.st_mode) ? FS_FOLDER
           : S_ISLNK(st.st_mode) ? FS_LINK
                                 : FS_SPECIAL;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void add_name(int dir, const struct dirent64 *d, FsNames *out)
{
    size_t n = strlen(d->d_name);
    vec_push(&out->all, (FsName){out->bytes.n, n, kind_of(dir, d)});
    buf_add(&out->bytes, str_n(d->d_name, n + 1));
}

int fs_dir_names(int dir, FsNames *out)
{
    _Alignas(struct dirent64) char list[LIST_BYTES];
    ssize_t n;
    vec_clear(&out->all);
    buf_clear(&out->bytes);
    while ((n = getdents64(dir, list, sizeof list)) > 0) {
        const struct dirent64 *d;
        for (ssize_t at = 0; at < n; at += d->d_reclen) {
            d = (const struct dirent64 *)(const void *)(list + at);
            if (!is_dots(d->d_name))
                add_name(dir, d, out);
        }
    }
    return n < 0 ? -errno : 0;
}

void fs_names_deinit(FsNames *l)
{
    vec_deinit(&l->all);
    buf_deinit(&l->bytes);
}

int fs_dir_open_file(int dir, const char *name, FsStat *out)
{
    struct stat st;
    int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    int failed = fstat(fd, &st) != 0 ? errno : S_ISREG(st.st_mode) ? 0 : ENOTSUP;
    if (failed) {
        close(fd);
        return -failed;
    }
    *out = fs_stat_from(&st);
    return fd;
}

int fs_fd_read(int fd, size_t nbytes, size_t max_bytes, Buf *out)
{
    size_t want = nbytes + 1; // one more tells that the end was reached
    buf_clear(out);
    for (;;) {
        char *to = buf_reserve(out, want);
        ssize_t n = pread(fd, to, want, (off_t)out->n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -errno;
        out->n += (size_t)n;
        if (n == 0 || (nbytes && out->n == nbytes))
            break; // files of /proc and /sys say that they are empty, and come in pieces
        if (out->n > max_bytes)
            return -EFBIG;
        want = MAX((size_t)LIST_BYTES, out->n);
    }
    out->p[out->n] = '\0';
    return 0;
}
