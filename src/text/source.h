/* Where a text comes from that is not in memory.  Part of the face text.h. */
#ifndef TEXT_SOURCE_H
#define TEXT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Snap Snap;

/* What is kept in memory of the sources it is given to, however many: up to nbytes.  Any thread.
 * It lives on until the last text of them does. */
typedef struct TextCache TextCache;
TextCache *text_cache_new(size_t nbytes);
void text_cache_set(TextCache *c, size_t nbytes);
void text_cache_free(TextCache *c);

/* Bytes that live outside memory.  `read` gives n bytes at off into out, on any thread and on
 * several at once; false if it cannot.  What was read is not kept for ever: if it reads differently
 * later, that counts as failed too.  `release` is called once, on any thread, when no snapshot
 * needs the source any more. */
typedef struct {
    bool (*read)(void *arg, uint64_t off, char *out, size_t n);
    void (*release)(void *arg);
    void *arg;
    uint64_t nbytes;
    TextCache *cache; // borrowed; NULL: a small one of its own
} TextSource;

/* What s reads from, NULL if all of it was always in memory; borrowed. */
const TextSource *snap_source(const Snap *s);
/* How many bytes from off on lie together in the source, at *source_off; 0 if the byte at off does
 * not.  O(log n); reads nothing. */
size_t snap_source_run(const Snap *s, size_t off, uint64_t *source_off);
/* The first stretch at or behind `from` that is known to be lost; false if there is none. */
bool snap_next_lost(const Snap *s, size_t from, size_t *start, size_t *end);

#endif
