// Motions by what is on the screen, and display rows.
#include "vim/inner.h"

static void to_row(Motion *m, const Row *r)
{
    m->to = walk_clamp(&m->w, line_text(&m->w, r->line));
}

static bool from_top(Motion *m, int n)
{
    RowLayout l = view_layout(m->x->v);
    Row r = row_at(&l, m->x->v->top);
    (void)row_step(&l, &r, n);
    if (r.start > m->w.end)
        (void)row_prev(&l, &r);
    to_row(m, &r);
    return true;
}

static int shown_rows(const Motion *m)
{
    RowLayout l = view_layout(m->x->v);
    Row r = row_at(&l, m->x->v->top);
    int n = row_step(&l, &r, MAX(m->x->v->rows, 1) - 1);
    return r.start > m->w.end ? n - 1 : n;
}

static bool high(Motion *m)
{
    return from_top(m, MIN(m->count - 1, shown_rows(m)));
}

static bool low(Motion *m)
{
    return from_top(m, MAX(0, shown_rows(m) - (m->count - 1)));
}

static bool mid(Motion *m)
{
    return from_top(m, shown_rows(m) / 2);
}

static bool display_row(Motion *m, int dir)
{
    RowLayout l = view_layout(m->x->v);
    l.wrong = NULL; // what is written below a line is no row to go to
    Row r = row_at(&l, m->off);
    int cell = row_cell(&l, &r, m->off);
    if (row_step(&l, &r, dir * m->count) == 0 || r.start > m->w.end)
        return false;
    m->to = walk_clamp(&m->w, row_off(&l, &r, cell));
    return true;
}

static bool display_down(Motion *m)
{
    return display_row(m, 1);
}

static bool display_up(Motion *m)
{
    return display_row(m, -1);
}

const MotionRow motions_screen[] = {
    {'H', LINEWISE | JUMP, high},     {'M', LINEWISE | JUMP, mid},    {'L', LINEWISE | JUMP, low},
    {TWO('g', 'j'), 0, display_down}, {TWO('g', 'k'), 0, display_up}, {0},
};
