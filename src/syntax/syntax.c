#include "syntax/syntax.h"
#include "base/bug.h"
#include "base/clock.h"
#include "base/mem.h"
#include "syntax/follow.h"
#include "syntax/language.h"
#include "syntax/part.h"

typedef enum {
    JOB_PAINT,  // only look spans up
    JOB_WHOLE,  // parse all
    JOB_GLANCE, // parse a part: the whole comes next
    JOB_PART,   // parse a part: there is more than can be parsed
} JobKind;

struct SyntaxJob {
    JobKind kind;
    const char *grammar;  // its name
    Snap *snap;           // owned
    Layer *layer;         // one reference, or NULL: the tree so far
    Edits edits;          // that lead from it to snap
    Range part;           // what to parse of it if it is not the whole
    Range cover;          // of `made`
    Range seen;           // what to paint
    bool brackets;        // with them by depth
    Layer *retired;       // one reference, or NULL: to be freed where it hurts nobody
    Layer *made;          // one reference; NULL if cancelled or failed
    Painted painted;      // spans of `made`
    Structure *structure; // one reference, or NULL; of `made`
    bool too_deep;        // see ParseRun
    bool too_slow;
    int64_t parse_ns_max;
    Err err; // why it failed
};

Syntax *syntax_new(const Language *l)
{
    Syntax *x = NEW(Syntax);
    x->language = l;
    x->paint_ns_max = PAINT_NS_MAX;
    x->parse_ns_max = PARSE_NS_MAX;
    x->bytes_max = SYNTAX_BYTES_MAX;
    return x;
}

