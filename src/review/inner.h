/* What the files of this room share. */
#ifndef REVIEW_INNER_H
#define REVIEW_INNER_H

#include "review/review.h"

/* flags.c: what a path says of itself.
 * REVIEW_SECRET and REVIEW_TOOLS. */
unsigned review_path_flags(const char *path);
/* A folder that tools make anew; is_new: nothing was there before the run. */
bool review_is_generated(const char *dir, bool is_new);
/* A link at `path` (relative) that points out of the folder. */
bool review_link_leaves(const char *path, const char *target);

/* own.c: one more that was left out. */
void review_left_add(ReviewLeft *left, unsigned owns);

/* look.c: what stands at a path below an open folder.
 * Nothing is no failure.  `bytes`, if it is not NULL, gets the content of a file of at most
 * REVIEW_MAX_FILE, whose hash is then known.  False with a sentence: it cannot be told, or it is a
 * pipe, device or socket (ENOTSUP). */
bool review_look(int root, const char *path, ReviewSide *out, Buf *bytes, Err *err);
/* The same thing with the same content and target; modes aside. */
bool review_same_content(const ReviewSide *a, const ReviewSide *b);
/* Has the file the same inode, size and times as when `was` was looked at? */
bool review_is_untouched(const ReviewSide *was, const ReviewSide *now);
/* A text that hunks make sense of. */
bool review_is_text(Str bytes);

/* open.c: the folder of a review as it is called now; owned, NULL with a sentence. */
char *review_dir(Store *s, const ReviewHead *h, Err *err);

/* text.c: what the hunks make of the text, those in one of the states (a bit for each). */
void review_compose(const ReviewText *t, unsigned states, Buf *out);
#define REVIEW_BIT(state) (1U << (state))
/* The state of an entry that has such hunks, of which there is one. */
ReviewState review_state_of(const ReviewHunks *hunks);
/* Is it one of a text whose hunks are decided one by one? */
bool review_has_hunks(const ReviewEntry *e);

/* An apply or an undo under way. */
typedef struct {
    Store *s;                 // borrowed
    ReviewHead head;          // owned
    char *dir;                // owned; the folder
    int root;                 // owned; the folder, open
    int64_t round;            // below 0: it undoes that round
    ReviewEntries entries;    // owned; all, by path
    ReviewSteps steps;        // owned; by path
    size_t nkept;             // so many of them are in the store
    size_t nbytes;            // of contents that the others hold
    ReviewDecisions verdicts; // owned; at most one an entry, and
    Vec(size_t) settled;      // owned; which entry that is
    ReviewOutcome *out;       // borrowed
} Apply;

/* apply.c
 * Put a step on the list, which takes it; those on it are kept if they are many. */
bool apply_add(Apply *a, ReviewStep *step, Err *err);
/* What becomes of an entry: it is on the disk, by a step or since it was there already, or it is
 * left, and `why` (a sentence) tells. */
void apply_settle(Apply *a, size_t entry, ReviewResult result, const char *why);
/* The index of the entry of that path, -1: none. */
ptrdiff_t apply_find(const Apply *a, const char *path);

/* plan.c: the steps that bring what was accepted to the disk as it is now; what cannot be is
 * settled. */
bool review_plan(Apply *a, Err *err);
/* The steps that put back what these did. */
bool review_plan_undo(Apply *a, const ReviewSteps *done, Err *err);

/* plan-file.c */
typedef struct {
    const ReviewSide *from, *to; // what the change is
    Str from_text, to_text;      // of files that are texts; else `p` is NULL
    const ReviewSide *now;       // what the disk has
    Str now_text;
} ReviewMove;
typedef enum { MOVE_NONE, MOVE_STEP, MOVE_MERGED, MOVE_CONFLICT, MOVE_FAILED } ReviewMoveKind;
/* How to make the change where the disk has `now`: nothing (it is made), a step, a step with what
 * the disk alone had, or `why` (owned) not.  The step gets sides and contents; path and entry are
 * the caller's. */
ReviewMoveKind review_move(const ReviewMove *m, const char *path, ReviewStep *out, char **why);

/* step.c: do them; each gets its state.  What was done is on the disk then.  False only if that is
 * not sure: then all is to be done again. */
bool review_do_steps(Apply *a, Err *err);

#endif
