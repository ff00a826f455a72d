// The walk through a project: folder by folder, in the order of names, in slices of some
// milliseconds, so that what was found so far can be searched.
#include "workspace/files-inner.h"
#include "base/clock.h"
#include "base/fs-dir.h"
#include "base/ignore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MAX = 4000000, SLICE_NS = 30000000 };

struct FileWalk {
    Workspace *ws;
    LoopJob *job;
    char *root;          // owned
    Ignore *ignore;      // owned
    Vec(char *) folders; // owned; still to be read, the next one last; "" or with a slash behind
    FileRuns runs;       // of this slice
    FsNames names;       // of the folder being read
    size_t n;            // files so far
    int64_t start_ns;
    bool stopped; // cancelled for good
};

static void add(FileWalk *w, Str path)
{
    if (!w->runs.n || !finder_paths_add(vec_last(&w->runs), path)) {
        vec_push(&w->runs, finder_paths_new());
        finder_paths_add(vec_last(&w->runs), path);
    }
    w->n++;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// A link to a folder could lead round in circles.
static bool is_file(int dir, const char *name, FsKind kind)
{
    struct stat st;
    if (kind != FS_LINK)
        return kind == FS_FILE;
    return fstatat(dir, name, &st, 0) != 0 || S_ISREG(st.st_mode);
}

// The names of one kind, sorted; borrowed.
static size_t pick(FileWalk *w, int dir, bool folders, const char **out)
{
    size_t n = 0;
    VEC_EACH (const FsName, x, &w->names.all) {
        const char *name = fs_name(&w->names, x);
        if (folders ? x->kind == FS_FOLDER && strcmp(name, ".git") != 0
                    : is_file(dir, name, x->kind))
            out[n++] = name;
    }
    if (n)
        qsort(out, n, sizeof *out, by_name);
    return n;
}

static void read_folder(FileWalk *w, const char *rel)
{
    AUTO(free) char *full = xasprintf("%s/%s", w->root, rel);
    int dir = fs_dir_open(AT_FDCWD, full, *rel == '\0');
    if (dir < 0 || fs_dir_names(dir, &w->names) != 0)
        vec_clear(&w->names.all); // a folder that may not be read has no files to offer
    AUTO(free) const char **names = NEW_ARRAY(const char *, w->names.all.n + 1);
    size_t n = dir < 0 ? 0 : pick(w, dir, false, names);
    for (size_t i = 0; i < n && w->n < FILES_MAX; i++) {
        AUTO(free) char *path = xasprintf("%s%s", rel, names[i]);
        if (!ignore_match(w->ignore, path, false))
            add(w, str_c(path));
    }
    n = dir < 0 ? 0 : pick(w, dir, true, names);
    while (n-- > 0) {
        char *path = xasprintf("%s%s", rel, names[n]);
        bool skip = ignore_match(w->ignore, path, true);
        if (!skip)
            vec_push(&w->folders, xasprintf("%s/", path));
        free(path);
    }
    if (dir >= 0)
        close(dir);
}

static void walk_work(void *arg, const atomic_bool *cancelled)
{
    FileWalk *w = arg;
    int64_t end = clock_mono_ns() + SLICE_NS;
    while (w->folders.n && !*cancelled && clock_mono_ns() < end) {
        AUTO(free) char *rel = vec_pop(&w->folders);
        read_folder(w, rel);
    }
}

static void walk_free(FileWalk *w)
{
    VEC_EACH (char *, f, &w->folders)
        free(*f);
    vec_deinit(&w->folders);
    file_runs_deinit(&w->runs);
    fs_names_deinit(&w->names);
    ignore_free(w->ignore);
    free(w->root);
    free(w);
}

// The first walk shows what it has as it goes; a later one takes the place of the one before.
static void take(FileIndex *f, FileWalk *w)
{
    FileRuns *to = f->complete ? &f->fresh : &f->runs;
    VEC_EACH (FinderPaths *, p, &w->runs) {
        vec_push(to, *p);
        f->total += f->complete ? 0 : finder_paths_count(*p);
    }
    f->stamp += !f->complete && w->runs.n > 0;
    vec_clear(&w->runs);
}

static void end(FileIndex *f, const FileWalk *w)
{
    if (f->complete) {
        file_runs_deinit(&f->runs);
        f->runs = f->fresh;
        f->fresh = (FileRuns){0};
        f->total = w->n;
        f->stamp++;
    }
    f->complete = true;
    f->walked_ns = clock_mono_ns();
    f->took_ns = f->walked_ns - w->start_ns;
    f->walk = NULL;
}

static void walk_done(void *arg, bool cancelled)
{
    FileWalk *w = arg;
    FileIndex *f = w->ws->files;
    w->job = NULL;
    take(f, w);
    w->ws->palette.stale = true;
    if (w->folders.n && !cancelled && !w->stopped) {
        w->job = loop_job_new(w->ws->loop, walk_work, walk_done, w);
        return;
    }
    end(f, w);
    walk_free(w);
}

void file_walk_start(Workspace *ws)
{
    FileWalk *w = NEW(FileWalk);
    w->ws = ws;
    w->root = xstrdup(ws->root);
    w->ignore = ignore_new(ws->root);
    w->start_ns = clock_mono_ns();
    vec_push(&w->folders, xstrdup(""));
    ws->files->walk = w;
    w->job = loop_job_new(ws->loop, walk_work, walk_done, w);
}

void file_walk_cancel(FileWalk *w)
{
    w->stopped = true;
    if (w->job)
        loop_job_cancel(w->job);
}
