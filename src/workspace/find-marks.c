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
    buf_clear(&f->marks.with);
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

static void add_mark(Find *f, const Snap *s, Range m)
{
    FindMark mark = {.start = m.start, .end = m.end};
    size_t from = f->marks.with.n;
    if (f->marks.preview) {
        FindReplacement r = {find_text(f, FIND_REPLACEMENT), f->options.preserve_case};
        finder_expand(f->brief, s, &r, &f->marks.with);
        buf_add_byte(&f->marks.with, '\0'); // an empty one has a place too
        mark.with.n = f->marks.with.n - from - 1;
    }
    vec_push(&f->marks.all, mark);
}

// The bytes of the replacements do not move any more.
static void place_replacements(FindMarks *x)
{
    const char *at = x->with.p;
    VEC_EACH (FindMark, m, &x->all) {
        m->with.p = at;
        at += m->with.n + 1;
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
    while (find_walk_next(&w, end, &m))
        if (m.end > start)
            add_mark(f, s, m);
    if (f->marks.preview)
        place_replacements(&f->marks);
}

const FindMark *find_in(Find *f, const Document *d, size_t start, size_t end, size_t *n)
{
    const View *v = workspace_view(f->ws);
    *n = 0;
    if (!f->open || !f->brief || !v || v->doc != d || f->rev != text_rev(d->text))
        return NULL;
    bool preview = find_has_focus(f) && f->replacing && f->field == FIND_REPLACEMENT;
    if (start < f->marks.start || end >= f->marks.end || preview != f->marks.preview)
        look(f, text_now(d->text), start, MAX(end + 1, start + PART_BYTES));
    size_t lo = 0, hi = f->marks.all.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (f->marks.all.p[mid].end <= start)
            lo = mid + 1;
        else
            hi = mid;
    }
    while (lo + *n < f->marks.all.n && f->marks.all.p[lo + *n].start < end)
        ++*n;
    return f->marks.all.p + lo;
}
