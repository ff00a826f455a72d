// Replacing a range of a tree.  What is typed makes the piece before it longer, and short pieces
// are copied together, so that a text does not fall to dust under many small edits.
#include "base/mem.h"
#include "text/newline.h"
#include "text/ptree.h"

enum {
    // Bytes.  Pieces that are no longer together become one.
    TOGETHER_MAX = 128,
};

static bool can_grow(Tree t, size_t nbytes, const Bank *bank)
{
    const Piece *p = ptree_last(t);
    return p && p->mem && p->nbytes + nbytes <= PIECE_MEM_MAX &&
           bank_goes_on_at(bank, p->mem + p->nbytes, nbytes);
}

// The bytes of a piece that may be copied together with others; none if it is not short.
static Str short_bytes(const Piece *p)
{
    bool is_short = p && p->mem && p->nbytes <= TOGETHER_MAX;
    return is_short ? str_n(p->mem, p->nbytes) : STR_NULL;
}

// The parts of t before and behind `at`; one of them is given up.
static Tree keep_before(Tree t, size_t at, Bank *bank)
{
    Tree kept, gone;
    ptree_split(t, at, bank, &kept, &gone);
    ptree_unref(gone);
    return kept;
}

static Tree keep_behind(Tree t, size_t at, Bank *bank)
{
    Tree kept, gone;
    ptree_split(t, at, bank, &gone, &kept);
    ptree_unref(gone);
    return kept;
}

// Join both with a copy of `with` between, which takes its neighbours in if all are short.
static Tree join_around(Tree before, Str with, Tree after, Bank *bank)
{
    Str left = short_bytes(ptree_last(before)), right = short_bytes(ptree_first(after));
    if (left.n + with.n + right.n > TOGETHER_MAX) {
        bool fits_left = left.n + with.n <= TOGETHER_MAX;
        bool fits_right = with.n + right.n <= TOGETHER_MAX;
        left.n = fits_left ? left.n : 0;
        right.n = !fits_left && fits_right ? right.n : 0;
    }
    if (with.n == 0 && (left.n == 0 || right.n == 0))
        return ptree_join(before, after);
    size_t n = left.n + with.n + right.n;
    char *at = bank_reserve(bank, n), *end = at;
    end = mempcpy(end, left.p ? left.p : at, left.n);
    end = mempcpy(end, with.p ? with.p : at, with.n);
    memcpy(end, right.p ? right.p : at, right.n);
    bank_take(bank, n);
    if (left.n)
        before = keep_before(before, before.nbytes - left.n, bank);
    if (right.n)
        after = keep_behind(after, right.n, bank);
    return ptree_join(ptree_join(before, ptree_of_mem(bank_chunk(bank), str_n(at, n))), after);
}

Tree ptree_replace(Tree t, size_t start, size_t end, Str with, Bank *bank, Tree *removed)
{
    Tree before, after;
    ptree_split(t, end, bank, &t, &after);
    ptree_split(t, start, bank, &before, removed);
    if (with.n == 0 || !can_grow(before, with.n, bank))
        return join_around(before, with, after, bank);
    bank_add(bank, with);
    return ptree_join(ptree_grow_last(before, with.n, newline_count(with)), after);
}
