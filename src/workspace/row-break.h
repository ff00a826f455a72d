/* Where a line of ordinary length is wrapped: between words. */
#ifndef WORKSPACE_ROW_BREAK_H
#define WORKSPACE_ROW_BREAK_H

#include "workspace/view-rows.h"

/* The first row of the line at `line`, and the one below r in its line, which there must be.  O(row
 * and the line's indent). */
Row row_break_first(const RowLayout *l, size_t line);
Row row_break_next(const RowLayout *l, const Row *r);
/* Cells from the left edge of r's text to `off`. */
int row_break_cells(const RowLayout *l, const Row *r, size_t off);

#endif
