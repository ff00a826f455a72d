/* The direct painter: what must be sent so that the screen shows a Surface.
 *
 * It remembers what the screen shows, where the cursor is and with which pen the terminal draws, so
 * that a key press costs some twenty bytes.  It makes bytes and sends none. */
#ifndef TTY_PAINT_H
#define TTY_PAINT_H

#include "tty/caps.h"
#include "tty/color.h"
#include "tty/surface.h"

enum {
    PAINT_UNKNOWN = 0xff, // width of a shown cell whose contents are not known
    PAINT_WRAP_MIN = 128, // bytes from which a frame is wrapped to appear at once
    PAINT_SCROLL_MIN = 4, // rows that must have moved alike to be scrolled
};

typedef struct {
    const Caps *caps; // borrowed
    ColorMap colors;
    bool utf8;      // else characters beyond ASCII are shown as '?'
    bool blink;     // the cursor does
    bool sync;      // frames are wrapped in synchronized output
    bool graphemes; // the terminal measures clusters as we do
    Surface *shown; // owned; what the screen shows, if `valid`
    bool *changed;  // owned; which rows are to be painted in this frame
    bool valid;
    int row, col; // where the cursor is; col < 0: somewhere in the row; row < 0: anywhere
    bool pen_known;
    Style pen; // in the terminal's colours
    bool visible;
    CursorShape shape; // CURSOR_HIDDEN = not known
    Buf out;
    size_t skip; // bytes of `out` that turned out not to be needed
} Painter;

void painter_init(Painter *p, const Caps *caps, TtyColor depth, int min_contrast_x10);
void painter_deinit(Painter *p);
/* Forget what the screen shows. */
void painter_invalidate(Painter *p);
/* The bytes that bring the screen from what it shows to `s`; borrowed until the next call. */
Str painter_paint(Painter *p, const Surface *s, int row, int col, CursorShape shape);

/* The parts the painter is made of. */

/* Move the cursor by the shortest way. */
void paint_move(Painter *p, int row, int col);
/* Take the pen `to` (in the terminal's colours). */
void paint_pen(Painter *p, Style to);
/* Move what is shown where it is wanted, if the terminal can and it saves bytes: rows up or down
 * (true if it did), the cells of one row to the side. */
bool paint_scroll(Painter *p, const Surface *s);
void paint_shift(Painter *p, const Surface *s, int row);
/* Is (row, col) not as wanted? */
bool paint_differs(const Painter *p, const Surface *s, int row, int col);

#endif
