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
