/* Cols: columns in long lines.  What a stretch of text adds to the column is noted where its bytes
 * are kept, which never change: with blocks of the source, sections of chunks, nodes of the tree.
 * So notes outlive edits, and a column far to the right is a sum of few of them.
 *
 * A cluster may lie across the border of two stretches.  So a sum goes from the first place where a
 * cluster starts for sure (a sure break) to the last, and keeps the bytes before and behind: where
 * stretches meet, those are measured together. */
#ifndef TEXT_COLS_H
#define TEXT_COLS_H

#include "text/cells.h"

#include <stdint.h>

enum { COL_EDGE_MAX = 64 };

typedef struct {
    uint8_t n; // bytes
    char p[COL_EDGE_MAX];
} ColEdge;

typedef struct {
    Cells cells;        // from the first sure break to the last
    ColEdge head, tail; // the bytes before and behind
    bool solid;         // there is no sure break: all is in `head`
    bool too_long;      // an edge does not fit: the rest says nothing
    bool guess;         // parts were taken for plain ASCII, as nobody measured them
} ColSum;

/* The sum of nothing, at a place where a cluster starts for sure. */
static inline ColSum cols_start(void)
{
    return (ColSum){0};
}
/* Put b behind *a. */
void cols_join(ColSum *a, const ColSum *b, int tab_size);
/* n bytes taken for plain ASCII. */
ColSum cols_guess(size_t n);

/* What is known of a stretch: of all of it, and of parts between sure breaks if it is a section (a
 * stretch of at most 64 KiB). */
typedef struct ColNote ColNote;
/* The note for a tab size at a place for notes; NULL if there is none.  Any thread. */
const ColNote *cols_find(ColNote *const *place, int tab_size);
ColSum cols_noted(const ColNote *note);
/* Note the sum of a stretch. */
void cols_put(ColNote **place, const ColSum *sum, int tab_size);
/* Measure a section and note it; borrowed as long as the place lives.  O(bytes). */
const ColNote *cols_measure(ColNote **place, Str section, int tab_size);
/* The same if all of it is plain ASCII; NULL if not.  At the speed of reading it. */
const ColNote *cols_measure_plain(ColNote **place, Str section);
/* The sum over [start, end) of a section. */
ColSum cols_part(const ColNote *note, Str section, size_t start, size_t end, int tab_size);
void cols_free(ColNote *notes);

#endif
