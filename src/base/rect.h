/* A part of the screen, in cells. */
#ifndef BASE_RECT_H
#define BASE_RECT_H

#include <stdbool.h>

typedef struct {
    int row, col, rows, cols; // rows or cols 0: nothing
} Rect;

static inline bool rect_has(Rect r, int row, int col)
{
    return row >= r.row && row < r.row + r.rows && col >= r.col && col < r.col + r.cols;
}

#endif
