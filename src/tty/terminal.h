/* What a Tty is made of. */
#ifndef TTY_TERMINAL_H
#define TTY_TERMINAL_H

#include "tty/keys.h"
#include "tty/paint.h"

#include <signal.h>
#include <sys/types.h>
#include <termios.h>

enum {
    TTY_UNDO_MAX = 512,
    TTY_OWED_MS = 100, // how long answers to our questions may take
    TTY_OWED_SSH_MS = 500,
};

// Bytes that give the terminal back.  A signal may need them at any moment, so they are made
// beforehand.
typedef struct {
    char p[TTY_UNDO_MAX];
    size_t n;
} Undo;

/* What is to be given back, in memory shared with who does it when we are killed: the guard, or the
 * process that lent us the terminal.  The latter may be anybody's: what is read from here is held
 * to its bounds. */
typedef struct {
    struct termios found;
    int in_flags, out_flags;    // as found: event loops make descriptors non-blocking
    volatile sig_atomic_t raw;  // termios are ours
    volatile sig_atomic_t said; // modes are ours: `undo` must be sent
    Undo undo[2];
    volatile sig_atomic_t undo_at; // which of them is valid
    volatile sig_atomic_t owes;    // the terminal has not answered yet what it was asked
} Takeover;

/* What the environment said when the terminal was opened.  Later it may speak of another one, as
 * terminals that are lent come and go. */
typedef struct {
    bool console;    // of Linux
    bool plain_keys; // known for sending no modifiers
    bool tmux;       // around it
    bool progress;   // its window can show that something goes on
    int rows, cols;  // for one that does not know its size; 0: not said
} Surroundings;

struct Tty {
    bool headless;
    int in_fd, out_fd; // borrowed
    TtyOptions options;
    Surroundings around;
    Caps caps;
    Painter painter;
    Keys keys;
    int rows, cols;
    int next_rows, next_cols; // headless: the size that tty_resized() will find
    TtyColor color;
    bool utf8;
    bool mouse;
    bool title;      // the title was changed
    bool progress;   // it shows that something goes on
    bool kitty_keys; // modes that are switched on because the terminal said it has them
    bool modified_keys;
    bool graphemes;
    bool schemes;
    bool asked_rgb;   // whether it has true colour was asked
    unsigned heard;   // revision of the facts that were acted upon
    int64_t asked_ns; // when the questions were sent
    Buf pending;      // to be sent with the next frame
    Buf title_bytes;  // likewise: the title that was set last, whatever was before
    Buf copy;         // and the last copy
    Buf backlog;      // what the terminal has not taken yet, from `sent` on
    size_t sent;
    int64_t behind_ns; // since when there is such, monotonic; 0: there is none
    int64_t took_ns;   // when it took something last
    bool slow;         // it took long, lately
    bool lent;         // by another process, which gives it back; nothing here waits for it
    Takeover *take;    // owned
    int guard_fd;      // its end tells the guard that we are gone; -1: there is none
    pid_t guard;
    TtyFrame frame; // headless
    Surface *frame_surface;
};

/* Have it sent, after what waits already. */
void tty_queue(Tty *t, Str bytes);

/* Allocate and release t->take; release ends the guard. */
void guard_init(Tty *t);
void guard_deinit(Tty *t);
/* The valid one of the ways to undo what was switched on. */
Undo takeover_undo(const Takeover *take);
/* Give t->take up and map that of a loan instead; false if it is none. */
bool guard_map(Tty *t, int loan_fd);
/* Is this variable set to something? */
bool detect_env(const char *name);
Surroundings detect_surroundings(void);
void detect_size(const Tty *t, int *rows, int *cols);
/* Colours that are wanted and there; never AUTO. */
TtyColor detect_color(const Caps *c, TtyColor asked);
bool detect_utf8(const Caps *c);
/* Fill t->caps; fails with a sentence if the full screen cannot be shown. */
bool detect_caps(Tty *t, Err *err);

/* Take the protocol of keys that the options name. */
void modes_choose_keys(Tty *t);
/* Append to `pending` what takes the terminal over, with the questions if `ask`. */
void modes_enter(Tty *t, bool ask);
/* Make the bytes that undo what is switched on now. */
void modes_prepare_undo(Tty *t);
/* Switch mouse reports as t->mouse says. */
void modes_set_mouse(Tty *t);
/* Have the terminal keep its title, so that it can be given back. */
void modes_keep_title(Tty *t);
/* Append what shows that something goes on, or takes that back; nothing unless it is shown. */
void progress_add(const Tty *t, bool on, Buf *out);
/* Act on what the terminal has said since. */
void modes_negotiate(Tty *t);

#endif
