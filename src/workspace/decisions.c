#include "workspace/decisions.h"
#include "workspace/history-inner.h"
#include "workspace/reviewing-inner.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/path.h"

#include <errno.h>
#include <unistd.h>

enum { FORM_DAYS = 30 };
static const int64_t MS_A_DAY = 86400000;

typedef struct {
    DecisionLinks links; // owned; of a form that is to be
    char *path;          // owned; relative, NULL: linked to nothing
    int64_t n;           // version; 0: the newest
    Buf text;            // of a form, of a page; what is searched for
    char *form;          // owned; the file with the form
    bool replaces;       // also what was changed since it was recorded
    Strings shown;       // owned; forms that are open
    int64_t number;      // of the decision
    DecisionItems items;
} Job;

void decision_items_deinit(DecisionItems *items)
{
    VEC_EACH (DecisionItem, x, items) {
        free(x->label);
        free(x->detail);
    }
    vec_deinit(items);
}

static void job_free(Job *j)
{
    decision_links_deinit(&j->links);
    buf_deinit(&j->text);
    decision_items_deinit(&j->items);
    free(j->path);
    free(j->form);
    VEC_EACH (char *, x, &j->shown)
        free(*x);
    vec_deinit(&j->shown);
    free(j);
}

static bool failed(Workspace *ws, bool ok, const char *what, const Err *err)
{
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_ERROR, "%s: %s", what, err_text(err));
    return !ok;
}

// Where forms are: a folder of the user, outside of any project.  Owned, NULL without a place.
static char *forms_dir(Err *err)
{
    AUTO(free) char *dir = store_dir(err);
    return dir ? path_join(dir, "forms") : NULL;
}

// A new one -------------------------------------------------------------------------------------

static bool is_used(const Decisions *all, const char *name)
{
    VEC_EACH (const Decision, d, all)
        if (strcmp(d->form, name) == 0)
            return true;
    return false;
}

// A name that no form of the project has or had; owned.
static char *new_path(const char *dir, int64_t project, const Decisions *all)
{
    for (int i = 1;; i++) {
        AUTO(free) char *name = xasprintf("decision-%lld-%d.md", (long long)project, i);
        char *path = path_join(dir, name);
        if (!is_used(all, name) && !fs_exists(path))
            return path;
        free(path);
    }
}

static bool link_version(Store *s, int64_t project, const Job *j, Decision *d, Err *err)
{
    Version v;
    AUTO(buf) Buf bytes = BUF_INIT;
    if (!j->path)
        return true;
    if (!store_version_read(s, project, str_c(j->path), j->n, &v, &bytes, err))
        return false;
    DecisionLink l = {.path = xstrdup(j->path), .n = v.n};
    vec_push(&d->links, l);
    return true;
}

// Nobody wrote anything into it.
static bool is_empty(const char *path)
{
    Decision d = {0};
    AUTO(buf) Buf text = BUF_INIT;
    bool empty = false;
    if (fs_read(path, 1 << 20, &text, NULL) && !decision_form_read(buf_str(&text), &d, NULL))
        empty = d.context && !*d.title && !*d.context && !*d.decision && !*d.consequences;
    decision_deinit(&d);
    return empty;
}

static bool is_open(const Job *j, const char *path)
{
    VEC_EACH (char *, x, &j->shown)
        if (strcmp(*x, path) == 0)
            return true;
    return false;
}

// Forms of the project that have done their work, or never had any, go after a while.
static void remove_old(const char *dir, int64_t project, const Decisions *all, const Job *j)
{
    FsList list = {0};
    int64_t before_ns = (clock_wall_ms() - FORM_DAYS * MS_A_DAY) * 1000000;
    AUTO(free) char *prefix = xasprintf("decision-%lld-", (long long)project);
    if (!fs_list(dir, &list, NULL))
        return;
    VEC_EACH (FsEntry, e, &list) {
        FsStat st;
        AUTO(free) char *path = path_join(dir, e->name);
        if (str_starts(str_c(e->name), str_c(prefix)) && fs_lstat(path, &st, NULL) &&
            st.mtime_ns < before_ns && !is_open(j, path) &&
            (is_used(all, e->name) || is_empty(path)))
            (void)unlink(path); // else the next one does
    }
    fs_list_deinit(&list);
}

