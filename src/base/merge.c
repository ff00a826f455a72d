// After the way of diff3: where the changes of both sides leave a line of the base between them
// they are taken as they are; where they touch, all of it is one conflict, unless both made the
// same.
#include "base/merge.h"

#include "base/mem.h"

// One of the two changed texts, and how far one got in it.
typedef struct {
    DiffLines lines;
    DiffHunks hunks;
    size_t next;      // hunk
    ptrdiff_t behind; // rows of this text less rows of the base, behind the hunks so far
} Side;

typedef struct {
    DiffLines base;
    Side ours, theirs;
    size_t at; // row of the base
    Merge *out;
} Merging;

static bool can_fall(const DiffLines *base, const Side *s, const DiffHunk *h, size_t end)
{
    const DiffLines *in = h->old_n ? base : &s->lines;
    size_t first = h->old_n ? h->old_row : h->new_row;
    size_t after = h->old_row + h->old_n;
    return (!h->old_n || !h->new_n) && after < end && str_eq(in->p[first], base->p[after]);
}

// What came in or went is moved down as far as it goes, so that the same change of both sides
// stands at the same place in both; hunks that touch then become one.
static void settle(const DiffLines *base, Side *s)
{
    DiffHunks *v = &s->hunks;
    for (size_t i = v->n; i-- > 0;) {
        DiffHunk *h = &v->p[i];
        size_t end = i + 1 < v->n ? v->p[i + 1].old_row : base->n;
        while (can_fall(base, s, h, end)) {
            h->old_row++;
            h->new_row++;
        }
        if (i + 1 < v->n && h->old_row + h->old_n == end) {
            h->old_n += v->p[i + 1].old_n;
            h->new_n += v->p[i + 1].new_n;
            vec_remove(v, i + 1, 1);
        }
    }
}

static void side_init(Side *s, const DiffLines *base, Str text)
{
    *s = (Side){0};
    diff_split(text, &s->lines);
    diff_lines(base, &s->lines, &s->hunks);
    settle(base, s);
}

static void side_deinit(Side *s)
{
    vec_deinit(&s->lines);
    vec_deinit(&s->hunks);
}

// Lines [from, to) as one text: they stand behind each other.
static Str rows(const DiffLines *lines, size_t from, size_t to)
{
    if (from >= to)
        return STR("");
    const char *start = lines->p[from].p;
    return str_n(start, (size_t)(lines->p[to - 1].p + lines->p[to - 1].n - start));
}

static Str side_rows(const Side *s, size_t from, size_t to, ptrdiff_t behind_start)
{
    return rows(&s->lines, (size_t)((ptrdiff_t)from + behind_start),
                (size_t)((ptrdiff_t)to + s->behind));
}

// The rows of the base up to `to`, changed by whom the kind tells; what each side made of them ends
// where its hunks so far end.
static void emit(Merging *m, MergeKind kind, size_t to, const ptrdiff_t behind[2])
{
    MergePiece p = {kind, rows(&m->base, m->at, to), side_rows(&m->ours, m->at, to, behind[0]),
                    side_rows(&m->theirs, m->at, to, behind[1])};
    if (kind == MERGE_CONFLICT && str_eq(p.ours, p.theirs))
        p.kind = MERGE_BOTH;
    if (p.base.n || p.ours.n || p.theirs.n)
        vec_push(m->out, p);
    m->at = to;
}

static void emit_same(Merging *m, size_t to)
{
    const ptrdiff_t behind[] = {m->ours.behind, m->theirs.behind};
    emit(m, MERGE_SAME, to, behind);
}

static const DiffHunk *peek(const Side *s)
{
    return s->next < s->hunks.n ? &s->hunks.p[s->next] : NULL;
}

// Take the next hunk of a side if it begins at `end` or before; *end moves behind it.
static bool absorb(Side *s, size_t *end)
{
    const DiffHunk *h = peek(s);
    if (!h || h->old_row > *end)
        return false;
    s->behind += (ptrdiff_t)h->new_n - (ptrdiff_t)h->old_n;
    *end = MAX(*end, h->old_row + h->old_n);
    s->next++;
    return true;
}

// The changes that begin first, with all that touch them.
static bool take_next(Merging *m)
{
    const DiffHunk *a = peek(&m->ours), *b = peek(&m->theirs);
    if (!a && !b)
        return false;
    size_t start = !a ? b->old_row : !b ? a->old_row : MIN(a->old_row, b->old_row);
    size_t end = start;
    bool ours = false, theirs = false, more = true;
    emit_same(m, start);
    const ptrdiff_t behind[] = {m->ours.behind, m->theirs.behind};
    while (more) {
        bool by_us = absorb(&m->ours, &end), by_them = absorb(&m->theirs, &end);
        ours |= by_us;
        theirs |= by_them;
        more = by_us || by_them;
    }
    emit(m, ours && theirs ? MERGE_CONFLICT : ours ? MERGE_OURS : MERGE_THEIRS, end, behind);
    return true;
}

bool merge_texts(Str base, Str ours, Str theirs, Merge *out)
{
    Merging m = {.out = out};
    size_t first = out->n;
    bool clean = true;
    diff_split(base, &m.base);
    side_init(&m.ours, &m.base, ours);
    side_init(&m.theirs, &m.base, theirs);
    while (take_next(&m))
        ;
    emit_same(&m, m.base.n);
    for (size_t i = first; i < out->n; i++)
        clean = clean && out->p[i].kind != MERGE_CONFLICT;
    side_deinit(&m.ours);
    side_deinit(&m.theirs);
    vec_deinit(&m.base);
    return clean;
}

void merge_write(const Merge *pieces, Buf *out)
{
    VEC_EACH (const MergePiece, p, pieces)
        buf_add(out, p->kind == MERGE_THEIRS ? p->theirs : p->ours);
}
