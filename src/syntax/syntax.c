#include "syntax/syntax.h"
#include "base/bug.h"
#include "base/clock.h"
#include "base/mem.h"
#include "syntax/follow.h"
#include "syntax/language.h"

struct SyntaxJob {
    const char *grammar;  // its name
    Snap *snap;           // owned
    Layer *layer;         // one reference, or NULL: the tree so far
    Edits edits;          // that lead from it to snap
    bool parse;           // else only paint
    Range seen;           // what to paint
    Layer *retired;       // one reference, or NULL: to be freed where it hurts nobody
    Layer *made;          // one reference; NULL if cancelled or failed
    Painted painted;      // spans of `made`
    Structure *structure; // one reference, or NULL; of `made`
    bool too_deep;        // see ParseRun
    int64_t parse_ns_max;
    Err err; // why it failed
};

Syntax *syntax_new(const Language *l)
{
    Syntax *x = NEW(Syntax);
    x->language = l;
    x->paint_ns_max = PAINT_NS_MAX;
    x->parse_ns_max = PARSE_NS_MAX;
    return x;
}

void syntax_free(Syntax *x)
{
    if (!x)
        return;
    syntax_forget(x);
    layer_free(x->retired);
    vec_deinit(&x->edits);
    vec_deinit(&x->since_job);
    free(x->problem);
    free(x);
}

const Language *syntax_language(const Syntax *x)
{
    return x->language;
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

/* The text loses its colours and gets no job until it changes again. */
static void refuse(Syntax *x, const char *why)
{
    syntax_forget(x);
    x->unpainted = false;
    AUTO(free) char *problem = xasprintf("%s, so it is shown without colours", why);
    set_problem(x, problem);
}

/* What was seen and some more on both sides, so that the next steps of scrolling are there too. */
static Range around(Range seen)
{
    enum { MARGIN_BYTES = 4096 };
    if (seen.start == seen.end)
        return seen;
    return (Range){seen.start - MIN(seen.start, (size_t)MARGIN_BYTES), seen.end + MARGIN_BYTES};
}

static SyntaxJob *make_job(Syntax *x, const Text *t)
{
    SyntaxJob *j = NEW(SyntaxJob);
    j->grammar = x->language->grammar;
    j->snap = text_snapshot(t);
    j->layer = x->layer ? layer_ref(x->layer) : NULL;
    VEC_EACH (Edit, e, &x->edits)
        vec_push(&j->edits, *e);
    j->parse = !x->fresh;
    j->seen = around(x->seen);
    j->parse_ns_max = x->parse_ns_max;
    j->retired = steal(&x->retired);
    x->unpainted = false;
    x->job_out = true;
    x->job_lost = false;
    vec_clear(&x->since_job);
    return j;
}

SyntaxJob *syntax_job_new(Syntax *x, const Text *t)
{
    syntax_follow(x, t);
    bool needed = !x->fresh || (x->unpainted && x->layer);
    if (!x->language || !x->language->grammar || x->failed || x->job_out || !needed)
        return NULL;
    if (snap_size(text_now(t)) <= SYNTAX_BYTES_MAX)
        return make_job(x, t);
    refuse(x, "the text is larger than 8 MB");
    x->fresh = true;
    return NULL;
}

/* The layer of the job's snapshot; NULL if cancelled or refused. */
static Layer *parse(SyntaxJob *j, const Grammar *g, const volatile bool *cancelled)
{
    while (!*cancelled && !snap_count_lines(j->snap, SYNTAX_BYTES_MAX))
        ; // from now on edits know their rows, which the tree needs
    Layer *old = j->layer ? layer_ref(j->layer) : NULL;
    VEC_EACH (Edit, e, &j->edits)
        if (old)
            layer_edit(&old, &e->ts);
    ParseRun run = {.snap = j->snap,
                    .cancelled = cancelled,
                    .parser = ts_parser_new(),
                    .cpu_ns_max = j->parse_ns_max};
    Layer *made = *cancelled ? NULL : layer_parse(&run, g, old);
    ts_parser_delete(run.parser);
    layer_free(old);
    if (run.too_slow)
        err_set(&j->err, "the text takes too long to parse, so it is shown without colours");
    j->too_deep = run.too_deep;
    return made;
}

/* What cannot be painted in good time stays plain. */
static void paint(SyntaxJob *j, const volatile bool *cancelled)
{
    Range seen = {j->seen.start, MIN(j->seen.end, snap_size(j->snap))};
    PaintLimit limit = {cancelled, clock_mono_ns() + JOB_PAINT_NS_MAX};
    if (seen.start < seen.end && !painted_widen(&j->painted, j->made, j->snap, seen, &limit))
        j->painted.range = seen;
}

void syntax_job_run(SyntaxJob *j, const volatile bool *cancelled)
{
    layer_free(steal(&j->retired));
    const Grammar *g = grammar_get(j->grammar, &j->err);
    if (!g)
        return;
    j->made = j->parse ? parse(j, g, cancelled) : layer_ref(j->layer);
    if (!j->made)
        return;
    j->structure = structure_of_all(j->made);
    paint(j, cancelled);
}

/* Take what the job made; what was edited since leads from there to now. */
static void take(Syntax *x, SyntaxJob *j)
{
    BUG_ON(x->retired); // the job took it along
    x->retired = steal(&x->layer);
    syntax_forget(x);
    x->layer = steal(&j->made);
    x->snap = steal(&j->snap);
    x->structure = steal(&j->structure);
    x->painted = j->painted;
    j->painted = (Painted){0};
    VEC_EACH (Edit, e, &x->since_job)
        vec_push(&x->edits, *e);
    x->fresh = x->since_job.n == 0;
    set_problem(x, NULL);
}

bool syntax_job_done(Syntax *x, SyntaxJob *j)
{
    BUG_ON(!x->job_out);
    x->job_out = false;
    x->failed = j->err.msg != NULL;
    bool news = !x->job_lost && (j->made || j->too_deep);
    if (x->failed) {
        syntax_forget(x);
        set_problem(x, err_text(&j->err));
    } else if (news && j->too_deep) {
        refuse(x, "the blocks of the text are nested too deep");
        x->fresh = x->since_job.n == 0;
    } else if (news) {
        take(x, j);
    }
    bool changed = x->failed || news;
    syntax_job_free(j);
    return changed;
}

void syntax_job_free(SyntaxJob *j)
{
    if (!j)
        return;
    layer_free(j->layer);
    layer_free(j->retired);
    layer_free(j->made);
    structure_free(j->structure);
    snap_free(j->snap);
    vec_deinit(&j->edits);
    painted_deinit(&j->painted);
    err_deinit(&j->err);
    free(j);
}
