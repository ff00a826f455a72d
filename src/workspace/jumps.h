/* The jump list: places that were left by a jump, to go back to and forward again.
 *
 * A jump leads to another file or more than JUMP_ROWS rows away; shorter moves take the present
 * place along.  Going back and then jumping elsewhere forgets what was ahead. */
#ifndef WORKSPACE_JUMPS_H
#define WORKSPACE_JUMPS_H

#include "base/vec.h"
#include "workspace/mark.h"

enum { JUMP_ROWS = 10, JUMPS_MAX = 100 };

typedef struct {
    Vec(Mark) list; // owned, oldest first
    size_t at;      // the present place; meaningless while there is none
    Mark edit;      // where the user edited last
    uint64_t doc;   // id of the document that was shown at the last look
    TextRev rev;    // ... and its revision
    bool edited;    // `edit` is set
} Jumps;

void jumps_deinit(Jumps *j);
/* Look where the cursor of the shown view is now. */
void jumps_settle(Workspace *ws);
/* The cursor is about to jump: that is one however near it leads. */
void jumps_leave(Workspace *ws);
/* Go back (-1) or forward (1).  Files that are gone are passed over; fails if none is left. */
bool jumps_step(Workspace *ws, int dir, Err *err);
/* Go to the place of that number in the list, which stays as it is. */
bool jumps_go(Workspace *ws, size_t i, Err *err);
bool jumps_last_edit(Workspace *ws, Err *err);

#endif
