/* What a Finder is inside this room: a window on the text, and a literal or a regex to search it.
 */
#ifndef TEXT_FIND_H
#define TEXT_FIND_H

#include "base/vec.h"
#include "text/snap.h"

#include <stdatomic.h>

enum {
    // A regex match longer than this may be missed.
    FIND_MATCH_MAX = 1 << 20,
};

typedef struct {
    size_t start, end; // SIZE_MAX: a group that took no part
} FindSpan;
typedef Vec(FindSpan) FindSpans;

/* Bytes of a snapshot that lie together: in place where they do, else copied. */
typedef struct {
    Snap *snap; // one reference; so that a snapshot is known by its address
    Str flat;   // without a snapshot: all of the text, borrowed
    SnapWalk walk;
    Buf copy;          // owned
    size_t copy_start; // offset of copy.p[0]
    size_t epoch;      // grows when it turns to another snapshot
} FindWindow;

void find_window_deinit(FindWindow *w);
/* Look at s from now on. */
void find_window_on(FindWindow *w, const Snap *s);
/* Look at bytes in plain memory from now on. */
void find_window_on_bytes(FindWindow *w, Str bytes);
/* Bytes of what it looks at; some of them, appended. */
size_t find_window_size(const FindWindow *w);
void find_window_add(const FindWindow *w, size_t start, size_t end, Buf *out);
/* Bytes from off on: at least `want` unless the text ends before, perhaps more.  Borrowed until the
 * next call. */
Str find_window_from(FindWindow *w, size_t off, size_t want);
/* Bytes that end at off, at least `want` unless the text starts behind. */
Str find_window_until(FindWindow *w, size_t off, size_t want);

/* A literal, matched byte by byte. */
typedef struct {
    Buf bytes; // owned; small letters if `fold`
    bool fold; // ASCII letters match in either case
} Literal;

/* Make its bytes small letters if it folds. */
void literal_fold(Literal *l);
/* Offset of the first or last match in s; s.n if there is none. */
size_t literal_first(const Literal *l, Str s);
size_t literal_last(const Literal *l, Str s);

static inline bool find_is_cancelled(const atomic_bool *cancelled)
{
    return cancelled && *cancelled;
}

/* Where the first match is; SIZE_MAX if there is none, or if *cancelled. */
size_t literal_next(const Literal *l, FindWindow *w, const FindRange *range);

/* What holds for every match of an expression. */
typedef struct {
    bool in_line;   // it neither holds a line end nor depends on what is behind one
    Literal needle; // it holds this; empty: nothing is known
} FindTraits;
FindTraits find_traits(const FindQuery *q);

/* A PCRE2 expression, or a literal in any case. */
typedef struct FindRegex FindRegex;
/* NULL with a sentence if the expression is bad. */
FindRegex *find_regex_new(const FindQuery *q, Err *err);
void find_regex_free(FindRegex *r);
/* The first match; its groups go to *groups, the whole first.  False too if *cancelled or if the
 * search was given up, which *problem then says. */
bool find_regex_next(FindRegex *r, FindWindow *w, const FindRange *range, FindSpans *groups,
                     Err *problem);
/* Number of a named group, -1 if there is none. */
int find_regex_group(const FindRegex *r, Str name);

/* Bytes of the first character of s, which is not empty. */
size_t find_char_bytes(Str s);
/* Add s in capitals or in small letters; broken bytes stay. */
typedef enum { CASE_KEEP, CASE_UPPER, CASE_LOWER } LetterCase;
void find_add_case(Str s, LetterCase how, Buf *out);
/* Add s in the case that `model` is in, part by part if both are joined by "-" or by "_". */
void find_add_like(Str s, Str model, Buf *out);

struct Finder {
    FindQuery query;  // its pattern is not kept
    Literal literal;  // unless there is a regex
    FindRegex *regex; // owned
    FindWindow window;
    FindSpans groups; // of the match found last, the whole first
    Err problem;
};

#endif
