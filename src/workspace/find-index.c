#include "workspace/find-index.h"

enum {
    STRETCH_LEAST = 64 << 10, // bytes
    STRETCHES_MOST = 16 << 10,
};

void find_index_deinit(FindIndex *x)
{
    vec_deinit(&x->all);
}

static size_t stretch_bytes(size_t all)
{
    return MAX((size_t)STRETCH_LEAST, all / STRETCHES_MOST + 1);
}

// n bytes of unknown stretches before index i; at least one.
static void insert_unknown(FindIndex *x, size_t i, size_t n)
{
    size_t most = stretch_bytes(n), count = MAX((n + most - 1) / most, (size_t)1);
    vec_reserve(&x->all, count);
    memmove(x->all.p + i + count, x->all.p + i, (x->all.n - i) * sizeof *x->all.p);
    x->all.n += count;
    for (size_t k = 0; k < count; k++) {
        size_t part = MIN(n, most);
        x->all.p[i + k] = (FindStretch){.nbytes = part, .order = SIZE_MAX};
        n -= part;
    }
    x->unknown += count;
}

static void forget(FindIndex *x, size_t i)
{
    FindStretch *s = &x->all.p[i];
    x->unknown += s->known;
    x->matches -= s->matches;
    *s = (FindStretch){.nbytes = s->nbytes, .in = s->in, .order = SIZE_MAX};
}

void find_index_reset(FindIndex *x, size_t start, size_t end)
{
    vec_clear(&x->all);
    x->start = start;
    x->matches = x->unknown = 0;
    x->changes++;
    insert_unknown(x, 0, end - start);
}

static size_t end_of(const FindIndex *x)
{
    size_t end = x->start;
    VEC_EACH (FindStretch, s, &x->all)
        end += s->nbytes;
    return end;
}

FindPlace find_index_at(const FindIndex *x, size_t off)
{
    FindPlace at = {.start = x->start, .known = true};
    BUG_ON(x->all.n == 0);
    for (;; at.i++) {
        const FindStretch *s = &x->all.p[at.i];
        at.known &= s->known;
        if (off < at.start + s->nbytes || at.i + 1 == x->all.n)
            return at;
        at.start += s->nbytes;
        at.before += s->matches;
    }
}

bool find_index_edit(FindIndex *x, const TextEdit *e, size_t reach)
{
    size_t end = end_of(x);
    TextEdit at_start;
    x->changes++;
    if (x->all.n && e->old_end < x->start) {
        x->start += e->new_end - e->old_end;
        if (x->start - e->new_end >= reach)
            return true;
        // it has a say in the first ones, though it is not among them
        at_start = (TextEdit){.start = x->start, .old_end = x->start, .new_end = x->start};
        e = &at_start;
    } else if (x->all.n == 0 || e->start < x->start || e->old_end > end) {
        return false;
    }
    FindPlace first = find_index_at(x, e->start), last = find_index_at(x, e->old_end);
    size_t nbytes = last.start + x->all.p[last.i].nbytes - first.start;
    for (size_t i = first.i; i <= last.i; i++)
        forget(x, i);
    x->unknown -= last.i - first.i + 1;
    vec_remove(&x->all, first.i, last.i - first.i + 1);
    nbytes = nbytes - (e->old_end - e->start) + (e->new_end - e->start);
    size_t before = x->all.n;
    insert_unknown(x, first.i, nbytes);
    size_t made = x->all.n - before;
    // what lies so near that its matches may have changed too
    for (size_t i = first.i, left = e->start - first.start; i-- > 0 && left < reach;) {
        left += x->all.p[i].nbytes;
        forget(x, i);
    }
    size_t left = first.start + nbytes - e->new_end;
    for (size_t i = first.i + made; i < x->all.n && left < reach; i++) {
        left += x->all.p[i].nbytes;
        forget(x, i);
    }
    return true;
}

void find_index_learn(FindIndex *x, size_t i, FindCounted c)
{
    FindStretch *s = &x->all.p[i];
    forget(x, i);
    s->known = true;
    s->matches = c.matches;
    s->in = c.in;
    s->out = c.out;
    x->matches += c.matches;
    x->unknown--;
    x->changes++;
}

void find_index_join(FindIndex *x)
{
    for (size_t i = 1; i < x->all.n; i++) {
        const FindStretch *before = &x->all.p[i - 1];
        FindStretch *s = &x->all.p[i];
        if (!before->known || s->in == before->out)
            continue;
        forget(x, i);
        s->in = before->out;
    }
}
