/* The rows of a screen, and the scrollback above them. */
#ifndef VT_GRID_H
#define VT_GRID_H

#include "vt/line.h"

typedef struct {
    Line **rows; // owned, all of cap `cols`; pointers, so that scrolling moves no cells
    int nrows, cols;
} Grid;

/* A ring of rows, stored without their blank ends. */
typedef struct {
    Line *ring;   // owned
    size_t alloc; // rows in ring
    size_t start; // the oldest
    size_t n;
    size_t cap;      // never more than this
    uint64_t pushed; // number of the row that comes next, counted from the first one ever
} History;

void vt_grid_init(Grid *g, int rows, int cols);
void vt_grid_deinit(Grid *g);
/* Rows [top, bottom) move up by n, or down by -n; `blank` comes in.  Those that leave at the top go
 * to `keep` if that is not NULL. */
void vt_grid_scroll(Grid *g, int top, int bottom, int n, const Cell *blank, History *keep);
/* Cut or extend at the right and the bottom. */
void vt_grid_crop(Grid *g, int rows, int cols);

void vt_history_deinit(History *h);
void vt_history_push(History *h, const Line *r);
/* The i-th newest, from 1 on; NULL if there is none. */
Line *vt_history_get(const History *h, size_t i);
/* Take the newest back out; the caller owns it. */
Line vt_history_take(History *h);
void vt_history_clear(History *h);

/* Give the screen a new size; lines that wrapped flow anew.  (*row, *col) is the cursor, before and
 * after. */
void vt_grid_reflow(Grid *g, History *h, int rows, int cols, int *row, int *col);

#endif
