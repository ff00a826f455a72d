/* What a Text is inside this room: the present snapshot, the states to undo to, the journal. */
#ifndef TEXT_TEXT_INNER_H
#define TEXT_TEXT_INNER_H

#include "base/vec.h"
#include "text/snap.h"

enum {
    TEXT_EDITS_MAX = 256, // of one undo step; more become one that covers them all
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
    bool whole;           // one edit covers them all; its `other` is all the text, not its range
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
};

void text_history_init(TextHistory *h);
void text_history_deinit(TextHistory *h);
/* Note an edit that was just made, with its revision, in the present state or in a new one.
 * `removed` is what it took out, owned from now on. */
void text_history_add(TextHistory *h, Tree now, Bank *bank, const TextEdit *e, Tree removed);
/* Note an edit that stands for many as a state of its own; `before` is all the text before it,
 * owned from now on. */
void text_history_add_whole(TextHistory *h, Bank *bank, const TextEdit *e, Tree before);
/* BUG if an invariant does not hold. */
void text_history_check(const TextHistory *h);

void text_journal_deinit(TextJournal *j);
/* Gives *e the next revision and keeps it. */
TextRev text_journal_add(TextJournal *j, TextEdit *e);

/* Note the rows and columns of an edit that leads from one tree to another; none if one of them is
 * not known. */
void text_edit_place(TextEdit *e, Bank *bank, const Tree *from, const Tree *to);
/* The same edit without rows and columns. */
TextEdit text_edit_unplaced(const TextEdit *e);
/* The present snapshot, as one that nobody else holds. */
Snap *text_writable(Text *t);

#endif
