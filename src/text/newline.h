/* Counting and finding line ends in plain memory, as fast as the machine reads.  Part of the face
 * text.h. */
#ifndef TEXT_NEWLINE_H
#define TEXT_NEWLINE_H

#include "base/str.h"

/* How many '\n' are in s. */
size_t newline_count(Str s);
/* Offset of the k-th '\n' of s (k >= 1); s.n if it has fewer. */
size_t newline_nth(Str s, size_t k);

#endif
