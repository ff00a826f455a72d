/* What differs between two texts, as a document: the lines of both in one text, those that went
 * before those that came in their place.  So cursors, selections, find and copying work in it as in
 * any other, and it can be painted in one column or in two. */
#ifndef WORKSPACE_DIFF_H
#define WORKSPACE_DIFF_H

#include "base/diff.h"
#include "base/err.h"
#include "text/text.h"

typedef struct Workspace Workspace;
typedef struct Document Document;
typedef struct View View;

typedef enum {
    DIFF_SAME,
    DIFF_REMOVED,
    DIFF_ADDED,
    // of a review; in neither of the texts
    DIFF_NOTE,  // words
    DIFF_STATE, // how the hunk above stands
    DIFF_GAP,   // lines were left out
} DiffKind;
enum { DIFF_MAX_BYTES = 32 << 20 }; // of either text

/* A line of the document. */
typedef struct {
    DiffKind kind;
    size_t off;          // where it starts
    size_t a_row, b_row; // in the two texts, from 0; the one it is not in: where it would stand
    size_t pair;
} DiffLine;
/* What stands side by side: lines by index, SIZE_MAX for none. */
typedef struct {
    size_t left, right;
} DiffPair;

typedef struct Diff {
    char *a_name, *b_name; // owned
    char *path;            // owned; the file of b, NULL: none
    Vec(DiffLine) lines;   // never empty
    Vec(DiffPair) pairs;
    Vec(size_t) changes; // lines where changes begin
    DiffSpans words;     // bytes of the document that differ within lines of a change
    size_t added, removed;
    int64_t version; // of history, that a is; 0: it is none
    bool beside;     // in two columns where there is room
    bool review;     // its changes are the hunks of the review that is shown
    int room;        // columns of its pane at the last paint
} Diff;
enum { DIFF_BESIDE_COLS = 100 }; // room that two columns need

void diff_free(Diff *d);
/* Fill d's lines, and the document's text.  `trim`: blanks at the ends of lines do not count.  On
 * any thread; O(bytes), and more where much differs. */
void diff_build(Diff *d, Str a, Str b, bool trim, Buf *text);
/* The line that holds `off`. */
size_t diff_line_at(const Diff *d, size_t off);

typedef struct {
    const char *name; // for people
    Snap *text;       // taken over
    Coding coding;    // how its bytes are still to be decoded; no encoding: it is decoded
    int64_t version;  // as in Diff
} DiffSideText;
/* Compare on a worker and show what differs in a new tab.  `path` says the language and where
 * Enter leads, NULL: nowhere.  False with a sentence if a side is too large. */
bool workspace_compare(Workspace *ws, DiffSideText a, DiffSideText b, const char *path, Err *err);

/* The bytes of a file (`raw` is taken over), decoded by `as`, NULL: by what they look like. */
bool diff_side_of(Workspace *ws, Text *raw, const Encoding *as, DiffSideText *out, Err *err);
/* The text of a file as it is on the disk, to be compared.  `as` NULL: by what it looks like. */
bool diff_read_file(Workspace *ws, const char *path, const Encoding *as, DiffSideText *out,
                    Err *err);

/* Go to the next change behind the cursor (or before it), round the ends. */
bool diff_step(View *v, int step, Err *err);
/* Open the file of b at the line of the cursor. */
bool diff_open_file(Workspace *ws, View *v, Err *err);

#endif
