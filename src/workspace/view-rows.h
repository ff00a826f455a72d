/* Display rows: how a text is laid out in rows of the screen.
 *
 * A line is one row, or several if it is wrapped; lines that a fold hides are none.  Any row is
 * found from the text around it: nothing is kept and nothing needs to be kept up to date.  Lines
 * up to ROWS_LONG bytes wrap between words.  Longer ones are cut at multiples of the width, so that
 * their rows are found by arithmetic on columns.  Both leave the last column free, for the cursor
 * behind a full row and for the second half of a wide character.
 *
 * Under a line with errors, and under the cursor's if anything is wrong there, is a row more that
 * holds no text: a note.  No offset is in it; whoever steps over rows comes to it, and whoever
 * moves the cursor leaves `wrong` out of the layout. */
#ifndef WORKSPACE_VIEW_ROWS_H
#define WORKSPACE_VIEW_ROWS_H

#include "workspace/folds.h"
#include "workspace/problems.h"

enum { ROWS_LONG = 4096 }; // bytes
enum { TOLD = 2 };

typedef struct {
    const Snap *s;      // borrowed
    const Folds *folds; // borrowed
    int tab_size;
    int width;  // cells of a row, as those of the text area less one; 0: lines are not wrapped
    int deeper; // cells that wrapped rows stand deeper than their line; -1: they start at the left
    const ProblemFile *wrong; // borrowed: what notes are about; NULL: there are none
    size_t told[TOLD];        // in their lines all that is wrong has one, not only errors
} RowLayout;

typedef struct {
    size_t line;       // where its line starts
    size_t start, end; // its bytes; the last row of a line ends at the '\n', or with the text
    int col;           // column of the line at its start
    int indent;        // blank cells before that
    bool wrapped;      // there is one above of the same line
    bool last;         // there is none below of the same line, but for a note
    bool note;         // the note under its line, whose last row the rest describes
} Row;

/* The row that holds `off`: of two that meet there the lower one, and the last one seen above if it
 * is hidden.  O(log n), and walks up to ROWS_LONG bytes if lines are wrapped. */
Row row_at(const RowLayout *l, size_t off);
/* Go to the row below or above; false if there is none, or if a line of a large text is so long
 * that nobody knows yet where it ends, or starts.  Costs the same. */
bool row_next(const RowLayout *l, Row *r);
bool row_prev(const RowLayout *l, Row *r);
/* r has such an end: there are more rows below, to be seen when the lines were counted. */
bool row_is_open(const RowLayout *l, const Row *r);
/* Go up to n rows down, or up if n is negative; returns how many there were. */
int row_step(const RowLayout *l, Row *r, int n);
/* How many rows `to` is below `from`, counted up to `max`. */
int row_distance(const RowLayout *l, Row from, size_t to, int max);
/* What the note under r's line says; NULL: there is none.  O(log of the problems). */
const Problem *row_problem(const RowLayout *l, const Row *r);
/* From a note to the row below, or to its line's if that is the last one. */
void row_leave_note(const RowLayout *l, Row *r);
/* The fold whose hidden lines follow r; false if there is none. */
bool row_fold(const RowLayout *l, const Row *r, Fold *out);
/* Cell of `off` in its row, and the offset nearest to a cell; of a row that goes on below at most
 * its last character. */
int row_cell(const RowLayout *l, const Row *r, size_t off);
size_t row_off(const RowLayout *l, const Row *r, int cell);
/* The last offset in r that the cursor can stand at: before the line end, or before the last
 * character if the line goes on below. */
size_t row_last_off(const RowLayout *l, const Row *r);

#endif
