/* How wide text is on the screen, in cells.  Text is cut into grapheme clusters, each drawn as one
 * thing: a letter with its accents, a family of emoji, a flag.  A cluster that must not reach the
 * terminal as it is (control characters, bidi overrides, lone accents, unknown code points, broken
 * bytes) counts as wide as the picture that is drawn in its place, so that who measures and who
 * draws always agree. */
#ifndef BASE_WIDTH_H
#define BASE_WIDTH_H

#include "base/str.h"

#include <stdint.h>

enum {
    WIDTH_CLUSTER_MAX = 64, // bytes of a cluster at most
    WIDTH_PICTURE_MAX = 12, // bytes of a picture with its NUL at most
};

/* Bytes of the first cluster of s (0 if s is empty); *cells gets what it takes, > 0.  `ambiguous`
 * is the width of East Asian ambiguous characters, 1 or 2.  A tab is ^I here, a newline ^J: who
 * gives them a meaning looks for them first. */
size_t width_cluster(Str s, int ambiguous, int *cells);
/* Width of a character that may begin a cluster and joins nothing before it but a joiner or a
 * prepended mark: 1 or 2 (ambiguous ones 1).  0 if it might do otherwise, or has a picture. */
int width_apart_of(uint32_t cp);
/* The text to draw instead of this cluster: "^[", "<U+200B>", "<9F>" for an
 * escaped byte, U+FFFD for a broken one.  Its
 * length, 0 (and "") if the cluster may be sent to the terminal as it is. */
size_t width_picture(Str cluster, char out[WIDTH_PICTURE_MAX]);

/* Cells of all of s.  O(bytes). */
int width_text(Str s, int ambiguous);
/* Bytes of the longest start of s that takes at most `cols` cells and ends between clusters; *used
 * (may be NULL) gets the cells it takes. */
size_t width_fit(Str s, int cols, int ambiguous, int *used);
/* Start of the cluster that holds the code point before `off` (off > 0, between code points). Costs
 * a few code points in ordinary text. */
size_t width_prev(Str s, size_t off);

/* A cluster starts at off (0 < off < s.n) for sure, whatever stands before and behind s. */
bool width_breaks(Str s, size_t off);

/* Version of the Unicode tables, "15.0.0". */
const char *width_unicode_version(void);

#endif
