// Counting: a worker goes through the stretches that are not known, from the first to the last, and
// hands each over as it is done.
#include "workspace/find-inner.h"

enum { WAKE_EVERY = 512 }; // stretches

typedef struct {
    size_t start, end; // of a stretch
    size_t in;         // where to begin, from its start
    bool follows;      // on the one before: begin where that went on
    FindCounted got;
} CountStep;

struct FindCount {
    FindOrder order;
    Loop *loop; // borrowed
    Vec(CountStep) steps;
    size_t done;      // atomic; steps that were made
    Range at;         // the selection whose number is asked for
    CountStep around; // the stretch of that
    size_t within;    // its number there; 0: it is no match
    size_t numbered;  // atomic; 1 when `within` is known
    Err problem;
};

static FindCounted count_step(FindWalk *w, const CountStep *x, size_t in)
{
    FindCounted got = {.in = in, .out = in};
    if (x->start == x->end && x->end != w->ends)
        return got;
    // the end of the last one has a place for an empty match
    size_t last = x->end == w->ends ? x->end : x->end - 1;
    Range m;
    w->at = x->start + in;
    while (find_walk_next(w, last, &m))
        got.matches++;
    got.out = MAX(w->at, x->end) - x->end;
    if (w->at > x->end && x->end == w->ends)
        got.out = 0;
    return got;
}

static size_t number_of(FindWalk *w, const CountStep *x, Range at)
{
    size_t n = 0;
    Range m;
    w->at = x->start + x->in;
    while (find_walk_next(w, MIN(at.start, x->end), &m)) {
        n++;
        if (m.start == at.start)
            return m.end == at.end ? n : 0;
    }
    return 0;
}

static void count_all(FindCount *j, FindWalk *w, const atomic_bool *cancelled)
{
    size_t out = 0;
    for (size_t i = 0; i < j->steps.n; i++) {
        CountStep *x = &j->steps.p[i];
        x->got = count_step(w, x, x->follows ? out : x->in);
        out = x->got.out;
        if (*cancelled || finder_problem(w->finder)[0])
            return;
        __atomic_store_n(&j->done, i + 1, __ATOMIC_RELEASE);
        if ((i + 1) % WAKE_EVERY == 0)
            loop_wake(j->loop);
    }
}

static void count_work(void *arg, const atomic_bool *cancelled)
{
    FindCount *j = arg;
    Finder *finder = finder_new(&j->order.query, &j->problem);
    if (!finder) {
        __atomic_store_n(&j->numbered, 1, __ATOMIC_RELEASE);
        return;
    }
    FindWalk w = {finder, j->order.snap, 0, j->order.scope.end, cancelled};
    j->within = number_of(&w, &j->around, j->at);
    __atomic_store_n(&j->numbered, !*cancelled, __ATOMIC_RELEASE);
    count_all(j, &w, cancelled);
    if (finder_problem(finder)[0])
        err_set(&j->problem, "%s", finder_problem(finder));
    finder_free(finder);
}

// What the worker has learnt; edits since have taken away the order of stretches they touched.
static void take(Find *f, const FindCount *j)
{
    size_t done = __atomic_load_n(&j->done, __ATOMIC_ACQUIRE);
    if (j->order.epoch != f->epoch || j->order.doc != f->doc)
        return;
    for (size_t i = 0; i < f->index.all.n; i++) {
        const FindStretch *s = &f->index.all.p[i];
        if (s->order < done && !s->known)
            find_index_learn(&f->index, i, j->steps.p[s->order].got);
    }
    if (!find_order_holds(&j->order) || !__atomic_load_n(&j->numbered, __ATOMIC_ACQUIRE))
        return;
    f->ordinal = (FindOrdinal){
        .at = j->at, .changes = f->index.changes, .within = j->within, .in = j->around.in};
    f->ordinal.known = true;
}