static bool new_work(Store *s, int64_t project, void *arg, Err *err)
{
    Job *j = arg;
    Decision d = {0};
    Decisions all = {0};
    const DecisionQuery any = {.status = 0};
    AUTO(free) char *dir = forms_dir(err);
    d.links = j->links;
    j->links = (DecisionLinks){0};
    bool ok = dir && fs_mkdirs_mode(dir, 0700, err) && link_version(s, project, j, &d, err) &&
              store_decisions(s, project, &any, &all, err);
    if (ok) {
        remove_old(dir, project, &all, j);
        decision_form_write(&d, &j->text);
        j->form = new_path(dir, project, &all);
        ok = fs_write(j->form, buf_str(&j->text), err);
    }
    decision_deinit(&d);
    decisions_deinit(&all);
    return ok;
}

static void new_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    Job *j = arg;
    AUTO(err) Err why = {0};
    if (!failed(ws, ok, "there is no form for a decision", err)) {
        if (workspace_open_at(ws, j->form, 1, 3, &why))
            message_say(ws, MESSAGE_RESULT, "fill in the form; saving it records the decision");
        else
            message_say(ws, MESSAGE_ERROR, "%s", err_text(&why));
    }
    job_free(j);
}

static bool has_store(const Workspace *ws, Err *err)
{
    return ws->store || err_set(err, "there is no history of this folder");
}

bool decisions_new(Workspace *ws, Err *err)
{
    const View *v = workspace_view(ws);
    const HistoryRow *r = history_has_focus(ws) ? history_row(ws) : NULL;
    const char *rel = v && v->doc->path ? path_within(ws->root, v->doc->path) : NULL;
    if (!has_store(ws, err))
        return false;
    Job *j = NEW(Job);
    if (r && r->n && *r->path)
        *j = (Job){.path = xstrdup(r->path), .n = r->n};
    else if (rel)
        j->path = xstrdup(rel);
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->path)
            vec_push(&j->shown, xstrdup((*d)->path));
    storeq_push(ws->store, (StoreTask){new_work, new_done, j});
    return true;
}

void decisions_new_for(Workspace *ws, DecisionLinks *links)
{
    Job *j = NEW(Job);
    j->links = *links;
    *links = (DecisionLinks){0};
    storeq_push(ws->store, (StoreTask){new_work, new_done, j});
}

// Saved -----------------------------------------------------------------------------------------

static bool record_work(Store *s, int64_t project, void *arg, Err *err)
{
    Job *j = arg;
    Decision d = {0};
    AUTO(free) char *prefix = xasprintf("decision-%lld-", (long long)project);
    Str name = path_base(str_c(j->form));
    bool ok =
        (str_starts(name, str_c(prefix)) || err_set(err, "its form is that of another project")) &&
        decision_form_read(buf_str(&j->text), &d, err);
    d.form = str_dup(name);
    d.replaces = j->replaces;
    ok = ok && store_decision_put(s, project, &d, err);
    j->number = d.n;
    decision_deinit(&d);
    return ok;
}

static void record_done(Workspace *ws, void *arg, bool ok, const Err *err);

static void on_stale_answer(Workspace *ws, int choice, Str line, void *arg)
{
    enum { OVERWRITE, SHOW };
    Job *j = arg;
    (void)line;
    if (choice == OVERWRITE && ws->store) {
        j->replaces = true;
        storeq_push(ws->store, (StoreTask){record_work, record_done, j});
        return;
    }
    if (choice == SHOW)
        decisions_show(ws, j->number);
    message_say(ws, MESSAGE_WARNING, "the decision was not recorded; the form has what you wrote");
    job_free(j);
}

