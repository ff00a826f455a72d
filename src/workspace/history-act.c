// What is done with versions: shown beside the list, brought back, copied, named.
#include "workspace/history-inner.h"
#include "workspace/coding.h"
#include "base/path.h"

typedef enum { ACT_LOOK, ACT_RESTORE, ACT_COPY } ActKind;

typedef struct {
    ActKind kind;
    char *path, *full; // owned; relative, absolute
    char *name;        // owned; what it is called
    int64_t n;         // the version; 0: an empty text
    bool open;         // the file is a document
    char *base_path;   // owned; of the other side, NULL: what is there now
    int64_t base;      // a moment
    Buf bytes, other;
    uint32_t mode;
    bool written; // the file was not there: the worker has made it
} ActJob;

static void job_free(ActJob *j)
{
    free(j->path);
    free(j->full);
    free(j->name);
    free(j->base_path);
    buf_deinit(&j->bytes);
    buf_deinit(&j->other);
    free(j);
}

static bool read_base(Store *s, int64_t project, ActJob *j, Err *err)
{
    int64_t n;
    Str path = str_c(j->base_path);
    return !j->base_path || (store_moment_version(s, project, path, j->base, &n, err) &&
                             store_version_read(s, project, path, n, NULL, &j->other, err));
}

// A file that is gone is made here; one that is there is edited where it is seen.
static bool make_file(Store *s, int64_t project, ActJob *j, Err *err)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(j->full)));
    NewVersion v = {.path = str_c(j->path),
                    .bytes = buf_str(&j->bytes),
                    .mode = j->mode,
                    .cause = CAUSE_RESTORE,
                    .parent = j->n};
    j->written = fs_mkdirs_mode(dir, 0777, err) && fs_write(j->full, v.bytes, err) &&
                 fs_set_mode(j->full, j->mode, err);
    return j->written && store_version_add(s, project, &v, NULL, err);
}

static bool act_work(Store *s, int64_t project, void *arg, Err *err)
{
    ActJob *j = arg;
    Version meta = {0};
    if (j->n && !store_version_read(s, project, str_c(j->path), j->n, &meta, &j->bytes, err))
        return false;
    j->mode = meta.mode;
    if (j->kind == ACT_RESTORE && !j->open && fs_is_gone(j->full))
        return make_file(s, project, j, err);
    return read_base(s, project, j, err);
}

// The text that is there now; none if the file is gone.
static bool side_now(Workspace *ws, const ActJob *j, DiffSideText *out, Err *err)
{
    const Document *d = document_find(ws, j->full);
    out->name = "current";
    if (d)
        out->text = text_snapshot(d->text);
    else if (!fs_is_gone(j->full))
        return diff_read_file(ws, j->full, NULL, out, err);
    else
        return diff_side_of(ws, text_new_from(STR("")), NULL, out, err);
    return true;
}

static bool look(Workspace *ws, ActJob *j, Err *err)
{
    DiffSideText a = {.name = j->name, .version = MAX(1, j->n)}, b = {.name = "the other version"};
    const Document *d = document_find(ws, j->full);
    const Encoding *as = d ? d->coding.encoding : NULL;
    if (!diff_side_of(ws, text_new_take(&j->bytes), as, &a, err))
        return false;
    bool ok = j->base_path ? diff_side_of(ws, text_new_take(&j->other), as, &b, err)
                           : side_now(ws, j, &b, err);
    if (!ok) {
        snap_free(a.text);
        return false;
    }
    return workspace_compare(ws, a, b, j->full, err);
}

