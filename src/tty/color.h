/* Colours for terminals that have fewer than were asked for. */
#ifndef TTY_COLOR_H
#define TTY_COLOR_H

#include "tty/tty.h"

enum { COLOR_CACHE = 256 };

/* Answers of color_reduce, remembered by the pair that was asked for. */
typedef struct {
    TtyColor depth;       // never TTY_COLOR_AUTO
    int min_contrast_x10; // 0 = leave
    struct {
        Color fg, bg;         // asked
        Color fg_out, bg_out; // answered
        bool used;
    } cache[COLOR_CACHE];
} ColorMap;

void color_map_init(ColorMap *m, TtyColor depth, int min_contrast_x10);
/* The style in colours of m->depth: the nearest ones to the eye, the foreground moved away from the
 * background until their contrast suffices. */
Style color_reduce(ColorMap *m, Style s);
/* 0xRRGGBB of an RGB or indexed colour (not of the default). */
uint32_t color_rgb(Color c);

#endif
