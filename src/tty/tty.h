/* The user's terminal: bytes to Keys, a Surface of cells to the screen.
 *
 * Owns ncursesw, of which terminfo is used: what the terminal can do, and how the ones that are
 * unlike all others are spoken to.  The painting is our own, as curses knows no 24-bit colour
 * without loss, no grapheme clusters and no synchronized frames.  Never knows what is drawn.
 * Whatever happens (quit, crash, SIGTERM, SIGHUP, suspend), the terminal is given back as it was
 * found.
 *
 *   Tty *t = tty_open(STDIN_FILENO, STDOUT_FILENO, &options, &err);
 *   Surface *s = surface_new(tty_rows(t), tty_cols(t));
 *   surface_put(s, 0, 0, surface_cols(s), STR("hello"), style);
 *   tty_paint(t, s, cursor_row, cursor_col, CURSOR_LINE);
 */
#ifndef TTY_TTY_H
#define TTY_TTY_H

#include "base/err.h"
#include "base/key.h"
#include "base/str.h"

#include <stdint.h>

/* A colour: 0 = the terminal's default; COLOR_RGB(r, g, b); COLOR_ANSI(0..255). */
typedef uint32_t Color;
#define COLOR_DEFAULT      0u
#define COLOR_RGB(r, g, b) (0x01000000u | (uint32_t)(r) << 16 | (uint32_t)(g) << 8 | (uint32_t)(b))
#define COLOR_ANSI(i)      (0x02000000u | (uint32_t)(i))

/* How well one can be told from the other, 1 to 21, as WCAG counts it (nearly); neither is the
 * default. */
float color_contrast(Color a, Color b);

enum {
    ATTR_BOLD = 1,
    ATTR_DIM = 2,
    ATTR_ITALIC = 4,
    ATTR_UNDERLINE = 8,
    ATTR_REVERSE = 16,
    ATTR_STRIKE = 32,
    ATTR_CURLY = 64, // curly underline where the terminal has it, plain elsewhere
};

typedef struct {
    Color fg, bg;
    uint16_t attrs; // ATTR_ bits
} Style;

/* One cell.  The text of a cell is one grapheme cluster; one that does not fit in 8 bytes is kept
 * in the surface's pool.  After a cell of width n come n - 1 of width 0. */
typedef struct {
    char text[8]; // UTF-8, NUL-padded; text[0] == '\xff': pool index in the next 4 bytes
    Style style;
    uint8_t width; // columns of the cluster; 0 = covered by the cluster to the left
} Cell;

typedef struct Surface Surface;

Surface *surface_new(int rows, int cols);
void surface_free(Surface *s);
void surface_resize(Surface *s, int rows, int cols); // contents become blank
/* Columns that East Asian ambiguous characters take from now on, 1 (at first) or 2. */
void surface_set_ambiguous(Surface *s, int width);
int surface_rows(const Surface *s);
int surface_cols(const Surface *s);
/* Blank the rectangle in `style`; parts outside the surface are cut off. */
void surface_fill(Surface *s, int row, int col, int nrows, int ncols, Style style);
/* Draw `text` from (row, col) in at most `ncols` columns, by grapheme clusters in their true width;
 * control characters and zero-width oddities are drawn as pictures, never sent.  A wide cluster
 * that does not fit is replaced by blanks.  Returns the columns used. */
int surface_put(Surface *s, int row, int col, int ncols, Str text, Style style);
/* As surface_put for one cluster whose width is known already (the caller made it safe). */
void surface_put_cell(Surface *s, int row, int col, Str cluster, int width, Style style);
/* Make it blank but for `from` at its top left, which is no larger than it. */
void surface_show(Surface *to, const Surface *from);
/* Change the style of what is drawn already: non-default parts of `over` win. */
void surface_restyle(Surface *s, int row, int col, int ncols, Style over);
/* Cell at (row, col), and its text; borrowed. */
const Cell *surface_cell(const Surface *s, int row, int col);
Str surface_text(const Surface *s, int row, int col);

typedef enum {
    TTY_COLOR_AUTO,
    TTY_COLOR_NONE,
    TTY_COLOR_16,
    TTY_COLOR_256,
    TTY_COLOR_TRUE
} TtyColor;

typedef enum { TTY_KEYS_AUTO, TTY_KEYS_KITTY, TTY_KEYS_MODIFIED, TTY_KEYS_LEGACY } TtyKeys;

typedef struct {
    TtyColor color; // AUTO: NO_COLOR, COLORTERM, terminfo decide
    bool mouse;
    bool motion;          // ... and where it is while no button is down
    TtyKeys keys;         // how keys are asked for; AUTO: by what the terminal says it knows
    int sync;             // synchronized output: -1 auto, 0 off, 1 on
    bool blink;           // the cursor
    int min_contrast_x10; // when colours are reduced; 30 = 3.0, 0 = leave
    size_t copy_max;      // bytes a copy through OSC 52 may have; 0 = TTY_COPY_MAX
} TtyOptions;

enum { TTY_COPY_MAX = 74994 };

/* What the terminal has told about itself.  Its answers come after the first paint, if at all;
 * until then nothing is known. */
typedef struct {
    unsigned revision;  // grows with each change
    bool answered;      // the last question was answered: what is still unknown stays so
    bool kitty_keys;    // speaks the kitty keyboard protocol
    bool modified_keys; // tells keys with modifiers apart (kitty, or modifyOtherKeys seen)
    bool sync;          // synchronized output
    bool graphemes;     // measures text by grapheme clusters
    bool schemes;       // reports changes of its colour scheme
    bool clipboard;     // OSC 52
    bool true_color;
    bool has_background; // then background holds red, green, blue
    uint8_t background[3];
    bool dark, light; // the terminal's own colour scheme, where it reports one
    char name[64];    // program and version, "" = unknown
} TtyFacts;

