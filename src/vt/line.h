/* One row of cells, of the screen or of the scrollback. */
#ifndef VT_LINE_H
#define VT_LINE_H

#include "base/str.h"
#include "base/width.h"
#include "vt/vt.h"

/* All zero: a blank in the default colours. */
typedef struct {
    char text[4]; // one code point in UTF-8; or, with CELL_POOLED, an offset into Line.extra
    VtColor fg, bg;
    uint16_t attrs;   // VT_ bits
    uint8_t len : 4;  // bytes of text; 0: blank; or CELL_POOLED
    uint8_t half : 4; // which part of a wide cluster this is, if of any
    uint8_t link;     // 1-based in Line.links; 0: none
} Cell;

_Static_assert(sizeof(Cell) == 16, "a scrollback is mostly cells");

enum { CELL_POOLED = 0xf };
enum { HALF_NONE, HALF_LEFT, HALF_RIGHT };

typedef struct {
    Cell *cells; // owned
    int cap;     // cells allocated; for a row of the screen the number of columns
    int used;    // cells from here on are blank in the default colours
    bool wraps;  // the text goes on in the next row
    VtMarks marks;
    Buf extra;       // clusters longer than a code point, each with its length before it
    uint32_t *links; // owned; how many, then the numbers that cells mean; NULL: none
} Line;

void vt_line_deinit(Line *r);
/* Room for cap cells; all are blank if it grew.  Only for a row with nothing in use. */
void vt_line_reserve(Line *r, int cap);
/* Make every cell a copy of `blank` (its text is ignored). */
void vt_line_clear(Line *r, int cols, const Cell *blank);
/* The text of a cell, borrowed until the row changes; empty for blanks and right halves. */
Str vt_line_text(const Line *r, const Cell *c);
/* Put a cluster of width 1 or 2 at col, in the colours of `pen`.  What it covers by half becomes
 * blank.  col + width must not lie beyond cap. */
void vt_line_put(Line *r, int col, const Cell *pen, Str text, int width);
/* Put printable ASCII, a character a cell: the same, at speed. */
void vt_line_put_ascii(Line *r, int col, const Cell *pen, Str text);
/* Change the text of the cell at col, of the same width as before. */
void vt_line_set_text(Line *r, int col, Str text);
/* Blank everything from column `cols` on. */
void vt_line_cut(Line *r, int cols);
/* Cells [start, end) become `blank`. */
void vt_line_erase(Line *r, int start, int end, const Cell *blank);
/* Within [start, end) move cells n to the left, or -n to the right; `blank` comes in. */
void vt_line_shift(Line *r, int start, int end, int n, const Cell *blank);
/* What cells of this row have to name to mean that link; 0 if a row can hold no more of them. */
uint8_t vt_line_link(Line *r, uint32_t link);
/* The number of the link that a cell belongs to, 0: none. */
uint32_t vt_line_link_of(const Line *r, const Cell *c);
/* Append cells [start, end) of src, which must fit. */
void vt_line_append(Line *r, const Line *src, int start, int end);

#endif
