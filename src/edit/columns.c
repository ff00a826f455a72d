// Blocks of columns: one selection a line.
#include "edit/inner.h"

// The start of the line above or below; false if there is none.
static bool step(const Snap *s, bool down, size_t *line)
{
    if (!down && *line == 0)
        return false;
    size_t next = down ? snap_line_end(s, *line, SIZE_MAX) : *line - 1;
    if (down && next == snap_size(s))
        return false;
    *line = down ? next + 1 : snap_line_start(s, next, SIZE_MAX);
    return true;
}

// What of one line lies in the box; false if it does not reach into it.
static bool select_line(const Snap *s, size_t line, const ColumnBox *b, int tab_size,
                        Selection *out)
{
    size_t start = snap_off_of_col(s, line, b->from_col, tab_size);
    size_t end = snap_off_of_col(s, line, b->to_col, tab_size);
    int from = snap_col(s, line, start, tab_size), to = snap_col(s, line, end, tab_size);
    *out = selection_of(start, end);
    if (b->from_col < b->to_col)
        return from <= b->to_col && to >= b->from_col;
    return b->from_col == b->to_col || (to <= b->from_col && from >= b->to_col);
}

static bool select_each(const Snap *s, const ColumnBox *b, int tab_size, size_t limit, bool ends,
                        Selections *out)
{
    bool down = b->to_line >= b->from_line;
    size_t line = b->from_line;
    for (size_t n = 0; n < limit; n++) {
        Selection x = selection_at(edit_content_end(s, line));
        if (ends || select_line(s, line, b, tab_size, &x))
            vec_push(&out->v, x);
        if (line == b->to_line || !step(s, down, &line))
            return true;
    }
    return false;
}

bool edit_select_columns(const Snap *s, const ColumnBox *box, int tab_size, size_t limit,
                         Selections *out)
{
    vec_clear(&out->v);
    bool all = select_each(s, box, tab_size, limit, false, out);
    if (out->v.n == 0)
        all = select_each(s, box, tab_size, limit, true, out);
    out->primary = out->v.n - 1;
    selections_normalize(out);
    return all;
}

int edit_columns_of(const Snap *s, const ColumnBox *box, int tab_size)
{
    size_t line = MIN(box->from_line, box->to_line), last = MAX(box->from_line, box->to_line);
    int most = 0;
    do
        most = MAX(most, snap_col(s, line, edit_content_end(s, line), tab_size));
    while (line < last && step(s, true, &line));
    return most;
}
