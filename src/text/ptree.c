#include "text/ptree.h"
#include "base/bug.h"
#include "base/mem.h"

Node *node_new(unsigned level)
{
    Node *n = xmalloc(sizeof *n);
    n->refs = 1;
    n->level = (uint8_t)level;
    n->n = 0;
    n->cols = NULL;
    return n;
}

static void node_free(Node *n)
{
    cols_free(n->cols);
    free(n);
}

Tree ptree_ref(const Tree *t)
{
    if (t->node)
        __atomic_fetch_add(&t->node->refs, 1, __ATOMIC_RELAXED);
    // a reader may be noting the newlines of a shared tree
    return (Tree){t->node, t->nbytes, __atomic_load_n(&t->nl, __ATOMIC_RELAXED)};
}

void ptree_unref(Tree t)
{
    Node *n = t.node;
    if (!n || __atomic_fetch_sub(&n->refs, 1, __ATOMIC_ACQ_REL) != 1)
        return;
    if (n->level)
        for (size_t i = 0; i < n->n; i++)
            ptree_unref(n->kid[i]);
    node_free(n);
}

static Piece load_piece(const Piece *p)
{
    Piece out = {.mem = p->mem, .off = p->off, .nbytes = p->nbytes};
    out.nl = __atomic_load_n(&p->nl, __ATOMIC_RELAXED);
    return out;
}

static Node *copy(const Node *from)
{
    Node *n = node_new(from->level);
    n->n = from->n;
    for (size_t i = 0; i < n->n; i++)
        if (n->level)
            n->kid[i] = ptree_ref(&from->kid[i]);
        else
            n->piece[i] = load_piece(&from->piece[i]);
    return n;
}

// A node that may be changed, for a reference that is given up: the same if nobody else has one.
static Node *own(Node *n)
{
    if (__atomic_load_n(&n->refs, __ATOMIC_ACQUIRE) == 1) {
        cols_free(steal(&n->cols)); // it is about to change
        return n;
    }
    Node *mine = copy(n);
    ptree_unref((Tree){.node = n});
    return mine;
}

Tree ptree_of(Node *n)
{
    Tree out = {.node = n};
    for (size_t i = 0; i < n->n; i++) {
        size_t nl = n->level ? n->kid[i].nl : n->piece[i].nl;
        out.nbytes += n->level ? n->kid[i].nbytes : n->piece[i].nbytes;
        out.nl = nl == NL_ASK || out.nl == NL_ASK ? NL_ASK : out.nl + nl;
    }
    return out;
}

Tree ptree_trim(Node *n)
{
    if (n->n > 1 || (n->n == 1 && n->level == 0))
        return ptree_of(n);
    Tree out = n->n ? n->kid[0] : (Tree){0};
    node_free(n);
    return out;
}

// Move entries [from, from + count) of src before entry `at` of dst; both are one's own.
static void move_entries(Node *dst, size_t at, Node *src, size_t from, size_t count)
{
    size_t entry = src->level ? sizeof(Tree) : sizeof(Piece);
    char *d = (char *)dst->piece, *s = (char *)src->piece;
    memmove(d + (at + count) * entry, d + at * entry, (dst->n - at) * entry);
    memcpy(d + at * entry, s + from * entry, count * entry);
    memmove(s + from * entry, s + (from + count) * entry, (src->n - from - count) * entry);
    dst->n = (uint8_t)(dst->n + count);
    src->n = (uint8_t)(src->n - count);
}

// Put two trees of one level side by side into one node, or into two that are full enough.
static int pack(Tree a, Tree b, Tree out[2])
{
    size_t total = (size_t)a.node->n + b.node->n;
    if (total > NODE_MAX && MIN(a.node->n, b.node->n) >= NODE_MIN) {
        out[0] = a;
        out[1] = b;
        return 2;
    }
    Node *x = own(a.node), *y = own(b.node);
    size_t want = total > NODE_MAX ? total / 2 : total;
    if (x->n < want)
        move_entries(x, x->n, y, 0, want - x->n);
    else
        move_entries(y, 0, x, want, x->n - want);
    out[0] = ptree_of(x);
    if (y->n == 0) {
        node_free(y);
        return 1;
    }
    out[1] = ptree_of(y);
    return 2;
}

// Insert kids before kid `at` of n, which is one's own; gives one node or two.
static int insert_kids(Node *n, size_t at, const Tree *kid, int count, Tree out[2])
{
    Node *more = NULL;
    if (n->n + count > NODE_MAX) {
        more = node_new(n->level);
        // the side that takes the kids in makes room for them
        size_t half = at < NODE_MIN ? NODE_MIN - (size_t)count : NODE_MIN;
        move_entries(more, 0, n, half, n->n - half);
    }
    Node *into = more && at > n->n ? more : n;
    at = into == more ? at - n->n : at;
    memmove(into->kid + at + count, into->kid + at, (into->n - at) * sizeof *kid);
    memcpy(into->kid + at, kid, (size_t)count * sizeof *kid);
    into->n = (uint8_t)(into->n + count);
    out[0] = ptree_of(n);
    if (more)
        out[1] = ptree_of(more);
    return more ? 2 : 1;
}

