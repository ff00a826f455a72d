/* PieceTree: a persistent balanced tree of pieces.
 *
 * A Tree is a value that owns one reference to its root; {0} is the empty one.  Nodes are shared
 * between trees and never change once they are: an operation copies the nodes on its path, or
 * changes them in place where nobody else holds them.  So a copy of a tree costs O(1), a change
 * O(log n), and both copies may be read on different threads.
 *
 * Invariants (ptree_check): all leaves lie at one depth; every node but the root has at least
 * NODE_MIN entries; sums are right; no piece is empty. */
#ifndef TEXT_PTREE_H
#define TEXT_PTREE_H

#include "text/piece.h"

enum {
    NODE_MAX = 16,
    NODE_MIN = NODE_MAX / 2,
};

typedef struct Node Node;

typedef struct {
    Node *node; // NULL: empty
    size_t nbytes;
    size_t nl; // newlines, or NL_ASK if a piece below asks; atomic in snapshots
} Tree;

struct Node {
    uint32_t refs; // atomic
    uint8_t level; // 0: a leaf of pieces
    uint8_t n;     // entries
    ColNote *cols; // owned; of all its bytes, if they are part of one line
    union {
        Piece piece[NODE_MAX];
        Tree kid[NODE_MAX];
    };
};

Tree ptree_ref(const Tree *t);
void ptree_unref(Tree t);

/* All below take over the references to the trees they are given and give new ones. */
Tree ptree_join(Tree a, Tree b);
/* Cut before byte `at` (<= t.nbytes). */
void ptree_split(Tree t, size_t at, Bank *bank, Tree *left, Tree *right);
/* The first or last piece; borrowed; NULL if the tree is empty. */
const Piece *ptree_first(Tree t);
const Piece *ptree_last(Tree t);
/* The last piece, which is in memory, takes in the next nbytes there, which have nl newlines. */
Tree ptree_grow_last(Tree t, size_t nbytes, size_t nl);
/* Bytes that lie in the bank. */
Tree ptree_of_mem(Chunk *chunk, Str bytes);
/* Put a copy of `with` in place of [start, end); *removed gets what was there. */
Tree ptree_replace(Tree t, size_t start, size_t end, Str with, Bank *bank, Tree *removed);

/* Newlines of a tree as far as they are known; notes them once all are. */
LineSum ptree_lines(const Tree *t, Bank *bank);

/* The leaf that holds byte `off` (< nbytes); *start gets the offset of its first byte.  Borrowed.
 */
const Node *ptree_leaf(const Tree *t, size_t off, size_t *start);

/* For the makers of trees: a node without entries; the tree of a node of one's own, whose entries
 * are summed up; the same where a node without entries is no tree and one with one kid is that. */
Node *node_new(unsigned level);
Tree ptree_of(Node *n);
Tree ptree_trim(Node *n);

/* Builds a tree piece by piece, each O(1). */
typedef struct {
    Node *open[24]; // the last node of each level, not full yet; owned
} TreeBuilder;
void tree_builder_add(TreeBuilder *b, Piece p);
/* Bytes that lie in the bank, as pieces. */
void tree_builder_add_mem(TreeBuilder *b, Chunk *chunk, Str bytes);
/* Everything added since; the builder is empty again. */
Tree tree_builder_take(TreeBuilder *b);

/* BUG if an invariant does not hold. */
void ptree_check(const Tree *t);

#endif
