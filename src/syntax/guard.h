/* Texts a grammar must not be given.  A scanner keeps its state in 1024 bytes of the parser's; that
 * of Markdown writes past them when blocks are nested some 250 deep, that of Python when lines are
 * indented in some 400 steps.  No text a person wrote comes near. */
#ifndef SYNTAX_GUARD_H
#define SYNTAX_GUARD_H

#include "text/text.h"

/* May the grammar of that name parse these `n` bytes?  Costs a look at each line's start. */
bool guard_allows(const char *grammar, const Snap *s, size_t start, size_t n);

#endif
