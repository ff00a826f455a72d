// Runs of earlier times: the list of them, and one as it was shown.
#include "base/path.h"
#include "store/store.h"
#include "vt/vt.h"
#include "workspace/inner.h"

enum { FIRST_ROWS = 24, FIRST_COLS = 80 };

void run_keep_origin(const Workspace *ws, const RunItem *r, Execution *e)
{
    const char *file = r->file ? path_within(ws->root, r->file) : NULL;
    e->origin = r->task   ? EXECUTION_TASK
                : r->line ? EXECUTION_LINE
                : r->file ? EXECUTION_FILE
                          : EXECUTION_OTHER;
    e->subject = xstrdup(r->task ? r->task : r->line ? r->line : file ? file : "");
    if (r->file && !file && !r->task && !r->line)
        e->origin = EXECUTION_OTHER; // it is not of this folder
}

/* The list --------------------------------------------------------------------------------------
 */

typedef struct {
    Executions list;
    ReviewHeads reviews;
    int64_t next; // number of the next run
} ListJob;

static bool list_work(Store *s, int64_t project, void *arg, Err *err)
{
    ListJob *j = arg;
    return store_execution_list(s, project, RUNS_KEPT, &j->list, err) &&
           store_review_list(s, project, false, &j->reviews, err) &&
           store_execution_next(s, &j->next, err);
}

static size_t count_written(const ListJob *j, int64_t run)
{
    VEC_EACH (const ReviewHead, h, &j->reviews)
        if (h->run == run)
            return h->nentries;
    return 0;
}

static RunItem *numbered(const Workspace *ws, int64_t number)
{
    VEC_EACH (RunItem *, r, &ws->runs.all)
        if ((*r)->number == number)
            return *r;
    return NULL;
}

// Those that began before the list came get numbers behind it.
static void list_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    ListJob *j = arg;
    Runs *rs = &ws->runs;
    (void)err; // the queue's first task has said it
    int64_t first = j->next - 1;
    for (size_t i = 0; ok && i < rs->all.n; i++)
        if (rs->all.p[i]->number <= (int64_t)i + 1)
            rs->all.p[i]->number += first;
    if (ok)
        rs->last_number += first;
    VEC_EACH (Execution, e, &j->list) {
        RunKept k = {.number = e->id,
                     .title = steal(&e->command),
                     .ended = steal(&e->ended),
                     .nwrote = count_written(j, e->id)};
        vec_push(&rs->kept, k);
    }
    executions_deinit(&j->list);
    review_heads_deinit(&j->reviews);
    free(j);
}

void runs_load(Workspace *ws)
{
    storeq_push(ws->store, (StoreTask){list_work, list_done, NEW(ListJob)});
}

void runs_recorded(Workspace *ws, int serial, const Execution *e)
{
    RunItem *r = runs_of_serial(ws, serial);
    ws->runs.last_number = MAX(ws->runs.last_number, e->id);
    if (!r)
        return;
    r->number = e->id; // another program may have added one meanwhile
    run_take_writes(ws, r, e);
}

/* One -------------------------------------------------------------------------------------------
 */

typedef struct {
    int64_t number;
    Executions found; // the one, if it is still there
    RunItem writes;   // what is known of what it wrote
    Buf output;
} ShowJob;

static bool show_work(Store *s, int64_t project, void *arg, Err *err)
{
    ShowJob *j = arg;
    Executions all = {0};
    bool ok = store_execution_list(s, project, RUNS_KEPT, &all, err);
    VEC_EACH (Execution, e, &all)
        if (e->id == j->number) {
            vec_push(&j->found, *e);
            *e = (Execution){0};
        }
    executions_deinit(&all);
    return ok &&
           (j->found.n || err_set(err, "run #%lld is not kept any more", (long long)j->number)) &&
           store_execution_output(s, j->number, &j->output, err) &&
           run_kept_writes(s, &j->writes, err);
}

static char *or_null(char **text)
{
    if (**text)
        return steal(text);
    return NULL;
}

static RunItem *item_of(const Workspace *ws, Execution *e)
{
    RunItem *r = NEW(RunItem);
    *r = (RunItem){.serial = 0,
                   .number = e->id,
                   .title = steal(&e->command),
                   .language = or_null(&e->language),
                   .summary = steal(&e->ended),
                   .usage = or_null(&e->used),
                   .tried = or_null(&e->blocked),
                   .start_ms = e->time_ms,
                   .ok = strcmp(e->status, "success") == 0,
                   .refused = strcmp(e->status, "failed") == 0,
                   .recorded = true,
                   .layer = -1};
    if (e->origin == EXECUTION_FILE)
        r->file = path_join(ws->root, e->subject);
    else if (e->origin == EXECUTION_LINE)
        r->line = steal(&e->subject);
    else if (e->origin == EXECUTION_TASK)
        r->task = steal(&e->subject);
    run_words_blocked(r);
    screen_init(&r->screen, FIRST_ROWS, FIRST_COLS, (size_t)ws->options.scrollback_rows);
    r->screen.over = true;
    return r;
}

static void forget_kept(Runs *rs, int64_t number)
{
    for (size_t i = 0; i < rs->kept.n; i++)
        if (rs->kept.p[i].number == number) {
            free(rs->kept.p[i].title);
            free(rs->kept.p[i].ended);
            vec_remove(&rs->kept, i, 1);
            return;
        }
}

static void put_in_place(Runs *rs, RunItem *r)
{
    size_t at = 0;
    while (at < rs->all.n && rs->all.p[at]->number < r->number)
        at++;
    vec_insert(&rs->all, at, r);
    rs->active = at;
    rs->button = 0;
}

static void show_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    ShowJob *j = arg;
    if (!ok)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(err));
    else if (!numbered(ws, j->number)) {
        RunItem *r = item_of(ws, &j->found.p[0]);
        r->note = steal(&j->writes.note);
        r->review = j->writes.review;
        r->waits = j->writes.waits;
        r->nwrote = j->writes.nwrote;
        run_item_feed(r, buf_str(&j->output));
        screen_settle(&r->screen);
        forget_kept(&ws->runs, j->number);
        put_in_place(&ws->runs, r);
    }
    executions_deinit(&j->found);
    free(j->writes.note);
    buf_deinit(&j->output);
    free(j);
}

void runs_show(Workspace *ws, int64_t number)
{
    for (size_t i = 0; i < ws->runs.all.n; i++)
        if (ws->runs.all.p[i]->number == number) {
            ws->runs.active = i;
            ws->runs.button = 0;
            return;
        }
    if (!ws->store)
        return;
    ShowJob *j = NEW(ShowJob);
    j->number = j->writes.number = number;
    storeq_push(ws->store, (StoreTask){show_work, show_done, j});
}

void runs_kept_free(Runs *rs)
{
    while (rs->kept.n)
        forget_kept(rs, rs->kept.p[0].number);
    vec_deinit(&rs->kept);
}
