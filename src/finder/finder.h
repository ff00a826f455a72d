/* Finding a file by a few letters of its path, among hundreds of thousands.
 *
 * Pure: runs of paths and a query in, the best paths out.  A run is filled by one thread and never
 * changes after that; then any number of threads may search it, each with a FinderTop of its own.
 *
 *   FinderQuery *q = finder_query_new(STR("wrkspc main"));
 *   FinderTop top = {.max = 200};
 *   finder_search(q, paths, FINDER_STRICT, &top, &cancelled);
 *   finder_top_sort(&top);                     // top.best: best first
 *   finder_score(q, path, &offsets);           // which letters to mark
 *
 * A word of the query matches a path that has its letters in order, in either case; all words must
 * match, in any order.  Letters that follow each other, that begin a word, and that stand in the
 * name rather than in its folders count more (after fzf's v2 algorithm: an alignment with affine
 * gaps, rows of the pattern against columns of the text).
 *
 * Costs of a search: one look at 8 bytes for a path that lacks a letter; else O(word * path). */
#ifndef FINDER_FINDER_H
#define FINDER_FINDER_H

#include "base/str.h"
#include "base/vec.h"

#include <stdatomic.h>
#include <stdint.h>

/* A run of paths, shared by counting references. */
typedef struct FinderPaths FinderPaths;
enum { FINDER_PATHS_MAX = 16384 }; // paths of a run
FinderPaths *finder_paths_new(void);
FinderPaths *finder_paths_ref(FinderPaths *p);
void finder_paths_free(FinderPaths *p);
/* Bytes are kept as they are.  False if it is full. */
bool finder_paths_add(FinderPaths *p, Str path);
size_t finder_paths_count(const FinderPaths *p);
/* Borrowed, with a NUL behind it. */
Str finder_path(const FinderPaths *p, size_t i);

/* What is looked for; never changes.  No query fails: one without letters matches all. */
typedef struct FinderQuery FinderQuery;
FinderQuery *finder_query_new(Str text);
void finder_query_free(FinderQuery *q);
bool finder_query_is_empty(const FinderQuery *q);

/* STRICT: all letters are there.  LOOSE: one letter of a word (of four and more) may be wrong, too
 * many, or change places with the next. */
typedef enum { FINDER_STRICT, FINDER_LOOSE } FinderMode;

typedef Vec(int) FinderOffsets;
/* How well a path matches, 0: not at all.  The offsets of the matched bytes are appended if hits is
 * not NULL. */
int finder_score(const FinderQuery *q, Str path, FinderMode mode, FinderOffsets *hits);

/* A strict match below this is no run of letters that begins a name: a loose one may be what is
 * meant. */
int finder_good_score(const FinderQuery *q);

typedef struct {
    const FinderPaths *paths; // borrowed
    uint32_t index;
    int score;
} FinderHit;
typedef struct {
    size_t max;          // hits to keep
    size_t matched;      // paths that match, kept or not
    Vec(FinderHit) best; // in no order until finder_top_sort()
} FinderTop;
/* Look at all paths of a run; what is better than the worst of `top` goes into it.  Stops soon when
 * *cancelled turns true. */
void finder_search(const FinderQuery *q, const FinderPaths *p, FinderMode mode, FinderTop *top,
                   const atomic_bool *cancelled);
/* Add what another search found. */
void finder_top_merge(FinderTop *into, const FinderTop *from);
/* Best first; of equals the shorter path, then by its bytes. */
void finder_top_sort(FinderTop *t);
void finder_top_deinit(FinderTop *t);

#endif