// Join into one or two trees of the greater level.
static int glue(Tree a, Tree b, Tree out[2])
{
    Tree sub[2];
    if (a.node->level == b.node->level)
        return pack(a, b, out);
    if (a.node->level > b.node->level) {
        Node *n = own(a.node);
        int count = glue(n->kid[--n->n], b, sub);
        return insert_kids(n, n->n, sub, count, out);
    }
    Node *n = own(b.node);
    Tree first = n->kid[0];
    n->n--;
    memmove(n->kid, n->kid + 1, n->n * sizeof *n->kid);
    int count = glue(a, first, sub);
    return insert_kids(n, 0, sub, count, out);
}

Tree ptree_join(Tree a, Tree b)
{
    if (!a.node || !b.node)
        return a.node ? a : b;
    Tree out[2];
    if (glue(a, b, out) == 1)
        return out[0];
    Node *root = node_new(out[0].node->level + 1u);
    root->kid[root->n++] = out[0];
    root->kid[root->n++] = out[1];
    return ptree_of(root);
}

static Tree of_pieces(const Piece *p, size_t n)
{
    Node *leaf = node_new(0);
    memcpy(leaf->piece, p, n * sizeof *p);
    leaf->n = (uint8_t)n;
    return ptree_trim(leaf);
}

// Index of the entry that holds byte *at, which becomes relative to it.
static size_t entry_at(const Node *n, size_t *at)
{
    size_t i = 0;
    for (;; i++) {
        size_t nbytes = n->level ? n->kid[i].nbytes : n->piece[i].nbytes;
        if (*at < nbytes)
            return i;
        *at -= nbytes;
        BUG_ON(i + 1 == n->n);
    }
}

static void split_leaf(Node *n, size_t at, Bank *bank, Tree *left, Tree *right)
{
    size_t i = entry_at(n, &at);
    Node *rest = node_new(0);
    move_entries(rest, 0, n, i, n->n - i);
    if (at == 0) {
        *left = ptree_trim(n);
        *right = ptree_trim(rest);
        return;
    }
    PieceCut cut = piece_cut(&rest->piece[0], at, bank);
    rest->n--;
    memmove(rest->piece, rest->piece + 1, rest->n * sizeof *rest->piece);
    *left = ptree_join(ptree_trim(n), of_pieces(cut.left, cut.nleft));
    *right = ptree_join(of_pieces(cut.right, cut.nright), ptree_trim(rest));
}

void ptree_split(Tree t, size_t at, Bank *bank, Tree *left, Tree *right)
{
    BUG_ON(at > t.nbytes);
    if (at == 0 || at == t.nbytes) {
        *left = at ? t : (Tree){0};
        *right = at ? (Tree){0} : t;
        return;
    }
    Node *n = own(t.node);
    if (n->level == 0) {
        split_leaf(n, at, bank, left, right);
        return;
    }
    size_t i = entry_at(n, &at);
    Node *rest = node_new(n->level);
    move_entries(rest, 0, n, i + 1, n->n - i - 1);
    Tree kid = n->kid[--n->n], kid_left, kid_right;
    ptree_split(kid, at, bank, &kid_left, &kid_right);
    *left = ptree_join(ptree_trim(n), kid_left);
    *right = ptree_join(kid_right, ptree_trim(rest));
}

const Piece *ptree_first(Tree t)
{
    const Node *n = t.node;
    while (n && n->level)
        n = n->kid[0].node;
    return n ? &n->piece[0] : NULL;
}

const Piece *ptree_last(Tree t)
{
    const Node *n = t.node;
    while (n && n->level)
        n = n->kid[n->n - 1].node;
    return n ? &n->piece[n->n - 1] : NULL;
}

Tree ptree_grow_last(Tree t, size_t nbytes, size_t nl)
{
    Node *n = own(t.node);
    if (n->level) {
        n->kid[n->n - 1] = ptree_grow_last(n->kid[n->n - 1], nbytes, nl);
    } else {
        BUG_ON(!n->piece[n->n - 1].mem);
        n->piece[n->n - 1].nbytes += nbytes;
        n->piece[n->n - 1].nl += nl;
    }
    return ptree_of(n);
}

// Note what was found out for those who come after: the same value whoever writes it.
static void note(size_t *nl, LineSum sum)
{
    if (sum.unread == 0)
        __atomic_store_n(nl, sum.known, __ATOMIC_RELAXED);
}

static LineSum piece_lines_noted(Piece *p, Bank *bank)
{
    LineSum sum = piece_lines(p, bank);
    note(&p->nl, sum);
    return sum;
}

LineSum ptree_lines(const Tree *t, Bank *bank)
{
    size_t nl = __atomic_load_n(&t->nl, __ATOMIC_RELAXED);
    if (nl != NL_ASK)
        return (LineSum){.known = nl};
    Node *n = t->node;
    LineSum sum = {0};
    for (size_t i = 0; i < n->n; i++) {
        LineSum one =
            n->level ? ptree_lines(&n->kid[i], bank) : piece_lines_noted(&n->piece[i], bank);
        sum.known += one.known;
        sum.unread += one.unread;
    }
    note(&((Tree *)t)->nl, sum);
    return sum;
}

const Node *ptree_leaf(const Tree *t, size_t off, size_t *start)
{
    BUG_ON(off >= t->nbytes);
    size_t at = off;
    const Node *n = t->node;
    while (n->level)
        n = n->kid[entry_at(n, &at)].node;
    *start = off - at;
    return n;
}
