/* ColSearch: how far into a long line a column is, by sums of what lies before it. */
#ifndef TEXT_COL_SEARCH_H
#define TEXT_COL_SEARCH_H

#include "text/snap.h"

/* Measures what it needs as far as the budget goes, and takes the rest for plain ASCII. */
typedef struct {
    Bank *bank; // borrowed
    int tab_size;
    size_t budget; // cost of measuring that may still arise; about bytes
    Block *spare;  // one reference
} ColAsk;
ColAsk col_ask(Bank *bank, int tab_size, size_t budget);
void auto_col_ask(ColAsk *ask);

/* The sum of whole blocks [first, end) of the source, of one of them, of part of a piece and of a
 * tree; all of it in one line. */
ColSum col_sum_block(ColAsk *ask, size_t i);
ColSum col_sum_piece(ColAsk *ask, const Piece *p, size_t from, size_t end);
ColSum col_sum_tree(ColAsk *ask, const Tree *t);

/* A place in a line where a cluster starts, and its column. */
typedef struct {
    size_t off, col;
    bool guess;
} ColPlace;
/* The last place that sums lead to, of the line that starts at `line`, at or before `end` and at
 * most at column `want`; `end` lies in the line. */
ColPlace col_search(ColAsk *ask, const Tree *t, size_t line, size_t end, size_t want);

#endif
