// Trees from many pieces at once, and the proof that trees are sound.
#include "base/bug.h"
#include "base/mem.h"
#include "text/ptree.h"

static Node *room_at(TreeBuilder *b, unsigned level)
{
    BUG_ON(level >= ARRAY_LEN(b->open));
    Node *n = b->open[level];
    if (n && n->n == NODE_MAX) {
        Node *up = room_at(b, level + 1);
        up->kid[up->n++] = ptree_of(n);
        n = NULL;
    }
    if (!n)
        n = node_new(level);
    return b->open[level] = n;
}

void tree_builder_add(TreeBuilder *b, Piece p)
{
    Node *leaf = room_at(b, 0);
    leaf->piece[leaf->n++] = p;
}

void tree_builder_add_mem(TreeBuilder *b, Chunk *chunk, Str bytes)
{
    for (; bytes.n; bytes = str_from(bytes, PIECE_MEM_MAX))
        tree_builder_add(b, piece_of_mem(chunk, bytes.p, MIN(bytes.n, (size_t)PIECE_MEM_MAX)));
}

Tree tree_builder_take(TreeBuilder *b)
{
    Tree out = {0};
    for (size_t i = 0; i < ARRAY_LEN(b->open); i++)
        if (b->open[i])
            out = ptree_join(ptree_trim(steal(&b->open[i])), out);
    return out;
}

Tree ptree_of_mem(Chunk *chunk, Str bytes)
{
    TreeBuilder b = {0};
    tree_builder_add_mem(&b, chunk, bytes);
    return tree_builder_take(&b);
}

static void check_piece(const Piece *p)
{
    BUG_ON(p->nbytes == 0);
    BUG_ON(p->mem && (p->nl == NL_ASK || p->nbytes > PIECE_MEM_MAX));
    BUG_ON(p->nl == NL_ASK && p->off % BLOCK_BYTES != 0);
    BUG_ON(p->nl != NL_ASK && p->nl > p->nbytes);
}

static void check_node(const Tree *t, bool is_root)
{
    Node *n = t->node;
    BUG_ON(n->n == 0 || n->n > NODE_MAX || n->refs == 0);
    BUG_ON(!is_root && n->n < NODE_MIN);
    BUG_ON(is_root && n->level && n->n < 2);
    for (size_t i = 0; i < n->n; i++) {
        if (n->level == 0) {
            check_piece(&n->piece[i]);
            continue;
        }
        BUG_ON(n->kid[i].node->level + 1 != n->level);
        check_node(&n->kid[i], false);
    }
    Tree sum = ptree_of(n);
    BUG_ON(sum.nbytes != t->nbytes);
    // a sum may be noted in one place and not yet in the other
    BUG_ON(sum.nl != NL_ASK && t->nl != NL_ASK && sum.nl != t->nl);
}

void ptree_check(const Tree *t)
{
    BUG_ON(!t->node && (t->nbytes || t->nl));
    if (t->node)
        check_node(t, true);
}
