// The shortest way of the cursor to a cell.
#include "tty/paint.h"
#include "base/mem.h"

typedef struct {
    char p[24];
    size_t n; // 0 = no such way
} Way;

static void number(Way *w, int n)
{
    char digits[12];
    size_t i = 0;
    for (; n > 0; n /= 10)
        digits[i++] = (char)('0' + n % 10);
    while (i > 0)
        w->p[w->n++] = digits[--i];
}

static void letter(Way *w, char c)
{
    w->p[w->n++] = c;
}

/* CSI n final, without the n if it is 1. */
static Way csi(int n, char final)
{
    Way w = {.p = "\033[", .n = 2};
    if (n != 1)
        number(&w, n);
    letter(&w, final);
    return w;
}

static Way absolute(int row, int col)
{
    Way w = {.p = "\033[", .n = 2};
    if (row > 0)
        number(&w, row + 1);
    if (col > 0) {
        letter(&w, ';');
        number(&w, col + 1);
    }
    letter(&w, 'H');
    return w;
}

static void better(Way *best, Way w)
{
    if (w.n < best->n)
        *best = w;
}

static void ways_in_row(const Painter *p, int col, Way *best)
{
    if (col == 0)
        better(best, (Way){.p = "\r", .n = 1});
    better(best, csi(col + 1, 'G'));
    if (p->col < 0)
        return;
    if (col > p->col)
        better(best, csi(col - p->col, 'C'));
    else if (p->col - col <= 3)
        better(best, (Way){.p = "\b\b\b", .n = (size_t)(p->col - col)});
    else
        better(best, csi(p->col - col, 'D'));
}

static void ways_between_rows(const Painter *p, int row, int col, Way *best)
{
    if (row == p->row + 1 && col == 0)
        better(best, (Way){.p = "\r\n", .n = 2});
    if (p->col < 0 || col != p->col)
        return;
    better(best, csi(row + 1, 'd'));
    better(best, row > p->row ? csi(row - p->row, 'B') : csi(p->row - row, 'A'));
}

void paint_move(Painter *p, int row, int col)
{
    if (p->row == row && p->col == col)
        return;
    if (!p->caps->ecma_move) {
        caps_add_cup(p->caps, row, col, &p->out);
    } else {
        Way best = absolute(row, col);
        if (p->row == row)
            ways_in_row(p, col, &best);
        else if (p->row >= 0)
            ways_between_rows(p, row, col, &best);
        buf_add(&p->out, str_n(best.p, best.n));
    }
    p->row = row;
    p->col = col;
}
