/* Bank: where the bytes of a text and of all its snapshots live.
 *
 * Chunks in memory, which only ever grow at their end, and the blocks of the source.  Bytes never
 * move and go when the last snapshot does, so that pieces may point to them.  Snapshots share the
 * bank by reference; only the thread that edits adds to it. */
#ifndef TEXT_BANK_H
#define TEXT_BANK_H

#include "text/blocks.h"
#include "text/cols.h"

enum {
    SECTION_BYTES = 16 << 10, // of a chunk: what is measured and noted together
};

/* Bytes in memory that lie together. */
typedef struct Chunk Chunk;
struct Chunk {
    Chunk *next;
    size_t cap;
    size_t used;    // atomic; the bytes before it never change
    char *p;        // owned
    ColNote **cols; // owned; one place a section
};

typedef struct {
    uint32_t refs;   // atomic
    Blocks *blocks;  // owned; NULL without a source
    Chunk *chunks;   // owned list, the one that is filled first
    int cols_wanted; // atomic; tab size for which a column was guessed; 0: none was
} Bank;

/* `blocks` is owned from now on. */
Bank *bank_new(Blocks *blocks);
Bank *bank_ref(Bank *b);
void bank_unref(Bank *b);
/* Room for n bytes that lie together, right behind what was taken last if the chunk can hold them.
 * The caller fills it and takes what it used. */
char *bank_reserve(Bank *b, size_t n);
void bank_take(Bank *b, size_t n);
/* The chunk that bytes come into: that of what was added, taken or adopted last. */
Chunk *bank_chunk(const Bank *b);
/* Copy s, which then lies together. */
const char *bank_add(Bank *b, Str s);
/* Take over n bytes that were allocated elsewhere. */
void bank_adopt(Bank *b, char *p, size_t n);
/* Move what `from` has in memory here, and leave it empty. */
void bank_merge(Bank *b, Bank *from);
/* `end` is where the next n bytes will go. */
bool bank_goes_on_at(const Bank *b, const char *end, size_t n);

#endif
