/* Programs that keep a clipboard. */
#ifndef WORKSPACE_CLIP_PROGRAM_H
#define WORKSPACE_CLIP_PROGRAM_H

#include "workspace/clip-outside.h"

enum { CLIP_ARGS = 6, CLIP_PROGRAMS = 6, CLIP_READ_MAX = 64 << 20 };

typedef struct {
    ClipProvider kind;
    const char *name;               // as messages call it
    const char *env;                // only where this is set; NULL: anywhere
    bool local;                     // only without SSH_CONNECTION, unless it was asked for
    const char *copy[CLIP_ARGS];    // takes the text from its standard input
    const char *paste[CLIP_ARGS];   // gives it on its standard output
    const char *primary[CLIP_ARGS]; // gives what is selected; none: it knows of no such thing
} ClipProgram;

/* Those that a provider's setting allows here, the best first; returns how many. */
size_t clip_programs(ClipProvider wanted, const ClipProgram *out[CLIP_PROGRAMS]);
/* Run one on `in` and wait, at most a second: false if it is not there, fails or is too slow.  Its
 * output is appended to `out` unless that is NULL. */
bool clip_program_run(const char *const *argv, Str in, Buf *out);

#endif
