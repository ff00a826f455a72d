/* SHA-256: the name of a content. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

enum { HASH_NBYTES = 32, HASH_HEX_MAX = 2 * HASH_NBYTES + 1 };

/* The sum of bytes that lie together. */
void hash_sha256(Str bytes, uint8_t out[HASH_NBYTES]);

/* The sum of bytes that come in pieces. */
typedef struct Hash Hash;
Hash *hash_new(void);
void hash_add(Hash *h, Str bytes);
/* The sum of all that was added; h starts afresh. */
void hash_end(Hash *h, uint8_t out[HASH_NBYTES]);
void hash_free(Hash *h);

/* 64 lower-case digits and a NUL. */
void hash_hex(const uint8_t sum[HASH_NBYTES], char out[HASH_HEX_MAX]);
/* The way back; false unless hex is 64 digits of either case. */
bool hash_from_hex(Str hex, uint8_t out[HASH_NBYTES]);

#endif
