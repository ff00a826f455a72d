#include "syntax/syntax.h"
#include "base/bug.h"
#include "base/mem.h"
#include "syntax/follow.h"
#include "syntax/language.h"

struct SyntaxJob {
    const char *grammar; // its name
    Snap *snap;          // owned
    Layer *old;          // one reference, or NULL
    Layer *retired;      // one reference, or NULL: to be freed where it hurts nobody
    Layer *made;         // one reference; NULL if cancelled or failed
    Err err;             // why it failed
};

Syntax *syntax_new(const Language *l)
{
    Syntax *x = NEW(Syntax);
    x->language = l;
    x->cursor = ts_query_cursor_new();
    return x;
}

void syntax_free(Syntax *x)
{
    if (!x)
        return;
    layer_free(x->layer);
    layer_free(x->retired);
    ts_query_cursor_delete(x->cursor);
    vec_deinit(&x->since_job);
    vec_deinit(&x->pulled);
    vec_deinit(&x->marks);
    free(x->problem);
    free(x);
}

const Language *syntax_language(const Syntax *x)
{
    return x->language;
}

uint64_t syntax_generation(const Syntax *x)
{
    return x->generation;
}

const char *syntax_problem(const Syntax *x)
{
    return x->problem ? x->problem : "";
}

static void set_problem(Syntax *x, const char *problem)
{
    char *owned = problem ? xstrdup(problem) : NULL;
    free(x->problem);
    x->problem = owned;
}

/* A text that grew too large loses its colours and gets no job until it changes again. */
static void refuse(Syntax *x)
{
    layer_free(x->layer);
    x->layer = NULL;
    x->fresh = true;
    set_problem(x, "the text is larger than 8 MB, so it is shown without colours");
}

SyntaxJob *syntax_job_new(Syntax *x, const Text *t)
{
    syntax_follow(x, t);
    if (!x->language || !x->language->grammar || x->failed || x->job_out || x->fresh)
        return NULL;
    if (snap_size(text_now(t)) > SYNTAX_BYTES_MAX) {
        refuse(x);
        return NULL;
    }
    SyntaxJob *j = NEW(SyntaxJob);
    j->grammar = x->language->grammar;
    j->snap = text_snapshot(t);
    j->old = x->layer ? layer_ref(x->layer) : NULL;
    j->retired = steal(&x->retired);
    x->job_out = true;
    x->job_lost = false;
    vec_clear(&x->since_job);
    return j;
}

void syntax_job_run(SyntaxJob *j, const volatile bool *cancelled)
{
    layer_free(steal(&j->retired));
    const Grammar *g = grammar_get(j->grammar, &j->err);
    if (!g)
        return;
    while (!*cancelled && !snap_count_lines(j->snap, SYNTAX_BYTES_MAX))
        ; // from now on edits know their rows, which the tree needs
    ParseRun run = {.snap = j->snap, .cancelled = cancelled, .parser = ts_parser_new()};
    j->made = *cancelled ? NULL : layer_parse(&run, g, j->old);
    ts_parser_delete(run.parser);
}

/* Take what the job made, as it is after the edits made since. */
static void take(Syntax *x, SyntaxJob *j)
{
    BUG_ON(x->retired); // the job took it along
    x->retired = x->layer;
    x->layer = steal(&j->made);
    VEC_EACH (TSInputEdit, e, &x->since_job)
        layer_edit(&x->layer, e);
    x->fresh = x->since_job.n == 0;
    set_problem(x, NULL);
}

bool syntax_job_done(Syntax *x, SyntaxJob *j)
{
    BUG_ON(!x->job_out);
    x->job_out = false;
    x->failed = j->err.msg != NULL;
    bool news = x->failed || (j->made && !x->job_lost);
    if (x->failed)
        set_problem(x, err_text(&j->err));
    else if (news)
        take(x, j);
    x->generation += news;
    syntax_job_free(j);
    return news;
}

void syntax_job_free(SyntaxJob *j)
{
    if (!j)
        return;
    layer_free(j->old);
    layer_free(j->retired);
    layer_free(j->made);
    snap_free(j->snap);
    err_deinit(&j->err);
    free(j);
}
