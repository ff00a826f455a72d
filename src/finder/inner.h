/* What the files of this room share. */
#ifndef FINDER_INNER_H
#define FINDER_INNER_H

#include "finder/finder.h"

enum {
    TERM_MAX = 64,   // letters of a word that are looked for
    TEXT_MAX = 1024, // bytes of a path, at its end, that they are looked for in
};

struct FinderPaths {
    atomic_size_t refs;
    Buf bytes;            // with a NUL behind each
    Vec(uint32_t) starts; // and the end of the last
    Vec(uint64_t) masks;  // letters_of() each
};

/* A word of the query, its letters folded. */
typedef struct {
    unsigned char p[TERM_MAX];
    size_t n;
    uint64_t mask; // letters_of() it
} Term;
struct FinderQuery {
    Vec(Term) terms;
    uint64_t mask;
};

/* ASCII letters as small ones. */
static inline unsigned char fold(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 32) : c;
}

/* A set of the folded bytes of a text; different bytes may share a bit. */
uint64_t letters_of(Str text);
/* How well one word matches, 0: not.  O(n * text.n). */
int term_score(const Term *t, Str text, FinderOffsets *hits);
/* The same with one letter amiss. */
int term_score_loose(const Term *t, Str text, FinderOffsets *hits);

#endif
