/* The selections that belong to the states of a text: undo brings back those from before an edit,
 * redo those from after it. */
#ifndef WORKSPACE_SELECTION_LOG_H
#define WORKSPACE_SELECTION_LOG_H

#include "edit/edit.h"

typedef struct {
    Selections before, after; // owned; empty: not known
} StateSelections;

/* {0} is a valid empty one. */
typedef struct {
    Vec(StateSelections) states; // by number of the state that the edit led to
} SelectionLog;

void selection_log_deinit(SelectionLog *l);
/* An edit, or one more of its run, led to `state`.  Of a run the first `before` and the last
 * `after` are kept. */
void selection_log_note(SelectionLog *l, size_t state, const Selections *before,
                        const Selections *after);
/* The selections before or after the edit that led to `state`, borrowed until the next note; NULL
 * if they are not known. */
const Selections *selection_log_before(const SelectionLog *l, size_t state);
const Selections *selection_log_after(const SelectionLog *l, size_t state);

#endif
