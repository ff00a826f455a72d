/* What a Text is inside this room: the present snapshot, the states to undo to, the journal. */
#ifndef TEXT_TEXT_INNER_H
#define TEXT_TEXT_INNER_H

#include "base/vec.h"
#include "text/snap.h"

enum {
    TEXT_EDITS_MAX = 256, // of one undo step; more become one that covers them all
};

typedef Vec(TextEdit) TextEdits;

/* A state that undo and redo can bring back, and the edits that led to it from its parent. */
typedef struct {
    size_t parent;   // index; 0 is the first state and its own parent
    size_t redo;     // the child that redo leads to; 0: none
    TextRev content; // when the bytes became what they are: tells states apart
    Tree tree;       // one reference; empty while this is the present state
    TextEdits edits; // owned; in the order they were made
    bool covered;    // edits holds one that covers them all, without rows
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
/* Called before an edit changes the text: starts a new state if it does not belong to the present
 * one. */
void text_history_open(Text *t, const TextEdit *e);
/* Notes an edit in the present state, with the revision it made. */
void text_history_add(Text *t, const TextEdit *e);

void text_journal_deinit(TextJournal *j);
/* Gives *e the next revision and keeps it. */
TextRev text_journal_add(TextJournal *j, TextEdit *e);

/* What replacing [start, end) of s by `with` will be in the journal. */
TextEdit text_edit_of(const Snap *s, size_t start, size_t end, Str with);
/* Note the rows and columns of an edit that leads from one tree to another; none if one of them is
 * not known. */
void text_edit_place(TextEdit *e, Bank *bank, const Tree *from, const Tree *to);
/* The same edit without rows and columns. */
TextEdit text_edit_unplaced(const TextEdit *e);
/* The present snapshot, as one that nobody else holds. */
Snap *text_writable(Text *t);

#endif
