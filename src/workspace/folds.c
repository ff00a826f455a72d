#include "workspace/folds.h"
#include "base/mem.h"

#include <stdlib.h>

void folds_deinit(Folds *f)
{
    vec_deinit(&f->v);
    *f = (Folds){0};
}

size_t folds_count(const Folds *f)
{
    return f->v.n;
}

Fold folds_get(const Folds *f, size_t i)
{
    const FoldEntry *e = &f->v.p[i];
    return i < f->split ? (Fold){e->start, e->end} : (Fold){f->size - e->start, f->size - e->end};
}

// How many folds start before `off`.
static size_t count_before(const Folds *f, size_t off)
{
    size_t lo = 0, hi = f->v.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (folds_get(f, mid).start < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

bool folds_hiding(const Folds *f, size_t off, Fold *out)
{
    size_t i = count_before(f, off);
    bool found = false;
    if (i == 0)
        return false;
    for (i--;; i -= f->v.p[i].up) {
        Fold at = folds_get(f, i);
        if (off <= at.end) {
            *out = at;
            found = true;
        }
        if (f->v.p[i].up == 0)
            return found;
    }
}

bool folds_at(const Folds *f, size_t start, Fold *out)
{
    size_t i = count_before(f, start);
    if (i == f->v.n || folds_get(f, i).start != start)
        return false;
    *out = folds_get(f, i);
    return true;
}

// From now on entries before i are counted from the start of the text.
static void split_at(Folds *f, size_t i)
{
    while (f->split != i) {
        FoldEntry *e = &f->v.p[f->split < i ? f->split++ : --f->split];
        e->start = f->size - e->start;
        e->end = f->size - e->end;
    }
}

static int by_start(const void *a, const void *b)
{
    const FoldEntry *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end > y->end ? -1 : x->end < y->end; // the larger first
}

// Find the fold around each; drop what is double or crosses another.  All are counted from the
// start of the text.
static void link_all(Folds *f)
{
    size_t kept = 0, around = SIZE_MAX; // the innermost fold that may still hold the next one
    for (size_t i = 0; i < f->v.n; i++) {
        FoldEntry e = f->v.p[i];
        while (around != SIZE_MAX && f->v.p[around].end < e.start)
            around = f->v.p[around].up ? around - f->v.p[around].up : SIZE_MAX;
        bool is_double = kept && f->v.p[kept - 1].start == e.start;
        bool crosses = around != SIZE_MAX && e.end > f->v.p[around].end;
        if (is_double || crosses || e.end <= e.start)
            continue;
        e.up = around == SIZE_MAX ? 0 : kept - around;
        f->v.p[kept] = e;
        around = kept++;
    }
    f->v.n = f->split = kept;
}

void folds_add(Folds *f, const Fold *more, size_t n, size_t size)
{
    split_at(f, f->v.n);
    f->size = size;
    for (size_t i = 0; i < n; i++)
        vec_push(&f->v, ((FoldEntry){more[i].start, more[i].end, 0}));
    if (f->v.n)
        qsort(f->v.p, f->v.n, sizeof *f->v.p, by_start);
    link_all(f);
}

typedef bool FoldTest(Fold at, size_t a, size_t b);

// Take out those of [from, to) that pass the test.
static bool take_out(Folds *f, size_t from, size_t to, FoldTest *test, Fold range)
{
    size_t kept = from;
    split_at(f, f->v.n);
    for (size_t i = from; i < f->v.n; i++) {
        Fold at = folds_get(f, i);
        if (i >= to || !test(at, range.start, range.end))
            f->v.p[kept++] = f->v.p[i];
    }
    bool some = kept < f->v.n;
    f->v.n = f->split = kept;
    if (some)
        link_all(f);
    return some;
}

static bool starts_at(Fold at, size_t start, size_t unused)
{
    (void)unused;
    return at.start == start;
}

static bool touches(Fold at, size_t start, size_t end)
{
    return start <= at.end && end > at.start;
}

bool folds_open(Folds *f, size_t start)
{
    Fold at;
    return folds_at(f, start, &at) && take_out(f, 0, f->v.n, starts_at, (Fold){start, 0});
}

bool folds_reveal(Folds *f, size_t off)
{
    Fold at;
    return folds_hiding(f, off, &at) && take_out(f, 0, f->v.n, touches, (Fold){off, off});
}

void folds_clear(Folds *f)
{
    vec_clear(&f->v);
    f->split = 0;
}

void folds_edit(Folds *f, const TextEdit *e)
{
    // a line end put in at the very end of a header parts it from what it hides
    bool parts = e->old_end == e->start && (!e->exact || e->new_end_row != e->start_row);
    size_t behind = count_before(f, e->old_end), old_end = e->old_end;
    Fold at;
    if (f->v.n == 0)
        return;
    if (parts && folds_at(f, e->start, &at))
        old_end++;
    bool hides = folds_hiding(f, e->start, &at) ||
                 (behind && e->old_end > e->start && folds_get(f, behind - 1).start >= e->start);
    if (hides || old_end > e->old_end) {
        take_out(f, 0, count_before(f, old_end), touches, (Fold){e->start, old_end});
        behind = count_before(f, e->old_end);
    }
    split_at(f, behind);
    f->size += e->new_end - e->old_end;
}