// As one undo step, and saved: what was there stays a version and an undo state.
static bool restore_open(Workspace *ws, ActJob *j, Err *err)
{
    DiffSideText old = {0};
    AUTO(buf) Buf text = BUF_INIT;
    if (!document_find(ws, j->full) && !workspace_open(ws, j->full, err))
        return false;
    Document *d = document_find(ws, j->full);
    if (!d || !document_may_edit(d, err) ||
        !diff_side_of(ws, text_new_take(&j->bytes), d->coding.encoding, &old, err))
        return false;
    snap_add_to(old.text, 0, snap_size(old.text), &text);
    snap_free(old.text);
    if (document_is_modified(d))
        record_document(d, RECORD_UNSAVED);
    text_undo_break(d->text);
    (void)text_replace(d->text, 0, snap_size(text_now(d->text)), buf_str(&text));
    text_undo_break(d->text);
    VEC_EACH (View *, v, &ws->views)
        view_sync(*v);
    d->restored_n = j->n;
    ws->history.shown = 0;
    return document_save(ws, d, false, err);
}

static void copy(Workspace *ws, ActJob *j)
{
    clipboard_put(ws, buf_str(&j->bytes), false);
    message_say(ws, MESSAGE_RESULT, "Copied %s of %s", j->name, j->path);
}

static void note_restored(Workspace *ws, const char *path, const char *what, int64_t n)
{
    AUTO(free) char *detail = xasprintf("%s version %lld", what, (long long)n);
    record_note(ws, "restore", path, detail);
}

static bool act(Workspace *ws, ActJob *j, Err *err)
{
    switch (j->kind) {
    case ACT_LOOK:
        return look(ws, j, err);
    case ACT_COPY:
        copy(ws, j);
        return true;
    case ACT_RESTORE:
        break;
    }
    if (!j->written && !restore_open(ws, j, err))
        return false;
    message_say(ws, MESSAGE_RESULT, "Restored %s of %s", j->name, j->path);
    note_restored(ws, j->full, "as", j->n);
    if (j->written) {
        history_keep_added(ws);
        explorer_touch(ws->explorer, j->full);
    }
    return true;
}

static void act_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    ActJob *j = arg;
    AUTO(err) Err why = {0};
    if (!ok)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(err));
    else if (!ws->history_keep.leaving && !act(ws, j, &why))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&why));
    job_free(j);
}

static void push(Workspace *ws, const HistoryRow *r, ActKind kind)
{
    const History *h = &ws->history;
    AUTO(buf) Buf name = BUF_INIT;
    ActJob *j = NEW(ActJob);
    if (r->time_ms || h->tree_ms)
        history_add_clock(r->time_ms ? r->time_ms : h->tree_ms, &name);
    if (r->kind == HISTORY_ROW_VERSION && h->scope != HISTORY_FOUND)
        buf_addf(&name, " %s", r->text);
    *j = (ActJob){.kind = kind, .n = r->n, .path = xstrdup(r->path), .name = buf_take(&name)};
    j->full = path_join(ws->root, r->path);
    j->open = document_find(ws, j->full) != NULL;
    j->base_path = h->base_path ? xstrdup(h->base_path) : NULL;
    j->base = h->base;
    storeq_push(ws->store, (StoreTask){act_work, act_done, j});
}

void history_look(Workspace *ws)
{
    History *h = &ws->history;
    const HistoryRow *r = history_row(ws);
    bool is_of_file = r && *r->path && (r->n || r->kind == HISTORY_ROW_ENTRY);
    if (!is_of_file || storeq_is_busy(ws->store) || ws->comparing ||
        (h->shown == r->n + 1 && h->shown_path && strcmp(h->shown_path, r->path) == 0))
        return;
    free(h->shown_path);
    h->shown_path = xstrdup(r->path);
    h->shown = r->n + 1;
    push(ws, r, ACT_LOOK);
}

static const HistoryRow *version_row(const Workspace *ws, Err *err)
{
    const HistoryRow *r = history_row(ws);
    if (r && r->n && *r->path)
        return r;
    err_set(err, "no version of a file is selected");
    return NULL;
}

bool history_copy(Workspace *ws, Err *err)
{
    const HistoryRow *r = version_row(ws, err);
    if (r)
        push(ws, r, ACT_COPY);
    return r != NULL;
}

/* All of a tree
 * ----------------------------------------------------------------------------------*/

typedef struct {
    int64_t moment;
    char *when; // owned
    MomentRestored done;
} TreeJob;

