#include "text/blocks.h"
#include "base/mem.h"
#include "text/fingerprint.h"
#include "text/newline.h"

// How many places for notes there are on a level.
static size_t places(const Blocks *b, size_t level)
{
    size_t n = b->n;
    for (; level; level--)
        n = (n + COLS_FAN - 1) / COLS_FAN;
    return n;
}

static void free_cols(Blocks *b)
{
    for (size_t level = 0; level < COLS_LEVELS; level++) {
        for (size_t i = 0; i < places(b, level); i++)
            cols_free(b->cols[level][i]);
        free(b->cols[level]);
    }
}

Blocks *blocks_new(TextSource src)
{
    Blocks *b = NEW(Blocks);
    b->src = src;
    b->n = (src.nbytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
    b->cache = src.cache ? cache_ref(src.cache) : text_cache_new(CACHE_BYTES);
    b->slot = NEW_ARRAY(CacheSlot, b->n);
    b->print = NEW_ARRAY(uint64_t, b->n);
    line_index_init(&b->lines, b->n);
    for (size_t level = 0; level < COLS_LEVELS; level++)
        b->cols[level] = NEW_ARRAY(ColNote *, places(b, level));
    pthread_mutex_init(&b->lock, NULL);
    return b;
}

void blocks_free(Blocks *b)
{
    if (!b)
        return;
    cache_drop(b->cache, b->slot, b->n);
    text_cache_free(b->cache);
    if (b->src.release)
        b->src.release(b->src.arg);
    pthread_mutex_destroy(&b->lock);
    line_index_deinit(&b->lines);
    free_cols(b);
    free(b->print);
    free(b->slot);
    free(b);
}

bool blocks_failed(const Blocks *b)
{
    return __atomic_load_n(&b->failed, __ATOMIC_RELAXED);
}

static bool is_lost(Blocks *b, size_t i)
{
    pthread_mutex_lock(&b->lock);
    bool lost = line_index_knows(&b->lines, i) && b->print[i] == 0;
    pthread_mutex_unlock(&b->lock);
    return lost;
}

uint64_t blocks_next_lost(Blocks *b, uint64_t from, uint64_t end, uint64_t *lost_end)
{
    uint64_t at = from;
    while (at < end && !is_lost(b, at / BLOCK_BYTES))
        at = (at / BLOCK_BYTES + 1) * BLOCK_BYTES;
    for (*lost_end = at; *lost_end < end && is_lost(b, *lost_end / BLOCK_BYTES);)
        *lost_end = (*lost_end / BLOCK_BYTES + 1) * BLOCK_BYTES;
    *lost_end = MIN(*lost_end, end);
    return MIN(at, end);
}

static void lose(Blocks *b, Block *k)
{
    memset(k->p, '?', k->n);
    __atomic_store_n(&b->failed, true, __ATOMIC_RELAXED);
}

// Note what block i holds; false if it is not what it held before.
static bool learn(Blocks *b, size_t i, uint64_t print, size_t newlines)
{
    pthread_mutex_lock(&b->lock);
    if (line_index_learn(&b->lines, i, newlines))
        b->print[i] = print;
    bool same = b->print[i] == print;
    if (!same)
        b->print[i] = 0;
    pthread_mutex_unlock(&b->lock);
    return same;
}

// Fill k with block i.
static void fill(Blocks *b, size_t i, Block *k)
{
    uint64_t off = (uint64_t)i * BLOCK_BYTES;
    k->n = (uint32_t)MIN(b->src.nbytes - off, (uint64_t)BLOCK_BYTES);
    Str bytes = str_n(k->p, k->n);
    if (is_lost(b, i) || !b->src.read(b->src.arg, off, k->p, k->n)) {
        lose(b, k);
        learn(b, i, 0, 0);
        return;
    }
    size_t newlines = newline_count(bytes);
    if (!learn(b, i, fingerprint(bytes), newlines))
        lose(b, k);
    else if (newlines == 0 && !cols_find(&b->cols[0][i], 0))
        cols_measure_plain(&b->cols[0][i], bytes); // costs little while it is at hand
}

Block *blocks_get(Blocks *b, size_t i)
{
    Block *k = cache_get(b->cache, &b->slot[i]);
    if (k)
        return k;
    k = block_new(BLOCK_BYTES);
    fill(b, i, k);
    return cache_put(b->cache, &b->slot[i], k);
}

Block *blocks_stream(Blocks *b, size_t i, Block **spare)
{
    Block *mine = steal(spare);
    Block *k = cache_get(b->cache, &b->slot[i]);
    if (k) {
        block_unref(mine);
        return k;
    }
    // alone with it: nobody can take a reference any more
    if (mine && __atomic_load_n(&mine->refs, __ATOMIC_ACQUIRE) != 1) {
        block_unref(mine);
        mine = NULL;
    }
    if (!mine)
        mine = block_new(BLOCK_BYTES);
    fill(b, i, mine);
    return mine;
}
