// Blocks: the same columns of several lines, where tabs and wide characters may be cut.
#include "vim/object.h"
#include "base/utf8.h"
#include "base/width.h"

// The character that holds a column, or the end of the line.
typedef struct {
    size_t at;
    int col, cols; // where it begins, and how many it takes
} Cell;

static Cell cell_at(const X *x, Walk *w, size_t line, int col)
{
    Cell c = {.at = off_of_col(x, w, line, col)};
    c.col = col_of(x, w, c.at);
    if (!walk_eol(w, c.at))
        c.cols = col_of(x, w, walk_next(w, c.at)) - c.col;
    return c;
}

// The block ends within the character before it begins.
static void strip_within(Strip *p, const Cell *c, const Span *s, StripUse use)
{
    int from = s->left - c->col, behind = c->col + c->cols - s->right;
    if (use == STRIP_YANK) {
        p->lead = s->right - s->left;
    } else if (use == STRIP_APPEND) {
        p->lead = from + s->right - s->left;
        p->tail = c->cols - p->lead;
    } else {
        p->lead = from;
        p->tail = use == STRIP_INSERT ? c->cols - from : behind;
    }
}

static void strip_end(const X *x, Walk *w, size_t line, const Span *s, StripUse use, Strip *p)
{
    Cell last = cell_at(x, w, line, s->right - 1);
    p->end = walk_eol(w, last.at) ? last.at : walk_next(w, last.at);
    p->end_col = last.col + last.cols;
    p->end_cols = last.cols;
    if (p->end_col < s->right) {
        p->is_short = use != STRIP_DELETE && use != STRIP_INSERT;
        p->tail = use == STRIP_APPEND ? s->right - p->end_col : 0;
        return;
    }
    p->tail = p->end_col - s->right;
    if (use == STRIP_YANK && p->tail) {
        p->tail = last.cols - p->tail;
        p->end = MAX(p->at, last.at);
    }
}

Strip strip_of(const X *x, Walk *w, size_t line, const Span *s, StripUse use)
{
    Cell c = cell_at(x, w, line, s->left);
    Strip p = {.at = c.at, .end = c.at, .start_cols = c.cols, .end_col = c.col};
    if (c.col < s->left && c.cols == 0) {
        p.is_short = true;
        p.tail = use == STRIP_YANK || use == STRIP_APPEND ? s->right - s->left : 0;
        return p;
    }
    bool cut = c.col < s->left;
    size_t from = cut ? walk_next(w, c.at) : c.at;
    if (cut && c.col + c.cols > s->right - 1) {
        p.end = from;
        p.end_col = c.col + c.cols;
        p.end_cols = c.cols;
        strip_within(&p, &c, s, use);
        if (use == STRIP_YANK)
            p.at = from;
        return p;
    }
    p.at = from;
    strip_end(x, w, line, s, use, &p);
    if (cut) {
        p.lead = use == STRIP_YANK ? c.col + c.cols - s->left : s->left - c.col;
        p.at = use == STRIP_YANK ? from : c.at;
    }
    return p;
}

// Columns of a block between two places; to the ends of lines: of the longest.
static void set_columns(X *x, Walk *w, Span *s, size_t a, size_t b)
{
    Cell ca = cell_at(x, w, line_start(w, a), col_of(x, w, a));
    Cell cb = cell_at(x, w, line_start(w, b), col_of(x, w, b));
    s->left = MIN(ca.col, cb.col);
    s->right = MAX(ca.col + MAX(ca.cols, 1), cb.col + MAX(cb.cols, 1));
    if (!s->to_end)
        return;
    s->right = 1;
    for (size_t line = line_start(w, MIN(a, b)), last = MAX(a, b);;) {
        s->right = MAX(s->right, col_of(x, w, line_end(w, line)) + 1);
        if (!line_below(w, line, &line) || line > last)
            return;
    }
}

