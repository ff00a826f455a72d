/* Surfaces as text. */
#ifndef TEST_WIDGET_PICTURE_H
#define TEST_WIDGET_PICTURE_H

#include "base/key.h"
#include "tty/tty.h"

/* The rows of the surface are these (blanks at their ends do not count), or the test fails with
 * what they are. */
void picture_check(const char *name, const Surface *s, const char *const *rows, int nrows);
/* The letters of `styles` stand where cells have an attribute or background of their own: 'x' where
 * the cell's style is not that of the surface's last cell. */
void picture_check_styled(const char *name, const Surface *s, int row, const char *styles);
Key picture_key(const char *name);
Key picture_click(int row, int col, int clicks);

#endif
