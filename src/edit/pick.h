/* Other selections, made from those that are there: blocks of columns, line ends, words, brackets.
 */
#ifndef EDIT_PICK_H
#define EDIT_PICK_H

#include "edit/edit.h"

/* A block of columns: from one corner to the other, which the cursors follow. */
typedef struct {
    size_t from_line, to_line; // starts of lines
    int from_col, to_col;      // may lie behind the ends of lines
} ColumnBox;
/* A selection for each line of the box, as far as the line reaches into it; if none does, a cursor
 * at the end of each.  The one in to_line is the primary, or the last one there is.  At most
 * `limit` lines, counted from from_line; false if there are more. */
bool edit_select_columns(const Snap *s, const ColumnBox *box, int tab_size, size_t limit,
                         Selections *out);
/* Columns of the longest line of the box. */
int edit_columns_of(const Snap *s, const ColumnBox *box, int tab_size);
/* A cursor at the end of each line that the selections reach over, and where each selection ends.
 * At most `limit`; false if there are more. */
bool edit_select_line_ends(const Snap *s, const Selections *sel, size_t limit, Selections *out);
/* All select the same bytes (of at most 64 KiB), and something. */
bool edit_selects_same(const Snap *s, const Selections *sel);
/* Have cursors that select nothing select the word that they touch, if there is one. */
void edit_select_words(const Snap *s, Selections *sel);

/* The pair of brackets next to off, `at` being the one it stands before or, else, behind; false if
 * there is none.  x: NULL for a text without a language, whose brackets are ()[]{}. */
bool edit_pair_near(Syntax *x, const Text *t, size_t off, size_t *at, size_t *other);
/* The innermost pair around off whose opening one is not far. */
bool edit_pair_around(Syntax *x, const Text *t, size_t off, size_t *open, size_t *close);
/* The next larger range: by syntax_expand(), or word, line and text without a language. */
bool edit_expand(Syntax *x, const Text *t, size_t *start, size_t *end);

#endif
