#include "base/mem.h"
#include "text/snap.h"

void snap_walk_deinit(SnapWalk *w)
{
    block_unref(w->block);
    *w = (SnapWalk){.snap = w->snap};
}

// View piece i, which starts at `start`; neighbours that lie behind it in memory come with it.
static void view_mem(SnapWalk *w, size_t i, size_t start)
{
    const Piece *p = &w->leaf->piece[i];
    block_unref(steal(&w->block));
    w->view = str_n(p->mem, p->nbytes);
    w->start = start;
    w->chunk = p->chunk;
    for (p++; ++i < w->leaf->n && p->mem == w->view.p + w->view.n && p->chunk == w->chunk; p++)
        w->view.n += p->nbytes;
}

static void view_source(SnapWalk *w, const Piece *p, size_t start, size_t off)
{
    Blocks *b = w->snap->bank->blocks;
    uint64_t at = p->off + (off - start);
    size_t i = at / BLOCK_BYTES;
    if (w->stream) {
        w->block = blocks_stream(b, i, &w->block);
    } else {
        Block *block = blocks_get(b, i);
        block_unref(w->block);
        w->block = block;
    }
    uint64_t first = MAX((uint64_t)i * BLOCK_BYTES, p->off);
    uint64_t end = MIN((uint64_t)i * BLOCK_BYTES + w->block->n, p->off + p->nbytes);
    w->view = str_n(w->block->p + first % BLOCK_BYTES, end - first);
    w->start = start + (first - p->off);
    w->off = first;
}

bool snap_walk_to(SnapWalk *w, size_t off)
{
    if (off >= w->start && off - w->start < w->view.n)
        return true;
    if (off >= snap_size(w->snap)) {
        w->view = STR_NULL;
        return false;
    }
    if (!w->leaf || off < w->leaf_start || off >= w->leaf_end) {
        w->leaf = ptree_leaf(&w->snap->tree, off, &w->leaf_start);
        w->leaf_end = w->leaf_start;
        for (size_t i = 0; i < w->leaf->n; i++)
            w->leaf_end += w->leaf->piece[i].nbytes;
    }
    size_t start = w->leaf_start, i = 0;
    while (off - start >= w->leaf->piece[i].nbytes)
        start += w->leaf->piece[i++].nbytes;
    if (w->leaf->piece[i].mem)
        view_mem(w, i, start);
    else
        view_source(w, &w->leaf->piece[i], start, off);
    return true;
}

int snap_walk_byte(SnapWalk *w, size_t off)
{
    return snap_walk_to(w, off) ? (unsigned char)w->view.p[off - w->start] : -1;
}

Str snap_walk_from(SnapWalk *w, size_t off)
{
    return snap_walk_to(w, off) ? str_from(w->view, off - w->start) : STR_NULL;
}

size_t snap_walk_read(SnapWalk *w, size_t off, char *out, size_t n)
{
    size_t done = 0;
    while (done < n) {
        Str s = str_upto(snap_walk_from(w, off + done), n - done);
        if (s.n == 0)
            break;
        memcpy(out + done, s.p, s.n);
        done += s.n;
    }
    return done;
}
