/* Pictures as cells of characters and colours.
 *
 * The helper `codelab-image` (its source is in helper/) reads a file with imlib2, fits it into so
 * many columns and rows and turns it into characters and colours with chafa.
 *
 * Decoders of pictures have been broken into before: who calls the helper starts it in the jail.
 * This face finds it and reads what it prints; it starts nothing.
 *
 *   char *helper = image_helper_path(&err);      // argv: helper FILE COLS ROWS utf8|ascii|mono
 *   image_grid_parse(output, &grid, &err); */
#ifndef IMAGE_IMAGE_H
#define IMAGE_IMAGE_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

#define IMAGE_NO_COLOR UINT32_MAX
typedef struct {
    uint32_t cp;     // a printable character
    uint32_t fg, bg; // 0xRRGGBB or IMAGE_NO_COLOR
} ImageCell;
typedef Vec(ImageCell) ImageCells;
typedef struct {
    int rows, cols;
    int width, height; // of the picture, in pixels
    char format[16];   // "png"
    ImageCells cells;  // row by row
} ImageGrid;
enum { IMAGE_SIDE_MAX = 1000 }; // rows and columns

/* Read what the helper printed: one line "codelab-image WIDTH HEIGHT COLS ROWS FORMAT", then a line
 * for each cell: code point, foreground, background in hexadecimal, "-" for no colour.  False with
 * a sentence if it is anything else; *out is empty then. */
bool image_grid_parse(Str bytes, ImageGrid *out, Err *err);
void image_grid_deinit(ImageGrid *g);

/* Does the name say that it is a picture the helper can read? */
bool image_is_name(Str path);
/* $CODELAB_IMAGE_HELPER, beside the program (a build tree), or in libexec.  Owned; NULL with a
 * sentence if it is nowhere: then codelab was built without pictures. */
char *image_helper_path(Err *err);

#endif