static void tree_free(TreeJob *j)
{
    err_deinit(&j->done.first);
    free(j->when);
    free(j);
}

static bool tree_work(Store *s, int64_t project, void *arg, Err *err)
{
    TreeJob *j = arg;
    return store_moment_restore(s, project, j->moment, str_c(j->when), &j->done, err);
}

static void tree_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    TreeJob *j = arg;
    const MomentRestored *d = &j->done;
    history_keep_added(ws);
    ws->history.shown = 0;
    VEC_EACH (Document *, x, &ws->documents)
        (*x)->check_disk = (*x)->path != NULL;
    explorer_touch(ws->explorer, ws->root);
    if (ok)
        record_note(ws, "restore", ws->root, j->when);
    if (!ok)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(err));
    else if (d->failed)
        message_say(ws, MESSAGE_ERROR, "%zu files could not be restored, the first: %s", d->failed,
                    err_text(&d->first));
    else
        message_say(ws, MESSAGE_RESULT,
                    "Restored the project of %s: %zu file%s written, %zu removed", j->when,
                    d->written, d->written == 1 ? "" : "s", d->removed);
    tree_free(j);
}

static void on_tree_answer(Workspace *ws, int choice, Str line, void *arg)
{
    TreeJob *j = arg;
    (void)line;
    if (choice == 0)
        storeq_push(ws->store, (StoreTask){tree_work, tree_done, j});
    else
        tree_free(j);
}

static size_t count_unsaved(const Workspace *ws)
{
    size_t n = 0;
    VEC_EACH (Document *, d, &ws->documents)
        n += (*d)->path && document_is_modified(*d);
    return n;
}

static void ask_tree(Workspace *ws)
{
    const History *h = &ws->history;
    const HistoryCounts *c = &h->counts;
    AUTO(buf) Buf when = BUF_INIT, text = BUF_INIT;
    size_t unsaved = count_unsaved(ws);
    history_add_clock(h->tree_ms, &when);
    buf_addf(&text, "Files that are written as they were at %s: %zu.", buf_c(&when),
             c->changed + c->gone);
    if (c->extra)
        buf_addf(&text, " That go to the trash, since they were deleted then: %zu.", c->extra);
    if (c->unknown)
        buf_addf(&text, " That stay, since nothing is known of them then: %zu.", c->unknown);
    if (unsaved)
        buf_addf(&text, " With unsaved edits here, which are kept: %zu.", unsaved);
    buf_add_c(&text, " What is there now stays in history.");
    TreeJob *j = NEW(TreeJob);
    *j = (TreeJob){.moment = h->moment, .when = buf_take(&when)};
    ask_file(ws, (Ask){.title = xstrdup("Restore the whole project"),
                       .text = buf_take(&text),
                       .choices = {"Restore", "Cancel"},
                       .safe = 1,
                       .answer = on_tree_answer,
                       .arg = j});
}

bool history_restore(Workspace *ws, Err *err)
{
    const HistoryRow *r = history_row(ws);
    if (r && r->kind == HISTORY_ROW_WHOLE) {
        const HistoryCounts *c = &ws->history.counts;
        if (c->changed + c->gone + c->extra == 0)
            return err_set(err, "no file differs from how it was then");
        ask_tree(ws);
        return true;
    }
    r = version_row(ws, err);
    if (r)
        push(ws, r, ACT_RESTORE);
    return r != NULL;
}

/* One change
 * -------------------------------------------------------------------------------------*/

typedef struct {
    size_t row, n; // of what is there now
    Buf old, now;
} Hunk;

