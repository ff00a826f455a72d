#include "base/fs-inner.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>

static bool is_dot(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static FsEntry entry(int dir_fd, const struct dirent *d)
{
    FsEntry e = {.name = xstrdup(d->d_name), .is_dir = d->d_type == DT_DIR};
    struct stat st;
    e.is_link = d->d_type == DT_LNK;
    // some file systems leave the kind out of their lists
    if (d->d_type == DT_UNKNOWN && fstatat(dir_fd, e.name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
        e.is_link = S_ISLNK(st.st_mode);
        e.is_dir = S_ISDIR(st.st_mode);
    }
    if (e.is_link)
        e.is_dir = fstatat(dir_fd, e.name, &st, 0) == 0 && S_ISDIR(st.st_mode);
    return e;
}

static int list_into(DIR *dir, FsList *out)
{
    for (;;) {
        errno = 0;
        const struct dirent *d = readdir(dir);
        if (!d)
            return errno;
        if (!is_dot(d->d_name))
            vec_push(out, entry(dirfd(dir), d));
    }
}

bool fs_list(const char *path, FsList *out, Err *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return err_set_errno(err, errno, "cannot list folder '%s'", path);
    DIR *dir = fdopendir(fd);
    if (!dir) {
        err_set_errno(err, errno, "cannot list folder '%s'", path);
        close(fd);
        return false;
    }
    int failed = list_into(dir, out);
    closedir(dir);
    if (!failed)
        return true;
    fs_list_deinit(out);
    return err_set_errno(err, failed, "cannot list folder '%s'", path);
}

void fs_list_deinit(FsList *l)
{
    VEC_EACH (FsEntry, e, l)
        free(e->name);
    vec_deinit(l);
}
