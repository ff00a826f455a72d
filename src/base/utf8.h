/* UTF-8, tolerant: every byte string decodes, broken bytes one by one as U+FFFD. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

#include <stdint.h>

#define UTF8_BROKEN 0xFFFDu

/* Decode the code point at s.p[0]; s.n must be > 0.  *nbytes gets its length, 1 for a broken byte
 * (then UTF8_BROKEN is returned and *valid, if not NULL, is false; a true U+FFFD is valid). */
uint32_t utf8_decode(Str s, size_t *nbytes, bool *valid);
/* Write cp (1..4 bytes) to out; returns the length.  Surrogates and > 10FFFF become U+FFFD. */
size_t utf8_encode(uint32_t cp, char out[4]);
void utf8_add(Buf *b, uint32_t cp);
/* Start of the code point that ends before `off` (off > 0); a broken byte is one of its own. */
size_t utf8_prev(Str s, size_t off);
bool utf8_is_valid(Str s);

/* A byte that was read as text of another encoding and is none there: four bytes that are not
 * UTF-8, F4 90 80+(b>>6) 80+(b&63), as the code point 110000h + b would be written. */
enum { UTF8_ESCAPE = 4 };
void utf8_add_escape(Buf *b, unsigned char byte);
/* Does s begin with an escape?  *byte gets what it stands for. */
bool utf8_is_escape(Str s, unsigned char *byte);
/* The one code point that is the other case of cp; cp itself if there is none. */
uint32_t utf8_upper(uint32_t cp);
uint32_t utf8_lower(uint32_t cp);

#endif
