#include "base/fs-inner.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>

// One folder on the way down.  Only the innermost one is open, so that depth costs no descriptors;
// dev and ino tell whether ".." still leads where we came from.
typedef struct {
    char *name; // owned; the first one is the path we were asked for
    dev_t dev;
    ino_t ino;
} Level;

typedef struct {
    Vec(Level) levels;
    int fd; // owned; the innermost folder, AT_FDCWD without one
} Walk;

static void walk_deinit(Walk *w)
{
    VEC_EACH (Level, l, &w->levels)
        free(l->name);
    vec_deinit(&w->levels);
    auto_fd(&w->fd);
}

static bool fail(const Walk *w, const char *name, int err_no, Err *err)
{
    AUTO(buf) Buf path = BUF_INIT;
    VEC_EACH (Level, l, &w->levels)
        buf_addf(&path, "%s/", l->name);
    return err_set_errno(err, err_no, "cannot remove '%s%s'", buf_c(&path), name);
}

static int open_dir(int at, const char *name, struct stat *st)
{
    int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, st) == 0)
        return fd;
    int failed = -errno;
    auto_fd(&fd);
    return failed;
}

static void stand_in(Walk *w, int fd)
{
    auto_fd(&w->fd);
    w->fd = fd;
}

// Into folder `name`; never through a link, never to another file system.
static bool enter(Walk *w, const char *name, Err *err)
{
    struct stat st;
    int fd = open_dir(w->fd, name, &st);
    if (fd >= 0 && w->levels.n && st.st_dev != w->levels.p[0].dev) {
        close(fd);
        fd = -EXDEV;
    }
    if (fd < 0)
        return fail(w, name, -fd, err);
    vec_push(&w->levels, (Level){xstrdup(name), st.st_dev, st.st_ino});
    stand_in(w, fd);
    return true;
}

// Out of the innermost folder, which is empty now, and remove it.
static bool leave(Walk *w, Err *err)
{
    AUTO(free) char *name = vec_pop(&w->levels).name;
    int up = AT_FDCWD;
    if (w->levels.n) {
        const Level *above = &vec_last(&w->levels);
        struct stat st;
        up = open_dir(w->fd, "..", &st);
        if (up >= 0 && (st.st_dev != above->dev || st.st_ino != above->ino)) {
            close(up);
            up = -ESTALE;
        }
        if (up < 0)
            return fail(w, name, -up, err);
    }
    stand_in(w, up);
    return unlinkat(up, name, AT_REMOVEDIR) == 0 || errno == ENOENT || fail(w, name, errno, err);
}

// Remove what is no folder; stop at the first folder and put its name into *sub (owned).
static bool clear(const Walk *w, DIR *dir, char **sub, Err *err)
{
    const struct dirent *d;
    while (errno = 0, (d = readdir(dir))) {
        if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
            continue;
        if (d->d_type != DT_DIR && (unlinkat(w->fd, d->d_name, 0) == 0 || errno == ENOENT))
            continue;
        if (d->d_type != DT_DIR && errno != EISDIR)
            return fail(w, d->d_name, errno, err);
        *sub = xstrdup(d->d_name);
        return true;
    }
    return errno == 0 || fail(w, "", errno, err);
}

static bool step(Walk *w, Err *err)
{
    int fd = fcntl(w->fd, F_DUPFD_CLOEXEC, 0);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        fail(w, "", errno, err);
        auto_fd(&fd);
        return false;
    }
    AUTO(free) char *sub = NULL;
    bool ok = clear(w, dir, &sub, err);
    closedir(dir);
    if (!ok)
        return false;
    return sub ? enter(w, sub, err) : leave(w, err);
}

bool fs_remove_tree(const char *path, Err *err)
{
    Walk w = {.fd = AT_FDCWD};
    if (unlink(path) == 0)
        return true;
    if (errno != EISDIR)
        return fail(&w, path, errno, err);
    bool ok = enter(&w, path, err);
    while (ok && w.levels.n)
        ok = step(&w, err);
    walk_deinit(&w);
    return ok;
}
