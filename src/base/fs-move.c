#include "base/fs-inner.h"
#include "base/fs-tree.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

// Where the file system cannot rename without replacing: look first.  Between the look and the
// rename somebody may put something there; there is no better way then.
static int move_looking(const char *from, const char *to)
{
    struct stat st;
    if (lstat(to, &st) == 0)
        return -EEXIST;
    return rename(from, to) == 0 ? 0 : -errno;
}

// Both names lead to one entry: the file system does not tell capitals apart.
static bool is_respelled(const char *from, const char *to)
{
    struct stat a, b;
    AUTO(free) char *dir_a = str_dup(path_dir(str_c(from)));
    AUTO(free) char *dir_b = str_dup(path_dir(str_c(to)));
    return strcmp(dir_a, dir_b) == 0 && strcasecmp(from, to) == 0 && strcmp(from, to) != 0 &&
           lstat(from, &a) == 0 && lstat(to, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino && a.st_nlink == 1;
}

bool fs_move(const char *from, const char *to, Err *err)
{
    int failed = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0 ? 0 : -errno;
    if (failed == -EINVAL || failed == -ENOSYS)
        failed = move_looking(from, to);
    if (failed == -EEXIST && is_respelled(from, to))
        failed = rename(from, to) == 0 ? 0 : -errno;
    return failed == 0 || err_set_errno(err, -failed, "cannot move '%s' to '%s'", from, to);
}
