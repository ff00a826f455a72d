/* Which lines of an open text differ from what git has of its file (its index): asked of git once,
 * compared on a worker as the text is edited.  Nothing is known of texts in no repository, of files
 * git does not know, of large ones and of those that are not UTF-8. */
#ifndef WORKSPACE_GIT_CHANGES_H
#define WORKSPACE_GIT_CHANGES_H

#include "base/diff.h"
#include "base/err.h"

#include <stdint.h>

typedef struct Workspace Workspace;
typedef struct Document Document;
typedef struct View View;
typedef struct GitChanges GitChanges;

typedef enum { CHANGE_NONE, CHANGE_ADDED, CHANGE_MODIFIED, CHANGE_DELETED } ChangeKind;

void git_changes_free(GitChanges *c); // NULL is fine
/* Have a worker look at the documents that are shown, where something may have changed; called
 * after the paint.  Costs nothing where not. */
void git_changes_dispatch(Workspace *ws);
/* A look is under way. */
bool git_changes_are_busy(const Workspace *ws);
/* How a line (0-based) stands, as of the last look; CHANGE_DELETED: lines are lacking below it.
 * O(log changes). */
ChangeKind git_changes_at(const Document *d, size_t row);
/* The row of the i-th change, as git_changes_at() takes it; false past the last. */
bool git_changes_row(const Document *d, size_t i, size_t *row);
/* The lines that were there in place of that one, appended; false if it is as it was. */
bool git_changes_before(const Document *d, size_t row, Buf *out);
/* Go to the next change behind the cursor (or before it), round the ends: at once, or when it is
 * known, and then with a message if there is none. */
bool git_changes_step(Workspace *ws, View *v, int way, Err *err);

#endif
