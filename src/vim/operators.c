// Operators: delete, yank, change, indent, join, case, comments, filling.
#include "vim/object.h"
#include "base/letter.h"
#include "base/utf8.h"

static void clamp_cursors(X *x)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (Pos, p, &x->seat->at)
        p->head = p->anchor = walk_clamp(&w, p->head);
}

// A whole line goes with the line end behind it, the last one with that before it.
static void delete_lines(Edit *e, Walk *w, const Part *p)
{
    size_t below;
    if (line_below(w, p->end, &below))
        edit_put(e, p->start, below, STR_NULL, 0);
    else if (p->start > e->until || (p->start > 0 && e->until == 0))
        edit_put(e, MAX(e->until, line_end(w, p->start - 1)), p->end, STR_NULL, 0);
    else
        edit_put(e, p->start, p->end, STR_NULL, 0);
}

static bool delete_span(Span *s)
{
    X *x = s->x;
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Part, p, &s->parts) {
        if (s->shape == LINES)
            delete_lines(&e, &w, p);
        else
            edit_put(&e, p->start, p->end, STR_NULL, 0);
    }
    return edit_apply(x, &e);
}

bool op_delete(Span *s)
{
    if (!view_may_edit(s->x->v, &s->x->err) || !span_yank(s, true))
        return false;
    if (!(s->shape == BLOCK ? block_delete(s) : delete_span(s)))
        return false;
    if (s->shape == LINES)
        seat_first_text(s->x);
    else
        clamp_cursors(s->x);
    return true;
}

// The cursor goes to the start of what was yanked; lines keep its column.
static bool op_yank(Span *s)
{
    Seat *seat = s->x->seat;
    const Document *d = s->x->v->doc;
    if (!span_yank(s, false))
        return false;
    mark_put(s->x->vim, d, '[', s->parts.p[0].start);
    mark_put(s->x->vim, d, ']', vec_last(&s->parts).end);
    for (size_t i = 0; i < s->parts.n && i < seat->at.n; i++) {
        size_t at = s->parts.p[i].at;
        seat->at.p[i] = (Pos){at, at, -1};
    }
    if (s->shape == BLOCK) {
        Walk w;
        walk_init(&w, text_now(d->text));
        seat_set(seat, block_corner(s, &w));
    }
    clamp_cursors(s->x);
    return true;
}

// Blanks at the start of a line that is written anew stay.
static bool change_lines(Span *s)
{
    X *x = s->x;
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    bool keep = x->ws->options.auto_indent;
    VEC_EACH (const Part, p, &s->parts) {
        size_t start = keep ? MIN(line_text(&w, p->start), p->end) : p->start;
        edit_put(&e, start, p->end, STR_NULL, 0);
    }
    return edit_apply(x, &e);
}

static bool op_change(Span *s)
{
    if (!view_may_edit(s->x->v, &s->x->err) || !span_yank(s, true))
        return false;
    bool ok = s->shape == LINES   ? change_lines(s)
              : s->shape == BLOCK ? block_change(s)
                                  : delete_span(s);
    return ok && insert_begin(s->x, VIM_INSERT);
}

// Indent ------------------------------------------------------------------------------------------

void indent_add(const X *x, int cols, Buf *out)
{
    const Document *d = x->v->doc;
    if (d->tabs) {
        buf_add_fill(out, '\t', (size_t)(cols / d->tab_size));
        cols %= d->tab_size;
    }
    buf_add_fill(out, ' ', (size_t)cols);
}

