// Splices put together and made at once.
#include "edit/edit.h"

void change_deinit(Change *c)
{
    vec_deinit(&c->splices);
    arena_deinit(&c->bytes);
    selections_deinit(&c->after);
}

void change_add(Change *c, size_t start, size_t end, Str with)
{
    BUG_ON(end < start);
    if (start == end && with.n == 0)
        return;
    if (with.n)
        with.p = arena_str(&c->bytes, with);
    vec_push(&c->splices, (TextSplice){.start = start, .end = end, .with = with});
}

void change_replace(Change *c, size_t start, size_t end, Str with, size_t back)
{
    change_add(c, start, end, with);
    change_select(c, selection_at(start + c->grown + with.n - back));
    c->grown += with.n - (end - start);
}

void change_select(Change *c, Selection after)
{
    vec_push(&c->after.v, after);
}

static int compare(const void *a, const void *b)
{
    const TextSplice *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end != y->end ? (x->end < y->end ? -1 : 1) : 0;
}

static void sort(Change *c)
{
    for (size_t i = 1; i < c->splices.n; i++)
        if (compare(&c->splices.p[i - 1], &c->splices.p[i]) > 0) {
            qsort(c->splices.p, c->splices.n, sizeof *c->splices.p, compare);
            return;
        }
}

// Walks over the splices once, while offsets grow.
typedef struct {
    const Change *c;
    size_t i;     // the first splice that is not wholly before the last offset asked
    size_t moved; // what those before it add, modulo SIZE_MAX + 1
} Mapper;

static void step_over(Mapper *m)
{
    const TextSplice *x = &m->c->splices.p[m->i++];
    m->moved += x->with.n - (x->end - x->start);
}

static size_t map_next(Mapper *m, size_t off, bool behind)
{
    const TextSplice *v = m->c->splices.p;
    size_t n = m->c->splices.n;
    while (m->i < n && v[m->i].end <= off && (v[m->i].end < off || v[m->i].start < off))
        step_over(m);
    if (m->i == n || v[m->i].start > off || (v[m->i].start == off && !behind))
        return off + m->moved;
    if (v[m->i].end == off) // an insertion right here
        return off + m->moved + v[m->i].with.n;
    if (v[m->i].start == off)
        return off + m->moved;
    return v[m->i].start + m->moved + MIN(off - v[m->i].start, v[m->i].with.n);
}

size_t change_map(const Change *c, size_t off, bool behind)
{
    Mapper m = {.c = c};
    return map_next(&m, off, behind);
}

void change_keep(Change *c, const Selections *before)
{
    sort(c);
    selections_copy(&c->after, before);
    Mapper m = {.c = c};
    VEC_EACH (Selection, x, &c->after.v) {
        bool back = x->head < x->anchor, empty = selection_is_empty(x);
        size_t start = map_next(&m, selection_start(x), true);
        size_t end = empty ? start : map_next(&m, selection_end(x), true);
        *x = selection_of(back ? end : start, back ? start : end);
    }
}

static void select_behind(Change *c, size_t primary)
{
    size_t moved = 0;
    VEC_EACH (const TextSplice, x, &c->splices) {
        change_select(c, selection_at(x->start + moved + x->with.n));
        moved += x->with.n - (x->end - x->start);
    }
    c->after.primary = MIN(primary, c->after.v.n - 1);
}

void change_apply(Change *c, Text *t, Selections *sel)
{
    size_t n = c->splices.n;
    sort(c);
    if (c->after.v.n == 0 && n > 0)
        select_behind(c, sel->primary);
    if (n == 1)
        text_replace(t, c->splices.p[0].start, c->splices.p[0].end, c->splices.p[0].with);
    else if (n > 1)
        text_replace_many(t, c->splices.p, n);
    if (c->after.v.n)
        selections_copy(sel, &c->after);
    selections_normalize(sel);
    vec_clear(&c->splices);
    vec_clear(&c->after.v);
    c->after.primary = c->grown = 0;
    arena_reset(&c->bytes);
}
