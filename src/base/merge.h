/* Three versions of a text become one: what only one side changed is taken, what both changed in
 * different ways is a conflict. */
#ifndef BASE_MERGE_H
#define BASE_MERGE_H

#include "base/diff.h"

typedef enum {
    MERGE_SAME,
    MERGE_OURS,    // changed by us alone
    MERGE_THEIRS,  // by them alone
    MERGE_BOTH,    // by both, in the same way
    MERGE_CONFLICT // by both, differently, or where nothing stands between their changes and ours
} MergeKind;

/* Whole lines of each of the three; views.  Of what only one side changed the other one's are those
 * of the base. */
typedef struct {
    MergeKind kind;
    Str base, ours, theirs;
} MergePiece;
typedef Vec(MergePiece) Merge;

/* Append the pieces, in order: those of one text make that text.  True: no conflict.  Within what
 * both changed, lines that ours and theirs have in common stand outside of the conflicts.  Costs
 * three diff_lines(). */
bool merge_texts(Str base, Str ours, Str theirs, Merge *out);
/* The merged text, appended; the pieces have no conflict. */
void merge_write(const Merge *pieces, Buf *out);

#endif
