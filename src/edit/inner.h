/* What the operations on lines share. */
#ifndef EDIT_INNER_H
#define EDIT_INNER_H

#include "edit/edit.h"

/* The bytes [start, end) as owned text in a's memory. */
Str edit_read(const Snap *s, size_t start, size_t end, Arena *a);

#endif
