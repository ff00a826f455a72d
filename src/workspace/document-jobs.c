// Derived state of a document: highlighting, line counts and columns of long lines, all on workers.
#include "workspace/inner.h"
#include "loop/loop.h"
#include "syntax/syntax.h"

typedef struct {
    uint64_t doc; // id: the document may be closed meanwhile
    Workspace *ws;
    SyntaxJob *job;
    LoopJob *self; // the document's `parse`, as long as it keeps the same language
} ParseTask;

typedef struct {
    uint64_t doc;
    Workspace *ws;
    Snap *snap;
    int tab_size; // columns that were guessed, 0: none
} CountTask;

static void parse_work(void *arg, const atomic_bool *cancelled)
{
    ParseTask *t = arg;
    syntax_job_run(t->job, cancelled);
}

static void parse_done(void *arg, bool cancelled)
{
    ParseTask *t = arg;
    Document *d = document_by_id(t->ws, t->doc);
    (void)cancelled;
    if (d && d->parse == t->self) {
        d->parse = NULL;
        syntax_job_done(d->syntax, t->job);
        if (t->ws->palette.open && str_starts(buf_str(&t->ws->palette.query), STR("@")))
            t->ws->palette.stale = true; // other symbols
    } else {
        syntax_job_free(t->job);
    }
    free(t);
}

// Why there are no colours is said once a document.
static void tell_problem(Workspace *ws, Document *d)
{
    const char *problem = syntax_problem(d->syntax);
    if (!*problem || d->told_problem)
        return;
    d->told_problem = true;
    message_say(ws, MESSAGE_INFO, "'%s': %s", d->title, problem);
}

static void dispatch_parse(Workspace *ws, Document *d)
{
    tell_problem(ws, d);
    SyntaxJob *job = d->parse ? NULL : syntax_job_new(d->syntax, d->text);
    if (!job)
        return;
    ParseTask *t = NEW(ParseTask);
    *t = (ParseTask){d->id, ws, job, NULL};
    d->parse = t->self = loop_job_new(ws->loop, parse_work, parse_done, t);
}

static void count_work(void *arg, const atomic_bool *cancelled)
{
    CountTask *t = arg;
    while (!*cancelled && !snap_count_lines(t->snap, 8 << 20))
        ;
    while (t->tab_size && !*cancelled && !snap_measure_cols(t->snap, t->tab_size, 1 << 20))
        ;
}

// What was an estimate may have been wrong: show the right lines, as many as there is room for, and
// columns that hold the cursor.
static void look_again(Workspace *ws, const Document *d)
{
    VEC_EACH (View *, v, &ws->views) {
        if ((*v)->doc != d)
            continue;
        bool reveal = (*v)->reveal;
        view_sync(*v);
        view_scroll(*v, 0);
        (*v)->reveal = reveal || (*v)->left > 0;
        view_goto_counted(*v);
    }
}

static void count_done(void *arg, bool cancelled)
{
    CountTask *t = arg;
    Document *d = document_by_id(t->ws, t->doc);
    if (d)
        d->counting = NULL;
    if (d && !cancelled)
        look_again(t->ws, d);
    snap_free(t->snap);
    free(t);
}

static void dispatch_count(Workspace *ws, Document *d)
{
    const Snap *s = text_now(d->text);
    int tab_size = snap_cols_wanted(s);
    if (d->counting || (!tab_size && snap_line_count(s).exact))
        return;
    CountTask *t = NEW(CountTask);
    *t = (CountTask){d->id, ws, text_snapshot(d->text), tab_size};
    d->counting = loop_job_new(ws->loop, count_work, count_done, t);
}

void document_dispatch(Workspace *ws, Document *d)
{
    document_tell_lost(ws, d);
    if (d->syntax)
        dispatch_parse(ws, d);
    dispatch_count(ws, d);
    if (document_settle_eol(d)) // seen in the status bar
        loop_wake(ws->loop);
}
