// When folders are read: jobs, watches, bursts of changes.
#include "workspace/explorer-inner.h"
#include "base/clock.h"
#include "base/glob.h"
#include "base/path.h"
#include "loop/loop.h"

#include <errno.h>

enum {
    BURST_MS = 60,
    REST = 4, // a folder is read again no sooner than this many times what that takes
    WATCHES_MAX = 2000
};

typedef struct {
    Explorer *tree; // main thread only
    uint64_t folder;
    char *root, *rel; // owned
    ListRules rules;
    FolderList *list; // owned; NULL: could not be read
    Err err;
    int took_ms;
} ReadJob;

static void read_work(void *arg, const atomic_bool *cancelled)
{
    ReadJob *j = arg;
    int64_t began = clock_mono_ns();
    j->list = folder_list_read(j->root, j->rel, &j->rules, cancelled, &j->err);
    j->took_ms = (int)((clock_mono_ns() - began) / 1000000);
}

static Folder *find_folder(Folder *f, uint64_t id)
{
    if (!f || f->id == id)
        return f;
    VEC_EACH (Folder *, k, &f->kids) {
        Folder *found = find_folder(*k, id);
        if (found)
            return found;
    }
    return NULL;
}

static void on_burst_end(void *arg)
{
    Explorer *x = arg;
    x->settling = false; // the turn that follows settles what is stale
}

static void on_watch(void *arg, const char *name)
{
    Folder *f = arg;
    Explorer *x = f->tree;
    f->stale = true;
    if (name[0] == '\0') // the folder itself: there may be another one in its place
        folder_unwatch(f);
    if (x->settling)
        return;
    x->settling = true;
    loop_timer_set(x->timer, MAX((int)BURST_MS, f->took_ms * REST));
}

// Said once; the tree goes on showing it.
static void cannot_watch(Explorer *x, const char *why)
{
    if (x->problem)
        return;
    x->problem = xasprintf("not all folders are watched: %s; Shift+R reads them again", why);
    message_say(x->ws, MESSAGE_WARNING, "%s", x->problem);
}

static bool matches_one(const Texts *globs, Str path)
{
    for (size_t i = 0; i < globs->n; i++)
        if (glob_match(str_c(globs->p[i]), path, GLOB_VSCODE))
            return true;
    return false;
}

// Is a folder, or one that it lies in, among those that the user does not want watched?
static bool goes_unwatched(const Workspace *ws, const char *path)
{
    const char *rel = path_within(ws->root, path), *end = rel;
    while (rel && *end) {
        end = strchrnul(end + 1, '/');
        if (matches_one(&ws->options.watcher_exclude, str_n(rel, (size_t)(end - rel))))
            return true;
    }
    return false;
}

static struct LoopWatch *watch(Folder *f, const char *path)
{
    Explorer *x = f->tree;
    AUTO(err) Err err = {0};
    if (goes_unwatched(x->ws, path))
        return NULL;
    if (x->nwatches >= WATCHES_MAX) {
        cannot_watch(x, "there are too many");
        return NULL;
    }
    struct LoopWatch *w = loop_watch_new(x->ws->loop, path, on_watch, f, &err);
    if (w)
        x->nwatches++;
    else if (err.code != 0 && fs_exists(path))
        cannot_watch(x, err_text(&err));
    return w;
}

// Where folders share a row, a change in one above the last may end that.
static void watch_shared(Folder *f)
{
    Explorer *x = f->tree;
    AUTO(free) char *dir = folder_path(f);
    VEC_EACH (struct LoopWatch *, w, &f->shared)
        loop_watch_free(*w);
    x->nwatches -= f->shared.n;
    vec_clear(&f->shared);
    for (size_t i = 0; f->list->nshared && i < f->list->items.n; i++) {
        AUTO(free) char *path = path_join(dir, list_name(f->list, i));
        size_t top = strlen(dir) + (dir[strlen(dir) - 1] != '/');
        for (char *slash; (slash = strrchr(path + top, '/'));) {
            *slash = '\0';
            struct LoopWatch *w = watch(f, path);
            if (w)
                vec_push(&f->shared, w);
        }
    }
}

static void set_problem(Folder *f, const Err *err)
{
    free(f->problem);
    f->problem = !err ? NULL : xstrdup(err->code ? err_strerror(err->code) : err_text(err));
}

// Holding nothing but a folder now, it shares the row of that.
static void look_above(Folder *f)
{
    bool alone =
        f->list->items.n == 1 && (f->list->items.p[0].flags & (LIST_DIR | LIST_LINK)) == LIST_DIR;
    if (alone && f->up && f->tree->ws->options.compact_folders)
        f->up->stale = true;
}

static void read_done(void *arg, bool cancelled)
{
    ReadJob *j = arg;
    Explorer *x = j->tree;
    x->nreading--;
    Folder *f = cancelled ? NULL : find_folder(x->root, j->folder);
    f = f || cancelled ? f : find_folder(x->found, j->folder);
    if (f && f->listing) {
        f->listing = false;
        f->took_ms = j->took_ms;
        set_problem(f, j->list ? NULL : &j->err);
        folder_take_list(f, j->list ? steal(&j->list) : NEW(FolderList));
        watch_shared(f);
        look_above(f);
    }
    folder_list_free(j->list);
    list_rules_deinit(&j->rules);
    err_deinit(&j->err);
    free(j->root);
    free(j->rel);
    free(j);
}

static void start_reading(Folder *f)
{
    Explorer *x = f->tree;
    AUTO(free) char *path = folder_path(f);
    const char *rel = path_within(x->ws->root, path);
    ReadJob *j = NEW(ReadJob);
    *j = (ReadJob){.tree = x,
                   .folder = f->id,
                   .root = xstrdup(x->ws->root),
                   .rel = xstrdup(rel ? rel : ""),
                   .rules = list_rules(x->ws)};
    loop_job_new(x->ws->loop, read_work, read_done, j);
}

static void on_watch_begun(void *arg, const Err *err)
{
    Folder *f = arg;
    Explorer *x = f->tree;
    f->begins = false;
    if (err->msg) {
        loop_watch_free(steal(&f->watch));
        x->nwatches--;
        if (err->code != ENOENT && err->code != ENOTDIR) // what is gone need not be watched
            cannot_watch(x, err_text(err));
    }
    start_reading(f);
}

static void begin_watch(Folder *f)
{
    Explorer *x = f->tree;
    AUTO(err) Err err = {0};
    AUTO(free) char *path = folder_path(f);
    LoopWatcher who = {on_watch_begun, on_watch, f};
    if (goes_unwatched(x->ws, path))
        return;
    if (x->nwatches >= WATCHES_MAX)
        cannot_watch(x, "there are too many");
    else if ((f->watch = loop_watch_later(x->ws->loop, path, &who, &err)))
        x->nwatches++;
    else
        cannot_watch(x, err_text(&err));
    f->begins = f->watch;
}

void folder_read(Folder *f)
{
    Explorer *x = f->tree;
    if (x->settling && f->list)
        return; // what is not there yet need not wait
    if (!x->timer)
        x->timer = loop_timer_new(x->ws->loop, on_burst_end, x);
    f->stale = false;
    f->listing = true;
    x->nreading++;
    // watch first, so that nothing is missed between reading and watching
    if (!f->watch)
        begin_watch(f);
    if (!f->begins)
        start_reading(f);
}
