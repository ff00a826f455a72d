/* The bytes of a document as they are: a view that is a table of bytes, in hexadecimal and in
 * ASCII.
 *
 * A view is in it while it has a Hex (view->hex); its own cursors rest then.  Offsets follow the
 * edits of the text, whoever makes them.  Bytes are read as they are shown, so that any size is
 * fine. */
#ifndef WORKSPACE_HEX_H
#define WORKSPACE_HEX_H

#include "base/err.h"
#include "base/str.h"
#include "text/text.h"

typedef struct LoopJob LoopJob;
typedef struct View View;
typedef struct Workspace Workspace;

enum { HEX_NO_ANCHOR = -1 };

typedef struct Hex {
    size_t cursor;    // offset of a byte, or the size of the text
    long long anchor; // other end of the selection (with the bytes at both), HEX_NO_ANCHOR
    size_t top;       // offset of the first byte that is seen
    bool ascii;       // the cursor stands in the column of characters
    bool low;         // ... on the second digit of its byte
    bool insert;      // typing makes room, else it writes over
    bool reveal;      // scroll to the cursor at the next paint
    int width, rows;  // bytes a row and rows at the last paint
    TextRev rev;      // revision the offsets belong to
    Buf wanted;       // owned; bytes looked for last
    LoopJob *finding; // a search under way
} Hex;

/* Go to bytes or back to text; the cursor keeps its offset.  Goes through the disk if the file is
 * not written as its text is held: fails then on unsaved edits. */
bool hex_toggle(View *v, Err *err);
Hex *hex_new(const View *v);
void hex_free(Hex *h);
/* Follow the edits made since. */
void hex_sync(View *v);

typedef enum {
    HEX_LEFT,
    HEX_RIGHT,
    HEX_UP,
    HEX_DOWN,
    HEX_PAGE_UP,
    HEX_PAGE_DOWN,
    HEX_ROW_START,
    HEX_ROW_END,
    HEX_TOP,
    HEX_BOTTOM,
} HexMove;
void hex_move(View *v, HexMove m, bool select);
void hex_goto(View *v, size_t off, bool select);
void hex_scroll(View *v, int rows);
/* The selected bytes, or the one at the cursor. */
void hex_selection(const View *v, size_t *start, size_t *end);

/* Digits or characters, by the column the cursor is in. */
bool hex_type(View *v, Str text, Err *err);
/* A clipboard: "7F 45" as bytes in the column of digits, else as it is. */
bool hex_paste(View *v, Str text, Err *err);
/* The selection, or the byte at the cursor (before it, if `back`); in insert mode only. */
bool hex_delete(View *v, bool back, Err *err);
bool hex_undo(View *v, bool redo, Err *err);
/* What is selected, as digits or as it is; false if it is too much for the clipboard. */
bool hex_copy(const View *v, Buf *out, Err *err);
/* An offset as people write it: 500, 0x1F4, +16, -0x10, 50%. */
bool hex_parse_offset(const View *v, Str text, size_t *off, Err *err);
/* Look for bytes, "7F 45" or '"text', from the cursor on and around the end, on a worker; empty:
 * the ones of last time. */
bool hex_find(View *v, Str what, Err *err);

#endif
