/* What the files of finding in a screen share. */
#ifndef WORKSPACE_SCREEN_FIND_INNER_H
#define WORKSPACE_SCREEN_FIND_INNER_H

#include "text/text.h"
#include "vt/vt.h"
#include "workspace/find-inner.h"
#include "workspace/screen-find.h"

enum {
    SCREEN_SLICE_CELLS = 400000, // looked through in a turn
};

/* A match, by the number of its row as vt_pushed() counts. */
typedef struct {
    uint64_t row;
    int col;
} ScreenHit;

typedef struct {
    Vec(ScreenHit) hits; // sorted
    uint64_t at;         // the row to go on from
    uint64_t fixed;      // rows before this one were in the scrollback and cannot have changed
    uint64_t generation;
    int cols;  // 0: nothing is counted yet
    bool full; // there are more than are kept
} ScreenCount;

struct ScreenFind {
    Buf pattern;
    ScreenFindOptions options;
    Finder *finder; // owned; NULL: nothing to look for, or a bad expression
    Err problem;
    ScreenPos origin; // where the cursor was when the pattern was begun
    // what is looked for now
    struct {
        bool on;
        int dir;
        ScreenPos from; // before or behind this
        int at;         // the row where the next chunk begins, or ends if that is above
        bool around;    // it began again at the other edge
    } hunt;
    ScreenCount count;
};

/* Rows as a text; owns what it holds. */
typedef struct {
    int first;           // row
    Vec(size_t) offsets; // of each row in the text, and its end
    Text *text;
} ScreenChunk;

void screen_chunk_init(ScreenChunk *c, const Screen *s, int first, int end);
void screen_chunk_deinit(ScreenChunk *c);
ScreenPos screen_chunk_pos(const ScreenChunk *c, const Screen *s, size_t off);
/* Bytes of a cell in that text, 0 for the right half of a wide cluster. */
size_t screen_cell_bytes(const Screen *s, int row, int col);
/* The oldest row, 0 or negative. */
int screen_oldest(const Screen *s);
/* The end of a chunk that begins in a row is where a line ends, if one does not fill all of it. */
int screen_chunk_end(const Screen *s, int first);
/* The first row of a chunk that ends with that row, likewise. */
int screen_chunk_start(const Screen *s, int end);

#endif
