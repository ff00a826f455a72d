#include "text/line-index.h"
#include "base/mem.h"

void line_index_init(LineIndex *x, size_t nblocks)
{
    *x = (LineIndex){
        .n = nblocks,
        .count = NEW_ARRAY(uint32_t, nblocks),
        .newlines = NEW_ARRAY(uint64_t, nblocks + 1),
        .read = NEW_ARRAY(uint64_t, nblocks + 1),
    };
}

void line_index_deinit(LineIndex *x)
{
    free(x->count);
    free(x->newlines);
    free(x->read);
    *x = (LineIndex){0};
}

static void add(const LineIndex *x, uint64_t *tree, size_t i, uint64_t value)
{
    for (size_t at = i + 1; at <= x->n; at += at & -at)
        tree[at] += value;
}

static uint64_t sum(const uint64_t *tree, size_t n)
{
    uint64_t total = 0;
    for (; n; n &= n - 1)
        total += tree[n];
    return total;
}

bool line_index_learn(LineIndex *x, size_t i, size_t newlines)
{
    if (x->count[i])
        return false;
    x->count[i] = (uint32_t)newlines + 1;
    add(x, x->newlines, i, newlines);
    add(x, x->read, i, 1);
    return true;
}

size_t line_index_newlines(const LineIndex *x, size_t n)
{
    return sum(x->newlines, n);
}

size_t line_index_read(const LineIndex *x, size_t n)
{
    return sum(x->read, n);
}

static size_t top_step(const LineIndex *x)
{
    size_t step = 1;
    while (step * 2 <= x->n)
        step *= 2;
    return step;
}

// Index of the element with which the sum reaches k (k >= 1).
static size_t reach(const LineIndex *x, const uint64_t *tree, uint64_t k)
{
    size_t at = 0;
    for (size_t step = top_step(x); step; step /= 2)
        if (at + step <= x->n && tree[at + step] < k) {
            at += step;
            k -= tree[at];
        }
    return at;
}

// The same over the blocks that were not read.
static size_t reach_unread(const LineIndex *x, uint64_t k)
{
    size_t at = 0;
    for (size_t step = top_step(x); step; step /= 2)
        if (at + step <= x->n && step - x->read[at + step] < k) {
            at += step;
            k -= step - x->read[at];
        }
    return at;
}

size_t line_index_next_unread(const LineIndex *x, size_t i)
{
    return reach_unread(x, i - line_index_read(x, i) + 1);
}

static size_t prev_unread(const LineIndex *x, size_t i)
{
    size_t unread = i - line_index_read(x, i);
    return unread ? reach_unread(x, unread) : x->n;
}

size_t line_index_next_hit(const LineIndex *x, size_t i)
{
    return MIN(line_index_block_of(x, line_index_newlines(x, i) + 1), line_index_next_unread(x, i));
}

size_t line_index_prev_hit(const LineIndex *x, size_t i)
{
    size_t newlines = line_index_newlines(x, i), unread = prev_unread(x, i);
    if (newlines == 0)
        return unread;
    size_t hit = line_index_block_of(x, newlines);
    return unread == x->n ? hit : MAX(hit, unread);
}

size_t line_index_block_of(const LineIndex *x, size_t k)
{
    return reach(x, x->newlines, k);
}
