#include "base/fs-inner.h"
#include "base/mem.h"

#include <errno.h>
#include <sys/stat.h>

static int64_t ns(struct timespec t)
{
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

FsStat fs_stat_from(const struct stat *st)
{
    return (FsStat){
        .dev = st->st_dev,
        .ino = st->st_ino,
        .nbytes = (uint64_t)st->st_size,
        .mtime_ns = ns(st->st_mtim),
        .ctime_ns = ns(st->st_ctim),
        .mode = st->st_mode,
        .uid = st->st_uid,
        .gid = st->st_gid,
        .nlink = (uint32_t)st->st_nlink,
    };
}

bool fs_stat(const char *path, FsStat *out, Err *err)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return err_set_errno(err, errno, "cannot look at '%s'", path);
    *out = fs_stat_from(&st);
    return true;
}

bool fs_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool fs_is_gone(const char *path)
{
    struct stat st;
    return stat(path, &st) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

bool fs_is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool fs_stat_same(const FsStat *a, const FsStat *b)
{
    return a->dev == b->dev && a->ino == b->ino && a->nbytes == b->nbytes &&
           a->mtime_ns == b->mtime_ns;
}

// True if the folder is there afterwards.
static bool mkdir_one(const char *path, mode_t mode, Err *err)
{
    if (mkdir(path, mode) == 0 || (errno == EEXIST && fs_is_dir(path)))
        return true;
    return err_set_errno(err, errno == EEXIST ? ENOTDIR : errno, "cannot make folder '%s'", path);
}

bool fs_mkdirs_mode(const char *path, uint32_t mode, Err *err)
{
    if (fs_is_dir(path))
        return true;
    AUTO(free) char *part = xstrdup(path);
    for (char *slash = strchr(part + (*part == '/'), '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (!mkdir_one(part, mode, err))
            return false;
        *slash = '/';
    }
    return mkdir_one(part, mode, err);
}

bool fs_mkdirs(const char *path, Err *err)
{
    return fs_mkdirs_mode(path, 0700, err);
}
