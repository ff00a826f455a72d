/* TextCache: the blocks of all sources that are kept in memory, under one budget. */
#ifndef TEXT_CACHE_H
#define TEXT_CACHE_H

#include "base/vec.h"
#include "text/text.h"

#include <pthread.h>

/* One block in memory; read-only once it is out. */
typedef struct {
    uint32_t refs; // atomic
    uint32_t n;    // bytes
    char p[];
} Block;
Block *block_new(size_t nbytes);
void block_unref(Block *k); // NULL is fine

/* Where a source keeps one of its blocks; under the lock of the cache. */
typedef struct {
    Block *block; // owned (one reference); NULL: not in the cache
    bool used;    // since the cache's hand came by
} CacheSlot;

struct TextCache {
    uint32_t refs; // atomic
    pthread_mutex_t lock;
    size_t most; // blocks
    Vec(CacheSlot *) ring;
    size_t hand;
};

TextCache *cache_ref(TextCache *c);
/* The block of a slot, NULL if it is not there; one reference. */
Block *cache_get(TextCache *c, CacheSlot *slot);
/* Put k, whose reference is given up, into the slot, or keep what another thread put there; gives
 * one reference to what is there. */
Block *cache_put(TextCache *c, CacheSlot *slot, Block *k);
/* Forget n slots that lie together. */
void cache_drop(TextCache *c, const CacheSlot *slot, size_t n);

#endif
