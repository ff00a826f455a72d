// The matches on the screen, looked up on this thread as they are painted.
#include "workspace/find-inner.h"

enum {
    PART_BYTES = 16 << 10, // looked at in one go, as neighbouring lines are asked for next
    BEFORE_BYTES = 4 << 10,
};

void find_marks_forget(Find *f)
{
    f->marks.start = f->marks.end = 0;
    vec_clear(&f->marks.all);
    vec_clear(&f->marks.with);
    buf_clear(&f->marks.bytes);
}

// Where to start, so that matches are seen as from the text's start, or nearly so.
static size_t begin_before(const Find *f, const Snap *s, size_t start)
{
    size_t from = find_scope(f, s).start;
    size_t near = start - MIN(start, (size_t)BEFORE_BYTES);
    if (f->index.all.n) {
        FindPlace at = find_index_at(&f->index, start);
        from = MAX(from, at.start + f->index.all.p[at.i].in);
    }
    if (from > start)
        from = start;
    return MAX(from, f->options.regex ? snap_line_start(s, near, BEFORE_BYTES) : near);
}

static void add_replacement(Find *f)
{
    FindReplacement r = {find_text(f, FIND_REPLACEMENT), f->options.preserve_case, false};
    size_t from = f->marks.bytes.n;
    finder_expand(f->brief, &r, &f->marks.bytes);
    vec_push(&f->marks.with, (Str){.n = f->marks.bytes.n - from});
}

// The bytes do not move any more.
static void place_replacements(FindMarks *x)
{
    const char *at = buf_c(&x->bytes);
    VEC_EACH (Str, with, &x->with) {
        with->p = at;
        at += with->n;
    }
}

static void look(Find *f, const Snap *s, size_t start, size_t end)
{
    FindWalk w = {f->brief, s, begin_before(f, s, start), find_scope(f, s).end, NULL};
    Range m;
    find_marks_forget(f);
    f->marks.preview = find_has_focus(f) && f->replacing && f->field == FIND_REPLACEMENT;
    f->marks.start = start;
    f->marks.end = end;
    while (find_walk_next(&w, end, &m)) {
        if (m.end <= start)
            continue;
        vec_push(&f->marks.all, m);
        if (f->marks.preview)
            add_replacement(f);
    }
    place_replacements(&f->marks);
}

Range find_scope_in(const Find *f, const Document *d)
{
    return f->open && f->scoped && f->doc == d->id ? find_scope(f, text_now(d->text)) : (Range){0};
}

FindSeen find_in(Find *f, const Document *d, size_t start, size_t end)
{
    const View *v = workspace_view(f->ws);
    if (!f->open || !f->brief || !v || v->doc != d || f->rev != text_rev(d->text))
        return (FindSeen){0};
    FindMarks *x = &f->marks;
    bool preview = find_has_focus(f) && f->replacing && f->field == FIND_REPLACEMENT;
    if (start < x->start || end >= x->end || preview != x->preview)
        look(f, text_now(d->text), start, MAX(end + 1, start + PART_BYTES));
    size_t lo = 0, hi = x->all.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (x->all.p[mid].end <= start)
            lo = mid + 1;
        else
            hi = mid;
    }
    FindSeen seen = {.at = x->all.p + lo, .with = x->preview ? x->with.p + lo : NULL};
    while (lo + seen.n < x->all.n && x->all.p[lo + seen.n].start < end)
        seen.n++;
    return seen.n ? seen : (FindSeen){0};
}
