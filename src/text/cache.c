#include "text/cache.h"
#include "base/mem.h"
#include "text/blocks.h"

Block *block_new(size_t nbytes)
{
    Block *k = xmalloc(sizeof *k + nbytes);
    k->refs = 1;
    return k;
}

static Block *block_ref(Block *k)
{
    __atomic_fetch_add(&k->refs, 1, __ATOMIC_RELAXED);
    return k;
}

void block_unref(Block *k)
{
    if (k && __atomic_fetch_sub(&k->refs, 1, __ATOMIC_ACQ_REL) == 1)
        free(k);
}

TextCache *text_cache_new(size_t nbytes)
{
    TextCache *c = NEW(TextCache);
    c->refs = 1;
    pthread_mutex_init(&c->lock, NULL);
    text_cache_set(c, nbytes);
    return c;
}

TextCache *cache_ref(TextCache *c)
{
    __atomic_fetch_add(&c->refs, 1, __ATOMIC_RELAXED);
    return c;
}

void text_cache_free(TextCache *c)
{
    if (!c || __atomic_fetch_sub(&c->refs, 1, __ATOMIC_ACQ_REL) != 1)
        return;
    pthread_mutex_destroy(&c->lock);
    vec_deinit(&c->ring);
    free(c);
}

// Take the slot at the hand, or the next that was not used for a round, out of the ring.
static void evict_one(TextCache *c)
{
    for (;; c->hand++) {
        c->hand = c->hand < c->ring.n ? c->hand : 0;
        CacheSlot *slot = c->ring.p[c->hand];
        if (!slot->used)
            break;
        slot->used = false;
    }
    block_unref(steal(&c->ring.p[c->hand]->block));
    c->ring.p[c->hand] = vec_last(&c->ring);
    c->ring.n--;
}

void text_cache_set(TextCache *c, size_t nbytes)
{
    enum { LEAST = 4 };
    pthread_mutex_lock(&c->lock);
    c->most = MAX(nbytes / BLOCK_BYTES, (size_t)LEAST);
    while (c->ring.n > c->most)
        evict_one(c);
    pthread_mutex_unlock(&c->lock);
}

Block *cache_get(TextCache *c, CacheSlot *slot)
{
    pthread_mutex_lock(&c->lock);
    Block *k = slot->block ? block_ref(slot->block) : NULL;
    slot->used = true;
    pthread_mutex_unlock(&c->lock);
    return k;
}

Block *cache_put(TextCache *c, CacheSlot *slot, Block *k)
{
    pthread_mutex_lock(&c->lock);
    if (slot->block) {
        block_unref(k);
        k = slot->block;
    } else {
        if (c->ring.n >= c->most)
            evict_one(c);
        vec_push(&c->ring, slot);
        slot->block = k;
    }
    block_ref(k);
    pthread_mutex_unlock(&c->lock);
    return k;
}

void cache_drop(TextCache *c, const CacheSlot *slot, size_t n)
{
    pthread_mutex_lock(&c->lock);
    size_t kept = 0;
    for (size_t i = 0; i < c->ring.n; i++)
        if (c->ring.p[i] >= slot && c->ring.p[i] < slot + n)
            block_unref(c->ring.p[i]->block);
        else
            c->ring.p[kept++] = c->ring.p[i];
    c->ring.n = kept;
    pthread_mutex_unlock(&c->lock);
}
