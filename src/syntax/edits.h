/* Edits in tree-sitter's words, lists of them that stay short, and where places move under them. */
#ifndef SYNTAX_EDITS_H
#define SYNTAX_EDITS_H

#include "base/vec.h"
#include "text/text.h"

#include <tree_sitter/api.h>

typedef struct {
    TSInputEdit ts;
    bool joins; // what comes in belongs to the word or comment that ends where it starts
} Edit;

/* Edits in the order they were made.  Beyond EDITS_MAX further ones widen the last one, so that
 * catching up after a replace-all costs no more than a few hundred steps. */
enum { EDITS_MAX = 256 };
typedef Vec(Edit) Edits;

/* False if e's rows are not known or its offsets too large: then a tree cannot follow it.  `now` is
 * the text after it. */
bool edit_from_text(const TextEdit *e, const Snap *now, Edit *out);
/* The same in a part of the text that begins at *origin and is never asked for rows; an edit before
 * it moves *origin, one behind all it could hold gives an empty one.  False if it cuts through the
 * part's start. */
bool edit_from_part(const TextEdit *e, const Snap *now, size_t *origin, Edit *out);
void edits_add(Edits *edits, Edit e);

/* Where a place before the edits lies after them.  Starts move behind what comes in at them, ends
 * stay before it unless it joins them. */
size_t edits_map_start(const Edits *edits, size_t off);
size_t edits_map_end(const Edits *edits, size_t off);
/* Where a place after the edits lay before them; of what came in, the start or the end of what it
 * replaced. */
size_t edits_unmap_start(const Edits *edits, size_t off);
size_t edits_unmap_end(const Edits *edits, size_t off);

/* Where a point at or behind the edit's old end lies after it. */
TSPoint edit_move_point(const TSInputEdit *e, TSPoint p);
/* `p`, a point of the text, counted from `origin`. */
TSPoint point_from(TSPoint origin, TSPoint p);
/* The same edit in a layer that starts at `start`, `origin`. */
TSInputEdit edit_from(const TSInputEdit *e, uint32_t start, TSPoint origin);

#endif
