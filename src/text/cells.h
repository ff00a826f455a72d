/* Cells: what a stretch of one line does to the column.  Stretches add up, so that a long line is
 * measured once and in parts. */
#ifndef TEXT_CELLS_H
#define TEXT_CELLS_H

#include "base/str.h"

enum { AMBIGUOUS_CELLS = 1 };

/* From column c it leads to c + first; with a tab in it to the tab stop behind that, and `rest`
 * cells further. */
typedef struct {
    size_t first, rest;
    bool tab;
} Cells;

/* The column a stretch that starts at `col` ends at. */
size_t cells_end(Cells c, size_t col, int tab_size);
/* Both, one behind the other. */
Cells cells_join(Cells a, Cells b, int tab_size);
/* Clusters of s, which begins and ends between two.  O(bytes); printable ASCII at the speed of
 * reading it. */
Cells cells_of(Str s, int tab_size);
/* How many bytes at the start of s are printable ASCII. */
size_t cells_plain(Str s);

#endif
