#include "finder/inner.h"
#include "base/mem.h"

#include <stdlib.h>

enum { LOOK_UP_EVERY = 512 }; // paths between two looks at `cancelled`

static Str path_of(const FinderHit *h)
{
    return finder_path(h->paths, h->index);
}

// Does a stand before b?
static bool is_better(const FinderHit *a, const FinderHit *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    Str x = path_of(a), y = path_of(b);
    return x.n != y.n ? x.n < y.n : str_cmp(x, y) < 0;
}

// The worst of the kept is on top of a heap.
static void sift_down(FinderTop *t, size_t i)
{
    for (;;) {
        size_t worst = i;
        for (size_t k = 2 * i + 1; k <= 2 * i + 2 && k < t->best.n; k++)
            if (is_better(&t->best.p[worst], &t->best.p[k]))
                worst = k;
        if (worst == i)
            return;
        FinderHit h = t->best.p[i];
        t->best.p[i] = t->best.p[worst];
        t->best.p[worst] = h;
        i = worst;
    }
}

static void sift_up(FinderTop *t, size_t i)
{
    while (i && is_better(&t->best.p[(i - 1) / 2], &t->best.p[i])) {
        FinderHit h = t->best.p[i];
        t->best.p[i] = t->best.p[(i - 1) / 2];
        t->best.p[(i - 1) / 2] = h;
        i = (i - 1) / 2;
    }
}

static void keep(FinderTop *t, FinderHit h)
{
    if (t->best.n < t->max) {
        vec_push(&t->best, h);
        sift_up(t, t->best.n - 1);
    } else if (t->max && is_better(&h, &t->best.p[0])) {
        t->best.p[0] = h;
        sift_down(t, 0);
    }
}

// Can it match at all?  With a letter amiss each word may lack one.
static bool may_match(const FinderQuery *q, uint64_t mask, FinderMode mode)
{
    uint64_t lacks = q->mask & ~mask;
    return !lacks || (mode == FINDER_LOOSE && (size_t)__builtin_popcountll(lacks) <= q->terms.n);
}

void finder_search(const FinderQuery *q, const FinderPaths *p, FinderMode mode, FinderTop *top,
                   const atomic_bool *cancelled)
{
    for (size_t i = 0; i < p->masks.n; i++) {
        if (i % LOOK_UP_EVERY == 0 && atomic_load_explicit(cancelled, memory_order_relaxed))
            return;
        if (!may_match(q, p->masks.p[i], mode))
            continue;
        int score = finder_score(q, finder_path(p, i), mode, NULL);
        if (!score)
            continue;
        top->matched++;
        keep(top, (FinderHit){p, (uint32_t)i, score});
    }
}

void finder_top_merge(FinderTop *into, const FinderTop *from)
{
    into->matched += from->matched;
    VEC_EACH (const FinderHit, h, &from->best)
        keep(into, *h);
}

static int by_rank(const void *a, const void *b)
{
    return is_better(a, b) ? -1 : is_better(b, a);
}

void finder_top_sort(FinderTop *t)
{
    if (t->best.n)
        qsort(t->best.p, t->best.n, sizeof *t->best.p, by_rank);
}

void finder_top_deinit(FinderTop *t)
{
    vec_deinit(&t->best);
}
