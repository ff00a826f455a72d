/* What a Text is inside this room: the present snapshot, the states to undo to, the journal. */
#ifndef TEXT_TEXT_INNER_H
#define TEXT_TEXT_INNER_H

#include "base/vec.h"
#include "text/log.h"
#include "text/snap.h"

enum {
    TEXT_EDITS_MAX = 256,         // of one undo step; more keep all the text before them
    TEXT_JOURNAL_MANY_MAX = 1024, // edits made at once; more are one of the journal
    TEXT_STATE_MANY_MAX = 16384,  // ... one of the undo step as well
};

typedef Vec(TextEdit) TextEdits;

/* One edit of a state, and what it takes to go to its other side. */
typedef struct {
    TextEdit edit;
    Tree other; // what it took out; what it brought in while it is undone; one reference
} StateEdit;

/* A state that undo and redo can bring back, and the edits that led to it from its parent.  Either
 * side of an edit is a tree that is cut out or joined in again, whatever its size. */
typedef struct {
    size_t parent;        // index; 0 is the first state and its own parent
    size_t redo;          // the child that redo leads to; 0: none
    TextRev content;      // when the bytes became what they are: tells states apart
    Vec(StateEdit) edits; // owned; in the order they were made
    int64_t stamp;        // as text_stamp() had it; 0: none
    bool whole;           // the first one's `other` is all the text, the others have none
} TextState;

/* States form a tree: undoing and then editing starts a new branch. */
typedef struct {
    Vec(TextState) states; // owned
    size_t now;            // the present one
    bool open;             // the next edit may belong to the present state
    unsigned groups;       // open groups
    TextRev saved;         // content that was saved last
} TextHistory;

typedef struct {
    TextEdits edits; // owned; the youngest ones
    TextRev rev;     // of the last edit
} TextJournal;

struct Text {
    Snap *now; // owned
    TextHistory history;
    TextJournal journal;
    struct TextLog *logs[TEXT_LOGS_MAX]; // owned, NULL: none
};

/* text_replace() that is not logged by itself. */
TextRev text_replace_unlogged(Text *t, size_t start, size_t end, Str with);

void text_history_init(TextHistory *h);
void text_history_deinit(TextHistory *h);
/* Note an edit that was just made, with its revision, in the present state or in a new one.
 * `removed` is what it took out, owned from now on. */
void text_history_add(TextHistory *h, Tree now, Bank *bank, const TextEdit *e, Tree removed);
/* Note an edit that stands for many as a state of its own; `before` is all the text before it,
 * owned from now on. */
void text_history_add_whole(TextHistory *h, Bank *bank, const TextEdit *e, Tree before);
/* Note n >= 2 edits that were made at once, last place first, each in the text after those before
 * it in v.  removed[i] is what v[i] took out, owned from now on; NULL: then `before` is all the
 * text before them, owned from now on (else {0}).  They join the present state if it is a run of
 * typing or of deleting at the same places.  Not within a group (BUG). */
void text_history_add_many(TextHistory *h, const TextEdit *v, size_t n, const Tree *removed,
                           Tree before);
/* BUG if an invariant does not hold. */
void text_history_check(const TextHistory *h);

void text_journal_deinit(TextJournal *j);
/* Gives *e the next revision and keeps it. */
TextRev text_journal_add(TextJournal *j, TextEdit *e);

/* Have *c cover e too, which followed it; without rows. */
void text_edit_cover(TextEdit *c, const TextEdit *e);
/* Could it have been typed, by its size? */
bool text_edit_is_small(const TextEdit *e);
/* e was made right where `last` ended, by typing or deleting on: both may be one. */
bool text_edit_goes_on(const TextEdit *last, const TextEdit *e);
/* Make *last one with e, which goes on; `removed`, what e took out, is taken over. */
void text_edit_fuse(StateEdit *last, const TextEdit *e, Tree removed);
/* The same without what was taken out. */
void text_edit_fuse_places(TextEdit *last, const TextEdit *e);
/* e, of a text that has `shift` more bytes in front of it than that of `last`, as if it were of the
 * latter, with rows and columns that begin at the end of `last`. */
TextEdit text_edit_rebased(const TextEdit *e, const TextEdit *last, size_t shift);

/* What replacing [start, end) by `with` means for the journal, with rows if they are known. */
TextEdit text_edit_of(const Snap *s, size_t start, size_t end, Str with);
/* Note the rows and columns of an edit that leads from one tree to another; none if one of them is
 * not known. */
void text_edit_place(TextEdit *e, Bank *bank, const Tree *from, const Tree *to);
/* The same edit without rows and columns. */
TextEdit text_edit_unplaced(const TextEdit *e);
/* The new tree of a rewrite that was ended; its bytes go to `bank`, and it is freed. */
Tree text_rewrite_take(TextRewrite *r, Bank *bank);
/* The present snapshot, as one that nobody else holds. */
Snap *text_writable(Text *t);

#endif
