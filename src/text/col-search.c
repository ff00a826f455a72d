#include "text/col-search.h"
#include "base/mem.h"

typedef struct {
    ColAsk *ask;
    size_t at, end; // bytes before `at` are summed up; those before `end` may be
    size_t want;    // column
    ColSum sum;     // from the line's start to `at`
    bool stop;      // the next piece of any size leads too far
} Search;

static size_t column(const Search *x, const ColSum *sum)
{
    return cells_end(sum->cells, 0, x->ask->tab_size);
}

// Go on behind the next n bytes, which have this sum, unless that is too far.
static bool take(Search *x, const ColSum *more, size_t n)
{
    ColSum sum = x->sum;
    cols_join(&sum, more, x->ask->tab_size);
    if (sum.too_long || column(x, &sum) > x->want)
        return false;
    x->sum = sum;
    x->at += n;
    return true;
}

// Halve [from, end) of a piece that leads too far until that costs more than walking through it.
static void halve(Search *x, const Piece *p, size_t from, size_t end)
{
    enum { SHORT = 1024 };
    while (end - from > SHORT) {
        size_t mid = from + (end - from) / 2;
        // whole blocks are cheap
        if (!p->mem && end - from > 2 * BLOCK_BYTES)
            mid -= (p->off + mid) % BLOCK_BYTES;
        ColSum sum = col_sum_piece(x->ask, p, from, mid);
        if (take(x, &sum, mid - from))
            from = mid;
        else
            end = mid;
    }
    x->stop = true;
}

static void search_piece(Search *x, const Piece *p, size_t base)
{
    size_t from = x->at - base, end = MIN(p->nbytes, x->end - base);
    ColSum sum = col_sum_piece(x->ask, p, from, end);
    if (!take(x, &sum, end - from))
        halve(x, p, from, end);
}

static bool take_tree(Search *x, const Tree *t, size_t base)
{
    if (base < x->at || base + t->nbytes > x->end)
        return false;
    ColSum sum = col_sum_tree(x->ask, t);
    return take(x, &sum, t->nbytes);
}

static void search_tree(Search *x, const Tree *t, size_t base)
{
    const Node *n = t->node;
    for (size_t i = 0; i < n->n && !x->stop && x->at < x->end; i++) {
        size_t nbytes = n->level ? n->kid[i].nbytes : n->piece[i].nbytes;
        if (base + nbytes > x->at) {
            if (n->level == 0)
                search_piece(x, &n->piece[i], base);
            else if (!take_tree(x, &n->kid[i], base))
                search_tree(x, &n->kid[i], base);
        }
        base += nbytes;
    }
}

ColPlace col_search(ColAsk *ask, const Tree *t, size_t line, size_t end, size_t want)
{
    Search x = {.ask = ask, .at = line, .end = end, .want = want, .sum = cols_start()};
    if (t->node && line < end)
        search_tree(&x, t, 0);
    return (ColPlace){x.at - x.sum.tail.n, column(&x, &x.sum), x.sum.guess};
}
