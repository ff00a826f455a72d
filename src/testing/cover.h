/* Coverage: how often each line of a file ran.  Part of the face testing.h. */
#ifndef TESTING_COVER_H
#define TESTING_COVER_H

#include "base/err.h"
#include "base/map.h"
#include "base/str.h"

#include <stdint.h>

enum { COVER_NONE = -1, COVER_LINES_MAX = 2000000, COVER_FILES_MAX = 20000 };

typedef struct {
    char *file;    // owned; relative to the project, or absolute
    int32_t *hits; // owned; [line - 1]: how often it ran, COVER_NONE: nothing to run there
    int nlines;
    int total, hit; // lines with something to run, and those of them that ran
} CoverFile;

/* {.root = "/p"} is a valid empty one. */
typedef struct {
    const char *root; // borrowed, absolute
    Map files;        // CoverFile, owned
} Cover;
void cover_deinit(Cover *c);
const CoverFile *cover_file(const Cover *c, Str file); // NULL: nothing is known
/* Of all files together; 0 of 0 if there is none. */
void cover_sum(const Cover *c, int *hit, int *total);
/* In per cent, rounded down, so that 100 means all. */
int cover_percent(int hit, int total);

/* What a tool wrote, added; `format` is one of lcov, gcov, coverage.py, go-cover, v8, ruby.  Lines
 * of a file that is known are added up.  Files outside of the project are left out.  False with a
 * sentence if it cannot be read. */
bool cover_read(Cover *c, Str format, Str text, Err *err);

#endif