static bool shift_lines(Span *s, int by)
{
    X *x = s->x;
    AUTO(edit) Edit e = {0};
    Walk w;
    if (s->shape == BLOCK)
        return block_shift(s, by);
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Part, p, &s->parts) {
        size_t line = line_start(&w, p->start);
        bool first = true;
        do {
            AUTO(buf) Buf indent = BUF_INIT;
            size_t text = line_text(&w, line);
            int cols = col_of(x, &w, text) + by * x->v->doc->indent_width;
            indent_add(x, MAX(0, cols), &indent);
            bool skip = by > 0 && walk_eol(&w, line);
            edit_put(&e, line, skip ? line : text, skip ? STR_NULL : buf_str(&indent),
                     first ? 0 : SIZE_MAX);
            first = false;
        } while (line_below(&w, line, &line) && line <= p->end);
    }
    if (!edit_apply(x, &e))
        return false;
    seat_first_text(x);
    return true;
}

static bool shift_block(Span *s, int by)
{
    X *x = s->x;
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Part, p, &s->parts) {
        AUTO(buf) Buf blanks = BUF_INIT;
        size_t end = line_end(&w, p->start), text = line_text(&w, p->start);
        if (p->start >= end && by > 0)
            continue;
        int cols = col_of(x, &w, text) - col_of(x, &w, p->start);
        indent_add(x, MAX(0, cols + by * x->v->doc->indent_width), &blanks);
        edit_put(&e, p->start, text, buf_str(&blanks), 0);
    }
    if (e.at.n > 1)
        e.at.n = 1;
    return e.at.n == 0 || edit_apply(x, &e);
}

static bool shift_by(Span *s, int by)
{
    int times = s->visual ? s->x->count : 1;
    return s->shape == BLOCK ? shift_block(s, by * times) : shift_lines(s, by * times);
}

static bool op_right(Span *s)
{
    return shift_by(s, 1);
}

static bool op_left(Span *s)
{
    return shift_by(s, -1);
}

// Each line as the one above says: its indent, deeper behind an opening bracket.
static int wanted_indent(const X *x, Walk *w, size_t line)
{
    Document *d = x->v->doc;
    size_t above = line, like;
    do {
        if (!line_above(w, above, &above))
            return 0;
    } while (walk_eol(w, line_text(w, above)));
    int cols = col_of(x, w, line_text(w, above));
    if (!d->syntax)
        return cols;
    cols += syntax_indent_after(d->syntax, d->text, line_end(w, above)) * d->indent_width;
    size_t text = line_text(w, line);
    if (!walk_eol(w, text) && syntax_reindent(d->syntax, d->text, text + 1, &like))
        return col_of(x, w, line_text(w, like));
    return MAX(cols, 0);
}

// Line by line, as each goes by those before: one step of undo for all.
static bool op_reindent(Span *s)
{
    X *x = s->x;
    Document *d = x->v->doc;
    Walk w;
    size_t first = s->parts.p[0].start, row, last;
    walk_init(&w, text_now(d->text));
    row = line_row(&w, first);
    last = line_row(&w, vec_last(&s->parts).end);
    for (; row <= last; row++) {
        walk_init(&w, text_now(d->text));
        AUTO(edit) Edit e = {0};
        AUTO(buf) Buf indent = BUF_INIT;
        size_t line = line_of_row(&w, row), text = line_text(&w, line);
        if (!walk_eol(&w, text))
            indent_add(x, wanted_indent(x, &w, line), &indent);
        edit_put(&e, line, text, buf_str(&indent), 0);
        if (!edit_apply(x, &e))
            return false;
    }
    seat_set(x->seat, first);
    seat_first_text(x);
    return true;
}

// Case --------------------------------------------------------------------------------------------

static uint32_t other_case(uint32_t cp, uint32_t how)
{
    uint32_t up = letter_upper(cp), low = letter_lower(cp);
    if (cp == 0xdf)
        return cp; // change_case() makes two of it
    if (how == 'U')
        return up;
    if (how == 'u')
        return low;
    if (how == '?' && cp < 128 && up >= 'A' && up <= 'Z')
        return cp - up + 'A' + (up - 'A' + 13) % 26;
    if (how == '?')
        return cp;
    return up != cp ? up : low;
}

