#include "syntax/spans.h"
#include "base/mem.h"

/* Outer before inner, of one place the earlier pattern. */
static int compare_marks(const void *va, const void *vb)
{
    const Mark *a = va, *b = vb;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return (int)a->pattern - (int)b->pattern;
}

typedef struct {
    Range want;
    SyntaxSpans *out;
    size_t first; // spans that were in `out` before
    size_t pos;   // all before is painted
} Painter;

/* Paint [pos, end) and join it with its neighbour. */
static void paint(Painter *p, size_t end, uint16_t capture)
{
    size_t from = MAX(p->pos, p->want.start), to = MIN(end, p->want.end);
    p->pos = MAX(p->pos, end);
    if (from >= to)
        return;
    SyntaxSpan *last = p->out->n > p->first ? &vec_last(p->out) : NULL;
    if (last && last->end == from && last->capture == capture)
        last->end = to;
    else
        vec_push(p->out, (SyntaxSpan){from, to, capture});
}

void spans_flatten(Marks *marks, Range want, SyntaxSpans *out)
{
    Painter p = {.want = want, .out = out, .first = out->n};
    Marks open = {0}; // each holds the next
    if (marks->n)
        qsort(marks->p, marks->n, sizeof *marks->p, compare_marks);
    VEC_EACH (Mark, m, marks) {
        for (; open.n && vec_last(&open).end <= m->start; open.n--)
            paint(&p, vec_last(&open).end, vec_last(&open).capture);
        if (open.n)
            paint(&p, m->start, vec_last(&open).capture);
        p.pos = m->start;
        vec_push(&open, *m);
    }
    for (; open.n; open.n--)
        paint(&p, vec_last(&open).end, vec_last(&open).capture);
    vec_deinit(&open);
}

size_t spans_find(const SyntaxSpans *spans, size_t off)
{
    size_t lo = 0, hi = spans->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (spans->p[mid].end <= off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

void spans_inside(const SyntaxSpans *spans, const Ranges *ranges, SyntaxSpans *out)
{
    size_t first = 0;
    VEC_EACH (const SyntaxSpan, s, spans) {
        while (first < ranges->n && ranges->p[first].end <= s->start)
            first++;
        for (size_t i = first; i < ranges->n && ranges->p[i].start < s->end; i++)
            vec_push(out, (SyntaxSpan){MAX(s->start, ranges->p[i].start),
                                       MIN(s->end, ranges->p[i].end), s->capture});
    }
}

void spans_outside(const SyntaxSpans *spans, const Ranges *ranges, SyntaxSpans *out)
{
    size_t first = 0;
    VEC_EACH (const SyntaxSpan, s, spans) {
        size_t at = s->start;
        while (first < ranges->n && ranges->p[first].end <= at)
            first++;
        for (size_t i = first; i < ranges->n && ranges->p[i].start < s->end; i++) {
            if (ranges->p[i].start > at)
                vec_push(out, (SyntaxSpan){at, ranges->p[i].start, s->capture});
            at = MAX(at, ranges->p[i].end);
        }
        if (at < s->end)
            vec_push(out, (SyntaxSpan){at, s->end, s->capture});
    }
}

void spans_merge(const SyntaxSpans *a, const SyntaxSpans *b, SyntaxSpans *out)
{
    size_t i = 0, k = 0;
    while (i < a->n || k < b->n) {
        bool take_a = k == b->n || (i < a->n && a->p[i].start < b->p[k].start);
        vec_push(out, take_a ? a->p[i++] : b->p[k++]);
    }
}
