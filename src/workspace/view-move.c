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

// Before the line's "\n" or "\r\n".
static size_t end_of(const Snap *s, size_t off)
{
    size_t end = snap_line_end(s, off, SIZE_MAX);
    char c;
    bool crlf = end > 0 && end < snap_size(s) && snap_read(s, end - 1, &c, 1) == 1 && c == '\r';
    return crlf && end > line_of(s, off) ? end - 1 : end;
}

static size_t vertical(const View *v, Selection *x, int rows)
{
    const Snap *s = text_now(v->doc->text);
    size_t line = line_of(s, x->head);
    if (x->want_col < 0)
        x->want_col = view_col_of(v, line, x->head);
    for (; rows > 0; rows--) {
        size_t next = snap_next_line(s, line);
        if (next == snap_size(s) && line_of(s, next) == line)
            return next; // below the last line: its end
        line = next;
    }
    for (; rows < 0; rows++) {
        if (line == 0)
            return 0;
        line = line_of(s, line - 1);
    }
    return view_off_of_col(v, line, x->want_col);
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
        return home_of(s, x->head);
    case MOVE_LINE_END:
        return end_of(s, x->head);
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
        x->head = view_target(v, x, m);
    x->anchor = select ? x->anchor : x->head;
    x->want_col = keeps_column(m) ? x->want_col : -1;
}

void view_move(View *v, Move m, bool select)
{
    AUTO(selections) Selections to = {0};
    selections_copy(&to, &v->sel);
    VEC_EACH (Selection, x, &to.v)
        move_one(v, x, m, select);
    if (m == MOVE_PAGE_UP || m == MOVE_PAGE_DOWN)
        view_scroll(v, (m == MOVE_PAGE_UP ? -1 : 1) * MAX(1, v->rows - 1));
    view_select_all(v, &to);
}
