/* What motions and text objects share: steps by words and sentences, pairs of brackets. */
#ifndef VIM_OBJECT_H
#define VIM_OBJECT_H

#include "vim/inner.h"

/* "iw", not "aw". */
static inline bool object_is_inner(const Motion *m)
{
    return ((m->c.id >> 8) & 255) == 'i';
}
/* Steps that pass over line ends, which are no places of their own but in empty lines. */
int walk_incl(Walk *w, size_t *off);
int walk_decl(Walk *w, size_t *off);
/* Is it at an empty line? */
bool walk_empty_line(Walk *w, size_t off);

/* One word on or back, big as the key of `m` says; false: there was none, `off` may have moved. */
bool word_fwd(Motion *m, size_t *off, bool stop_at_eol, bool *done);
bool word_fwd_end(Motion *m, size_t *off, bool stop, bool empty);
bool word_back_start(Motion *m, size_t *off, bool stop, bool *done);
bool word_back_end(Motion *m, size_t *off, bool eol, bool *done);

/* `count` sentences on (dir 1) or back (-1); false: there are not as many. */
bool sentence_find(Walk *w, size_t *off, int dir, int count);

/* The bracket `want` that is `count` levels out of [off), seen in one direction; `other` is its
 * partner.  Behind a backslash none counts; in strings only while the search began in one. */
typedef struct {
    char want, other;
    bool forward, quotes;
} PairSearch;
bool pair_find(Walk *w, size_t off, const PairSearch *p, size_t *at);

/* Blocks
 * ----------------------------------------------------------------------------------------*/

/* What a line holds of a block: [at, end), where cells of cut characters are blanks. */
typedef struct {
    size_t at, end;
    int lead, tail;           // blanks before and behind
    bool is_short;            // the line ends before the block does, or begins
    int end_col;              // behind the last character
    int start_cols, end_cols; // cells of its first and last character
} Strip;
typedef enum { STRIP_YANK, STRIP_DELETE, STRIP_REPLACE, STRIP_INSERT, STRIP_APPEND } StripUse;
Strip strip_of(const X *x, Walk *w, size_t line, const Span *s, StripUse use);
void strip_text(Walk *w, const Strip *p, Buf *out);
/* A block has a part for each line; `at` is the start of the line. */
bool span_of_block(X *x, Span *s, size_t a, size_t b);
size_t block_corner(const Span *s, Walk *w); // upper left
bool block_delete(Span *s);
bool block_change(Span *s); // ready to be typed into
bool block_replace(Span *s, uint32_t with);
bool block_insert(Span *s, bool append); // begins insert mode
bool block_shift(Span *s, int by);       // indents, to the left if negative

#endif
