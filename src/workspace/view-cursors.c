// More cursors: above and below, at line ends, in columns, at brackets.
#include "workspace/workspace.h"

// The selection x moved by a row; false if there is no other row.
static bool moved_by_row(const View *v, const Selection *x, Move m, Selection *out)
{
    RowLayout l = view_layout(v);
    Selection head = *x, anchor = selection_at(x->anchor);
    size_t to = view_target(v, &head, m);
    if (row_at(&l, to).start == row_at(&l, x->head).start)
        return false;
    *out = selection_of(selection_is_empty(x) ? to : view_target(v, &anchor, m), to);
    out->want_col = head.want_col;
    return true;
}

void view_add_cursors(View *v, Move m)
{
    AUTO(selections) Selections sel = {0};
    size_t primary = v->sel.primary;
    bool all = true;
    selections_copy(&sel, &v->sel);
    for (size_t i = 0; i < v->sel.v.n && all; i++) {
        Selection more;
        all = sel.v.n < (size_t)MAX(1, view_options(v)->cursor_limit);
        if (!all || !moved_by_row(v, &v->sel.v.p[i], m, &more))
            continue;
        if (i == v->sel.primary)
            primary = sel.v.n;
        vec_push(&sel.v, more);
    }
    sel.primary = primary;
    selections_normalize(&sel);
    view_select_picked(v, &sel, all, PICK_PLAIN);
}

void view_toggle_cursor(View *v, size_t off)
{
    AUTO(selections) Selections sel = {0};
    selections_copy(&sel, &v->sel);
    size_t i = selections_find(&sel, off);
    bool has = i < sel.v.n && selection_start(&sel.v.p[i]) <= off;
    if (has && sel.v.n > 1 &&
        (selection_is_empty(&sel.v.p[i]) || off < selection_end(&sel.v.p[i]))) {
        vec_remove(&sel.v, i, 1);
        sel.primary -= sel.primary > i || sel.primary == sel.v.n;
    } else {
        selections_add(&sel, selection_at(off));
    }
    view_select_picked(v, &sel, true, PICK_PLAIN);
}

void view_select_line_ends(View *v)
{
    AUTO(selections) Selections sel = {0};
    size_t limit = (size_t)MAX(1, view_options(v)->cursor_limit);
    bool all = edit_select_line_ends(text_now(v->doc->text), &v->sel, limit, &sel);
    view_select_picked(v, &sel, all, PICK_PLAIN);
}

void view_select_box(View *v, ColumnBox box)
{
    AUTO(selections) Selections sel = {0};
    size_t limit = (size_t)MAX(1, view_options(v)->cursor_limit);
    bool all = edit_select_columns(text_now(v->doc->text), &box, v->doc->tab_size, limit, &sel);
    view_select_picked(v, &sel, all, PICK_COLUMN);
    v->box = box;
}

static void place(const View *v, size_t off, size_t *line, int *col)
{
    *line = snap_line_start(text_now(v->doc->text), off, SIZE_MAX);
    *col = view_col_of(v, *line, off);
}

static size_t step_lines(const Snap *s, size_t line, int n)
{
    for (; n > 0 && snap_line_end(s, line, SIZE_MAX) < snap_size(s); n--)
        line = snap_next_line(s, line);
    for (; n < 0 && line > 0; n++)
        line = snap_line_start(s, line - 1, SIZE_MAX);
    return line;
}

bool view_move_column(View *v, Move m)
{
    const Snap *s = text_now(v->doc->text);
    ColumnBox b = v->box;
    int page = MAX(1, v->rows - 1), most;
    if (v->pick != PICK_COLUMN) {
        place(v, view_primary(v)->anchor, &b.from_line, &b.from_col);
        place(v, view_cursor(v), &b.to_line, &b.to_col);
    }
    most = m == MOVE_RIGHT || m == MOVE_LINE_END ? edit_columns_of(s, &b, v->doc->tab_size) : 0;
    switch (m) {
    case MOVE_LEFT:
        b.to_col = MAX(0, b.to_col - 1);
        break;
    case MOVE_RIGHT:
        b.to_col = MAX(b.to_col, MIN(b.to_col + 1, most));
        break;
    case MOVE_LINE_START:
        b.to_col = 0;
        break;
    case MOVE_LINE_END:
        b.to_col = most;
        break;
    case MOVE_UP:
    case MOVE_DOWN:
        b.to_line = step_lines(s, b.to_line, m == MOVE_UP ? -1 : 1);
        break;
    case MOVE_PAGE_UP:
    case MOVE_PAGE_DOWN:
        b.to_line = step_lines(s, b.to_line, m == MOVE_PAGE_UP ? -page : page);
        break;
    default:
        return false;
    }
    view_select_box(v, b);
    return true;
}

static bool to_bracket(const View *v, Selection *x, bool select)
{
    Syntax *syntax = v->doc->syntax;
    size_t at, other;
    bool near = edit_pair_near(syntax, v->doc->text, x->head, &at, &other);
    if (!near && !edit_pair_around(syntax, v->doc->text, x->head, &at, &other))
        return false;
    *x = select ? selection_of(MIN(at, other), MAX(at, other) + 1) : selection_at(other);
    return true;
}

bool view_match_bracket(View *v, bool select)
{
    AUTO(selections) Selections sel = {0};
    bool found = false;
    selections_copy(&sel, &v->sel);
    VEC_EACH (Selection, x, &sel.v)
        found |= to_bracket(v, x, select);
    if (!found)
        return false;
    selections_normalize(&sel);
    view_select_all(v, &sel);
    return true;
}
