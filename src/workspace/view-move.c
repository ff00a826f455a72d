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

static size_t vertical(View *v, int rows)
{
    const Snap *s = text_now(v->doc->text);
    Selection *x = &v->sel.v.p[v->sel.primary];
    if (x->want_col < 0)
        x->want_col = view_cursor_col(v);
    size_t line = line_of(s, view_cursor(v));
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

size_t view_target(View *v, Move m)
{
    const Snap *s = text_now(v->doc->text);
    int page = MAX(1, v->rows - 1);
    switch (m) {
    case MOVE_LEFT:
        return snap_prev_cluster(s, view_cursor(v));
    case MOVE_RIGHT:
        return snap_next_cluster(s, view_cursor(v));
    case MOVE_UP:
        return vertical(v, -1);
    case MOVE_DOWN:
        return vertical(v, 1);
    case MOVE_WORD_LEFT:
        return snap_prev_word(s, view_cursor(v));
    case MOVE_WORD_RIGHT:
        return snap_next_word(s, view_cursor(v));
    case MOVE_LINE_START:
        return home_of(s, view_cursor(v));
    case MOVE_LINE_END:
        return end_of(s, view_cursor(v));
    case MOVE_PAGE_UP:
        return vertical(v, -page);
    case MOVE_PAGE_DOWN:
        return vertical(v, page);
    case MOVE_TOP:
        return 0;
    case MOVE_BOTTOM:
        return snap_size(s);
    }
    return view_cursor(v);
}

static bool keeps_column(Move m)
{
    return m == MOVE_UP || m == MOVE_DOWN || m == MOVE_PAGE_UP || m == MOVE_PAGE_DOWN;
}

void view_move(View *v, Move m, bool select)
{
    Range sel = view_selection(v);
    bool collapse = !select && view_has_selection(v) && (m == MOVE_LEFT || m == MOVE_RIGHT);
    size_t to = !collapse ? view_target(v, m) : m == MOVE_LEFT ? sel.start : sel.end;
    if (m == MOVE_PAGE_UP || m == MOVE_PAGE_DOWN)
        view_scroll(v, (m == MOVE_PAGE_UP ? -1 : 1) * MAX(1, v->rows - 1));
    int want = view_primary(v)->want_col;
    view_select(v, select ? view_primary(v)->anchor : to, to);
    v->sel.v.p[0].want_col = keeps_column(m) ? want : -1;
}
