/* Characters that read as ASCII ones and are none, as in names made to deceive. */
#ifndef BASE_LOOKALIKE_H
#define BASE_LOOKALIKE_H

#include "base/str.h"

#include <stdint.h>

/* The ASCII character that cp reads as; 0: none, or cp is ASCII.  Quotes and dashes of prose are
 * none of these.  O(log of a small table). */
char lookalike_of(uint32_t cp);
/* Is the character at byte `at` of a text one that deceives?  Not in a word of its own script, nor
 * among ideographs.  O(length of its word); the text may be cut there. */
bool lookalike_deceives(Str text, size_t at);

#endif
