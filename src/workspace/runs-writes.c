// What runs wrote: taken off their layer for a review, in part applied at once, and told of.
#include "base/clock.h"
#include "base/glob.h"
#include "review/review.h"
#include "workspace/reviewing-inner.h"

#include <signal.h>

static char *words_of(const ReviewHead *h)
{
    size_t n = h->nentries;
    const char *files = n == 1 ? "file" : "files";
    if (h->phase == REVIEW_DONE)
        return h->napplied ? xasprintf("%zu of %zu %s applied to the disk", h->napplied, n, files)
                           : xasprintf("%zu %s, discarded. Nothing on disk has changed.", n, files);
    if (h->napplied)
        return xasprintf("%zu %s (+%zu -%zu): %zu applied, the others wait for a review", n, files,
                         h->nadded, h->nremoved, h->napplied);
    return xasprintf("%zu %s in the overlay (+%zu -%zu). Nothing on disk has changed.", n, files,
                     h->nadded, h->nremoved);
}

static RunItem *of_review(const Workspace *ws, int64_t review)
{
    VEC_EACH (RunItem *, r, &ws->runs.all)
        if ((*r)->review == review)
            return *r;
    return NULL;
}

static void tell_item(RunItem *r, const ReviewHead *h)
{
    free(r->note);
    r->note = words_of(h);
    r->review = h->id;
    r->waits = h->phase != REVIEW_DONE;
    r->nwrote = h->nentries;
}

/* Taking ----------------------------------------------------------------------------------------
 */

typedef struct {
    int layer;       // owned
    int serial;      // of the run, 0: it is of a terminal
    char *dir;       // owned
    ReviewHead head; // owned
    Strings globs;   // owned; what is applied at once
    size_t napplied;
    bool unrecorded; // its run is told to the store with it
} TakeJob;

static void job_free(TakeJob *j)
{
    if (j->layer >= 0)
        close(j->layer);
    review_head_deinit(&j->head);
    history_globs_deinit(&j->globs);
    free(j->dir);
    free(j);
}

static bool is_wanted_at_once(const TakeJob *j, const ReviewEntry *e)
{
    if (e->flags & REVIEW_CARE)
        return false;
    VEC_EACH (char *const, g, &j->globs)
        if (glob_match(str_c(*g), str_c(e->path), GLOB_VSCODE))
            return true;
    return false;
}

static bool apply_at_once(Store *s, TakeJob *j, Err *err)
{
    ReviewOutcome out = {0};
    Review *r = review_open(s, j->head.id, err);
    if (!r)
        return false;
    for (size_t i = 0; i < r->entries.n; i++)
        if (is_wanted_at_once(j, &r->entries.p[i])) {
            review_decide(r, i, REVIEW_ACCEPTED);
            j->napplied++;
        }
    bool ok = !j->napplied || (review_save(r, s, err) && review_apply(s, j->head.id, &out, err));
    review_outcome_deinit(&out);
    review_free(r);
    return ok;
}

static bool read_head(Store *s, ReviewHead *h, Err *err)
{
    ReviewHead now = {0};
    if (!store_review_get(s, h->id, &now, err))
        return false;
    review_head_deinit(h);
    *h = now;
    return true;
}

static bool record(Store *s, ReviewHead *h, Err *err)
{
    Execution e = {.time_ms = h->time_ms,
                   .duration_ms = h->duration_ms,
                   .command = h->command,
                   .language = (char *)"",
                   .status = h->status,
                   .returncode = h->returncode};
    bool ok = store_execution_add(s, h->project, &e, STR_NULL, err);
    h->run = e.id;
    return ok;
}

static bool take_work(Store *s, int64_t project, void *arg, Err *err)
{
    TakeJob *j = arg;
    j->head.project = project;
    if (j->unrecorded && !record(s, &j->head, err))
        return false;
    if (!review_take(s, &j->head, j->dir, j->layer, err))
        return false;
    return !j->head.id ||
           ((!j->globs.n || apply_at_once(s, j, err)) && read_head(s, &j->head, err));
}

static bool shows_run(const Workspace *ws, const RunItem *r)
{
    return r && ws->layout.panel && ws->layout.tab == PANEL_RUNS && runs_active(ws) == r;
}

