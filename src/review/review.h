/* What a run wrote, before any of it touches the disk: taken, shown, decided, applied.
 *
 * A run that may not write leaves a layer with what it did.  review_take() keeps that in the store,
 * so that it outlives the program; a Review is what was kept, in memory: entries by path, their
 * hunks once they are read, and what was decided.  review_apply() brings what was accepted to the
 * disk, merged with what changed there meanwhile, and records it as one moment of history.  Never
 * draws, never runs anything, never follows a link below the folder.
 *
 *   ReviewHead head = {.project = p, .run = execution.id, .command = "make", …};
 *   review_take(store, &head, dir, upper_fd, &err);
 *   Review *r = review_open(store, head.id, &err);
 *   review_text_read(r, i, store, &err);  review_decide_hunk(r, i, 0, REVIEW_ACCEPTED);
 *   review_save(r, store, &err);  review_apply(store, head.id, &outcome, &err);
 *
 * A Review belongs to nobody's thread: one that was opened on a worker is handed over.  What needs
 * the store says so and may wait for the disk; the rest costs what its sentence says.
 */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include "base/diff.h"
#include "base/err.h"
#include "base/merge.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/store.h"

/* Taking ---------------------------------------------------------------------------------------
 */

enum {
    REVIEW_MAX_ENTRIES = 100000, // what is beyond is not taken, and the notes tell
    REVIEW_MAX_DEPTH = 128,      // folders
    REVIEW_MAX_FILE = 256 << 20, // bytes; a larger file is listed, and can only be rejected
};
/* Keep what a layer (an open folder in the format of overlayfs: `upper`, borrowed) does to the
 * folder `dir`, which is absolute and head->folder of the project.  head->id is 0 afterwards if
 * that is nothing.  Devices, pipes and sockets are not taken, set-id bits are dropped: the notes of
 * the review tell.  Costs reading what was written and what it replaces. */
bool review_take(Store *s, ReviewHead *head, const char *dir, int upper, Err *err);

/* Looking --------------------------------------------------------------------------------------
 */

/* The two contents of an entry and what differs.  For what is decided as a whole the hunks, if
 * there are any, are for show and follow the entry's state. */
typedef struct {
    Buf before, after;                   // owned; empty where no text is shown
    DiffLines before_lines, after_lines; // views into them
    ReviewHunks hunks;                   // by row; a change of the mode comes first
    bool is_text;                        // else there is nothing to show but sizes
    bool whole;                          // decided as a whole: hunks cannot be decided alone
} ReviewText;
void review_text_free(ReviewText *t);

typedef struct Review {
    ReviewHead head;         // counts as they were kept
    char *dir;               // owned; the folder on the disk as it is called now
    ReviewEntries entries;   // by path, without those that are implied
    Vec(ReviewText *) texts; // owned; one an entry, NULL until it was read
    Vec(Buf) resolved;       // owned; one an entry: the text of a review_resolve()
    Vec(bool) changed;       // one an entry: decided since review_changes()
} Review;

/* NULL with a sentence.  Costs reading its rows, and the texts of what is decided in part. */
Review *review_open(Store *s, int64_t review, Err *err);
void review_free(Review *r);
/* The index of an entry, -1 if there is none. */
ptrdiff_t review_find(const Review *r, Str path);

/* Contents and hunks of an entry (as review_open() gave it), with what was decided of them.  On any
 * thread that has the store; owned, NULL with a sentence.  A content that can no longer be had (the
 * disk has another one, a secret that is not kept) is left empty. */
ReviewText *review_text_load(Store *s, const char *dir, const ReviewEntry *e, Err *err);
/* Give it to the review, which owns it from now on. */
void review_text_put(Review *r, size_t i, ReviewText *t);
/* Both, where there is time to wait; does nothing if it was read before. */
bool review_text_read(Review *r, size_t i, Store *s, Err *err);

/* The new lines of a hunk: what was edited, or what the run left; a view. */
Str review_hunk_text(const ReviewText *t, const ReviewHunk *h);
/* An entry whose text was read, as a patch that git apply and patch(1) take, appended: all that it
 * changes, whatever was decided.  Of what is no text, a line that says so. */
void review_patch(const Review *r, size_t i, Buf *out);
/* "build/" of an entry that is folded into a group, STR_NULL of others; a view. */
Str review_group(const ReviewEntry *e);

/* Deciding -------------------------------------------------------------------------------------
 */

