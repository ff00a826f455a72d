/* Memory that is freed all at once: what one paint or one parse needs.  {0} is a valid empty one.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

typedef struct ArenaBlock ArenaBlock;

typedef struct {
    ArenaBlock *block; // owned; the newest first
    size_t used;       // bytes of the newest block
} Arena;

/* Bytes for any type, not cleared; they live until the next reset. */
void *arena_alloc(Arena *a, size_t nbytes) __attribute__((returns_nonnull, alloc_size(2)));
/* A copy, with a NUL behind it. */
char *arena_str(Arena *a, Str s);
char *arena_printf(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* All is free again.  Keeps one block, as large as all were together, so that after some turns
 * nothing is allocated any more. */
void arena_reset(Arena *a);
void arena_deinit(Arena *a);

#define ARENA_NEW(a, type)          ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_NEW_ARRAY(a, type, n) ((type *)arena_alloc_array((a), (n), sizeof(type)))
/* n * size bytes, overflow checked. */
void *arena_alloc_array(Arena *a, size_t n, size_t size)
    __attribute__((returns_nonnull, alloc_size(2, 3)));

#endif
