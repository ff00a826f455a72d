/* Conflicts in a text, in the marks that git and the review write: found, gone to, resolved one by
 * one or all at once.  Each is asked for by the user and costs reading the text. */
#ifndef WORKSPACE_MERGING_H
#define WORKSPACE_MERGING_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

typedef struct Workspace Workspace;

typedef enum { MERGE_KEEP_CURRENT, MERGE_KEEP_INCOMING, MERGE_KEEP_BOTH } MergeKeep;

typedef enum {
    MERGE_MARK_NONE,
    MERGE_MARK_CURRENT,  // <<<<<<<
    MERGE_MARK_BASE,     // |||||||
    MERGE_MARK_MIDDLE,   // =======
    MERGE_MARK_INCOMING, // >>>>>>>
} MergeMark;
/* What a line (its first eight bytes are enough) is of a conflict. */
MergeMark merge_mark(Str line);

/* The conflict at the cursor of the shown text, or the next one: keep lines of it, and go on. */
bool merging_keep(Workspace *ws, MergeKeep keep, Err *err);
bool merging_keep_all(Workspace *ws, MergeKeep keep, Err *err);
/* To the next conflict or the one before, round the ends. */
bool merging_step(Workspace *ws, int step, Err *err);
/* Conflicts in a text. */
size_t merging_count(Str text);
/* The shown text is one whose saving resolves a conflict. */
bool merging_is_shown(const Workspace *ws);

#endif
