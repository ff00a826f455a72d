#include "text/bank.h"
#include "base/bug.h"
#include "base/mem.h"

enum {
    CHUNK_FIRST = 4 << 10,
    CHUNK_LARGEST = 1 << 20,
};

Bank *bank_new(Blocks *blocks)
{
    Bank *b = NEW(Bank);
    b->refs = 1;
    b->blocks = blocks;
    return b;
}

Bank *bank_ref(Bank *b)
{
    __atomic_fetch_add(&b->refs, 1, __ATOMIC_RELAXED);
    return b;
}

static size_t sections(size_t nbytes)
{
    return (nbytes + SECTION_BYTES - 1) / SECTION_BYTES;
}

void bank_unref(Bank *b)
{
    if (!b || __atomic_fetch_sub(&b->refs, 1, __ATOMIC_ACQ_REL) != 1)
        return;
    for (Chunk *next, *c = b->chunks; c; c = next) {
        next = c->next;
        for (size_t i = 0; i < sections(c->cap); i++)
            cols_free(c->cols[i]);
        free(c->cols);
        free(c->p);
        free(c);
    }
    blocks_free(b->blocks);
    free(b);
}

static size_t room(const Chunk *c)
{
    return c ? c->cap - c->used : 0;
}

static void add_chunk(Bank *b, char *p, size_t cap, size_t used)
{
    Chunk *c = NEW(Chunk);
    *c = (Chunk){.next = b->chunks, .cap = cap, .used = used, .p = p};
    c->cols = NEW_ARRAY(ColNote *, sections(cap));
    b->chunks = c;
}

char *bank_reserve(Bank *b, size_t n)
{
    if (!b->chunks || room(b->chunks) < n) {
        size_t last = b->chunks ? b->chunks->cap : 0;
        size_t cap = MAX(n, CLAMP(last * 2, (size_t)CHUNK_FIRST, (size_t)CHUNK_LARGEST));
        add_chunk(b, xmalloc(cap), cap, 0);
    }
    return b->chunks->p + b->chunks->used;
}

void bank_take(Bank *b, size_t n)
{
    BUG_ON(n > room(b->chunks));
    if (n)
        __atomic_store_n(&b->chunks->used, b->chunks->used + n, __ATOMIC_RELEASE);
}

Chunk *bank_chunk(const Bank *b)
{
    return b->chunks;
}

const char *bank_add(Bank *b, Str s)
{
    char *at = bank_reserve(b, s.n);
    if (s.n)
        memcpy(at, s.p, s.n);
    bank_take(b, s.n);
    return at;
}

void bank_adopt(Bank *b, char *p, size_t n)
{
    add_chunk(b, p, n, n);
}

void bank_merge(Bank *b, Bank *from)
{
    Chunk *last = from->chunks;
    if (!last)
        return;
    while (last->next)
        last = last->next;
    last->next = b->chunks;
    b->chunks = steal(&from->chunks);
}

bool bank_goes_on_at(const Bank *b, const char *end, size_t n)
{
    return b->chunks && end == b->chunks->p + b->chunks->used && n <= room(b->chunks);
}
