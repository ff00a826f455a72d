/* Where a line is wrapped: between words, or hard if it is long. */
#ifndef WORKSPACE_ROW_BREAK_H
#define WORKSPACE_ROW_BREAK_H

#include "workspace/view-rows.h"

/* The first row of the line at `line`, and the one below r in its line, which there must be.  O(row
 * and the line's indent). */
Row row_break_first(const RowLayout *l, size_t line);
Row row_break_next(const RowLayout *l, const Row *r);
/* Lay r out, which has all but its end, as a row that is cut where its width is used up. */
void row_break_hard(const RowLayout *l, Row *r);
/* The offset nearest to a cell behind the left edge of r's text; r->end if r is shorter. */
size_t row_break_off(const RowLayout *l, const Row *r, int cell);
/* Cells from the left edge of r's text to `off`. */
int row_break_cells(const RowLayout *l, const Row *r, size_t off);

#endif
