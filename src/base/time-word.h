/* Moments as people write them. */
#ifndef BASE_TIME_WORD_H
#define BASE_TIME_WORD_H

#include "base/str.h"

#include <stdint.h>

/* "10m" (s m h d w: so long ago), "14:02" or "14:02:11" (the last time it was that), "yesterday",
 * "2026-11-20", "2026-11-20T14:02:11" (T or a blank, seconds may be left out, Z at the end: UTC),
 * "now".  What is left out is meant to its end: "14:02" is 14:02:59.999, a day its last second.
 * Local time.  In milliseconds of wall time; false if it is none of these. */
bool time_word_parse(Str word, int64_t now_ms, int64_t *time_ms);
/* What they are, for people: "10m, 14:02, ...". */
extern const char time_word_forms[];

#endif
