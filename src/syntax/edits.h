/* Edits in tree-sitter's words, and lists of them that stay short. */
#ifndef SYNTAX_EDITS_H
#define SYNTAX_EDITS_H

#include "base/vec.h"
#include "text/text.h"

#include <tree_sitter/api.h>

/* Edits in the order they were made.  Beyond EDITS_MAX further ones widen the last one, so that
 * catching up after a replace-all costs no more than a few hundred steps. */
enum { EDITS_MAX = 256 };
typedef Vec(TSInputEdit) Edits;

/* False if e's rows are not known or its offsets too large: then a tree cannot follow it. */
bool edit_from_text(const TextEdit *e, TSInputEdit *out);
void edits_add(Edits *edits, TSInputEdit e);

/* Where the point of a place at `off` before the edit lies after it; for places at or behind the
 * edit's old end. */
TSPoint edit_move_point(const TSInputEdit *e, TSPoint p);
/* `p`, a point of the text, counted from `origin`, and back. */
TSPoint point_from(TSPoint origin, TSPoint p);
TSPoint point_join(TSPoint origin, TSPoint p);
/* The same edit in a layer that starts at `start`, `origin`. */
TSInputEdit edit_from(const TSInputEdit *e, uint32_t start, TSPoint origin);

#endif
