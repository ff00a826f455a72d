/* LineIndex: how many newlines each block of a source has, as far as blocks were read.
 *
 * Blocks are learnt in any order; sums and searches over them cost O(log n).  Takes zeroed memory
 * that the system only provides where it is touched, so that making one costs O(1).  Not locked:
 * the owner does that. */
#ifndef TEXT_LINE_INDEX_H
#define TEXT_LINE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    size_t n;           // blocks
    uint32_t *count;    // owned; newlines of block i, plus one; 0: not read yet
    uint64_t *newlines; // owned; Fenwick tree over the counts, [1..n]
    uint64_t *read;     // owned; Fenwick tree over the blocks that were read, [1..n]
} LineIndex;

void line_index_init(LineIndex *x, size_t nblocks);
void line_index_deinit(LineIndex *x);
/* Block i has this many newlines; false if that was known. */
bool line_index_learn(LineIndex *x, size_t i, size_t newlines);
static inline bool line_index_knows(const LineIndex *x, size_t i)
{
    return x->count[i] != 0;
}
/* Newlines in the read ones of the first n blocks; how many of these were read. */
size_t line_index_newlines(const LineIndex *x, size_t n);
size_t line_index_read(const LineIndex *x, size_t n);
/* The first block from i on that was not read; x->n if there is none. */
size_t line_index_next_unread(const LineIndex *x, size_t i);
/* The first block from i on, the last one before i, that has newlines or was not read; x->n if
 * there is none. */
size_t line_index_next_hit(const LineIndex *x, size_t i);
size_t line_index_prev_hit(const LineIndex *x, size_t i);
/* The read block that holds the k-th newline of all (k >= 1); x->n if there are fewer. */
size_t line_index_block_of(const LineIndex *x, size_t k);

#endif
