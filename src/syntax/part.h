/* A part of a text that is parsed on its own: for the first colours, before all of it is parsed,
 * and for texts that are never parsed as a whole. */
#ifndef SYNTAX_PART_H
#define SYNTAX_PART_H

#include "syntax/spans.h"
#include "text/text.h"

/* A part around `seen` of some ten kilobytes, which begins where a parser is likely to find its
 * way: at the start of the text, behind an empty line, at a line, in a long line behind a bracket
 * or a comma.  Reads what it looks at. */
Range part_around(const Snap *s, Range seen);

#endif
