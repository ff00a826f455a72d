/* What runs wrote, kept until it was looked at: entries, decisions, what is being applied.  Part of
 * the face store.h; the room review makes sense of it.
 *
 * Contents are blobs, shared with those of versions.  A review is of a folder of a project, its
 * paths are relative to that folder. */
#ifndef STORE_REVIEWS_H
#define STORE_REVIEWS_H

#include "base/err.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/decision.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Store Store;

typedef enum { REVIEW_NOTHING, REVIEW_FILE, REVIEW_LINK, REVIEW_FOLDER } ReviewThing;

/* What stands at a path: on the disk before the run, or as the run left it. */
typedef struct {
    ReviewThing thing;
    uint32_t mode;             // permission bits, at most 0777; of a link 0
    int64_t nbytes;            // of a file
    bool has_hash;             // `hash` is known
    uint8_t hash[HASH_NBYTES]; // SHA-256 of a file
    char *target;              // owned; of a link, else NULL
    int64_t blob;              // of the content, 0: not kept
    uint64_t ino;              // with the times: how it stood on the disk, 0: it did not
    int64_t mtime_ns, ctime_ns;
} ReviewSide;
void review_side_deinit(ReviewSide *s);
void review_side_copy(ReviewSide *to, const ReviewSide *from);

typedef enum {
    REVIEW_ADDED,
    REVIEW_CHANGED, // the content of a file, perhaps its mode; where a link points to
    REVIEW_DELETED,
    REVIEW_MODE,   // nothing but the mode
    REVIEW_RETYPED // a file became a link, a folder a file, …
} ReviewChange;

typedef enum {
    REVIEW_PENDING,
    REVIEW_ACCEPTED,
    REVIEW_REJECTED,
    REVIEW_PARTLY,   // of an entry: its hunks differ
    REVIEW_RESOLVED, // of an entry: accepted with the text the user gave it
    REVIEW_APPLIED   // it is on the disk
} ReviewState;

enum {
    REVIEW_SECRET = 1 << 0,  // commonly holds keys or passwords
    REVIEW_TOOLS = 1 << 1,   // tells programs outside of the jail what to do: .git, .bashrc
    REVIEW_LEAVES = 1 << 2,  // a link that leads out of the folder
    REVIEW_MOVED = 1 << 3,   // somebody changed it on the disk while the run went on
    REVIEW_IGNORED = 1 << 4, // git would not look at it, or a tool makes it anew
    REVIEW_BINARY = 1 << 5,  // decided as a whole, shown by its size
    REVIEW_LARGE = 1 << 6,   // too large to be kept: it can only be rejected
    REVIEW_IMPLIED = 1 << 7, // a folder that comes or goes with what is in it; not shown
    REVIEW_FINAL = 1 << 8,   // what it replaces is too large to be kept: no undo brings it back
    // what is never applied without a yes of its own, whatever the settings name
    REVIEW_CARE =
        REVIEW_SECRET | REVIEW_TOOLS | REVIEW_LEAVES | REVIEW_MOVED | REVIEW_LARGE | REVIEW_FINAL,
};

/* One path. */
typedef struct {
    int64_t id;
    char *path; // owned; any bytes but NUL
    ReviewChange change;
    unsigned flags;
    size_t group_n;           // so many bytes of the path name the group it is folded into, 0: none
    size_t nadded, nremoved;  // lines
    ReviewState state;        // as decided
    bool has_hunks;           // decisions of single hunks are kept
    bool conflict;            // the last apply left it: `why`
    char *why;                // owned; a sentence, or NULL
    ReviewSide before, after; // what the disk had, what the run left
    int64_t resolved;         // blob of the text the user gave it, 0: none
    uint8_t resolved_from[HASH_NBYTES]; // what the disk had then
} ReviewEntry;
typedef Vec(ReviewEntry) ReviewEntries;
void review_entry_deinit(ReviewEntry *e);
void review_entries_deinit(ReviewEntries *v);

/* Lines [old_row, old_row + old_n) of what was there become lines [new_row, …) of what the run
 * left, or the text `edited`. */
typedef struct {
    int64_t old_row, old_n, new_row, new_n;
    ReviewState state; // pending, accepted, rejected or applied
    int64_t round;     // of the apply that applied it, 0: none
    bool is_mode;      // it is the change of the mode; the rows are 0
    bool is_edited;
    Buf edited; // owned
} ReviewHunk;
typedef Vec(ReviewHunk) ReviewHunks;
void review_hunks_deinit(ReviewHunks *v);

typedef enum { REVIEW_TAKING, REVIEW_WAITING, REVIEW_APPLYING, REVIEW_DONE } ReviewPhase;

typedef struct {
    int64_t id, project;
    int64_t run;   // the id of its Execution, 0: none
    char *folder;  // owned; relative to the project, "" for the project itself
    char *command; // owned
    char *status;  // owned; as that of an Execution
    int returncode;
    int64_t time_ms, duration_ms; // wall time when it began
    char *notes;                  // owned; what was not taken and why, a sentence a line
    ReviewPhase phase;
    // Counted, of entries that are shown.
    size_t nentries, nadded, nremoved;
    size_t npending; // not decided, or not wholly
    size_t naccepted, nrejected, napplied;
    int64_t nbytes; // of what the run left
} ReviewHead;
typedef Vec(ReviewHead) ReviewHeads;
void review_head_deinit(ReviewHead *h);
void review_heads_deinit(ReviewHeads *v);

