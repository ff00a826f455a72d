/* The review of what a run wrote: the entries as rows of a list, the hunks of the selected one as a
 * diff beside it, decisions that can be taken back, and what becomes of them on the disk.  Contents
 * are read, decisions kept and applied on a worker. */
#ifndef WORKSPACE_REVIEWING_H
#define WORKSPACE_REVIEWING_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

typedef struct Workspace Workspace;
typedef struct Document Document;
struct Review; // review/review.h

typedef enum {
    REVIEW_SIGN_PENDING,
    REVIEW_SIGN_PARTLY,
    REVIEW_SIGN_ACCEPTED,
    REVIEW_SIGN_REJECTED,
    REVIEW_SIGN_APPLIED, // it is on the disk
    REVIEW_SIGN_COUNT
} ReviewSign;
/* "undecided", "accepted", … */
const char *review_sign_word(ReviewSign s);

/* An entry, or a folder of generated ones, which is folded into one row. */
typedef struct {
    size_t first, n;                // entries, by index
    bool is_group, is_open, inside; // inside: of an open group above it
    bool waits;                     // something of it is undecided
    ReviewSign sign;
    char *name;       // owned; the path
    char *right;      // owned; "+9 -2", "deleted", "12 new"
    const char *care; // literal; why no "all" takes it, NULL: it may
} ReviewRow;

typedef struct {
    struct Review *review; // owned; NULL: nothing is reviewed
    int64_t wanted;        // id of the one that is being opened, 0: none
    char *title;           // owned; "run #42"
    char *subtitle;        // owned; "make test  exit 0  3.1s"
    char *state;           // owned; for the status bar
    Vec(ReviewRow) rows;   // owned
    Vec(char *) open;      // owned; groups that are unfolded
    size_t selected;
    size_t hunk; // of the selected entry, the one that is decided
    size_t nfiles, naccepted, nrejected, npending;
    const char *blocked[16]; // views into `blocked_text`: what its run tried in vain
    size_t nblocked;
    char *blocked_text;      // owned
    struct ReviewPast *past; // owned; decisions that can be taken back, the newest first
    ptrdiff_t shown;         // entry whose hunks are shown, -1: none
    bool stale;              // ... not as they are
    bool unsaved;            // decisions are to be kept
    int side_before;         // SideView
    bool side_bar_before;    // it was shown
    bool hid_panel;          // the panel was shown before
    bool merge;              // the first conflict is to be opened once it is read
    struct ReviewWhy *why;   // owned; what a form is to be opened for once it is read, NULL: none
    bool attach;             // a form asks why when it is applied
    int64_t last;            // the review that something was applied of last, 0: none
    bool loading, saving, busy;
} Reviewing;

/* Show the review of a run that waits, NULL: the newest that does. */
void reviewing_open_newest(Workspace *ws);
void reviewing_open(Workspace *ws, int64_t review);
/* Show the list and give it the focus; on a small screen the panel gives its room until the review
 * is closed. */
void reviewing_enter(Workspace *ws);
/* Something is reviewed. */
bool reviewing_is_on(const Workspace *ws);
/* The list has the focus, or the diff beside it. */
bool reviewing_has_focus(const Workspace *ws);
/* Keep decisions, read and show what is selected; called in each turn. */
void reviewing_settle(Workspace *ws);
bool reviewing_is_busy(const Workspace *ws);
void reviewing_deinit(Reviewing *r);

void reviewing_move(Workspace *ws, long by);
void reviewing_select(Workspace *ws, size_t row);
/* Fold or unfold the group of the selected row; false: it is in none. */
bool reviewing_fold(Workspace *ws, bool open);
/* To the next hunk or the one before it, in the next file after the last one. */
bool reviewing_step(Workspace *ws, int step, Err *err);
/* Hunks of the entry that is shown; how one stands. */
size_t reviewing_hunks(const Workspace *ws);
ReviewSign reviewing_hunk_sign(const Workspace *ws, size_t hunk);
/* The hunk at the cursor of the diff. */
size_t reviewing_hunk(const Workspace *ws);

/* Decide the hunk, or what has none; go on to the next that is undecided. */
bool reviewing_decide_hunk(Workspace *ws, bool accept, Err *err);
/* All of the selected row. */
bool reviewing_decide_file(Workspace *ws, bool accept, Err *err);
/* All that is undecided; what wants care is left out and told of. */
bool reviewing_decide_all(Workspace *ws, bool accept, Err *err);
bool reviewing_undo(Workspace *ws, Err *err);
bool reviewing_split(Workspace *ws, Err *err);
/* The hunk's new lines, or the three texts of a conflict, in a text whose saving decides. */
bool reviewing_edit(Workspace *ws, Err *err);
/* Such a text is saved. */
bool reviewing_take_edit(Workspace *ws, Document *d, Err *err);
struct ReviewEdit;
void review_edit_free(struct ReviewEdit *e);

/* Bring to the disk what was accepted; the rest goes on waiting. */
bool reviewing_apply(Workspace *ws, Err *err);
/* Reject what waits, after a question. */
bool reviewing_discard(Workspace *ws, Err *err);
/* Put back what the last apply wrote. */
bool reviewing_undo_apply(Workspace *ws, Err *err);
/* A form for why, linked to what the next or the last apply wrote. */
bool reviewing_attach(Workspace *ws, Err *err);
/* The same of a run that is not shown: all that may be accepted at once; all of it. */
bool review_apply_all(Workspace *ws, int64_t review, Err *err);
bool review_ask_discard(Workspace *ws, int64_t review, Err *err);
/* Show no review any more. */
void reviewing_close(Workspace *ws);

#endif
