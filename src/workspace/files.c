// The project's files for quick open: walked by a worker when first asked for.
#include "workspace/inner.h"
#include "base/clock.h"
#include "base/ignore.h"
#include "base/path.h"
#include "loop/loop.h"

enum { MAX_FILES = 500000, FRESH_NS = 2000000000 };

struct FileIndex {
    Vec(char *) paths; // owned
    bool done;
    LoopJob *walking; // NULL: no walk is under way
    int64_t walked_ns;
};

typedef struct {
    Workspace *ws;
    char *root;
    Vec(char *) paths;
    const atomic_bool *cancelled;
} WalkJob;

static void walk(WalkJob *j, Ignore *ig, const char *rel)
{
    FsList list = {0};
    char *dir = path_join(j->root, rel);
    if (fs_list(dir, &list, NULL)) // a folder that may not be read has no files to offer
        VEC_EACH (FsEntry, e, &list) {
            char *path = path_join(rel, e->name);
            bool skip =
                strcmp(e->name, ".git") == 0 || ignore_match(ig, path, e->is_dir && !e->is_link);
            if (skip || *j->cancelled || j->paths.n >= MAX_FILES || (e->is_dir && e->is_link)) {
                free(path);
            } else if (e->is_dir) {
                walk(j, ig, path);
                free(path);
            } else {
                vec_push(&j->paths, path);
            }
        }
    fs_list_deinit(&list);
    free(dir);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void walk_work(void *arg, const atomic_bool *cancelled)
{
    WalkJob *j = arg;
    Ignore *ig = ignore_new(j->root);
    j->cancelled = cancelled;
    walk(j, ig, "");
    ignore_free(ig);
    if (j->paths.n)
        qsort(j->paths.p, j->paths.n, sizeof *j->paths.p, by_path);
}

static void drop(FileIndex *f)
{
    VEC_EACH (char *, p, &f->paths)
        free(*p);
    vec_deinit(&f->paths);
}

static void walk_done(void *arg, bool cancelled)
{
    WalkJob *j = arg;
    FileIndex *f = j->ws->files;
    (void)cancelled;
    drop(f);
    memcpy(&f->paths, &j->paths, sizeof f->paths);
    f->done = true;
    f->walking = NULL;
    j->ws->palette.stale = true;
    free(j->root);
    free(j);
}

char *const *files_list(Workspace *ws, size_t *n, bool *done)
{
    if (!ws->files)
        ws->files = NEW(FileIndex);
    FileIndex *f = ws->files;
    int64_t now = clock_mono_ns();
    if (!f->walking && (!f->done || now - f->walked_ns > FRESH_NS)) {
        f->walked_ns = now;
        WalkJob *j = NEW(WalkJob);
        *j = (WalkJob){.ws = ws, .root = xstrdup(ws->root)};
        f->walking = loop_job_new(ws->loop, walk_work, walk_done, j);
    }
    *n = f->paths.n;
    *done = f->done;
    return f->paths.p;
}

void files_cancel(Workspace *ws)
{
    if (ws->files && ws->files->walking)
        loop_job_cancel(ws->files->walking);
}

void files_free(Workspace *ws)
{
    if (ws->files)
        drop(ws->files);
    free(ws->files);
}
