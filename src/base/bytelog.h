/* A journal of bytes: one writer appends, each reader keeps its own offset and pulls.  The log
 * keeps at most `cap` bytes; a reader too far behind is told how much it lost. */
#ifndef BASE_BYTELOG_H
#define BASE_BYTELOG_H

#include "base/str.h"

#include <stdint.h>

typedef struct ByteLog ByteLog;

ByteLog *bytelog_new(size_t cap);
void bytelog_free(ByteLog *log);
void bytelog_append(ByteLog *log, Str bytes);
/* Offset after the last byte ever appended. */
uint64_t bytelog_end(const ByteLog *log);
/* Offset of the oldest byte still kept. */
uint64_t bytelog_start(const ByteLog *log);
/* The bytes from *off on that lie together in memory (maybe fewer than there are; empty when caught
 * up), borrowed until the next append; *off moves behind them.  If bytes before were dropped, *off
 * first jumps forward and *lost (may be NULL) says by how much, else 0. */
Str bytelog_read(const ByteLog *log, uint64_t *off, uint64_t *lost);

#endif
