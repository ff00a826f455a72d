/* How contents are packed: zstd, alone or against another content that is at hand. */
#ifndef STORE_CODEC_H
#define STORE_CODEC_H

#include "base/err.h"
#include "base/str.h"

/* Larger contents are not packed or unpacked. */
#define CODEC_MAX_BYTES ((size_t)512 << 20)

typedef struct Codec Codec;

typedef enum {
    PACK_RAW,  // as it is
    PACK_ZSTD, // by itself
    PACK_DELTA // against a base that unpacking needs again
} PackKind;

Codec *codec_new(void);
void codec_free(Codec *c);

/* Pack `bytes` into *out (appended) in the way that is smallest, against `base` if that is not
 * STR_NULL and pays. */
PackKind codec_pack(Codec *c, Str bytes, Str base, Buf *out);
/* The reverse, appended.  `nbytes` is the size before packing.  False if the packed bytes are
 * damaged or were packed against another base. */
bool codec_unpack(Codec *c, PackKind kind, Str packed, Str base, size_t nbytes, Buf *out);

#endif
