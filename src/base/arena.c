#include "base/arena.h"
#include "base/bug.h"
#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>

struct ArenaBlock {
    ArenaBlock *older; // owned
    size_t size;       // bytes of data
    alignas(max_align_t) char data[];
};

enum { LEAST_SIZE = 16 * 1024 };

static void push_block(Arena *a, size_t size)
{
    ArenaBlock *b = xmalloc(sizeof *b + size);
    b->older = a->block;
    b->size = size;
    a->block = b;
    a->used = 0;
}

void *arena_alloc(Arena *a, size_t nbytes)
{
    static const size_t step = alignof(max_align_t);
    BUG_ON(nbytes > SIZE_MAX / 4);
    nbytes = (nbytes + step - 1) / step * step;
    if (!a->block || nbytes > a->block->size - a->used) {
        size_t twice = a->block ? a->block->size * 2 : 0;
        push_block(a, MAX(nbytes, MAX(twice, (size_t)LEAST_SIZE)));
    }
    void *out = a->block->data + a->used;
    a->used += nbytes;
    return out;
}

void *arena_alloc_array(Arena *a, size_t n, size_t size)
{
    size_t nbytes;
    BUG_ON(__builtin_mul_overflow(n, size, &nbytes));
    return arena_alloc(a, nbytes);
}

char *arena_str(Arena *a, Str s)
{
    char *out = arena_alloc(a, s.n + 1);
    if (s.n)
        memcpy(out, s.p, s.n);
    out[s.n] = '\0';
    return out;
}

char *arena_printf(Arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    BUG_ON(n < 0);
    char *out = arena_alloc(a, (size_t)n + 1);
    vsnprintf(out, (size_t)n + 1, fmt, again);
    va_end(again);
    va_end(ap);
    return out;
}

static size_t free_blocks(ArenaBlock *b)
{
    size_t size = 0;
    while (b) {
        ArenaBlock *older = b->older;
        size += b->size;
        free(b);
        b = older;
    }
    return size;
}

void arena_reset(Arena *a)
{
    if (a->block && a->block->older)
        push_block(a, free_blocks(steal(&a->block)));
    a->used = 0;
}

void arena_deinit(Arena *a)
{
    free_blocks(a->block);
    *a = (Arena){0};
}
