// Open documents, marks and history follow files that were moved, deleted and brought back.
#include "workspace/fileops-inner.h"
#include "base/path.h"
#include "store/store.h"

// The path as it is when `from` is called `to`; owned, NULL if it does not lie in it.
static char *moved_path(const char *path, const char *from, const char *to)
{
    const char *rel = path ? path_within(from, path) : NULL;
    return !rel ? NULL : *rel ? path_join(to, rel) : xstrdup(to);
}

static void replace_path(char **path, const char *from, const char *to)
{
    char *now = moved_path(*path, from, to);
    if (!now)
        return;
    free(*path);
    *path = now;
}

static void move_marks(Workspace *ws, const char *from, const char *to)
{
    VEC_EACH (Mark, m, &ws->jumps.list)
        replace_path(&m->path, from, to);
    VEC_EACH (Mark, m, &ws->bookmarks.marks)
        replace_path(&m->path, from, to);
    replace_path(&ws->jumps.edit.path, from, to);
    VEC_EACH (ClosedTab, c, &ws->closed)
        replace_path(&c->path, from, to);
}

static void move_document(Document *d, const char *path)
{
    FsStat st;
    document_set_path(d, path);
    // on another file system it is another file, in the same state
    if (d->on_disk && fs_stat(path, &st, NULL) && st.nbytes == d->disk.nbytes &&
        st.mtime_ns == d->disk.mtime_ns)
        d->disk = st;
    d->gone = false;
    d->watch_anew = true; // of its folder, which may be another one
    d->check_disk = true;
}

typedef struct {
    char *from, *to; // owned; relative to the project
    char *id;        // owned; of the trash, NULL: it is back in its place
    char *path;      // owned; that place, absolute
    uint64_t max;    // bytes of one file, 0: any
} HistoryJob;

static void job_free(HistoryJob *j)
{
    free(j->from);
    free(j->to);
    free(j->id);
    free(j->path);
    free(j);
}

static bool move_work(Store *s, int64_t project, void *arg, Err *err)
{
    const HistoryJob *j = arg;
    return store_files_moved(s, project, str_c(j->from), str_c(j->to), err);
}

static void history_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    HistoryJob *j = arg;
    history_keep_added(ws);
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_WARNING, "the history of '%s' did not follow: %s", j->from,
                    err_text(err));
    job_free(j);
}

static void move_history(Workspace *ws, const char *from, const char *to)
{
    const char *a = path_within(ws->root, from), *b = path_within(ws->root, to);
    if (!ws->store || !a || !b || !*a || !*b)
        return;
    HistoryJob *j = NEW(HistoryJob);
    *j = (HistoryJob){.from = xstrdup(a), .to = xstrdup(b)};
    storeq_push(ws->store, (StoreTask){move_work, history_done, j});
}

static void files_moved(Workspace *ws, const char *from, const char *to)
{
    VEC_EACH (Document *, d, &ws->documents) {
        AUTO(free) char *path = moved_path((*d)->path, from, to);
        if ((*d)->bulk)
            bulk_rename_moved((*d)->bulk, from, to);
        if (path)
            move_document(*d, path);
    }
    explorer_moved(ws->explorer, from, to);
    move_marks(ws, from, to);
    move_history(ws, from, to);
}

// What was deleted, or came back, is a version of its file.  Of a large folder only the start: all
// of it is in the trash, or in its place.
static bool tree_work(Store *s, int64_t project, void *arg, Err *err)
{
    HistoryJob *j = arg;
    AUTO(free) char *path = j->id ? trash_content(j->id, err) : xstrdup(j->path);
    const TreeVersions what = {.from = path,
                               .path = j->from,
                               .cause = j->id ? CAUSE_DELETE : CAUSE_RESTORE,
                               .max_bytes = j->max};
    if (path)
        store_tree_versions(s, project, &what);
    return path != NULL;
}

// With the id of what lies in the trash, or NULL if it came back.
static void record_all(Workspace *ws, const char *path, const char *id)
{
    const char *rel = path_within(ws->root, path);
    if (!ws->store || !ws->options.history_on || !rel || !*rel)
        return;
    HistoryJob *j = NEW(HistoryJob);
    *j = (HistoryJob){.from = xstrdup(rel),
                      .id = id ? xstrdup(id) : NULL,
                      .path = xstrdup(path),
                      .max = (uint64_t)ws->options.history_max_kb * 1024};
    storeq_push(ws->store, (StoreTask){tree_work, history_done, j});
}

// Their tabs stay, with what is in them.
static void files_deleted(Workspace *ws, const FileStep *s)
{
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->path && path_within(s->from, (*d)->path))
            (*d)->gone = (*d)->on_disk;
    explorer_moved(ws->explorer, s->from, NULL);
    if (s->id)
        record_all(ws, s->from, s->id);
}

static void files_back(Workspace *ws, const char *path)
{
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->path && path_within(path, (*d)->path)) {
            (*d)->gone = false;
            (*d)->watch_anew = (*d)->check_disk = true;
        }
    record_all(ws, path, NULL);
}

static void touch(Workspace *ws, const char *path)
{
    if (path)
        explorer_touch(ws->explorer, path);
}

static void follow(Workspace *ws, const FileStep *s)
{
    switch (s->kind) {
    case FILE_MOVE:
        files_moved(ws, s->from, s->to);
        break;
    case FILE_TRASH:
    case FILE_UNMAKE:
    case FILE_REMOVE:
        record_note(ws, "delete", s->from, s->kind == FILE_REMOVE ? "for good" : "into the trash");
        files_deleted(ws, s);
        break;
    case FILE_RESTORE:
        record_note(ws, "restore", s->to, "from the trash");
        files_back(ws, s->to);
        break;
    case FILE_MAKE:
    case FILE_MAKE_DIR:
    case FILE_COPY:
        break;
    }
    touch(ws, s->from);
    touch(ws, s->to);
    touch(ws, s->top);
}

void file_steps_follow(Workspace *ws, const FileSteps *s)
{
    VEC_EACH (FileStep, x, s)
        if (x->done)
            follow(ws, x);
}
