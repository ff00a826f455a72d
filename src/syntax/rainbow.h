/* Brackets in the colours of their depth: captures "bracket.1" to "bracket.3" by turns. */
#ifndef SYNTAX_RAINBOW_H
#define SYNTAX_RAINBOW_H

#include "syntax/spans.h"

#include <tree_sitter/api.h>

/* A mark for each bracket in `want` of a tree that starts at `base`; appended to out.  Costs what
 * is wanted and the depth of the tree, not its width. */
void rainbow_add(const TSTree *tree, size_t base, Range want, Marks *out);

#endif
