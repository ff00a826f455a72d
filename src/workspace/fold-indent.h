/* All folds of a text by indentation, in one pass over its bytes. */
#ifndef WORKSPACE_FOLD_INDENT_H
#define WORKSPACE_FOLD_INDENT_H

#include "workspace/folds.h"

/* Folds that stand `level` deep (1: the outermost; 0: all), appended to out, inner ones first.  A
 * line folds what stands deeper below it; blank lines belong to what is around them.  O(bytes). */
void fold_by_indent(const Snap *s, int tab_size, int level, FoldVec *out);

#endif
