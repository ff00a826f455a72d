// Selections in order.
#include "edit/edit.h"

void selections_init(Selections *s)
{
    *s = (Selections){0};
    vec_push(&s->v, selection_at(0));
}

void selections_deinit(Selections *s)
{
    vec_deinit(&s->v);
}

void selections_copy(Selections *to, const Selections *from)
{
    if (to == from)
        return;
    if (to->v.cap < from->v.n) { // no more room than it takes: copies are kept for undo
        to->v.p = xrealloc(to->v.p, from->v.n, sizeof *to->v.p);
        to->v.cap = from->v.n;
    }
    memcpy(to->v.p, from->v.p, from->v.n * sizeof *to->v.p);
    to->v.n = from->v.n;
    to->primary = from->primary;
}

bool selections_equal(const Selections *a, const Selections *b)
{
    if (a->v.n != b->v.n || a->primary != b->primary)
        return false;
    for (size_t i = 0; i < a->v.n; i++)
        if (a->v.p[i].anchor != b->v.p[i].anchor || a->v.p[i].head != b->v.p[i].head)
            return false;
    return true;
}

void selections_set(Selections *s, Selection only)
{
    vec_clear(&s->v);
    vec_push(&s->v, only);
    s->primary = 0;
}

void selections_add(Selections *s, Selection more)
{
    vec_push(&s->v, more);
    s->primary = s->v.n - 1;
    selections_normalize(s);
}

static int compare(const void *a, const void *b)
{
    const Selection *x = a, *y = b;
    size_t xs = selection_start(x), ys = selection_start(y);
    if (xs != ys)
        return xs < ys ? -1 : 1;
    size_t xe = selection_end(x), ye = selection_end(y);
    return xe != ye ? (xe < ye ? -1 : 1) : 0;
}

static bool in_order(const Selections *s)
{
    for (size_t i = 1; i < s->v.n; i++)
        if (compare(&s->v.p[i - 1], &s->v.p[i]) > 0)
            return false;
    return true;
}

// Two that only touch stay two if both hold something: adjacent matches are told apart.
static bool is_one(const Selection *a, const Selection *b)
{
    bool touch = selection_is_empty(a) || selection_is_empty(b);
    return selection_start(b) < selection_end(a) + (touch ? 1 : 0);
}

// Both as one, which looks the way `like` does.
static Selection merged(const Selection *a, const Selection *b, const Selection *like)
{
    size_t start = selection_start(a), end = MAX(selection_end(a), selection_end(b));
    bool back = like->head < like->anchor;
    Selection out = selection_of(back ? end : start, back ? start : end);
    if (out.head == like->head)
        out.want_col = like->want_col;
    return out;
}

void selections_normalize(Selections *s)
{
    BUG_ON(s->v.n == 0 || s->primary >= s->v.n);
    Selection primary = s->v.p[s->primary];
    bool sorted = in_order(s);
    if (!sorted)
        qsort(s->v.p, s->v.n, sizeof *s->v.p, compare);
    size_t n = 0, at = SIZE_MAX;
    for (size_t i = 0; i < s->v.n; i++) {
        const Selection *x = &s->v.p[i];
        bool is_primary =
            sorted ? i == s->primary
                   : at == SIZE_MAX && x->anchor == primary.anchor && x->head == primary.head;
        if (n && is_one(&s->v.p[n - 1], x)) {
            Selection *last = &s->v.p[n - 1];
            *last =
                merged(last, x, is_primary || (at != n - 1 && selection_is_empty(last)) ? x : last);
        } else {
            s->v.p[n++] = *x;
        }
        if (is_primary)
            at = n - 1;
    }
    s->v.n = n;
    s->primary = at;
}

void selections_map(Selections *s, const TextEdit *e)
{
    VEC_EACH (Selection, x, &s->v) {
        bool empty = selection_is_empty(x);
        x->head = text_map(e, x->head, true);
        x->anchor = empty ? x->head : text_map(e, x->anchor, true);
    }
    selections_normalize(s);
}

size_t selections_find(const Selections *s, size_t off)
{
    size_t lo = 0, hi = s->v.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (selection_end(&s->v.p[mid]) < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

bool selections_all_empty(const Selections *s)
{
    VEC_EACH (const Selection, x, &s->v)
        if (!selection_is_empty(x))
            return false;
    return true;
}

size_t selections_bytes(const Selections *s)
{
    size_t n = 0;
    VEC_EACH (const Selection, x, &s->v)
        n += selection_end(x) - selection_start(x);
    return n;
}
