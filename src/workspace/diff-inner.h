/* What builders of diffs share. */
#ifndef WORKSPACE_DIFF_INNER_H
#define WORKSPACE_DIFF_INNER_H

#include "workspace/diff.h"

typedef struct {
    Diff *d;
    const DiffLines *a, *b;
    Buf *text;
} DiffBuild;

/* Lines that are in both, from these rows on. */
void diff_add_same(DiffBuild *x, size_t a_row, size_t b_row, size_t n);
/* A change, with the words that differ in it. */
void diff_add_hunk(DiffBuild *x, const DiffHunk *h);
/* A line that is in neither of the texts. */
void diff_add_note(DiffBuild *x, DiffKind kind, Str words);

#endif
