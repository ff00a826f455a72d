/* An emulated terminal: bytes of a program in, a grid of cells with scrollback out.
 *
 * Owns libvterm (its parser and state layer; the grid, scrollback, alternate screen and reflow are
 * ours).  Knows no fd and no process.  Hostile output is contained: nothing a program prints
 * reaches the outer terminal but as cells; clipboard requests, titles and links are handed over as
 * data.
 *
 *   Vt *v = vt_new(24, 80, 10000);
 *   vt_feed(v, bytes);              // from the pty
 *   while ((reply = vt_reply(v)).n) // to the pty
 *   cell = vt_cell(v, row, col);
 */
#ifndef VT_VT_H
#define VT_VT_H

#include "base/key.h"
#include "base/str.h"

#include <stdint.h>

typedef struct Vt Vt;

/* Same packing as tty's Color: 0 default, 0x01RRGGBB, 0x020000II. */
typedef uint32_t VtColor;
enum {
    VT_BOLD = 1,
    VT_DIM = 2,
    VT_ITALIC = 4,
    VT_UNDERLINE = 8,
    VT_REVERSE = 16,
    VT_STRIKE = 32,
    VT_CURLY = 64,
    VT_CONCEAL = 128,
};
/* What the shell said of a row (OSC 133). */
enum {
    VT_MARK_PROMPT = 1, // a prompt begins in it
    VT_MARK_OUTPUT = 2, // the output of a command begins in it
    VT_MARK_DONE = 4,   // the command of its prompt has ended
};
typedef struct {
    uint8_t bits;                    // VT_MARK_
    uint8_t exit;                    // VT_MARK_DONE: what the command returned
    uint16_t prompt_col, output_col; // where those begin
} VtMarks;
typedef struct {
    Str text; // one grapheme cluster; empty for a blank; borrowed until the next feed
    VtColor fg, bg;
    uint16_t attrs;
    uint32_t link; // a hyperlink's number (vt_link), 0: none
    uint8_t width; // 0: right half of a wide one
} VtCell;

Vt *vt_new(int rows, int cols, size_t scrollback_rows);
void vt_free(Vt *v);
/* Lines that the terminal itself broke flow again to the new width; a higher screen takes rows back
 * from the scrollback.  Costs O(scrollback) when the width changes. */
void vt_resize(Vt *v, int rows, int cols);
/* Take what the program printed, cut anywhere.  Costs O(bytes): who must not stall feeds a part at
 * a time. */
void vt_feed(Vt *v, Str bytes);
/* The most common output goes past libvterm unless this is off, which makes a measure for it. */
void vt_set_shortcuts(Vt *v, bool on);
/* What a program that asks for the default colours is told, as 0xRRGGBB. */
void vt_set_colors(Vt *v, uint32_t fg_rgb, uint32_t bg_rgb);
/* Bytes for the program (answers, keys) since the last call; borrowed until the next one.  Answers
 * beyond 64 KB that nobody takes are dropped. */
Str vt_reply(Vt *v);
/* Turn a key, paste, focus or mouse action (cells of this grid) into bytes for the program, in its
 * modes; nothing comes of what it did not ask for.  Controls in a paste are dropped. */
void vt_key(Vt *v, const Key *k);

int vt_rows(const Vt *v);
int vt_cols(const Vt *v);
/* Row 0 is the top of the screen; row -1 the newest of the scrollback, down to -vt_scrollback().
 * Cells beyond are blank. */
size_t vt_scrollback(const Vt *v);
VtCell vt_cell(const Vt *v, int row, int col);
/* The row goes on in the next one (the terminal wrapped it). */
bool vt_row_wraps(const Vt *v, int row);
VtMarks vt_row_marks(const Vt *v, int row);
/* Where a link leads (OSC 8), "" if that was forgotten; cells of one number are one link.
 * Printable; borrowed until the next feed. */
Str vt_link(const Vt *v, uint32_t link);
/* Text of a row without trailing blanks, appended. */
void vt_row_text(const Vt *v, int row, Buf *out);
/* Counts up with every change that can be seen; equal values: nothing to paint. */
uint64_t vt_generation(const Vt *v);
/* Rows above the screen since the beginning, dropped ones too: row r is number vt_pushed() + r,
 * which lets a reader keep its place.  Goes back when a higher screen takes rows from the
 * scrollback; another width numbers anew. */
uint64_t vt_pushed(const Vt *v);

typedef struct {
    int row, col;
    bool visible;
    int shape; // 0 block, 1 underline, 2 bar
    bool blink;
} VtCursor;
VtCursor vt_cursor(const Vt *v);
bool vt_alt_screen(const Vt *v);
bool vt_wants_mouse(const Vt *v);
/* ... also where the pointer is while no button is down. */
bool vt_wants_motion(const Vt *v);
bool vt_bracketed_paste(const Vt *v);
const char *vt_title(const Vt *v); // "" if none; valid UTF-8 without controls
const char *vt_cwd(const Vt *v);   // absolute; from OSC 7 of this host, "" if none
/* A command of a shell that tells so is running. */
bool vt_is_running(const Vt *v);
/* What the last command returned, -1 if the shell never said. */
int vt_last_exit(const Vt *v);
/* The last clipboard write the program asked for (OSC 52), "" if none; taken by the call, owned.
 * Any bytes but NUL. */
char *vt_take_clipboard(Vt *v);
bool vt_take_bell(Vt *v);

#endif
