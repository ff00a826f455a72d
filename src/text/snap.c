#include "text/snap.h"
#include "base/bug.h"
#include "base/mem.h"

#include <pthread.h>

Snap *snap_new(Bank *bank, Tree tree)
{
    Snap *s = NEW(Snap);
    *s = (Snap){.refs = 1, .bank = bank, .tree = tree};
    return s;
}

Snap *snap_ref(const Snap *s)
{
    Snap *mine = (Snap *)s;
    __atomic_fetch_add(&mine->refs, 1, __ATOMIC_RELAXED);
    return mine;
}

void snap_free(Snap *s)
{
    if (!s || __atomic_fetch_sub(&s->refs, 1, __ATOMIC_ACQ_REL) != 1)
        return;
    ptree_unref(s->tree);
    bank_unref(s->bank);
    free(s);
}

bool snap_source_failed(const Snap *s)
{
    return s->bank->blocks && blocks_failed(s->bank->blocks);
}

const TextSource *snap_source(const Snap *s)
{
    return s->bank->blocks ? &s->bank->blocks->src : NULL;
}

// The piece that holds off, and where it starts.
static const Piece *piece_at(const Snap *s, size_t off, size_t *start)
{
    const Node *leaf = ptree_leaf(&s->tree, off, start);
    const Piece *p = leaf->piece;
    for (; off - *start >= p->nbytes; p++)
        *start += p->nbytes;
    return p;
}

size_t snap_source_run(const Snap *s, size_t off, uint64_t *source_off)
{
    size_t start;
    const Piece *p = off < snap_size(s) ? piece_at(s, off, &start) : NULL;
    if (!p || p->mem)
        return 0;
    *source_off = p->off + (off - start);
    return p->nbytes - (off - start);
}

bool snap_next_lost(const Snap *s, size_t from, size_t *start, size_t *end)
{
    uint64_t at, lost_end;
    for (size_t n, off = from; off < snap_size(s); off += n) {
        size_t piece_start;
        const Piece *p = piece_at(s, off, &piece_start);
        n = piece_start + p->nbytes - off;
        if (p->mem)
            continue;
        uint64_t first = p->off + (off - piece_start);
        at = blocks_next_lost(s->bank->blocks, first, first + n, &lost_end);
        if (at == first + n)
            continue;
        *start = off + (at - first);
        *end = off + (lost_end - first);
        return true;
    }
    return false;
}

size_t snap_size(const Snap *s)
{
    return s->tree.nbytes;
}

size_t snap_read(const Snap *s, size_t off, char *out, size_t n)
{
    AUTO(snap_walk) SnapWalk w = snap_walk(s, n > BLOCK_BYTES);
    return snap_walk_read(&w, off, out, n);
}

void snap_add_to(const Snap *s, size_t start, size_t end, Buf *out)
{
    size_t n = MIN(end, snap_size(s)) - MIN(start, snap_size(s));
    out->n += snap_read(s, start, buf_reserve(out, n), n);
    out->p[out->n] = '\0';
}

// What the thread borrowed last from a source: one block a thread, given back with the next one or
// when the thread ends.
static pthread_key_t borrowed_key;
static pthread_once_t borrowed_once = PTHREAD_ONCE_INIT;

static void return_block(void *block)
{
    block_unref(block);
}

static void make_borrowed_key(void)
{
    if (pthread_key_create(&borrowed_key, return_block) != 0)
        BUG("no thread-specific key left");
}

static void borrow(Block *block)
{
    pthread_once(&borrowed_once, make_borrowed_key);
    block_unref(pthread_getspecific(borrowed_key));
    if (pthread_setspecific(borrowed_key, block) != 0)
        BUG("out of memory");
}

Str snap_chunk(const Snap *s, size_t off, size_t *start)
{
    SnapWalk w = snap_walk(s, false);
    snap_walk_to(&w, off);
    if (w.block)
        borrow(steal(&w.block));
    *start = w.view.n ? w.start : snap_size(s);
    return w.view;
}