// The change at a line of the diff, or the next one behind it.
static bool find_hunk(const Document *d, size_t line, Hunk *out)
{
    const Diff *x = d->diff;
    const Snap *s = text_now(d->text);
    while (line > 0 && x->lines.p[line].kind != DIFF_SAME && x->lines.p[line - 1].kind != DIFF_SAME)
        line--;
    while (line + 1 < x->lines.n && x->lines.p[line].kind == DIFF_SAME)
        line++;
    out->row = x->lines.p[line].b_row;
    for (; line + 1 < x->lines.n && x->lines.p[line].kind != DIFF_SAME; line++) {
        const DiffLine *l = &x->lines.p[line];
        bool added = l->kind == DIFF_ADDED;
        snap_add_to(s, l->off, x->lines.p[line + 1].off, added ? &out->now : &out->old);
        out->n += added;
    }
    return out->old.n || out->now.n;
}

static bool replace_hunk(Document *d, const Hunk *h, Err *err)
{
    const Snap *s = text_now(d->text);
    AUTO(buf) Buf there = BUF_INIT;
    size_t from = snap_row_start(s, h->row), to = snap_row_start(s, h->row + h->n);
    snap_add_to(s, from, to, &there);
    bool last = h->now.n == there.n + 1; // the last line has no line end in the file
    if (!str_eq(str_upto(buf_str(&h->now), h->now.n - last), buf_str(&there)))
        return err_set(err, "'%s' was edited since: select the version again", d->title);
    if (!document_may_edit(d, err))
        return false;
    text_undo_break(d->text);
    (void)text_replace(d->text, from, to, buf_str(&h->old));
    text_undo_break(d->text);
    return true;
}

bool history_restore_hunk(Workspace *ws, Err *err)
{
    View *v = workspace_view(ws);
    const Diff *x = v ? v->doc->diff : NULL;
    Hunk h = {0};
    if (!x || !x->version || !x->path)
        return err_set(err, "no version is compared with its file");
    if (ws->history.base_path)
        return err_set(err, "two versions are compared: compare with the current text first");
    AUTO(free) char *path = xstrdup(x->path);
    int64_t version = x->version;
    bool ok = find_hunk(v->doc, diff_line_at(x, view_cursor(v)), &h) ||
              err_set(err, "nothing differs behind the cursor");
    bool open = ok && document_find(ws, path);
    if (ok && !open)
        ok = workspace_open(ws, path, err);
    Document *d = document_find(ws, path);
    ok = ok && d && replace_hunk(d, &h, err);
    VEC_EACH (View *, y, &ws->views)
        view_sync(*y);
    if (ok) {
        message_say(ws, MESSAGE_RESULT, "Restored one change of %s; save to keep it", d->title);
        note_restored(ws, path, "one change of", version);
    }
    ws->history.shown = 0;
    buf_deinit(&h.old);
    buf_deinit(&h.now);
    return ok;
}

/* Points
 * -----------------------------------------------------------------------------------------*/

static bool mark_work(Store *s, int64_t project, void *arg, Err *err)
{
    const HistoryPoint *p = arg;
    return p->id ? store_point_remove(s, project, p->id, err) : store_point_add(s, project, p, err);
}

static void mark_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    HistoryPoint *p = arg;
    ws->history_keep.changes++;
    if (!ok)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(err));
    free(p->path);
    free(p->name);
    free(p);
}

static void push_mark(Workspace *ws, HistoryPoint point)
{
    HistoryPoint *p = NEW(HistoryPoint);
    *p = point;
    storeq_push(ws->store, (StoreTask){mark_work, mark_done, p});
}

bool history_mark(Workspace *ws, Str name, Err *err)
{
    const HistoryRow *r = history_row(ws);
    if (!r || !r->moment)
        return err_set(err, "no moment is selected");
    bool of_file = ws->history.scope == HISTORY_FILE;
    push_mark(ws, (HistoryPoint){.moment = r->moment,
                                 .time_ms = r->time_ms,
                                 .path = xstrdup(of_file ? r->path : ""),
                                 .name = str_dup(name)});
    return true;
}

bool history_unmark(Workspace *ws, Err *err)
{
    const HistoryRow *r = history_row(ws);
    if (!r || r->kind != HISTORY_ROW_POINT)
        return err_set(err, "no named point is selected");
    push_mark(ws, (HistoryPoint){.id = r->point});
    return true;
}
