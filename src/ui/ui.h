/* Panes: read the model, draw cells, turn keys into commands.
 *
 * ui_key() is part of the beat "act" and changes the model through commands; ui_paint() is the beat
 * "paint" and changes nothing but what a pane must know of its own size.  Knows no files and no
 * terminal: it draws to a Surface.
 *
 *   Ui *ui = ui_new(ws, TTY_COLOR_TRUE);
 *   ui_key(ui, &key);
 *   UiCursor c = ui_paint(ui, surface);
 */
#ifndef UI_UI_H
#define UI_UI_H

#include "base/key.h"
#include "tty/tty.h"

typedef struct Workspace Workspace;
typedef struct Ui Ui;

typedef struct {
    int row, col; // on the surface
    CursorShape shape;
} UiCursor;

/* `color` is what the terminal shows; `signs` whether its font has more than
 * letters. */
Ui *ui_new(Workspace *ws, TtyColor color, bool signs);
void ui_free(Ui *ui);
/* It is shown on another terminal from now on. */
void ui_set_terminal(Ui *ui, TtyColor color, bool signs);
void ui_key(Ui *ui, const Key *k);
/* Let lists catch up with what was typed and what workers found (the beat "settle"). */
void ui_settle(Ui *ui);
/* Draw everything; the layout takes the surface's size. */
UiCursor ui_paint(Ui *ui, Surface *s);
/* Something goes on so long, out of the user's sight, that the terminal's window is to show it. */
bool ui_shows_progress(const Ui *ui);
/* What took so long has ended and the user wants to hear of it; true once. */
bool ui_take_ring(Ui *ui);
/* Milliseconds until something appears by itself (the leader panel), -1: nothing will. */
int ui_deadline_ms(const Ui *ui);

#endif
