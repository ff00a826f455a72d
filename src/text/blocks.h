/* Blocks: a TextSource read on demand, block by block, through a cache that is bounded.
 *
 * Any thread may ask.  What a block held when it was first read is what the text holds for ever: a
 * block that cannot be read, or that reads differently later, shows as '?' from then on and
 * blocks_failed() tells.  Counts of newlines are learnt with each read and kept for all. */
#ifndef TEXT_BLOCKS_H
#define TEXT_BLOCKS_H

#include "text/cache.h"
#include "text/cols.h"
#include "text/line-index.h"
#include "text/text.h"

#include <pthread.h>

enum {
    BLOCK_BYTES = 1 << 16,
    CACHE_BYTES = 12 << 20, // of a source that comes without a cache
    COLS_FAN = 64,          // stretches that are summed up one level higher
    COLS_LEVELS = 4,
};

typedef struct {
    TextSource src;
    size_t n;    // blocks
    bool failed; // atomic
    // owned; places for notes: one a block, one a COLS_FAN blocks, and so on; those of more than
    // one hold for a source in one line only where they were asked for
    ColNote **cols[COLS_LEVELS];
    pthread_mutex_t lock; // for the two below
    uint64_t *print; // owned; fingerprint of what was read of each block first, 0 if it is lost
    LineIndex lines;
    TextCache *cache; // one reference
    CacheSlot *slot;  // owned; one a block, zeroed memory where nothing was read
} Blocks;

Blocks *blocks_new(TextSource src);
void blocks_free(Blocks *b);
bool blocks_failed(const Blocks *b);

/* The first lost byte in [from, end), `end` if there is none, and where the stretch ends. */
uint64_t blocks_next_lost(Blocks *b, uint64_t from, uint64_t end, uint64_t *lost_end);

/* Block i, to be given back with block_unref. */
Block *blocks_get(Blocks *b, size_t i);
/* The same for one pass over much: does not push others out of the cache.  *spare (may hold NULL)
 * is a block of the caller that is given back, and used again if nobody else holds it. */
Block *blocks_stream(Blocks *b, size_t i, Block **spare);

/* Newlines as far as they are known, and the bytes where they are not. */
typedef struct {
    size_t known;
    size_t unread; // bytes
} LineSum;
/* Over source bytes [start, end): whole blocks, the last perhaps short. */
LineSum blocks_lines(Blocks *b, uint64_t start, uint64_t end);
/* Block i is known to have no newline. */
bool blocks_in_line(Blocks *b, size_t i);
/* How many newlines `unread` bytes may have, judging by those that were read; grows with unread. */
size_t blocks_guess(Blocks *b, size_t unread);
/* Read uncounted blocks from `from` on until about *budget bytes were read (then it is 0) or all of
 * [from, end) is known. */
void blocks_count(Blocks *b, uint64_t from, uint64_t end, size_t *budget);

/* Newlines in [start, end), which lies in one block. */
size_t blocks_newlines(Blocks *b, uint64_t start, uint64_t end);
/* The first newline in [start, end), the last one there; UINT64_MAX if there is none.  Skips blocks
 * that are known to have none and reads those it knows nothing of: *look bytes of them, which
 * become less.  What lies behind counts as a newline: the first byte, or the last, of such a
 * block. */
uint64_t blocks_next_newline(Blocks *b, uint64_t start, uint64_t end, size_t *look);
uint64_t blocks_prev_newline(Blocks *b, uint64_t start, uint64_t end, size_t *look);
/* Offset of the *k-th newline (>= 1) in the whole blocks [start, end); UINT64_MAX if there are
 * fewer, then *k is less by them.  Reads as far as it must. */
uint64_t blocks_nth_newline(Blocks *b, uint64_t start, uint64_t end, size_t *k);

#endif