void syntax_free(Syntax *x)
{
    if (!x)
        return;
    syntax_forget(x);
    layer_free(x->retired);
    vec_deinit(&x->cover.edits);
    vec_deinit(&x->since_job.edits);
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

static SyntaxJob *make_job(Syntax *x, const Text *t, JobKind kind)
{
    SyntaxJob *j = NEW(SyntaxJob);
    bool part = kind == JOB_GLANCE || kind == JOB_PART;
    j->kind = kind;
    j->grammar = x->language->grammar;
    j->snap = text_snapshot(t);
    j->cover = (Range){x->cover.start, x->cover.start + x->cover.n};
    if (x->layer && (kind == JOB_PAINT || (kind == JOB_WHOLE && !x->cover.partial)))
        j->layer = layer_ref(x->layer);
    VEC_EACH (Edit, e, &x->cover.edits)
        if (j->layer)
            vec_push(&j->edits, *e);
    if (kind != JOB_PAINT)
        j->part = part_around(j->snap, x->seen);
    // while one types there is no time for more than what is seen
    bool typing = kind == JOB_WHOLE && j->layer;
    j->seen = typing ? x->seen : around(x->seen);
    j->brackets = x->brackets;
    j->parse_ns_max = x->parse_ns_max;
    j->retired = steal(&x->retired);
    x->unpainted = false;
    x->job_out = true;
    x->job_lost = false;
    vec_clear(&x->since_job.edits);
    x->since_job.partial = part;
    x->since_job.origin = part ? j->part.start : 0;
    return j;
}

static JobKind kind_due(const Syntax *x, const Text *t)
{
    size_t n = snap_size(text_now(t));
    bool large = n > GLANCE_BYTES_MIN;
    if (n > x->bytes_max || (large && x->slow))
        return JOB_PART;
    if (large && !x->layer && x->seen.start < x->seen.end)
        return JOB_GLANCE;
    return x->fresh ? JOB_PAINT : JOB_WHOLE;
}

SyntaxJob *syntax_job_new(Syntax *x, const Text *t)
{
    syntax_follow(x, t);
    bool needed = !x->fresh || (x->unpainted && x->layer);
    if (!x->language || !x->language->grammar || x->failed || x->job_out || !needed)
        return NULL;
    JobKind kind = kind_due(x, t);
    if (kind == JOB_PART && x->seen.start == x->seen.end)
        return NULL; // comes when something is seen of it
    return make_job(x, t, kind);
}

/* A layer of the part, or of all of the job's snapshot; NULL if cancelled or refused. */
static Layer *parse(SyntaxJob *j, const Grammar *g, bool whole, const atomic_bool *cancelled)
{
    while (whole && !*cancelled && !snap_count_lines(j->snap, SYNTAX_BYTES_MAX))
        ; // from now on edits know their rows, which the tree needs
    Layer *old = whole && j->layer ? layer_ref(j->layer) : NULL;
    VEC_EACH (Edit, e, &j->edits)
        if (old)
            layer_edit(&old, &e->ts);
    ParseRun run = {.snap = j->snap,
                    .cancelled = cancelled,
                    .parser = ts_parser_new(),
                    .colours_only = !whole,
                    .cpu_ns_max = j->parse_ns_max};
    j->cover = whole ? (Range){0, snap_size(j->snap)} : j->part;
    Layer *made = *cancelled
                      ? NULL
                      : layer_parse(&run, g, old, j->cover.start, j->cover.end - j->cover.start);
    ts_parser_delete(run.parser);
    layer_free(old);
    j->too_slow = run.too_slow;
    j->too_deep = run.too_deep;
    return made;
}

/* What cannot be painted in good time stays plain. */
static void paint(SyntaxJob *j, const atomic_bool *cancelled)
{
    Range c = j->cover, seen = {MAX(j->seen.start, c.start), MIN(j->seen.end, c.end)};
    if (seen.start >= seen.end)
        return;
    seen = (Range){seen.start - c.start, seen.end - c.start};
    PaintLimit limit = {cancelled, clock_mono_ns() + JOB_PAINT_NS_MAX};
    // a part that begins somewhere does not know how deep it is
    PaintText text = {j->snap, c.start, j->brackets && c.start == 0};
    if (!painted_widen(&j->painted, j->made, text, seen, &limit))
        j->painted.range = seen;
}

void syntax_job_run(SyntaxJob *j, const atomic_bool *cancelled)
{
    layer_free(steal(&j->retired));
    const Grammar *g = grammar_get(j->grammar, &j->err);
    if (!g)
        return;
    j->made =
        j->kind == JOB_PAINT ? layer_ref(j->layer) : parse(j, g, j->kind == JOB_WHOLE, cancelled);
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
    if (j->brackets == x->brackets) {
        x->painted = j->painted;
        j->painted = (Painted){0};
    }
    Edits none = x->cover.edits;
    x->cover = x->since_job;
    x->since_job = (Cover){.edits = none};
    x->cover.start = j->cover.start;
    x->cover.n = j->cover.end - j->cover.start;
    x->fresh = x->cover.edits.n == 0 && j->kind != JOB_GLANCE;
    set_problem(x, NULL);
}

/* A job that parsed what it must not, or for too long. */
static void give_up(Syntax *x, SyntaxJob *j)
{
    bool all = j->kind == JOB_WHOLE;
    x->slow |= all && j->too_slow;
    if (all && x->slow && j->part.end < snap_size(j->snap))
        return; // a part may do
    refuse(x, j->too_deep ? "the blocks of the text are nested too deep"
                          : "the text takes too long to parse");
    x->failed = j->too_slow;
    x->fresh = x->since_job.edits.n == 0;
}

bool syntax_job_done(Syntax *x, SyntaxJob *j)
{
    BUG_ON(!x->job_out);
    x->job_out = false;
    bool refused = !x->job_lost && (j->too_deep || j->too_slow);
    bool news = !x->job_lost && j->made;
    if (j->err.msg) {
        x->failed = true;
        syntax_forget(x);
        set_problem(x, err_text(&j->err));
    } else if (refused) {
        give_up(x, j);
    } else if (news) {
        take(x, j);
    }
    bool changed = x->failed || news || refused;
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