static void ask_stale(Workspace *ws, Job *j)
{
    char name[DECISION_NAME_MAX];
    decision_name(j->number, name);
    ask_file(ws, (Ask){.title = xstrdup("Decision changed elsewhere"),
                       .text = xasprintf("%s was changed since this form was recorded. Overwrite "
                                         "it with what the form says?",
                                         name),
                       .choices = {"Overwrite", "Show it", "Cancel"},
                       .safe = 2,
                       .answer = on_stale_answer,
                       .arg = j});
}

static void record_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    Job *j = arg;
    char name[DECISION_NAME_MAX];
    if (!ok && err->code == ESTALE && !ws->history_keep.leaving) {
        ask_stale(ws, j);
        return;
    }
    if (!failed(ws, ok, "the decision was not recorded", err)) {
        decision_name(j->number, name);
        message_say(ws, MESSAGE_RESULT, "%s is recorded", name);
        ws->history_keep.changes++; // rows are to tell of it
    }
    job_free(j);
}

void decisions_saved(Workspace *ws, Document *d)
{
    AUTO(free) char *dir = forms_dir(NULL);
    if (!dir || !ws->store || !d->path || !path_within(dir, d->path))
        return;
    Job *j = NEW(Job);
    Snap *snap = text_snapshot(d->text);
    j->form = xstrdup(d->path);
    snap_add_to(snap, 0, snap_size(snap), &j->text);
    snap_free(snap);
    storeq_push(ws->store, (StoreTask){record_work, record_done, j});
}

// Listed and shown ------------------------------------------------------------------------------

static bool list_work(Store *s, int64_t project, void *arg, Err *err)
{
    Job *j = arg;
    Decisions all = {0};
    const DecisionQuery q = {.text = buf_str(&j->text)};
    bool ok = store_decisions(s, project, &q, &all, err);
    VEC_EACH (const Decision, d, &all) {
        char name[DECISION_NAME_MAX];
        decision_name(d->n, name);
        DecisionItem x = {.n = d->n,
                          .label = xasprintf("%s  %s", name, d->title),
                          .detail = xstrdup(decision_status_name(d->status))};
        vec_push(&j->items, x);
    }
    decisions_deinit(&all);
    return ok;
}

static void list_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    Job *j = arg;
    if (failed(ws, ok, "there is no list of decisions", err)) {
        job_free(j);
        return;
    }
    decision_items_deinit(&ws->decisions);
    ws->decisions = j->items;
    j->items = (DecisionItems){0};
    if (ws->decisions.n)
        palette_open(&ws->palette, "decision ");
    else
        message_say(ws, MESSAGE_RESULT,
                    j->text.n ? "no decision has that text" : "no decision is recorded yet");
    job_free(j);
}

void decisions_list(Workspace *ws, Str text)
{
    if (!ws->store)
        return;
    Job *j = NEW(Job);
    buf_add(&j->text, text);
    storeq_push(ws->store, (StoreTask){list_work, list_done, j});
}

static bool show_work(Store *s, int64_t project, void *arg, Err *err)
{
    Job *j = arg;
    Decision d;
    bool ok = store_decision_get(s, project, j->number, &d, err) &&
              store_decision_page(s, project, &d, &j->text, err);
    decision_deinit(&d);
    return ok;
}

static void show_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    Job *j = arg;
    char name[DECISION_NAME_MAX];
    if (!failed(ws, ok, "the decision cannot be shown", err)) {
        decision_name(j->number, name);
        AUTO(free) char *title = xasprintf("%s.md", name);
        workspace_show_page(ws, title, &j->text);
        j->text = (Buf)BUF_INIT; // the page has it
    }
    job_free(j);
}

void decisions_show(Workspace *ws, int64_t n)
{
    if (!ws->store)
        return;
    Job *j = NEW(Job);
    j->number = n;
    storeq_push(ws->store, (StoreTask){show_work, show_done, j});
}
