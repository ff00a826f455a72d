/* Lists of globs as one types them: "src/lib, *.c, !*.min.js". */
#ifndef GREP_GLOBS_H
#define GREP_GLOBS_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

typedef struct {
    char *pattern; // owned
    char *below;   // owned; matches all that lies in a folder of that name; NULL: the same does
    Str name;      // in pattern: what a part must be, if that is all there is to it; else empty
    bool negated;  // "!x"
} Glob;

typedef struct {
    Vec(Glob) all;
    bool positive; // one of them is not negated
} Globs;

/* Read a list, with commas between that are not in braces.  `anywhere`: without a "./" or "/"
 * before it, one matches at any depth, and a folder stands for all in it. */
bool globs_read(Globs *g, Str typed, bool anywhere, Err *err);
void globs_deinit(Globs *g);
/* Does one that is not negated match the path of a file or folder? */
bool globs_match(const Globs *g, Str path);
/* The same of those that are. */
bool globs_match_negated(const Globs *g, Str path);

#endif
