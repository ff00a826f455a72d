/* Files as texts: what was read is decoded, at once if it is little, later if it is much. */
#ifndef WORKSPACE_CODING_H
#define WORKSPACE_CODING_H

#include "text/text.h"

#include <stdatomic.h>

typedef struct Options Options;

/* What a file turned out to hold. */
typedef struct Decoded {
    Text *text; // owned; the start of it, if there is more
    Coding coding;
    bool binary, exact;
    Snap *more; // owned; the bytes of a large file that are still to be decoded, else NULL
} Decoded;
/* Decode the bytes of a file (`raw` is taken over), by `as` or, if that is NULL, by what they look
 * like. */
bool coding_decode(Text *raw, const Encoding *as, const Options *o, Decoded *out, Err *err);
/* All of a large file, into a scratch file; on a worker.  NULL with a sentence. */
Text *coding_decode_large(const Snap *raw, Coding *c, bool *exact, const atomic_bool *cancelled,
                          Err *err);
/* The bytes of a whole file to text.  *c is how it was written until now, and gets how it is. */
bool coding_decode_again(Str bytes, Coding *c, Buf *out, Err *err);
/* The bytes of a text as `c` writes them; on any thread.  False if it cannot write all of it. */
bool coding_encode(const Snap *s, Coding c, Buf *out, Err *err);

#endif