// Where it is not seen in the panel.
static void offer(Workspace *ws, const TakeJob *j)
{
    const ReviewHead *h = &j->head;
    AUTO(free) char *id = xasprintf("%lld", (long long)h->id);
    message_say(ws, MESSAGE_INFO, "%s wrote %zu %s. Nothing on disk has changed.", h->command,
                h->nentries, h->nentries == 1 ? "file" : "files");
    message_offer(ws, "Review", "run.reviewWrites", str_c(id));
}

static void take_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    TakeJob *j = arg;
    const ReviewHead *h = &j->head;
    if (ws->history_keep.leaving) { // it waits for the next start
        job_free(j);
        return;
    }
    RunItem *r = j->serial ? runs_of_serial(ws, j->serial) : NULL;
    if (r)
        r->taking = false;
    if (!ok)
        message_say(ws, MESSAGE_ERROR, "what '%s' wrote is not kept: %s", h->command,
                    err_text(err));
    if (ok && h->id && r)
        tell_item(r, h);
    if (ok && h->id && h->phase != REVIEW_DONE && !shows_run(ws, r))
        offer(ws, j);
    if (ok && h->id && *h->notes)
        output_say(ws, OUTPUT_JAIL, MESSAGE_WARNING, "%s: %s", h->command, h->notes);
    if (j->napplied)
        reviewing_look_at_disk(ws);
    job_free(j);
}

static TakeJob *job_new(Workspace *ws, int layer, const char *command)
{
    TakeJob *j = NEW(TakeJob);
    *j = (TakeJob){.layer = layer, .dir = xstrdup(ws->root)};
    j->head = (ReviewHead){.folder = xstrdup(""), .command = xstrdup(command)};
    for (size_t i = 0; i < ws->options.run_auto_apply.n; i++)
        vec_push(&j->globs, xstrdup(ws->options.run_auto_apply.p[i]));
    return j;
}

void run_take_writes(Workspace *ws, RunItem *r, const Execution *e)
{
    if (r->layer < 0)
        return;
    TakeJob *j = job_new(ws, r->layer, e->command);
    r->layer = -1;
    r->taking = true;
    j->serial = r->serial;
    j->head.run = e->id;
    j->head.status = xstrdup(e->status);
    j->head.returncode = e->returncode;
    j->head.time_ms = e->time_ms;
    j->head.duration_ms = e->duration_ms;
    storeq_push(ws->store, (StoreTask){take_work, take_done, j});
}

void run_take_writes_now(Workspace *ws, RunItem *r)
{
    int layer = run_layer_take(r->run, NULL); // -1: it was stopped before there was one
    if (layer < 0)
        return;
    TakeJob *j = job_new(ws, layer, r->title);
    j->unrecorded = true;
    j->head.status = xstrdup("killed");
    j->head.returncode = 128 + SIGTERM;
    j->head.time_ms = r->start_ms;
    j->head.duration_ms = (clock_mono_ns() - r->start_ns) / 1000000;
    storeq_push(ws->store, (StoreTask){take_work, take_done, j});
}

void terminal_take_writes(Workspace *ws, int layer, const char *name, int64_t began_ms)
{
    TakeJob *j = job_new(ws, layer, name);
    j->head.status = xstrdup("success");
    j->head.time_ms = began_ms;
    storeq_push(ws->store, (StoreTask){take_work, take_done, j});
}

/* What became of it -----------------------------------------------------------------------------
 */

static bool look_work(Store *s, int64_t project, void *arg, Err *err)
{
    (void)project;
    return read_head(s, arg, err);
}

static void look_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    ReviewHead *h = arg;
    RunItem *r = of_review(ws, h->id);
    (void)err; // it tells no more than it did
    if (ok && r)
        tell_item(r, h);
    review_head_deinit(h);
    free(h);
}

void runs_reviewed(Workspace *ws, int64_t review)
{
    ReviewHead *h = NEW(ReviewHead);
    h->id = review;
    storeq_push(ws->store, (StoreTask){look_work, look_done, h});
}

bool run_kept_writes(Store *s, RunItem *r, Err *err)
{
    ReviewHead h = {0};
    if (!store_review_of_run(s, r->number, &h.id, err))
        return false;
    bool ok = !h.id || read_head(s, &h, err);
    if (ok && h.id)
        tell_item(r, &h);
    review_head_deinit(&h);
    return ok;
}
