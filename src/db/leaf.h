/* Rows straight from the leaf pages of a database file, for when the trees above them are damaged.
 * Everything that is read is taken for damaged until it has shown to be sound. */
#ifndef DB_LEAF_H
#define DB_LEAF_H

#include "base/str.h"

#include <stdint.h>

typedef struct {
    /* Read page `no` (from 1) of page_size bytes; false if that is not possible. */
    bool (*read)(void *ctx, uint32_t no, uint8_t *page);
    void *ctx;
    size_t page_size; // a power of two from 512 to 65536
    uint32_t npages;
} LeafFile;

typedef enum { LEAF_NULL, LEAF_INT, LEAF_REAL, LEAF_TEXT, LEAF_BLOB } LeafKind;

typedef struct {
    LeafKind kind;
    int64_t i;
    double f;
    Str bytes; // borrowed from the row's payload
} LeafValue;

enum { LEAF_MAX_COLS = 32 };

typedef struct {
    int64_t rowid;
    int ncols;
    LeafValue cols[LEAF_MAX_COLS];
    Buf payload; // owned; used again by the next row
} LeafRow;

/* How many rows a page that was read holds; 0 if it is no leaf of a table. */
int leaf_count(const LeafFile *f, uint32_t no, const uint8_t *page);
/* Row `i` of them.  False if it is damaged or wider than LEAF_MAX_COLS. */
bool leaf_row(const LeafFile *f, uint32_t no, const uint8_t *page, int i, LeafRow *row);

#endif
