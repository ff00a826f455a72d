#include "base/fs-inner.h"
#include "base/fs-tree.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

// The folders that `path` lies in; *top gets the first that had to be made.
static int make_above(const char *path, char **top)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    struct stat st;
    if (stat(dir, &st) == 0)
        return S_ISDIR(st.st_mode) ? 0 : -ENOTDIR;
    if (errno != ENOENT)
        return -errno;
    int failed = make_above(dir, top);
    if (failed)
        return failed;
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        return -errno;
    if (!*top)
        *top = steal(&dir);
    return 0;
}

static int make_file(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return -errno;
    return close(fd) == 0 ? 0 : -errno;
}

bool fs_make(const char *path, bool dir, char **top, Err *err)
{
    *top = NULL;
    int failed = make_above(path, top);
    if (!failed)
        failed = dir ? (mkdir(path, 0777) == 0 ? 0 : -errno) : make_file(path);
    if (!failed)
        return true;
    fs_unmake_above(path, *top);
    free(steal(top));
    return err_set_errno(err, -failed, "cannot create '%s'", path);
}

void fs_unmake_above(const char *path, const char *top)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    while (top && path_within(top, dir) && rmdir(dir) == 0) {
        char *up = str_dup(path_dir(str_c(dir)));
        free(dir);
        dir = up;
    }
}
