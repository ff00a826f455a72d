#include "base/fs-inner.h"
#include "base/fs-tree.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>

struct FsNew {
    char *path, *dir; // owned
    int fd;           // owned; of the folder, locked: whoever can lock it knows that its maker died
};

#define PREFIX ".codelab-new-"
enum { TRIES = 10 };

static int lock_folder(const char *path)
{
    AUTO(fd) int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0)
        return -1;
    return steal_fd(&fd);
}

static void remove_left_behind(const char *above)
{
    FsList list = {0};
    if (!fs_list(above, &list, NULL))
        return;
    VEC_EACH (FsEntry, e, &list) {
        AUTO(free) char *path = path_join(above, e->name);
        AUTO(fd) int fd = str_starts(str_c(e->name), STR(PREFIX)) ? lock_folder(path) : -1;
        if (fd >= 0)
            (void)fs_remove_tree(path, NULL); // what cannot be removed stays for another time
    }
    fs_list_deinit(&list);
}

static bool make(FsNew *n, const char *above)
{
    for (int i = 0; i < TRIES; i++) {
        AUTO(free) char *path = path_join(above, PREFIX "XXXXXX");
        if (!mkdtemp(path))
            return false;
        n->fd = lock_folder(path);
        if (n->fd >= 0 && fs_is_dir(path)) { // else somebody took it for left behind
            n->path = steal(&path);
            return true;
        }
        auto_fd(&n->fd);
        (void)rmdir(path);
    }
    errno = EAGAIN;
    return false;
}

static void free_new(FsNew *n)
{
    auto_fd(&n->fd);
    free(n->path);
    free(n->dir);
    free(n);
}

FsNew *fs_new_begin(const char *dir, Err *err)
{
    AUTO(free) char *above = str_dup(path_dir(str_c(dir)));
    if (!fs_mkdirs_mode(above, 0777, err))
        return NULL;
    remove_left_behind(above);
    FsNew *n = NEW(FsNew);
    n->fd = -1;
    n->dir = xstrdup(dir);
    if (make(n, above))
        return n;
    err_set_errno(err, errno, "cannot make '%s'", dir);
    free_new(n);
    return NULL;
}

const char *fs_new_path(const FsNew *n)
{
    return n->path;
}

// mkdtemp's folder is for its user alone.
static bool set_usual_mode(const FsNew *n, Err *err)
{
    mode_t mask = umask(0);
    umask(mask);
    return fs_set_mode(n->path, 0777 & ~mask, err);
}

// An empty folder may be there, which rename takes the place of.
static bool put_in_place(const FsNew *n, Err *err)
{
    if (rename(n->path, n->dir) == 0)
        return true;
    if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR)
        return err_set_errno(err, EEXIST, "cannot make '%s'", n->dir);
    return err_set_errno(err, errno, "cannot make '%s'", n->dir);
}

bool fs_new_commit(FsNew *n, bool usual_mode, Err *err)
{
    AUTO(free) char *above = str_dup(path_dir(str_c(n->dir)));
    bool ok = (!usual_mode || set_usual_mode(n, err)) && fs_sync_tree(n->path, err) &&
              put_in_place(n, err);
    if (!ok) {
        fs_new_abort(n);
        return false;
    }
    AUTO(fd) int fd = open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0)
        (void)fsync(fd); // it is there; whether a power cut forgets that is up to the disk
    free_new(n);
    return true;
}

void fs_new_abort(FsNew *n)
{
    if (!n)
        return;
    (void)fs_remove_tree(n->path, NULL); // what made the caller stop is what is told
    free_new(n);
}
