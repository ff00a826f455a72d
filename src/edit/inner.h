/* What the operations on lines share. */
#ifndef EDIT_INNER_H
#define EDIT_INNER_H

#include "edit/edit.h"

/* Offset behind the last byte of the line that holds off, before its "\n" or "\r\n". */
size_t edit_content_end(const Snap *s, size_t off);
/* The bytes [start, end) as owned text in a's memory. */
Str edit_read(const Snap *s, size_t start, size_t end, Arena *a);

/* Lines that selections touch, as one run: from the start of its first line to the end of what its
 * last line holds. */
typedef struct {
    size_t start, end;
    size_t first, n; // selections in it, by index
} LineBlock;
typedef Vec(LineBlock) LineBlocks;
/* The runs, in order; those that share a line or lie next to each other are one.  A selection that
 * ends at the start of a line does not touch that line.  O(selections). */
void edit_blocks(const Snap *s, const Selections *sel, LineBlocks *out);

#endif
