// Sums over blocks, pieces and trees, noted where they are whole.
#include "base/mem.h"
#include "text/col-search.h"

enum {
    READ_COST = 16, // reading a block and seeing that it is plain, against measuring it
};

ColAsk col_ask(Bank *bank, int tab_size, size_t budget)
{
    return (ColAsk){.bank = bank, .tab_size = tab_size, .budget = budget};
}

void auto_col_ask(ColAsk *ask)
{
    block_unref(ask->spare);
}

static void spend(ColAsk *ask, size_t cost)
{
    ask->budget -= MIN(ask->budget, cost);
}

// The note for a section, measured if the budget allows; NULL otherwise.
static const ColNote *section_note(ColAsk *ask, ColNote **place, Str section)
{
    const ColNote *note = cols_find(place, ask->tab_size);
    if (note || ask->budget == 0)
        return note;
    spend(ask, section.n / READ_COST);
    note = cols_measure_plain(place, section);
    if (note)
        return note;
    spend(ask, section.n);
    return cols_measure(place, section, ask->tab_size);
}

ColSum col_sum_block(ColAsk *ask, size_t i)
{
    Blocks *b = ask->bank->blocks;
    const ColNote *note = cols_find(&b->cols[0][i], ask->tab_size);
    if (!note && ask->budget) {
        ask->spare = blocks_stream(b, i, &ask->spare);
        note = section_note(ask, &b->cols[0][i], str_n(ask->spare->p, ask->spare->n));
    }
    if (note)
        return cols_noted(note);
    size_t n = MIN(b->src.nbytes - (uint64_t)i * BLOCK_BYTES, (uint64_t)BLOCK_BYTES);
    return cols_guess(n);
}

static void add_note(const ColAsk *ask, ColNote **place, const ColSum *sum)
{
    if (!sum->guess)
        cols_put(place, sum, ask->tab_size);
}

// Entry i of a level of the source's places.
static ColSum level_sum(ColAsk *ask, size_t level, size_t i)
{
    if (level == 0)
        return col_sum_block(ask, i);
    ColNote **place = &ask->bank->blocks->cols[level][i];
    const ColNote *note = cols_find(place, ask->tab_size);
    if (note)
        return cols_noted(note);
    if (ask->budget == 0) {
        size_t n = BLOCK_BYTES;
        for (size_t k = 0; k < level; k++)
            n *= COLS_FAN;
        return cols_guess(n);
    }
    ColSum sum = level_sum(ask, level - 1, i * COLS_FAN);
    for (size_t k = 1; k < COLS_FAN; k++) {
        ColSum next = level_sum(ask, level - 1, i * COLS_FAN + k);
        cols_join(&sum, &next, ask->tab_size);
    }
    add_note(ask, place, &sum);
    return sum;
}

typedef struct {
    ColSum sum;
    bool any;
} Total;

static void add(const ColAsk *ask, Total *t, ColSum more)
{
    if (t->any)
        cols_join(&t->sum, &more, ask->tab_size);
    else
        t->sum = more;
    t->any = true;
}

// Whole blocks, as many at once as have a place of their own.
static void add_blocks(ColAsk *ask, Total *t, size_t first, size_t end)
{
    while (first < end) {
        size_t level = 0, n = 1;
        while (level + 1 < COLS_LEVELS && first % (n * COLS_FAN) == 0 &&
               first + n * COLS_FAN <= end) {
            n *= COLS_FAN;
            level++;
        }
        add(ask, t, level_sum(ask, level, first / n));
        first += n;
    }
}

static void add_block_part(ColAsk *ask, Total *t, uint64_t from, uint64_t end)
{
    if (from == end)
        return;
    Blocks *b = ask->bank->blocks;
    size_t i = from / BLOCK_BYTES;
    Block *k = blocks_get(b, i);
    Str section = str_n(k->p, k->n);
    const ColNote *note = section_note(ask, &b->cols[0][i], section);
    if (note || end - from <= SECTION_BYTES)
        add(ask, t,
            cols_part(note, section, from % BLOCK_BYTES, end - i * BLOCK_BYTES, ask->tab_size));
    else
        add(ask, t, cols_guess(end - from));
    block_unref(k);
}

static void add_source(ColAsk *ask, Total *t, uint64_t from, uint64_t end)
{
    size_t first = (from + BLOCK_BYTES - 1) / BLOCK_BYTES, last = end / BLOCK_BYTES;
    if (end == ask->bank->blocks->src.nbytes)
        last = ask->bank->blocks->n;
    if (first > last) { // within one block
        add_block_part(ask, t, from, end);
        return;
    }
    add_block_part(ask, t, from, MIN((uint64_t)first * BLOCK_BYTES, end));
    add_blocks(ask, t, first, last);
    if ((uint64_t)last * BLOCK_BYTES < end)
        add_block_part(ask, t, (uint64_t)last * BLOCK_BYTES, end);
}

static void add_mem(ColAsk *ask, Total *t, Chunk *c, size_t from, size_t end)
{
    size_t used = __atomic_load_n(&c->used, __ATOMIC_ACQUIRE);
    while (from < end) {
        size_t i = from / SECTION_BYTES, start = i * SECTION_BYTES;
        size_t border = MIN(start + SECTION_BYTES, c->cap), to = MIN(end, border);
        // a section that still grows is not noted
        bool full = border <= used;
        Str section = str_n(c->p + start, (full ? border : to) - start);
        const ColNote *note = full ? section_note(ask, &c->cols[i], section) : NULL;
        if (note || !full || to - from <= SECTION_BYTES / 4)
            add(ask, t, cols_part(note, section, from - start, to - start, ask->tab_size));
        else
            add(ask, t, cols_guess(to - from));
        from = to;
    }
}

ColSum col_sum_piece(ColAsk *ask, const Piece *p, size_t from, size_t end)
{
    Total t = {0};
    if (p->mem)
        add_mem(ask, &t, p->chunk, (size_t)(p->mem - p->chunk->p) + from,
                (size_t)(p->mem - p->chunk->p) + end);
    else
        add_source(ask, &t, p->off + from, p->off + end);
    return t.sum;
}

ColSum col_sum_tree(ColAsk *ask, const Tree *tree)
{
    Node *n = tree->node;
    const ColNote *note = cols_find(&n->cols, ask->tab_size);
    if (note)
        return cols_noted(note);
    Total t = {0};
    for (size_t i = 0; i < n->n; i++)
        if (n->level)
            add(ask, &t, col_sum_tree(ask, &n->kid[i]));
        else
            add(ask, &t, col_sum_piece(ask, &n->piece[i], 0, n->piece[i].nbytes));
    add_note(ask, &n->cols, &t.sum);
    return t.sum;
}