/* Begin one: h->id is set, and it is locked (store_review_lock).  Nobody finds it before
 * store_review_ready(). */
bool store_review_begin(Store *s, ReviewHead *h, Err *err);
/* An entry to be; its contents are kept where `p` is not NULL, and the blobs set. */
typedef struct {
    ReviewEntry e;
    Buf before, after;
    bool keep_before, keep_after;
} ReviewNew;
typedef Vec(ReviewNew) ReviewNews;
void review_news_deinit(ReviewNews *v);
/* In one transaction. */
bool store_review_add(Store *s, int64_t review, ReviewNews *entries, Err *err);
/* It waits from now on; those of the project beyond the newest REVIEWS_KEPT are forgotten. */
enum { REVIEWS_KEPT = 200 };
bool store_review_ready(Store *s, int64_t review, Str notes, Err *err);
/* Forget one, whatever it holds. */
bool store_review_forget(Store *s, int64_t review, Err *err);

typedef enum {
    STORE_REVIEWS_ALL,     // that can be looked at
    STORE_REVIEWS_WAITING, // that wait, or are being applied
    STORE_REVIEWS_BROKEN   // that are being taken or applied, at this moment or by who died
} StoreReviews;
/* Newest first, appended; project 0: of all. */
bool store_review_list(Store *s, int64_t project, StoreReviews which, ReviewHeads *out, Err *err);
/* False with a sentence if there is none. */
bool store_review_get(Store *s, int64_t review, ReviewHead *out, Err *err);
/* The review of a run, 0: it has none. */
bool store_review_of_run(Store *s, int64_t run, int64_t *review, Err *err);
/* All entries, the implied ones too, by path. */
bool store_review_entries(Store *s, int64_t review, ReviewEntries *out, Err *err);
/* A content, checked against `hash`; appended. */
bool store_review_content(Store *s, int64_t blob, const uint8_t hash[HASH_NBYTES], Buf *out,
                          Err *err);

/* The same of a text the user gave, whose sum stands nowhere else. */
bool store_review_text(Store *s, int64_t blob, Buf *out, Err *err);

/* What was decided of an entry; no hunks: all of it is in its state. */
typedef struct {
    int64_t entry;
    ReviewState state;
    bool conflict;
    char *why;         // owned; NULL: nothing to tell
    ReviewHunks hunks; // owned
    bool is_resolved;  // with `text`, over a disk that had `from`
    Buf text;          // owned
    uint8_t from[HASH_NBYTES];
} ReviewDecision;
typedef Vec(ReviewDecision) ReviewDecisions;
void review_decisions_deinit(ReviewDecisions *v);
/* In one transaction. */
bool store_review_decide(Store *s, int64_t review, const ReviewDecisions *d, Err *err);
/* Those of an entry, in their order, appended; none: its state is that of all. */
bool store_review_hunks(Store *s, int64_t entry, ReviewHunks *out, Err *err);

/* Applying: what is to be done is kept before it is done. */
typedef enum {
    STEP_PLANNED,
    STEP_DONE,
    STEP_LEFT // nothing was changed: `why`
} ReviewStepState;
typedef struct {
    int64_t id, entry;
    char *path; // owned
    ReviewStepState state;
    bool merged;              // `after` has what the disk alone had
    ReviewSide before, after; // what stands there when it is planned, what shall
    // To be kept with it, where keep_… says so; empty afterwards.
    Buf before_bytes, after_bytes;
    bool keep_before, keep_after;
    char *why; // owned; not kept
} ReviewStep;
typedef Vec(ReviewStep) ReviewSteps;
void review_steps_deinit(ReviewSteps *v);

/* Nobody else applies this review until it is unlocked, or the store closed, or the program dies.
 * False: somebody does. */
bool store_review_lock(Store *s, int64_t review);
void store_review_unlock(Store *s, int64_t review);
/* Keep some steps of a round, in one transaction: their ids and blobs are set. */
bool store_review_plan(Store *s, int64_t review, int64_t round, ReviewSteps *steps, Err *err);
/* All steps are kept: from now on they are to be done.  On the disk when this returns true. */
bool store_review_start(Store *s, int64_t review, Err *err);
/* The steps of a round, appended; and a round that has steps in such a state, the highest, 0:
 * none.  The steps of an undo have the round they undo, below 0. */
bool store_review_steps(Store *s, int64_t review, int64_t round, ReviewSteps *out, Err *err);
bool store_review_round(Store *s, int64_t review, ReviewStepState state, int64_t *round, Err *err);
/* Forget steps that were planned and never started. */
bool store_review_unplan(Store *s, int64_t review, Err *err);

typedef struct {
    int64_t review, round;
    ReviewPhase phase;               // from now on
    const ReviewSteps *steps;        // as they were done; NULL: none
    const ReviewDecisions *verdicts; // what is decided of entries from now on
} ReviewEnd;
/* In one transaction: how the steps ended, the files they changed as versions of the project with a
 * named point before them, and the new states.  What nothing needs any more is let go.  `links`
 * (may be NULL) gets the versions. */
bool store_review_end(Store *s, const ReviewEnd *end, DecisionLinks *links, Err *err);

#endif
