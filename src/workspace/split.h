/* A split tree: how the room of the editors is divided among the groups.
 *
 * A leaf holds a group; an inner node has two kids or more, side by side or one above the other,
 * and never a kid that is divided the same way.  The tree knows nothing of what a group is; it
 * gives every leaf its cells, so that leaves and the lines between them tile the room exactly. */
#ifndef WORKSPACE_SPLIT_H
#define WORKSPACE_SPLIT_H

#include "base/rect.h"
#include "base/vec.h"

typedef struct Group Group;
typedef struct Split Split;

enum { GROUPS_MAX = 9, GROUP_MIN_ROWS = 4, GROUP_MIN_COLS = 20 };
/* What a kid begins with; it gets room in proportion to its weight among its siblings. */
enum { SPLIT_WEIGHT = 1 << 16 };

typedef enum { SIDE_LEFT, SIDE_RIGHT, SIDE_UP, SIDE_DOWN } Side;

struct Split {
    Split *parent;     // borrowed; NULL: the root
    Vec(Split *) kids; // owned; none: a leaf
    Group *group;      // borrowed; of a leaf
    bool columns;      // kids stand side by side, with a line between; else one above the other
    int weight;
    Rect at; // where it was placed last; no rows: nowhere
};

Split *split_new(Group *g);
/* The tree, not the groups. */
void split_free(Split *root);
/* The leaf of a group; NULL if it has none. */
Split *split_find(Split *root, const Group *g);
/* The groups from left to right and from top to bottom, at most GROUPS_MAX; returns how many. */
size_t split_groups(const Split *root, Group *out[GROUPS_MAX]);
/* Put a group at a side of a leaf.  Siblings of equal weight stay equal; else the leaf gives half
 * of its room. */
void split_add(Split **root, Split *leaf, Group *g, Side side);
/* Take a leaf out (not the last one: BUG); its room goes to its siblings. */
void split_remove(Split **root, Split *leaf);

/* Is there room for all leaves at their least size? */
bool split_fits(const Split *root, int rows, int cols);
/* Would there be, with one more at that side of a leaf? */
bool split_fits_more(const Split *root, const Split *leaf, Side side, Rect room);
/* Give every node its cells in `room`, which all of them fit (BUG).  O(nodes). */
void split_place(Split *root, Rect room);
/* Forget all places: nothing is shown. */
void split_unplace(Split *root);
/* Move the line after kid `i` by `delta` cells, as far as the least sizes let it; as placed last.
 */
void split_move_line(Split *s, size_t i, int delta);
/* Make kids equally large. */
void split_even(Split *s);
/* Grow (delta > 0) or shrink a leaf in columns or in rows, by the line after it, or before it if it
 * is the last one.  False if nothing stands beside it in that direction. */
bool split_resize(Split *leaf, bool columns, int delta);

/* The leaf that stands at a side of `from`: `prefer` if it touches, else the one that touches most.
 * NULL if there is none.  As placed last. */
Split *split_beside(Split *root, Rect from, Side side, const Group *prefer);
/* The node whose line (the column between two kids, or the first row of the lower one) is at a cell
 * and the kid before that line; NULL if there is none. */
Split *split_line_at(Split *root, int row, int col, size_t *i);

#endif
