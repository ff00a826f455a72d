// What part of the text is seen: scrolling, and the cell under the mouse.
#include "workspace/workspace.h"

// The start of the line `rows` further down (or up, if negative); as far as there are lines.
static size_t line_step(const Snap *s, size_t line, int rows)
{
    for (; rows > 0; rows--) {
        size_t end = snap_line_end(s, line, SIZE_MAX);
        if (end == snap_size(s))
            break;
        line = end + 1;
    }
    for (; rows < 0 && line > 0; rows++)
        line = snap_line_start(s, line - 1, SIZE_MAX);
    return line;
}

// How many of `max` steps down there are lines for.
static int steps_down(const Snap *s, size_t line, int max)
{
    int n = 0;
    for (size_t end; n < max && (end = snap_line_end(s, line, SIZE_MAX)) < snap_size(s); n++)
        line = end + 1;
    return n;
}

// `top`, or further up if blank rows would be seen below the text.  Looks no further than what is
// seen: the end of the text may be far away and not read yet.
static size_t no_blank_rows(const View *v, size_t top)
{
    const Snap *s = text_now(v->doc->text);
    int below = MAX(v->rows - 1, 0);
    return line_step(s, top, steps_down(s, top, below) - below);
}

// Rows from one line start to a later one, counted up to `max`.
static int rows_between(const Snap *s, size_t from, size_t to, int max)
{
    int n = 0;
    while (from < to && n < max) {
        from = snap_next_line(s, from);
        n++;
    }
    return n;
}

static void reveal_row(View *v, size_t line)
{
    const Snap *s = text_now(v->doc->text);
    int off = MIN(v->ws->options.scroll_off, (v->rows - 1) / 2);
    int below = line >= v->top ? rows_between(s, v->top, line, v->rows + v->rows) : -1;
    bool far = below >= v->rows + v->rows;
    if (v->centre || far)
        v->top = line_step(s, line, -(v->rows / 2));
    else if (below < off)
        v->top = line_step(s, line, -off);
    else if (below > v->rows - 1 - off)
        v->top = line_step(s, v->top, below - (v->rows - 1 - off));
    v->top = no_blank_rows(v, v->top);
}

static void reveal_col(View *v, int col)
{
    int off = MIN(8, v->cols / 4);
    if (col < v->left)
        v->left = MAX(0, col - off);
    else if (col >= v->left + v->cols)
        v->left = col - v->cols + 1 + off;
}

void view_reveal(View *v)
{
    if (!v->reveal || v->rows <= 0 || v->cols <= 0)
        return;
    size_t line = snap_line_start(text_now(v->doc->text), view_cursor(v), SIZE_MAX);
    reveal_row(v, line);
    reveal_col(v, view_cursor_col(v));
    v->reveal = v->centre = false;
}

void view_scroll(View *v, int rows)
{
    v->top = no_blank_rows(v, line_step(text_now(v->doc->text), v->top, rows));
    v->reveal = false;
}

void view_scroll_sideways(View *v, int cols)
{
    v->left = MAX(0, v->left + cols);
    v->reveal = false;
}

size_t view_off_at(const View *v, int row, int col)
{
    size_t line = line_step(text_now(v->doc->text), v->top, row);
    return view_off_of_col(v, line, MAX(0, v->left + col));
}
