/* What differs between two texts, line by line. */
#ifndef BASE_DIFF_H
#define BASE_DIFF_H

#include "base/str.h"
#include "base/vec.h"

/* Lines [old_row, old_row + old_n) are replaced by lines [new_row, new_row + new_n); rows from 0.
 * Either count may be 0, not both. */
typedef struct {
    size_t old_row, old_n;
    size_t new_row, new_n;
} DiffHunk;
typedef Vec(DiffHunk) DiffHunks;

/* The lines of a text with their line feeds, the last one perhaps without; views into it. */
typedef Vec(Str) DiffLines;
void diff_split(Str text, DiffLines *out);

/* Append the hunks in order; equal lines stand between any two.  As few lines as possible are in
 * hunks, unless the texts differ so much that finding out would take long.  O((lines) * (lines in
 * hunks)) at worst. */
void diff_lines(const DiffLines *old_lines, const DiffLines *new_lines, DiffHunks *out);

/* Where lines that came in or went could as well stand some lines further up or down, move their
 * hunk to where a person would see it: with the outermost indent, behind an empty line.  The hunks
 * stay in order and as large as they are.  O(lines in hunks + lines moved over). */
void diff_slide(const DiffLines *old_lines, const DiffLines *new_lines, DiffHunks *hunks);

/* Bytes [start, end) of one of the two texts. */
typedef struct {
    size_t start, end;
} DiffSpan;
typedef Vec(DiffSpan) DiffSpans;

/* What differs within two texts, by words: appends the bytes of each that the other has not, in
 * order and apart.  Nothing at all is appended, and false returned, if they have too little in
 * common for that to be of help.  Made for the lines of one hunk. */
bool diff_words(Str old_text, Str new_text, DiffSpans *in_old, DiffSpans *in_new);

/* Append the hunks as git and patch(1) write them, `context` equal lines around each. */
void diff_unified(const DiffLines *old_lines, const DiffLines *new_lines, const DiffHunks *hunks,
                  size_t context, Buf *out);

#endif