bool change_case(X *x, size_t start, size_t end, int to, Buf *out)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    bool any = false;
    while (start < end) {
        size_t next;
        uint32_t cp = walk_char(&w, start, &next);
        uint32_t with = other_case(cp, (uint32_t)to);
        if (cp == 0xdf && to == 'U')
            buf_add_c(out, "SS"), any = true;
        else if (with == cp)
            snap_add_to(w.s, start, next, out);
        else
            utf8_add(out, with), any = true;
        start = next;
    }
    return any;
}

static bool op_case(Span *s)
{
    X *x = s->x;
    AUTO(edit) Edit e = {0};
    Walk w;
    uint32_t how = x->c.op & 255;
    walk_init(&w, text_now(x->v->doc->text));
    size_t corner = s->shape == BLOCK ? block_corner(s, &w) : 0;
    VEC_EACH (const Part, p, &s->parts) {
        AUTO(buf) Buf with = BUF_INIT;
        change_case(x, p->start, p->end, (int)how, &with);
        edit_put(&e, p->start, p->end, buf_str(&with),
                 s->shape == BLOCK ? SIZE_MAX : p->at - p->start);
    }
    if (!edit_apply(x, &e))
        return false;
    if (s->shape == BLOCK)
        seat_set(x->seat, corner);
    clamp_cursors(x);
    return true;
}

// What the editor has commands for ----------------------------------------------------------------

// With the parts selected; the cursor comes back to where they begin.
static bool with_selected(Span *s, const char *command)
{
    X *x = s->x;
    AUTO(selections) Selections sel = {0};
    size_t first = s->parts.p[0].start;
    VEC_EACH (const Part, p, &s->parts)
        vec_push(&sel.v, selection_of(p->start, p->end));
    view_select_all(x->v, &sel);
    bool ok = run_command(x, command, STR_NULL);
    seat_set(x->seat, MIN(first, snap_size(text_now(x->v->doc->text))));
    seat_first_text(x);
    return ok;
}

static bool op_comment(Span *s)
{
    return with_selected(s, "edit.toggleLineComment");
}

static bool op_fill(Span *s)
{
    return with_selected(s, "edit.reflow");
}

// "!" types the beginning of a command line.
static bool op_filter(Span *s)
{
    X *x = s->x;
    Walk w;
    AUTO(buf) Buf line = BUF_INIT;
    walk_init(&w, text_now(x->v->doc->text));
    size_t start = s->parts.p[0].start, end = vec_last(&s->parts).end;
    size_t last = end > start && s->shape == CHARS ? walk_prev(&w, end) : end;
    seat_set(x->seat, start);
    buf_add_c(&line, ".");
    if (line_row(&w, last) > line_row(&w, start))
        buf_addf(&line, ",.+%zu", line_row(&w, last) - line_row(&w, start));
    buf_add_c(&line, "!");
    x->c = (Cmd){.id = ':'};
    line_open(x, ':', buf_str(&line));
    return true;
}

static const OperatorRow operators[] = {
    {'!', 0, op_filter},
    {'d', DOT, op_delete},
    {'y', 0, op_yank},
    {'c', DOT, op_change},
    {'>', DOT, op_right},
    {'<', DOT, op_left},
    {'=', DOT, op_reindent},
    {TWO('g', '~'), DOT, op_case},
    {TWO('g', 'u'), DOT, op_case},
    {TWO('g', 'U'), DOT, op_case},
    {TWO('g', '?'), DOT, op_case},
    {TWO('g', 'q'), DOT, op_fill},
    {TWO('g', 'w'), DOT, op_fill},
    {TWO('g', 'c'), DOT, op_comment},
    {TWO('y', 's'), DOT, op_surround},
};

const OperatorRow *operator_find(uint32_t id)
{
    for (size_t i = 0; i < ARRAY_LEN(operators); i++)
        if (operators[i].id == id)
            return &operators[i];
    return NULL;
}
