/* Cursors at what reads as the selection does: the next one, another one instead, all of them.
 * Small texts are searched at once, large ones by a worker; what it found counts only if neither
 * the text nor the selections changed meanwhile. */
#ifndef WORKSPACE_MATCHES_H
#define WORKSPACE_MATCHES_H

#include "base/err.h"

typedef struct Workspace Workspace;
typedef struct View View;
typedef struct Matches Matches;

Matches *matches_new(Workspace *ws);
/* Not while a search is under way. */
void matches_free(Matches *m);
/* Stop the search that is under way. */
void matches_cancel(Matches *m);
bool matches_is_busy(const Matches *m);

/* Select the word at each cursor that selects nothing; if all select the same, one more match
 * behind the primary one, around the end.  What began as a word matches whole words only; else case
 * and words count as find says.  `skip`: the primary one is given up for it. */
bool matches_add_next(Matches *m, View *v, bool skip, Err *err);
/* All matches of the primary selection, or of the word at it. */
bool matches_add_all(Matches *m, View *v, Err *err);

#endif