static void fill_parts(X *x, Walk *w, Span *s, size_t a, size_t b)
{
    for (size_t line = line_start(w, MIN(a, b)), last = line_start(w, MAX(a, b));;) {
        Strip p = strip_of(x, w, line, s, STRIP_YANK);
        vec_push(&s->parts, ((Part){.start = p.at, .end = p.end, .at = line}));
        if (line >= last || !line_below(w, line, &line))
            return;
    }
}

bool span_of_block(X *x, Span *s, size_t a, size_t b)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    s->shape = BLOCK;
    s->to_end = seat_pos(x->seat)->want == WANT_END && s->visual;
    set_columns(x, &w, s, a, b);
    if (x->vim->repeating && s->visual && x->vim->dot.cols != WANT_END)
        s->right = s->left + x->vim->dot.cols; // also where lines are too short for it
    fill_parts(x, &w, s, a, b);
    return true;
}

// Upper left of the block, as near as the line comes to it.
size_t block_corner(const Span *s, Walk *w)
{
    size_t line = s->parts.p[0].at;
    return walk_clamp(w, off_of_col(s->x, w, line, s->left));
}

void strip_text(Walk *w, const Strip *p, Buf *out)
{
    buf_add_fill(out, ' ', (size_t)MAX(p->lead, 0));
    snap_add_to(w->s, p->at, p->end, out);
    buf_add_fill(out, ' ', (size_t)MAX(p->tail, 0));
}

// Of a cut tab blanks stay.  `each`: a cursor in each line the block reaches, to write there.
static bool delete_strips(Span *s, bool each)
{
    X *x = s->x;
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    for (size_t i = 0; i < s->parts.n; i++) {
        AUTO(buf) Buf blanks = BUF_INIT;
        size_t line = s->parts.p[i].at;
        Strip p = strip_of(x, &w, line, s, STRIP_DELETE);
        if (p.end > p.at)
            buf_add_fill(&blanks, ' ', (size_t)(p.lead + p.tail));
        bool wanted = i == 0 || (each && !p.is_short);
        edit_put(&e, p.at, p.end, buf_str(&blanks),
                 !wanted        ? SIZE_MAX
                 : p.end > p.at ? (size_t)p.lead
                                : 0);
    }
    x->seat->primary = 0;
    return edit_apply(x, &e);
}

bool block_delete(Span *s)
{
    return delete_strips(s, false);
}

bool block_change(Span *s)
{
    if (!delete_strips(s, true))
        return false;
    s->x->seat->box = true;
    s->x->seat->box_at = SIZE_MAX;
    return true;
}

bool block_replace(Span *s, uint32_t with)
{
    X *x = s->x;
    AUTO(edit) Edit e = {0};
    Walk w;
    int wide = MAX(1, width_apart_of(with));
    walk_init(&w, text_now(x->v->doc->text));
    size_t corner = block_corner(s, &w);
    VEC_EACH (const Part, part, &s->parts) {
        AUTO(buf) Buf text = BUF_INIT;
        Strip p = strip_of(x, &w, part->at, s, STRIP_REPLACE);
        if (p.end == p.at)
            continue;
        int cells = s->right - s->left - (p.is_short ? s->right - p.end_col : 0);
        buf_add_fill(&text, ' ', (size_t)p.lead);
        for (int i = 0; i < cells / wide; i++)
            utf8_add(&text, with);
        buf_add_fill(&text, ' ', (size_t)(p.is_short ? 0 : p.tail + cells % wide));
        edit_put(&e, p.at, p.end, buf_str(&text), SIZE_MAX);
    }
    bool ok = e.c.splices.n > 0 && edit_apply(x, &e);
    if (ok)
        seat_set(x->seat, corner);
    return ok;
}

