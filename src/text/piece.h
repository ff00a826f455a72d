/* Piece: a stretch of bytes of a text, in memory or in the source. */
#ifndef TEXT_PIECE_H
#define TEXT_PIECE_H

#include "text/bank.h"

enum {
    // So that a count within one piece stays cheap.
    PIECE_MEM_MAX = 16 << 10,
};

/* The newlines of this piece or tree are not known yet: ask the blocks. */
#define NL_ASK SIZE_MAX

/* A piece of the source lies within one block and knows its newlines, or it is a run of whole
 * blocks and asks for them. */
typedef struct {
    const char *mem; // in a chunk of the bank; NULL: in the source
    union {
        Chunk *chunk; // that mem is in; borrowed
        uint64_t off; // in the source
    };
    size_t nbytes; // > 0
    size_t nl;     // newlines, or NL_ASK (a run of blocks); atomic in snapshots
} Piece;

Piece piece_of_mem(Chunk *chunk, const char *mem, size_t nbytes);
Piece piece_of_run(uint64_t off, size_t nbytes);

/* Newlines in the whole piece, and in its first `at` bytes (which reads one block at most). */
LineSum piece_lines(const Piece *p, Bank *bank);
LineSum piece_lines_before(const Piece *p, size_t at, Bank *bank);
/* Offset within the piece of the first newline at or after `from`, before `end`, or of the last one
 * there; p->nbytes if there is none.  *look as for blocks. */
size_t piece_next_newline(const Piece *p, size_t from, size_t end, Bank *bank, size_t *look);
size_t piece_prev_newline(const Piece *p, size_t from, size_t end, Bank *bank, size_t *look);
/* Offset within the piece of the *k-th newline (>= 1); p->nbytes if it has fewer, then *k is less
 * by them. */
size_t piece_nth_newline(const Piece *p, size_t *k, Bank *bank);

/* What a cut makes of one piece, in order. */
typedef struct {
    Piece left[2], right[2];
    unsigned nleft, nright;
} PieceCut;
/* Cut before byte `at` (0 < at < nbytes).  Cutting a run reads the block that is cut. */
PieceCut piece_cut(const Piece *p, size_t at, Bank *bank);

#endif
