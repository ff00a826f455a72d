/* What a Snap is inside this room, and SnapWalk, the cursor all reading of bytes goes through. */
#ifndef TEXT_SNAP_H
#define TEXT_SNAP_H

#include "text/ptree.h"

struct Snap {
    uint32_t refs; // atomic; with one only, the text may change it in place
    Bank *bank;    // one reference
    Tree tree;     // one reference; its nl is atomic
};

/* Takes over both references. */
Snap *snap_new(Bank *bank, Tree tree);

/* Bytes of a snapshot that lie together, moved along it.  Borrows the snapshot. */
typedef struct {
    const Snap *snap;
    Str view;     // the bytes at hand; empty at first
    size_t start; // offset of view.p[0]
    Chunk *chunk; // that holds the view if it is in memory
    bool stream;  // reads much once: leaves the cache alone

    Block *block;     // holds the view if it is of the source; one reference
    uint64_t off;     // in the source, of view.p[0], if there is a block
    const Node *leaf; // around the view
    size_t leaf_start, leaf_end;
} SnapWalk;

static inline SnapWalk snap_walk(const Snap *s, bool stream)
{
    return (SnapWalk){.snap = s, .stream = stream};
}
void snap_walk_deinit(SnapWalk *w);
static inline void auto_snap_walk(SnapWalk *w)
{
    snap_walk_deinit(w);
}
/* Have the view hold the byte at off; false, with an empty view, at or behind the end. */
bool snap_walk_to(SnapWalk *w, size_t off);
/* The byte at off, -1 outside the text. */
int snap_walk_byte(SnapWalk *w, size_t off);
/* From off to the end of the view that holds it; empty at the end of the text. */
Str snap_walk_from(SnapWalk *w, size_t off);
/* Up to n bytes at off copied to out; returns how many. */
size_t snap_walk_read(SnapWalk *w, size_t off, char *out, size_t n);

/* Row and column (bytes) of off, both 0 and false if the row is not known for certain. */
bool snap_place(const Snap *s, size_t off, size_t *row, size_t *col);

#endif