// What stands before and behind the place in a line where a block is written into.
static void open_strip(const Span *s, const Strip *p, Walk *w, bool append, Edit *e)
{
    AUTO(buf) Buf text = BUF_INIT;
    size_t at = append ? p->end : p->at;
    if (append && p->is_short) {
        buf_add_fill(&text, ' ', (size_t)(s->to_end ? 0 : s->right - p->end_col));
        edit_put(e, at, at, buf_str(&text), text.n);
        return;
    }
    int before = append ? (p->tail ? p->end_cols - p->tail : 0) : p->lead;
    if (before > 0 && append)
        at = walk_prev(w, at);
    bool tab = before > 0 && walk_byte(w, at) == '\t';
    int cols = append ? p->end_cols : p->start_cols;
    buf_add_fill(&text, ' ', (size_t)before);
    buf_add_fill(&text, ' ', (size_t)(tab ? cols - before : 0));
    edit_put(e, at, tab ? at + 1 : at, buf_str(&text), (size_t)before);
}

bool block_insert(Span *s, bool append)
{
    X *x = s->x;
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    for (size_t i = 0; i < s->parts.n; i++) {
        size_t line = s->parts.p[i].at, end = line_end(&w, line);
        Strip p = strip_of(x, &w, line, s, append ? STRIP_APPEND : STRIP_INSERT);
        if (append && s->to_end)
            edit_put(&e, end, end, STR_NULL, 0);
        else if (append || !p.is_short || i == 0)
            open_strip(s, &p, &w, append, &e);
    }
    size_t corner = block_corner(s, &w);
    x->seat->primary = 0;
    if (!edit_apply(x, &e))
        return false;
    x->seat->box = true;
    x->seat->box_at = corner;
    return insert_begin(x, VIM_INSERT);
}

// Blanks around where the block begins grow to the right of them.
static void shift_right(X *x, Walk *w, const Strip *p, int by, Edit *e)
{
    const Document *d = x->v->doc;
    AUTO(buf) Buf blanks = BUF_INIT;
    size_t a = p->at, b = p->at, line = line_start(w, a);
    while (a > line && is_blank(walk_byte(w, a - 1)))
        a--;
    while (is_blank(walk_byte(w, b)))
        b++;
    int from = col_of(x, w, a) % d->tab_size, cols = col_of(x, w, b) - col_of(x, w, a) + by;
    int tabs = d->tabs ? (from + cols) / d->tab_size : 0;
    buf_add_fill(&blanks, '\t', (size_t)tabs);
    buf_add_fill(&blanks, ' ', (size_t)(tabs > 0 ? (from + cols) % d->tab_size : cols));
    edit_put(e, a, b, buf_str(&blanks), SIZE_MAX);
}

// Blanks at the left side of the block go, as many as there are.
static void shift_left(X *x, Walk *w, const Span *s, size_t line, int by, Edit *e)
{
    AUTO(buf) Buf blanks = BUF_INIT;
    Cell first = cell_at(x, w, line, s->left);
    size_t text = first.col < s->left ? walk_next(w, first.at) : first.at;
    text = line_text(w, text);
    int col = col_of(x, w, text), to = col - MIN(by, col - s->left);
    Cell keep = cell_at(x, w, line, to);
    if (keep.at < first.at)
        return;
    buf_add_fill(&blanks, ' ', (size_t)(to - keep.col));
    edit_put(e, keep.at, text, buf_str(&blanks), SIZE_MAX);
}

bool block_shift(Span *s, int by)
{
    X *x = s->x;
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t corner = block_corner(s, &w);
    int cols = by * x->v->doc->indent_width;
    VEC_EACH (const Part, part, &s->parts) {
        Strip p = strip_of(x, &w, part->at, s, STRIP_DELETE);
        if (p.is_short)
            continue;
        if (by > 0)
            shift_right(x, &w, &p, cols, &e);
        else
            shift_left(x, &w, s, part->at, -cols, &e);
    }
    bool ok = e.c.splices.n > 0 && edit_apply(x, &e);
    if (ok)
        seat_set(x->seat, corner);
    return ok;
}
