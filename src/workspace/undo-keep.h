/* What can be undone in a file outlives the program, in the store, beside the hash of the text that
 * it belongs to: so it is never applied to another text. */
#ifndef WORKSPACE_UNDO_KEEP_H
#define WORKSPACE_UNDO_KEEP_H

#include "text/text.h"

typedef struct Workspace Workspace;
typedef struct Document Document;

/* Keep the states of d as they are now, for `saved`, the text that its file holds now (borrowed).
 * Costs up to a megabyte of copying; the rest is a worker's. */
void undo_keep(Document *d, const Snap *saved);
/* Ask the store what is known of d; it comes while nothing was edited, or not at all. */
void undo_bring_back(Document *d);

#endif
