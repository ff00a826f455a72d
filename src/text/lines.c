// Where lines start and end.  Sums in the tree let every search skip what has no newline, so that
// the length of a line costs nothing once its blocks were counted.
#include "base/mem.h"
#include "text/snap.h"

static const size_t none = SIZE_MAX;

enum {
    LOOK_MAX = 128 << 10, // what one question may read of a text not counted yet
};

static size_t noted(const size_t *nl)
{
    return __atomic_load_n(nl, __ATOMIC_RELAXED);
}

static LineCount line_count(const Snap *s, LineSum sum)
{
    size_t guess = sum.unread ? blocks_guess(s->bank->blocks, sum.unread) : 0;
    return (LineCount){.n = sum.known + guess, .exact = sum.unread == 0};
}

LineCount snap_line_count(const Snap *s)
{
    LineCount out = line_count(s, ptree_lines(&s->tree, s->bank));
    out.n++;
    return out;
}

static void add(LineSum *sum, LineSum more)
{
    sum->known += more.known;
    sum->unread += more.unread;
}

// Newlines in the first `off` bytes.
static LineSum lines_before(const Snap *s, size_t off)
{
    LineSum sum = {0};
    const Tree *t = &s->tree;
    if (off >= t->nbytes)
        return ptree_lines(t, s->bank);
    while (t->node->level) {
        const Tree *kid = t->node->kid;
        for (; off >= kid->nbytes; off -= kid++->nbytes)
            add(&sum, ptree_lines(kid, s->bank));
        t = kid;
    }
    const Piece *p = t->node->piece;
    for (; off >= p->nbytes; off -= p++->nbytes)
        add(&sum, piece_lines(p, s->bank));
    add(&sum, piece_lines_before(p, off, s->bank));
    return sum;
}

LineCount snap_row_at(const Snap *s, size_t off)
{
    return line_count(s, lines_before(s, off));
}

bool snap_place(const Snap *s, size_t off, size_t *row, size_t *col)
{
    LineCount at = snap_row_at(s, off);
    *row = at.exact ? at.n : 0;
    *col = at.exact ? off - snap_line_start(s, off, SIZE_MAX) : 0;
    return at.exact;
}

// Offset of the *k-th newline in t, which starts at `base`; `none` if there are fewer, then *k is
// less by them.
static size_t find_nth(const Tree *t, size_t base, size_t *k, Bank *bank)
{
    size_t nl = noted(&t->nl);
    if (nl != NL_ASK && nl < *k) {
        *k -= nl;
        return none;
    }
    const Node *n = t->node;
    for (size_t i = 0; i < n->n; i++) {
        if (n->level) {
            size_t hit = find_nth(&n->kid[i], base, k, bank);
            if (hit != none)
                return hit;
            base += n->kid[i].nbytes;
        } else {
            size_t hit = piece_nth_newline(&n->piece[i], k, bank);
            if (hit < n->piece[i].nbytes)
                return base + hit;
            base += n->piece[i].nbytes;
        }
    }
    return none;
}

size_t snap_row_start(const Snap *s, size_t row)
{
    if (row == 0)
        return 0;
    size_t k = row;
    size_t hit = s->tree.node ? find_nth(&s->tree, 0, &k, s->bank) : none;
    return hit == none ? snap_size(s) : hit + 1;
}

// A search for one newline within [start, end).
typedef struct {
    size_t start, end;
    bool back; // the last one instead of the first
    Bank *bank;
    size_t look; // bytes nobody knows anything of that may still be read
} Search;

static size_t search_piece(Search *x, const Piece *p, size_t base)
{
    size_t from = MAX(x->start, base) - base, end = MIN(x->end - base, p->nbytes);
    size_t hit = x->back ? piece_prev_newline(p, from, end, x->bank, &x->look)
                         : piece_next_newline(p, from, end, x->bank, &x->look);
    return hit < p->nbytes ? base + hit : none;
}

// [base, base + nbytes) has something to search, as far as is known.
static bool is_worth(const Search *x, size_t base, size_t nbytes, const size_t *nl)
{
    return base < x->end && base + nbytes > x->start && noted(nl) != 0;
}

static size_t search_tree(Search *x, const Tree *t, size_t base)
{
    const Node *n = t->node;
    base = x->back ? base + t->nbytes : base;
    for (size_t k = 0; k < n->n; k++) {
        size_t i = x->back ? n->n - 1 - k : k, hit = none;
        size_t nbytes = n->level ? n->kid[i].nbytes : n->piece[i].nbytes;
        base -= x->back ? nbytes : 0;
        if (n->level && is_worth(x, base, nbytes, &n->kid[i].nl))
            hit = search_tree(x, &n->kid[i], base);
        else if (!n->level && is_worth(x, base, nbytes, &n->piece[i].nl))
            hit = search_piece(x, &n->piece[i], base);
        if (hit != none)
            return hit;
        base += x->back ? 0 : nbytes;
    }
    return none;
}

static size_t next_newline(const Snap *s, size_t start, size_t end)
{
    Search x = {.start = start, .end = end, .bank = s->bank, .look = LOOK_MAX};
    return s->tree.node && start < end ? search_tree(&x, &s->tree, 0) : none;
}

static size_t prev_newline(const Snap *s, size_t start, size_t end)
{
    Search x = {.start = start, .end = end, .back = true, .bank = s->bank, .look = LOOK_MAX};
    return s->tree.node && start < end ? search_tree(&x, &s->tree, 0) : none;
}

size_t snap_line_start(const Snap *s, size_t off, size_t limit)
{
    off = MIN(off, snap_size(s));
    size_t least = off > limit ? off - limit : 0;
    size_t hit = prev_newline(s, least, off);
    return hit == none ? least : hit + 1;
}

size_t snap_line_end(const Snap *s, size_t off, size_t limit)
{
    size_t most = limit < snap_size(s) - MIN(off, snap_size(s)) ? off + limit : snap_size(s);
    size_t hit = next_newline(s, off, most);
    return hit == none ? most : hit;
}

size_t snap_next_line(const Snap *s, size_t off)
{
    size_t end = snap_line_end(s, off, SIZE_MAX);
    return end < snap_size(s) ? end + 1 : end;
}

// Count what asks in t, from its start on.
static void count_tree(const Tree *t, Bank *bank, size_t *budget)
{
    if (noted(&t->nl) != NL_ASK)
        return;
    const Node *n = t->node;
    for (size_t i = 0; i < n->n && *budget; i++) {
        const Piece *p = &n->piece[i];
        if (n->level)
            count_tree(&n->kid[i], bank, budget);
        else if (noted(&p->nl) == NL_ASK)
            blocks_count(bank->blocks, p->off, p->off + p->nbytes, budget);
    }
}

bool snap_count_lines(const Snap *s, size_t budget)
{
    count_tree(&s->tree, s->bank, &budget);
    return snap_line_count(s).exact;
}
