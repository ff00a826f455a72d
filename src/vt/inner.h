/* What the files of vt share.
 *
 * Bytes go through feed.c, which takes escape sequences apart before libvterm sees them: text.c
 * turns text into clusters with their true widths, csi.c and modes.c handle or pass on control
 * sequences, string.c takes OSC and DCS, which never reach libvterm.  So libvterm gets only what it
 * is known to handle, and decides where the cursor goes; screen.c hears of it and writes the grid.
 */
#ifndef VT_INNER_H
#define VT_INNER_H

#include "base/vec.h"
#include "vt/grid.h"

#include <vterm.h>

enum {
    // private modes, in Vt.modes
    MODE_CURSOR_KEYS = 1 << 0, // application cursor keys
    MODE_REVERSE = 1 << 1,     // the whole screen
    MODE_ORIGIN = 1 << 2,
    MODE_AUTOWRAP = 1 << 3,
    MODE_BLINK = 1 << 4,
    MODE_VISIBLE = 1 << 5,
    MODE_KEYPAD = 1 << 6,
    MODE_MOUSE_X10 = 1 << 7, // presses only
    MODE_MOUSE_CLICK = 1 << 8,
    MODE_MOUSE_DRAG = 1 << 9,
    MODE_MOUSE_MOVE = 1 << 10,
    MODE_FOCUS = 1 << 11,
    MODE_ENCODE_UTF8 = 1 << 12,
    MODE_ENCODE_SGR = 1 << 13,
    MODE_ENCODE_URXVT = 1 << 14,
    MODE_WHEEL_KEYS = 1 << 15, // the wheel sends arrows on the alternate screen
    MODE_PASTE = 1 << 16,
    MODE_ALT = 1 << 17,
    // ECMA modes
    MODE_INSERT = 1 << 18,
    MODE_NEWLINE = 1 << 19,
    // not ASCII: line drawing has been chosen for G0, or another set than that is in use
    MODE_CHARSET = 1 << 20,
    MODE_SHIFTED = 1 << 21,

    MODES_MOUSE = MODE_MOUSE_X10 | MODE_MOUSE_CLICK | MODE_MOUSE_DRAG | MODE_MOUSE_MOVE,
    MODES_ENCODE = MODE_ENCODE_UTF8 | MODE_ENCODE_SGR | MODE_ENCODE_URXVT,
    MODES_AT_START = MODE_AUTOWRAP | MODE_BLINK | MODE_VISIBLE | MODE_WHEEL_KEYS,
};

typedef enum {
    IN_TEXT,
    IN_ESCAPE,
    IN_CSI,
    IN_OSC,
    IN_DCS,
    IN_IGNORED, // APC, PM, SOS and the title string of screen
} ParserState;

typedef struct {
    ParserState state;
    Buf seq;         // what was collected since ESC, without the introducer
    bool too_long;   // seq has reached its limit; the rest is dropped, then all of it
    bool string_esc; // an ESC within a string, which may begin its end
    char held[4];    // start of a code point that ended with the bytes fed
    size_t nheld;
} Parser;

/* A place that text may lead to. */
typedef struct {
    char *uri; // owned
    char *id;  // owned; cells with the same are one link; "" if the program gave none
} Link;

/* A cursor saved by DECSC. */
typedef struct {
    int row, col;
    Cell pen;
} Saved;

/* A cluster on its way through libvterm, which sees a character of the same width in its place. */
enum { STANDINS = 256 };
typedef struct {
    uint32_t off;
    uint8_t n, width;
} Standin;

struct Vt {
    VTerm *vterm; // owned
    VTermState *state;
    int rows, cols;
    Grid main, alt;
    Grid *grid; // one of the two
    History history;

    Parser parser;
    int modes; // MODE_ bits
    int cursor_shape;
    Cell pen;        // colours and attributes of what is written next
    Saved saved[2];  // main, alternate screen
    uint32_t link;   // that what is written next belongs to, 0: none
    Vec(Link) links; // owned; the newest, numbered on from links_before + 1
    uint32_t links_before;
    size_t links_bytes;

    // commands, as the shell tells
    uint64_t prompt; // number (as vt_pushed counts) of the row of the last prompt
    bool has_prompt;
    uint64_t input; // and of the row where its line is typed
    bool has_input;
    bool redraw_all;  // a new width has the shell print all of its prompt again, else its last line
    bool redraw_none; // it does not print it again
    bool redraw_rows; // it prints every row again, counted from the prompt's, whatever is typed
    bool tells_output; // it says, too, when a command begins
    bool running;
    int last_exit;   // -1: unknown
    int top, bottom; // scroll region

    // what libvterm thinks
    int row, col;
    bool phantom; // the cursor hangs behind the last column; the next character wraps
    bool ahead;   // it does not know yet: the cursor was moved past it
    bool muted;   // what it says is known
    bool in_text; // libvterm is being given text, so that it may wrap
    bool wrapped; // it scrolled for that, and the row is marked

