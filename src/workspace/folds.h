/* Folds: which lines of a text a view hides.
 *
 * A fold is the range (start, end] of hidden bytes: start is the end of the line that stays seen
 * above them (the offset of its '\n'), end that of the last line hidden (its '\n', or the size of
 * the text).  Folds nest, and never cross.  Those before the last edit are kept as distances from
 * the start of the text, those behind as distances from its end, so that an edit costs what lies
 * between it and the last one, however many folds there are. */
#ifndef WORKSPACE_FOLDS_H
#define WORKSPACE_FOLDS_H

#include "base/vec.h"
#include "text/text.h"

typedef struct {
    size_t start, end; // bytes from the start of the text, or (from `split` on) from its end
    size_t up;         // how many entries before stands the fold around it; 0: none
} FoldEntry;

typedef struct {
    size_t start, end;
} Fold;
typedef Vec(Fold) FoldVec;

/* {0} is one without folds. */
typedef struct {
    Vec(FoldEntry) v; // sorted by start
    size_t split;     // entries before it are counted from the start of the text
    size_t size;      // of the text, as far as edits were followed
} Folds;

void folds_deinit(Folds *f);
size_t folds_count(const Folds *f);
Fold folds_get(const Folds *f, size_t i);
/* The outermost fold that hides `off`: start < off <= end.  O(log folds + depth). */
bool folds_hiding(const Folds *f, size_t off, Fold *out);
/* The fold that begins at the end of a line, `start`.  O(log folds). */
bool folds_at(const Folds *f, size_t start, Fold *out);
/* Add folds to a text of `size` bytes, in any order; those that begin where one does already, or
 * cross one, are left out.  O(n log n) in all folds. */
void folds_add(Folds *f, const Fold *more, size_t n, size_t size);
/* Open the fold that begins at `start`, or those that hide `off`; false if there was none.
 * O(folds) if there was. */
bool folds_open(Folds *f, size_t start);
bool folds_reveal(Folds *f, size_t off);
void folds_clear(Folds *f);
/* Follow an edit.  What it touches within hidden text is opened. */
void folds_edit(Folds *f, const TextEdit *e);

#endif
