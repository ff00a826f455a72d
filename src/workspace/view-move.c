// Motions of the cursor.
#include "workspace/workspace.h"

static size_t line_of(const Snap *s, size_t off)
{
    return snap_line_start(s, off, SIZE_MAX);
}

// First the start of the text of the line, then column 0.
static size_t home_of(const Snap *s, size_t off)
{
    size_t line = line_of(s, off), end = snap_line_end(s, line, SIZE_MAX), at = line;
    char c;
    while (at < end && snap_read(s, at, &c, 1) == 1 && (c == ' ' || c == '\t'))
        at++;
    return at == off ? line : at;
}

// Where `rows` down lead; before the first row or behind the last: its end.  Notes are rows of a
// page, and none that the cursor could go to.
static size_t vertical(const View *v, Selection *x, int rows)
{
    RowLayout l = view_layout(v);
    if (abs(rows) == 1)
        l.wrong = NULL;
    Row r = row_at(&l, x->head);
    if (x->want_col < 0)
        x->want_col = row_cell(&l, &r, x->head);
    if (row_step(&l, &r, rows) < abs(rows))
        return rows < 0 ? 0 : row_last_off(&l, &r);
    return row_off(&l, &r, x->want_col);
}

// A wrapped row has ends of its own, which come before those of its line.
static size_t row_home(const View *v, size_t off)
{
    RowLayout l = view_layout(v);
    Row r = row_at(&l, off);
    return r.wrapped && off != r.start ? r.start : home_of(l.s, off);
}

static size_t row_end(const View *v, size_t off)
{
    RowLayout l = view_layout(v);
    Row r = row_at(&l, off);
    size_t end = row_last_off(&l, &r);
    return r.last || off == end ? edit_content_end(l.s, off) : end;
}

size_t view_target(const View *v, Selection *x, Move m)
{
    const Snap *s = text_now(v->doc->text);
    int page = MAX(1, v->rows - 1);
    switch (m) {
    case MOVE_LEFT:
        return snap_prev_cluster(s, x->head);
    case MOVE_RIGHT:
        return snap_next_cluster(s, x->head);
    case MOVE_UP:
        return vertical(v, x, -1);
    case MOVE_DOWN:
        return vertical(v, x, 1);
    case MOVE_WORD_LEFT:
        return snap_prev_word(s, x->head);
    case MOVE_WORD_RIGHT:
        return snap_next_word(s, x->head);
    case MOVE_LINE_START:
        return row_home(v, x->head);
    case MOVE_LINE_END:
        return row_end(v, x->head);
    case MOVE_PAGE_UP:
        return vertical(v, x, -page);
    case MOVE_PAGE_DOWN:
        return vertical(v, x, page);
    case MOVE_TOP:
        return 0;
    case MOVE_BOTTOM:
        return snap_size(s);
    }
    return x->head;
}

// The cursor goes over what is folded, not into it.
static size_t skip_fold(const View *v, size_t from, size_t to)
{
    Fold hidden;
    if (!folds_hiding(&v->folds, to, &hidden))
        return to;
    bool down = to > from && hidden.end < snap_size(text_now(v->doc->text));
    return down ? hidden.end + 1 : hidden.start;
}

static bool keeps_column(Move m)
{
    return m == MOVE_UP || m == MOVE_DOWN || m == MOVE_PAGE_UP || m == MOVE_PAGE_DOWN;
}

static void move_one(const View *v, Selection *x, Move m, bool select)
{
    bool collapse = !select && !selection_is_empty(x) && (m == MOVE_LEFT || m == MOVE_RIGHT);
    if (collapse)
        x->head = m == MOVE_LEFT ? selection_start(x) : selection_end(x);
    else
        x->head = skip_fold(v, x->head, view_target(v, x, m));
    x->anchor = select ? x->anchor : x->head;
    x->want_col = keeps_column(m) ? x->want_col : -1;
}

void view_move(View *v, Move m, bool select)
{
    AUTO(selections) Selections to = {0};
    if (select && v->column && view_move_column(v, m))
        return;
    selections_copy(&to, &v->sel);
    VEC_EACH (Selection, x, &to.v)
        move_one(v, x, m, select);
    if (m == MOVE_PAGE_UP || m == MOVE_PAGE_DOWN)
        view_scroll(v, (m == MOVE_PAGE_UP ? -1 : 1) * MAX(1, v->rows - 1));
    view_select_all(v, &to);
}