static void count_done(void *arg, bool cancelled)
{
    FindCount *j = arg;
    Find *f = j->order.find;
    f->count = NULL;
    f->counting = NULL;
    take(f, j);
    if (!cancelled && find_order_holds(&j->order)) {
        if (f->brief)
            err_deinit(&f->problem);
        f->gave_up = j->problem.msg;
        if (j->problem.msg) {
            err_deinit(&f->problem);
            f->problem = j->problem;
            j->problem = (Err){0};
        }
    }
    VEC_EACH (FindStretch, s, &f->index.all)
        s->order = SIZE_MAX;
    find_index_join(&f->index);
    find_order_deinit(&j->order);
    vec_deinit(&j->steps);
    err_deinit(&j->problem);
    free(j);
}

static void order_steps(Find *f, FindCount *j)
{
    size_t start = f->index.start;
    bool follows = false;
    for (size_t i = 0; i < f->index.all.n; i++) {
        FindStretch *s = &f->index.all.p[i];
        if (!s->known) {
            s->order = j->steps.n;
            vec_push(&j->steps, (CountStep){.start = start,
                                            .end = start + s->nbytes,
                                            .in = s->in,
                                            .follows = follows});
        }
        follows = !s->known;
        start += s->nbytes;
    }
}

static bool is_numbered(const Find *f, Range sel)
{
    return f->ordinal.known && f->ordinal.at.start == sel.start && f->ordinal.at.end == sel.end &&
           f->ordinal.changes == f->index.changes &&
           f->ordinal.in == f->index.all.p[find_index_at(&f->index, sel.start).i].in;
}

static void start(Find *f, Range sel)
{
    FindCount *j = NEW(FindCount);
    find_order_init(&j->order, f, workspace_view(f->ws));
    j->loop = f->ws->loop;
    j->at = sel;
    find_index_join(&f->index);
    order_steps(f, j);
    FindPlace at = find_index_at(&f->index, sel.start);
    const FindStretch *s = &f->index.all.p[at.i];
    j->around = (CountStep){.start = at.start, .end = at.start + s->nbytes, .in = s->in};
    f->counting = j;
    f->count = loop_job_new(f->ws->loop, count_work, count_done, j);
}

void find_count_settle(Find *f, View *v)
{
    if (f->counting)
        take(f, f->counting);
    if (!f->open || !f->brief || f->seek[0] || f->seek[1] || f->swap)
        return;
    if (f->index.all.n == 0) {
        Range scope = find_scope(f, text_now(v->doc->text));
        find_index_reset(&f->index, scope.start, scope.end);
    }
    Range sel = view_selection(v);
    bool is_due = (f->index.unknown && !f->gave_up) || !is_numbered(f, sel);
    if (!f->count && is_due)
        start(f, sel);
}

bool find_is_counting(const Find *f)
{
    return f->brief && !f->gave_up && (f->index.all.n == 0 || f->index.unknown);
}

size_t find_count(const Find *f, size_t *current)
{
    const View *v = workspace_view(f->ws);
    *current = 0;
    if (!v || !f->ordinal.known || f->index.all.n == 0)
        return f->index.matches;
    Range sel = view_selection(v);
    FindPlace at = find_index_at(&f->index, sel.start);
    bool is_here = f->ordinal.at.start == sel.start && f->ordinal.at.end == sel.end &&
                   f->ordinal.in == f->index.all.p[at.i].in;
    if (is_here && f->ordinal.within && (at.known || at.i == 0))
        *current = at.before + f->ordinal.within;
    return f->index.matches;
}

bool find_counted(const Find *f, const Document *d, size_t start, size_t end)
{
    size_t at = f->index.start;
    if (!f->open || f->doc != d->id)
        return false;
    VEC_EACH (const FindStretch, s, &f->index.all) {
        if (s->matches && at < end && at + s->nbytes > start)
            return true;
        at += s->nbytes;
    }
    return false;
}
