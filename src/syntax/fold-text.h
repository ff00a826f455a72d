/* Folds that need no grammar: by indentation and by "#region" marks. */
#ifndef SYNTAX_FOLD_TEXT_H
#define SYNTAX_FOLD_TEXT_H

#include "syntax/syntax.h"
#include "text/text.h"

/* As syntax_folds() and syntax_fold_around(), with what is found appended in any order. */
void folds_by_indent(const Snap *s, int tab_size, size_t first, size_t last, SyntaxFolds *out);
bool fold_by_indent_around(const Snap *s, int tab_size, size_t row, SyntaxFold *out);

/* A region goes from "#region" to its "#endregion" (both perhaps without "#" or with a blank behind
 * it), each the first word of a comment that stands alone in its row. */
void folds_by_region(const Snap *s, size_t first, size_t last, SyntaxFolds *out);
bool fold_by_region_around(const Snap *s, size_t row, SyntaxFold *out);

#endif
