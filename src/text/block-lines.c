// The newlines of a source: what the index knows, and reading where it does not.
#include "base/mem.h"
#include "text/blocks.h"
#include "text/newline.h"

static const uint64_t none = UINT64_MAX;

static uint64_t block_end(const Blocks *b, size_t i)
{
    return MIN((uint64_t)(i + 1) * BLOCK_BYTES, b->src.nbytes);
}

static size_t blocks_until(uint64_t off)
{
    return (size_t)((off + BLOCK_BYTES - 1) / BLOCK_BYTES);
}

// Bytes of the read ones of blocks [first, end).
static uint64_t bytes_read(const Blocks *b, size_t first, size_t end)
{
    const LineIndex *x = &b->lines;
    uint64_t out = (uint64_t)(line_index_read(x, end) - line_index_read(x, first)) * BLOCK_BYTES;
    if (end == b->n && end > first && line_index_knows(x, end - 1))
        out -= (uint64_t)end * BLOCK_BYTES - b->src.nbytes;
    return out;
}

LineSum blocks_lines(Blocks *b, uint64_t start, uint64_t end)
{
    size_t i = start / BLOCK_BYTES, j = blocks_until(end);
    pthread_mutex_lock(&b->lock);
    LineSum out = {
        .known = line_index_newlines(&b->lines, j) - line_index_newlines(&b->lines, i),
        .unread = end - start - bytes_read(b, i, j),
    };
    pthread_mutex_unlock(&b->lock);
    return out;
}

bool blocks_in_line(Blocks *b, size_t i)
{
    pthread_mutex_lock(&b->lock);
    bool out = b->lines.count[i] == 1;
    pthread_mutex_unlock(&b->lock);
    return out;
}

size_t blocks_guess(Blocks *b, size_t unread)
{
    pthread_mutex_lock(&b->lock);
    double newlines = (double)line_index_newlines(&b->lines, b->n);
    double bytes = (double)bytes_read(b, 0, b->n);
    pthread_mutex_unlock(&b->lock);
    const double usual = 1.0 / 40;
    return (size_t)((double)unread * (bytes > 0 ? newlines / bytes : usual));
}

static size_t next_unread(Blocks *b, size_t i)
{
    pthread_mutex_lock(&b->lock);
    size_t out = line_index_next_unread(&b->lines, i);
    pthread_mutex_unlock(&b->lock);
    return out;
}

void blocks_count(Blocks *b, uint64_t from, uint64_t end, size_t *budget)
{
    Block *k = NULL;
    size_t i = next_unread(b, from / BLOCK_BYTES);
    while (i < blocks_until(end) && *budget) {
        k = blocks_stream(b, i, &k);
        *budget -= MIN(*budget, (size_t)k->n);
        i = next_unread(b, i + 1);
    }
    block_unref(k);
}

size_t blocks_newlines(Blocks *b, uint64_t start, uint64_t end)
{
    if (start == end)
        return 0;
    Block *k = blocks_get(b, start / BLOCK_BYTES);
    size_t out = newline_count(str_n(k->p + start % BLOCK_BYTES, end - start));
    block_unref(k);
    return out;
}

static size_t next_hit(Blocks *b, size_t i)
{
    pthread_mutex_lock(&b->lock);
    size_t out = line_index_next_hit(&b->lines, i);
    pthread_mutex_unlock(&b->lock);
    return out;
}

static size_t prev_hit(Blocks *b, size_t i)
{
    pthread_mutex_lock(&b->lock);
    size_t out = line_index_prev_hit(&b->lines, i);
    pthread_mutex_unlock(&b->lock);
    return out;
}

// The part of block i that lies in [start, end).
static Str part(const Blocks *b, const Block *k, size_t i, uint64_t start, uint64_t end)
{
    uint64_t first = (uint64_t)i * BLOCK_BYTES;
    uint64_t from = MAX(start, first), to = MIN(end, block_end(b, i));
    return str_n(k->p + (from - first), to - from);
}

// Block i may be read for a search: it was before, or *look allows it.
static bool may_look(Blocks *b, size_t i, size_t *look)
{
    pthread_mutex_lock(&b->lock);
    bool known = line_index_knows(&b->lines, i);
    pthread_mutex_unlock(&b->lock);
    if (known)
        return true;
    if (*look == 0)
        return false;
    *look -= MIN(*look, (size_t)BLOCK_BYTES);
    return true;
}

uint64_t blocks_next_newline(Blocks *b, uint64_t start, uint64_t end, size_t *look)
{
    Block *k = NULL;
    uint64_t found = none;
    for (size_t i = start / BLOCK_BYTES; found == none && i < blocks_until(end);
         i = next_hit(b, i + 1)) {
        if (!may_look(b, i, look)) {
            found = MAX((uint64_t)i * BLOCK_BYTES, start);
            break;
        }
        k = blocks_stream(b, i, &k);
        Str s = part(b, k, i, start, end);
        const char *hit = memchr(s.p, '\n', s.n);
        if (hit)
            found = (uint64_t)i * BLOCK_BYTES + (size_t)(hit - k->p);
    }
    block_unref(k);
    return found;
}

uint64_t blocks_prev_newline(Blocks *b, uint64_t start, uint64_t end, size_t *look)
{
    if (start == end)
        return none;
    Block *k = NULL;
    uint64_t found = none;
    for (size_t i = (end - 1) / BLOCK_BYTES; found == none && i < b->n && block_end(b, i) > start;
         i = prev_hit(b, i)) {
        if (!may_look(b, i, look)) {
            found = MIN(block_end(b, i), end) - 1;
            break;
        }
        k = blocks_stream(b, i, &k);
        Str s = part(b, k, i, start, end);
        const char *hit = memrchr(s.p, '\n', s.n);
        if (hit)
            found = (uint64_t)i * BLOCK_BYTES + (size_t)(hit - k->p);
    }
    block_unref(k);
    return found;
}

static uint64_t nth_in_block(Blocks *b, size_t i, size_t k)
{
    Block *block = blocks_get(b, i);
    size_t at = newline_nth(str_n(block->p, block->n), k);
    // a block that changed under us may have fewer newlines than were counted
    uint64_t out = (uint64_t)i * BLOCK_BYTES + MIN(at, (size_t)block->n - 1);
    block_unref(block);
    return out;
}

uint64_t blocks_nth_newline(Blocks *b, uint64_t start, uint64_t end, size_t *k)
{
    size_t i = start / BLOCK_BYTES, j = blocks_until(end), found = j, before = 0;
    for (;;) {
        pthread_mutex_lock(&b->lock);
        size_t unread = MIN(line_index_next_unread(&b->lines, i), j);
        before = line_index_newlines(&b->lines, i);
        size_t known = line_index_newlines(&b->lines, unread) - before;
        if (known >= *k) {
            found = line_index_block_of(&b->lines, before + *k);
            before = line_index_newlines(&b->lines, found) - before;
        }
        pthread_mutex_unlock(&b->lock);
        if (known >= *k)
            break;
        *k -= known;
        if (unread == j)
            return none;
        // learn some more of it, then look again
        size_t budget = 16 * BLOCK_BYTES;
        i = unread;
        blocks_count(b, (uint64_t)i * BLOCK_BYTES, end, &budget);
    }
    return nth_in_block(b, found, *k - before);
}