/* Why no "all" accepts an entry; the first that holds is told. */
typedef enum {
    REVIEW_OWN_CONFLICT,
    REVIEW_OWN_LARGE,
    REVIEW_OWN_SECRET,
    REVIEW_OWN_TOOLS,
    REVIEW_OWN_LEAVES,
    REVIEW_OWN_MOVED,
    REVIEW_OWN_FINAL,
    REVIEW_OWN_DELETED,
    REVIEW_OWN_RETYPED,
    REVIEW_OWN_LINK,
    REVIEW_OWN_MODE, // alone, or with a content
    REVIEW_OWN_BINARY,
    REVIEW_OWN_COUNT
} ReviewOwn;
#define REVIEW_OWN_BIT(own) (1U << (own))
/* The reasons (bits) for which an entry wants a yes of its own; 0: an "all" may accept it. */
unsigned review_owns(const ReviewEntry *e);
/* The first of them in a word, "secret", "deleted"; literal, NULL of 0. */
const char *review_own_word(unsigned owns);
/* "deleted", "tools"; literal. */
const char *review_own_name(ReviewOwn own);
/* Names with commas between them, or "everything", as bits.  False with a sentence. */
bool review_own_parse(Str list, unsigned *owns, Err *err);

/* How many an "all" left out, and for which first reason. */
typedef struct {
    size_t n, of[REVIEW_OWN_COUNT];
} ReviewLeft;
/* "2 deleted, 1 secret", appended. */
void review_left_words(const ReviewLeft *left, Buf *out);

/* Accept, reject or take back (REVIEW_PENDING) all of an entry; nothing happens to what is on the
 * disk already, nor where something too large (REVIEW_LARGE) is to be accepted. */
void review_decide(Review *r, size_t i, ReviewState state);
/* One hunk; its text was read and is not decided as a whole. */
void review_decide_hunk(Review *r, size_t i, size_t hunk, ReviewState state);
/* All entries that are not decided, of a group or, with STR_NULL, of all.  To accept leaves out,
 * and returns, what wants a yes of its own for more than the reasons `with` (bits); conflicts and
 * what is too large are left out whatever it says. */
ReviewLeft review_decide_all(Review *r, Str group, ReviewState state, unsigned with);
/* Cut a hunk in two: in the middle, or where what went ends and what came begins.  False if it is
 * one line, was edited, or is the change of the mode. */
bool review_split(Review *r, size_t i, size_t hunk);
/* Put a text (lines, perhaps without a line feed at the very end) in the place of the hunk's new
 * lines, and accept it.  False for the change of the mode and for what is decided as a whole. */
bool review_edit(Review *r, size_t i, size_t hunk, Str text);
/* The whole text the file is to have; `from` is what the disk has (see ReviewMerge): should that
 * change again it is a conflict again.  Accepts the entry. */
void review_resolve(Review *r, size_t i, Str text, const uint8_t from[HASH_NBYTES]);
/* How many entries stand so. */
size_t review_count(const Review *r, ReviewState state);
/* What was decided since this was asked last, to be kept by store_review_decide(); owned. */
ReviewDecisions review_changes(Review *r);
/* Both. */
bool review_save(Review *r, Store *s, Err *err);

/* Applying -------------------------------------------------------------------------------------
 */

typedef enum {
    REVIEW_WRITTEN,
    REVIEW_MERGED,   // with what changed on the disk meanwhile
    REVIEW_CONFLICT, // both changed the same lines: nothing was written, it waits
    REVIEW_FAILED    // nothing was written, it waits
} ReviewResult;
typedef struct {
    int64_t entry;
    char *path; // owned
    ReviewResult result;
    char *why; // owned; a sentence of what was not applied, else NULL
} ReviewApplied;
typedef struct {
    size_t nwritten, nmerged, nconflicts, nfailed;
    size_t nwaiting;        // entries that are still undecided, or could not be applied
    Vec(ReviewApplied) all; // owned
    DecisionLinks links; // owned; the versions that came to be, for a decision that explains them
} ReviewOutcome;
void review_outcome_deinit(ReviewOutcome *o);

/* Bring what was accepted to the disk, each file whole or not at all; what was rejected is dropped.
 * What is undecided goes on waiting, held against what the disk has then; a review of which nothing
 * waits is done.  If the program dies meanwhile, review_recover() finishes it.  False only if
 * nothing could be applied. */
bool review_apply(Store *s, int64_t review, ReviewOutcome *out, Err *err);
/* Reject what waits. */
bool review_discard(Store *s, int64_t review, Err *err);
/* Put back what the last apply of a review wrote, merged with what changed since, or take back that
 * it was discarded; it waits again. */
bool review_undo(Store *s, int64_t review, ReviewOutcome *out, Err *err);
/* Finish what programs that died were applying in a project (0: in all), and forget what they had
 * not taken wholly.  *n (may be NULL) counts the reviews. */
bool review_recover(Store *s, int64_t project, size_t *n, Err *err);

/* The three texts of a conflict and how they go together: the base, ours is the disk's, theirs the
 * run's. */
typedef struct {
    Buf base, disk, run; // owned
    uint8_t disk_hash[HASH_NBYTES];
    Merge pieces; // owned; views into them
} ReviewMerge;
/* What an entry in conflict is made of, with the disk as it is now. */
bool review_merge(Store *s, const Review *r, size_t i, ReviewMerge *out, Err *err);
void review_merge_deinit(ReviewMerge *m);

#endif
