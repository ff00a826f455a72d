#include "store/walk.h"

#include "base/fs-tree.h"
#include "base/ignore.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <sys/stat.h>

typedef struct {
    const char *dir;
    Ignore *ignore;
    const Store *s; // its files are left out, by name in this folder
    FsStat database_dir;
    Walk *out;
} Walker;

static void classify(WalkEntry *e)
{
    mode_t mode = e->st.mode;
    e->kind = S_ISDIR(mode) ? TREE_DIR : S_ISLNK(mode) ? TREE_LINK : TREE_FILE;
    if (e->kind == TREE_FILE && !S_ISREG(mode))
        e->skip = SKIP_SPECIAL;
    else if (e->kind == TREE_FILE && e->st.nbytes > STORE_MAX_FILE_BYTES)
        e->skip = SKIP_LARGE;
}

static bool is_database(const Walker *w, const FsStat *dir, const char *name)
{
    return dir->ino == w->database_dir.ino && dir->dev == w->database_dir.dev &&
           str_starts(str_c(name), path_base(str_c(w->s->path)));
}

static bool is_left_out(const Walker *w, const char *path, const FsEntry *e)
{
    return strcmp(e->name, ".git") == 0 || ignore_match(w->ignore, path, e->is_dir && !e->is_link);
}

static bool walk_dir(const Walker *w, size_t at, Err *err);

static void walk_one(const Walker *w, const char *path)
{
    AUTO(free) char *full = path_join(w->dir, path);
    WalkEntry e = {.path = xstrdup(path)};
    if (!fs_lstat(full, &e.st, NULL)) { // gone since it was listed
        free(e.path);
        return;
    }
    classify(&e);
    vec_push(w->out, e);
    size_t at = w->out->n - 1;
    if (e.kind == TREE_DIR && !walk_dir(w, at, NULL))
        w->out->p[at].skip = SKIP_UNREADABLE;
}

// Add what is below the folder that is entry `at`.
static bool walk_dir(const Walker *w, size_t at, Err *err)
{
    const WalkEntry dir = w->out->p[at];
    AUTO(free) char *full = path_join(w->dir, dir.path);
    FsList list = {0};
    if (!fs_list(*dir.path ? full : w->dir, &list, err))
        return false;
    VEC_EACH (FsEntry, e, &list) {
        AUTO(free) char *below = path_join(dir.path, e->name);
        if (store_is_cancelled(w->s))
            break;
        if (!is_left_out(w, below, e) && !is_database(w, &dir.st, e->name))
            walk_one(w, below);
    }
    fs_list_deinit(&list);
    return true;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const WalkEntry *)a)->path, ((const WalkEntry *)b)->path);
}

bool walk_tree(const Store *s, const char *dir, Walk *out, Err *err)
{
    WalkEntry top = {.path = xstrdup(""), .kind = TREE_DIR};
    vec_push(out, top);
    if (!fs_stat(dir, &out->p[0].st, err))
        return false;
    Walker w = {.s = s, .dir = dir, .ignore = ignore_new(dir), .out = out};
    AUTO(free) char *database_dir = str_dup(path_dir(str_c(s->path)));
    bool ok = fs_stat(database_dir, &w.database_dir, err) && walk_dir(&w, 0, err) &&
              !store_stopped(s, err);
    ignore_free(w.ignore);
    qsort(out->p, out->n, sizeof *out->p, by_path);
    return ok;
}

void walk_deinit(Walk *w)
{
    VEC_EACH (WalkEntry, e, w)
        free(e->path);
    vec_deinit(w);
}

// False if one of the folders on the way is none any more, but a link or a file.
static bool has_real_parents(const char *full, size_t from)
{
    AUTO(free) char *part = xstrdup(full);
    for (char *slash = strchr(part + from, '/'); slash; slash = strchr(slash + 1, '/')) {
        FsStat st;
        *slash = '\0';
        if (!fs_lstat(part, &st, NULL) || !S_ISDIR(st.mode))
            return false;
        *slash = '/';
    }
    return true;
}

bool walk_look(const char *dir, const char *path, WalkEntry *out, bool *gone)
{
    AUTO(free) char *full = path_join(dir, path);
    AUTO(err) Err err = {0};
    *out = (WalkEntry){0};
    bool there = fs_lstat(full, &out->st, &err);
    *gone = there ? !has_real_parents(full, strlen(dir) + 1)
                  : err.code == ENOENT || err.code == ENOTDIR;
    if (there)
        classify(out);
    return there && !*gone;
}
