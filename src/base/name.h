/* File names as people read and type them.  A name may hold any bytes but '/' and NUL: those that
 * no screen should be sent, and those that are no UTF-8, are written as \n, \t, \xHH. */
#ifndef BASE_NAME_H
#define BASE_NAME_H

#include "base/str.h"

/* Append the name (or path) for reading; a backslash stays one. */
void name_show(Str name, Buf *out);
/* The same for typing: a backslash is written \\, so that name_read() gives the same bytes back. */
void name_write(Str name, Buf *out);
/* Append the bytes that were meant.  A backslash that begins none of the above stands for itself.
 */
void name_read(Str typed, Buf *out);

#endif