typedef struct Tty Tty;

/* Take over the terminal.  Fails, with nothing sent, if it is no tty, TERM is unset or dumb, or it
 * cannot place the cursor.  Never waits for an answer of the terminal. */
Tty *tty_open(int in_fd, int out_fd, const TtyOptions *o, Err *err);
/* The same on a terminal that another process lent, by the descriptor of its TtyLoan (borrowed).
 * tty_free() leaves it taken, for the lender to take back; nothing here ever waits for it. */
Tty *tty_open_lent(int in_fd, int out_fd, int loan_fd, const TtyOptions *o, Err *err);
/* A terminal in memory for scenes and tests: no fd, fixed size, everything a terminal can have. */
Tty *tty_open_headless(int rows, int cols, TtyColor color);
/* Headless only: the size that tty_resized() will find. */
void tty_set_size(Tty *t, int rows, int cols);
/* Gives the terminal back.  If it still owes answers, waits for them a moment, so that they do not
 * end up in the shell. */
void tty_free(Tty *t);
/* From now on a small process of its own gives the terminal back should this one be killed.  To be
 * called while there is one thread. */
void tty_guard(Tty *t);
/* Give the terminal back (suspend, running another program, dying): async-signal-safe, and nothing
 * if that was done. */
void tty_leave(Tty *t);
/* Take it again after tty_leave(). */
bool tty_enter(Tty *t, Err *err);

/* The lender's side: what the borrower did to the terminal stands in memory that both see, so that
 * it can be undone whatever became of the borrower. */
typedef struct TtyLoan TtyLoan;
TtyLoan *tty_loan_new(int in_fd, int out_fd, Err *err); // the descriptors are borrowed
void tty_loan_free(TtyLoan *l);                         // takes nothing back
int tty_loan_fd(const TtyLoan *l);                      // to be handed over; borrowed
/* Undo what the borrower did, as tty_free() does for a terminal of our own; nothing if that is
 * done. */
void tty_loan_take_back(TtyLoan *l);

int tty_in_fd(const Tty *t); // readable when keys may be there; -1 if headless
int tty_rows(const Tty *t);
int tty_cols(const Tty *t);
/* Colours that can be shown, never AUTO.  May grow when the terminal says it can do more. */
TtyColor tty_color(const Tty *t);
bool tty_is_utf8(const Tty *t);
/* Is more to be seen than letters and a few lines?  Not on the console of Linux: its font has 512
 * signs at most, arrows and dots are not among them. */
bool tty_has_signs(const Tty *t);
/* Other options from now on.  The colours stay, and so do protocols of keys that are on. */
void tty_configure(Tty *t, const TtyOptions *o);
/* Borrowed; look again when `revision` has changed. */
const TtyFacts *tty_facts(const Tty *t);
/* Ask the kernel for the size again (after SIGWINCH); true if it changed. */
bool tty_resized(Tty *t);
void tty_set_mouse(Tty *t, bool on);

/* What keys it sends: 0 those that every terminal does, 1 also arrows and function keys with
 * modifiers, 2 all that there are.  May grow when the terminal says so. */
int tty_key_tier(const Tty *t);
/* Milliseconds after which a lone Esc is a key. */
void tty_set_esc_ms(Tty *t, int ms);

/* Read what is there without blocking.  False at end-of-file or hang-up. */
bool tty_read(Tty *t);
/* Feed bytes as if they had been read (headless, fuzzers). */
void tty_feed(Tty *t, Str bytes);
/* Take the next key.  Shift with a letter comes as the upper-case letter without MOD_SHIFT (the
 * same to key_eq()); the line ends of a paste come as LF. False if there is none yet; then, if
 * tty_key_timeout_ms() >= 0, an unfinished sequence (a lone Esc) turns into a key after that time:
 * call tty_key_expire(). */
bool tty_next_key(Tty *t, Key *out);
int tty_key_timeout_ms(const Tty *t);
void tty_key_expire(Tty *t);

typedef enum { CURSOR_HIDDEN, CURSOR_BLOCK, CURSOR_LINE, CURSOR_UNDERLINE } CursorShape;

/* Send what differs from the last paint; the surface is borrowed.  Never waits: where the terminal
 * has not taken the last frame yet, this one is left out and nothing is sent but more of that.  The
 * cursor is at (row, col) in the given shape afterwards, hidden if that is outside.  Returns the
 * bytes sent (headless: that would have been). */
size_t tty_paint(Tty *t, const Surface *s, int row, int col, CursorShape shape);
/* A frame, or a part of one, waits for the terminal: milliseconds after which to paint again, the
 * more the longer it took nothing; -1: nothing waits. */
int tty_retry_ms(const Tty *t);
/* Frames lately waited so long that one sees it. */
bool tty_is_slow(const Tty *t);
/* Headless only: what the last paint showed; borrowed until the next. */
typedef struct {
    const Surface *surface;
    int row, col;
    CursorShape shape;
} TtyFrame;
TtyFrame tty_frame(const Tty *t);
/* Forget what the screen shows: the next paint sends everything. */
void tty_invalidate(Tty *t);
/* Set the terminal's title (sanitised). */
void tty_set_title(Tty *t, Str title);
/* Have the window show that something goes on, or no longer; nothing where the terminal is not
 * known for it.  Taken back with all else when the terminal is given back. */
void tty_set_progress(Tty *t, bool on);
/* The terminal's bell, at the next paint. */
void tty_ring(Tty *t);
/* Put text into the user's clipboard by OSC 52.  *route says in words which way it went, or why it
 * did not (literal, for a message).  Does not wait. */
bool tty_copy(Tty *t, Str text, const char **route);

#endif
