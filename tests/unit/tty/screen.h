/* A terminal of our own: what a screen shows after the painter's bytes. */
#ifndef TEST_TTY_SCREEN_H
#define TEST_TTY_SCREEN_H

#include "tty/tty.h"

enum { SCREEN_TEXT_MAX = 80 };

typedef struct {
    char text[SCREEN_TEXT_MAX]; // "" = covered by the cluster to the left
    Style style;
} ScreenCell;

typedef struct {
    int rows, cols;
    ScreenCell *cells; // owned
    int row, col;
    int top, bottom; // scroll region
    bool wrap;       // a cell was written at the edge
    bool bce;        // erased cells get the pen's background
    bool emoji_narrow;
    bool visible;
    int shape; // of DECSCUSR
    bool sync;
    Style pen;
} Screen;

void screen_init(Screen *s, int rows, int cols);
void screen_deinit(Screen *s);
/* Unknown sequences fail the test. */
void screen_feed(Screen *s, Str bytes);
const ScreenCell *screen_cell(const Screen *s, int row, int col);

#endif
