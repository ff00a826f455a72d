/* FindIndex: how many matches there are and where, in a few bytes however many they are.
 *
 * The text that is searched is cut into stretches, and only the matches of each are counted: which
 * they are is looked up again where it matters.  An edit changes one stretch and makes those
 * unknown that it may have a say in; the others are not counted again. */
#ifndef WORKSPACE_FIND_INDEX_H
#define WORKSPACE_FIND_INDEX_H

#include "base/vec.h"
#include "text/text.h"

typedef struct {
    size_t nbytes;  // of text; matches that start there are its own
    size_t matches; // 0 while unknown
    size_t in, out; // bytes behind its start, and behind its end, where a search goes on that has
                    // taken the match before, or its own last one
    size_t order;   // place in the count under way, SIZE_MAX if it has none
    bool known;
} FindStretch;

typedef struct {
    size_t start; // offset of the first stretch
    Vec(FindStretch) all;
    size_t matches, unknown; // sums: matches, stretches
    size_t changes;          // grows with each change
} FindIndex;

/* A place in it. */
typedef struct {
    size_t i;      // stretch
    size_t start;  // where that begins
    size_t before; // matches before it
    bool known;    // all before it are known, and so is it
} FindPlace;

void find_index_deinit(FindIndex *x);
/* Cover [start, end), nothing known. */
void find_index_reset(FindIndex *x, size_t start, size_t end);
/* Follow an edit of the text; matches may depend on `reach` bytes around them.  False if it goes
 * over the ends of what is covered: then reset.  O(stretches). */
bool find_index_edit(FindIndex *x, const TextEdit *e, size_t reach);
/* The stretch that `off` lies in, the nearest if none.  BUG if there are no stretches. */
FindPlace find_index_at(const FindIndex *x, size_t off);
/* What was counted in a stretch. */
typedef struct {
    size_t matches, in, out;
} FindCounted;
void find_index_learn(FindIndex *x, size_t i, FindCounted c);
/* Make what does not fit its neighbour before unknown: its search began elsewhere. */
void find_index_join(FindIndex *x);

#endif
