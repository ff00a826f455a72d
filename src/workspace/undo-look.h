/* Looking at the states that undo knows, those of other branches too. */
#ifndef WORKSPACE_UNDO_LOOK_H
#define WORKSPACE_UNDO_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Workspace Workspace;

typedef struct {
    uint64_t doc; // whose states are looked at, 0: none
    size_t state; // that comes back when looking ends
} UndoLook;

/* Show the text of the shown document as it was in a state; *off gets where it differs from what
 * was shown.  False without a document, or if it may not be edited. */
bool undo_look(Workspace *ws, size_t state, size_t *off);
/* Stay at the state that is shown, or go back to that of before. */
void undo_look_end(Workspace *ws, bool stay);

#endif
