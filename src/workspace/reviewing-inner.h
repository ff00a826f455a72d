/* What the files of the review share. */
#ifndef WORKSPACE_REVIEWING_INNER_H
#define WORKSPACE_REVIEWING_INNER_H

#include "review/review.h"
#include "workspace/inner.h"

/* How an entry stood before it was decided. */
typedef struct {
    size_t entry;
    ReviewState state;
    bool has_hunks;
    ReviewHunks hunks; // owned
    Buf resolved;      // owned
} ReviewWas;

/* One decision. */
typedef struct ReviewPast {
    Vec(ReviewWas) was; // owned
    size_t selected, hunk;
    struct ReviewPast *next; // owned; the one before it
} ReviewPast;

/* What was applied, for a form that asks why. */
typedef struct ReviewWhy {
    DecisionLinks links; // owned
} ReviewWhy;
/* Open that form, if one is wanted. */
void reviewing_ask_why(Workspace *ws);

void review_past_free(ReviewPast *p);
/* Remember how entries [first, first + n) stand, as one decision that can be taken back. */
void reviewing_remember(Workspace *ws, size_t first, size_t n);
/* Decisions were made: rows and hunks are to show them, and they are to be kept. */
void reviewing_changed(Workspace *ws);
/* The rows anew; the selected entry stays. */
void reviewing_fill(Workspace *ws);
/* The selected entry, -1: none. */
ptrdiff_t reviewing_entry(const Workspace *ws);
/* Its text, NULL: it is not read yet. */
ReviewText *reviewing_text(const Workspace *ws);
/* Go to a hunk of the diff that is shown. */
void reviewing_goto_hunk(Workspace *ws, size_t hunk);
/* Others than the editor wrote files: look at them again. */
void reviewing_look_at_disk(Workspace *ws);
/* Keep what was decided; the queue keeps the order. */
void reviewing_save(Workspace *ws);

/* The hunks of an entry as a diff, with some lines around each; the document's text to *text. */
void diff_build_review(Diff *d, const ReviewEntry *e, const ReviewText *t, Buf *text);
/* What a folded group holds. */
void diff_build_group(Diff *d, const ReviewEntry *e, size_t n, Buf *text);

/* A form for why, with the links of what was applied, which are taken over. */
void decisions_new_for(Workspace *ws, DecisionLinks *links);

#endif
