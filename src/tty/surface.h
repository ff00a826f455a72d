/* What a Surface is made of, for the painter. */
#ifndef TTY_SURFACE_H
#define TTY_SURFACE_H

#include "tty/tty.h"

enum { CELL_POOLED = 0xff }; // first byte of a cell's text that stands in the pool

struct Surface {
    int rows, cols;
    int ambiguous;   // width of East Asian ambiguous characters
    Cell *cells;     // owned; row by row
    Buf pool;        // texts of more than 8 bytes, each ended by NUL; offset 0 is never used
    size_t pool_max; // at this size the texts no cell has any more are thrown out
};

static inline Cell *surface_at(const Surface *s, int row, int col)
{
    return &s->cells[(size_t)row * (size_t)s->cols + (size_t)col];
}

/* The text of a cell of `s`; borrowed until the surface changes. */
Str surface_cell_text(const Surface *s, const Cell *c);
/* A cell of `a` and one of `b` look the same. */
bool surface_cell_eq(const Surface *a, const Cell *x, const Surface *b, const Cell *y);
/* Copy the rows [row, end), all of them if one of the two has texts in its pool; same size. */
void surface_copy_rows(Surface *to, const Surface *from, int row, int end);

#endif