    // the cluster written last, which combining characters join
    struct {
        bool valid;
        bool shown; // there was room for it
        bool apart; // a character that most others do not join
        int row, col, width;
        char text[WIDTH_CLUSTER_MAX];
        size_t n;
    } last;
    bool keep_rows; // rows that scroll off the top go to the scrollback
    Standin standins[STANDINS];
    int nstandins;
    Buf standin_text; // their clusters
    Buf standin_out;  // what libvterm gets for them
    struct {
        char text[WIDTH_CLUSTER_MAX];
        size_t n; // bytes; 0: none
        int width;
    } pending; // the cluster being put together

    Buf reply, taken; // collected; and lent out by vt_reply()
    uint32_t fg_rgb, bg_rgb;
    char *title, *cwd; // owned, never NULL
    Buf clipboard;
    bool bell;
    bool changed; // since the generation was counted
    bool no_shortcuts;
    uint64_t generation;
};

/* Give libvterm bytes that are no text. */
void vt_emit(Vt *v, Str bytes);
void vt_emitf(Vt *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Give it text of its own: stand-ins, or printable ASCII. */
void vt_emit_text(Vt *v, Str bytes);
/* Queue an answer for the program; dropped when it does not read them. */
void vt_answer(Vt *v, Str bytes);
void vt_answerf(Vt *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Put the cursor at an absolute place. */
void vt_move(Vt *v, int row, int col);

// fast.c
/* Take as much from the start of s, outside of any sequence, as can go past libvterm.  The number
 * of bytes; 0: the next of them takes the long way. */
size_t vt_shortcut(Vt *v, Str s);
/* Tell libvterm where the cursor is. */
void vt_catch_up(Vt *v);

// screen.c
/* Write printable ASCII, or a cluster, past libvterm; it must fit into the row. */
void vt_put_ascii(Vt *v, Str text);
void vt_put_char(Vt *v, Str text, int width);
/* Rows [top, bottom) go up by n. */
void vt_scroll(Vt *v, int top, int bottom, int n);
void vt_screen_attach(Vt *v);
// text.c
/* Stand-ins: private use characters, one column each; ideographs, two. */
enum { VT_NARROW = 0xF0000, VT_WIDE = 0x20000 };
/* Width of characters that never join the one before them, without asking the tables; 0 for all
 * others. */
int vt_simple_width(uint32_t cp);
/* The cluster that cp stands in for, and its width; 0 if cp is just a character. */
int vt_standin(const Vt *v, uint32_t cp, Str *text);
/* Text: bytes without controls. */
void vt_text(Vt *v, Str run);
/* The text ends here: what was held of an unfinished code point is broken. */
void vt_text_end(Vt *v);
/* Write the last cluster n times more. */
void vt_text_repeat(Vt *v, int n);

typedef struct {
    char leader; // one of <=>? or 0
    char inter;  // the one intermediate byte or 0
    char final;
    int n;         // arguments, at least 1
    int arg[32];   // -1: not given
    bool more[32]; // the next one belongs to this (a colon)
    Str raw;       // all of it, from ESC on
} Csi;
/* Argument i, or `otherwise` if it was not given. */
static inline int csi_arg(const Csi *c, int i, int otherwise)
{
    return i < c->n && c->arg[i] >= 0 ? c->arg[i] : otherwise;
}
// csi.c: a whole sequence, from ESC on
void vt_csi(Vt *v, Str raw);
// modes.c
void vt_set_modes(Vt *v, const Csi *c, bool on);
void vt_answer_mode(Vt *v, const Csi *c);
/* Rows [top, bottom) scroll.  The cursor goes home. */
void vt_set_region(Vt *v, int top, int bottom);
void vt_save_cursor(Vt *v);
void vt_restore_cursor(Vt *v);
void vt_soft_reset(Vt *v);
void vt_hard_reset(Vt *v);
// sgr.c
void vt_sgr(Cell *pen, const Csi *c);
/* The sequence (without CSI and m) that sets this pen. */
void vt_sgr_describe(const Cell *pen, Buf *out);
// string.c: the whole string, without introducer and terminator
void vt_osc(Vt *v, Str s, bool bel);
void vt_dcs(Vt *v, Str s);
// mark.c
/* OSC 133 and 633, after the number. */
void vt_mark(Vt *v, Str s);
/* The rows were laid out anew: find the last prompt again. */
void vt_mark_again(Vt *v);
/* Before a new width: take what the shell is about to print again, its prompt and the line typed
 * behind it, off the screen.  The cursor stays in its row, from which the shell counts. */
void vt_mark_unprint(Vt *v);
// link.c
/* OSC 8, after the number. */
void vt_link_set(Vt *v, Str s);
void vt_links_free(Vt *v);
// color.c
/* OSC 4, 10, 11 and 12: answer what is asked. */
void vt_color_answer(Vt *v, Str number, Str s, bool bel);
// string.c
/* An absolute path of this machine, in which % begins two hex digits, is the folder now. */
void vt_set_cwd(Vt *v, Str escaped);
// mouse.c
void vt_mouse(Vt *v, const Key *k);

#endif
