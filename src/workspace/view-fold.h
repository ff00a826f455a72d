/* Folding in a view: which lines it hides, by the syntax of its text or by indentation. */
#ifndef WORKSPACE_VIEW_FOLD_H
#define WORKSPACE_VIEW_FOLD_H

#include "workspace/view.h"

enum { FOLD_FAR = 5000 };

typedef enum {
    FOLDING_TOGGLE, // open what is closed at a cursor's line, else close what the cursor is in
    FOLDING_CLOSE,  // close it, or what is around it if it is closed
    FOLDING_OPEN,
} Folding;

/* At every cursor; one that would be hidden goes to the line that stays.  Fails with a sentence if
 * there is nothing to fold, or if lines are not counted yet. */
bool view_fold(View *v, Folding what, Err *err);
/* Toggle what begins in the line at `line`; false if nothing does. */
bool view_fold_line(View *v, size_t line);
/* Close all folds that stand `level` deep (1: the outermost), and open the others; 0: close all. */
bool view_fold_level(View *v, int level, Err *err);
void view_unfold_all(View *v);
/* The line in which the next fold below `line` begins (dir > 0), or the one before ends; false if
 * none does within FOLD_FAR lines. */
bool view_fold_edge(const View *v, size_t line, int dir, size_t *to);
/* Does a fold begin in the line at `line`, open or closed?  O(log n): for painting. */
bool view_can_fold(const View *v, size_t line);

#endif
