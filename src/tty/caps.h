/* What the terminal can do, as terminfo says before anything was asked.
 *
 * Nearly every terminal takes ECMA-48; where terminfo shows that it does, sequences are made here
 * without terminfo's interpreter.  For the others terminfo's own strings are expanded. */
#ifndef TTY_CAPS_H
#define TTY_CAPS_H

#include "base/err.h"
#include "base/str.h"

typedef struct {
    void *terminfo; // its entry, loaded; NULL: none is
    bool ecma_cup;  // CSI row;col H
    bool ecma_move; // and CSI G, d, A, B, C, D
    bool ecma_sgr;  // CSI m with the codes that switch single attributes off
    bool ecma_color;
    bool erase;  // CSI n X
    bool insert; // CSI n @ and CSI n P
    bool scroll; // CSI t;b r and CSI n S, T
    bool bce;    // erased cells get the current background
    bool corner; // the last cell of the screen can be written without scrolling
    bool xterm;  // knows private modes and questions: at worst it ignores them
    bool screen; // is GNU screen
    bool tmux;
    bool cursor_shape; // DECSCUSR
    bool curly;        // SGR 4:3
    bool clipboard;    // OSC 52
    bool push_title;   // smcup keeps the title
    int colors;        // 0, 8, 16, 256, or 1 << 24
    // terminfo's strings without their padding, each owned; NULL = has none
#define CAP(name) char *name;
#include "tty/caps.def"
#undef CAP
} Caps;

/* Load terminfo's entry of `term` for a terminal on `fd`.  Fails if there is none or the cursor
 * cannot be placed. */
bool caps_open(Caps *c, const char *term, int fd, Err *err);
/* The same without terminfo, for terminals it does not know yet but whose name says that they are
 * like xterm: false for others. */
bool caps_builtin(Caps *c, const char *term);
/* A terminal in memory: everything, in ECMA-48. */
void caps_ideal(Caps *c);
void caps_deinit(Caps *c);
/* Append `cup` for a place. */
void caps_add_cup(const Caps *c, int row, int col, Buf *out);
/* Append terminfo string `s` (may be NULL) with one parameter. */
void caps_add(const char *s, int param, Buf *out);

#endif
