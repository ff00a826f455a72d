/* Terminals of the panel: a shell on a pty each, emulated by vt. */
#ifndef WORKSPACE_TERMINALS_H
#define WORKSPACE_TERMINALS_H

#include "base/err.h"
#include "base/key.h"
#include "base/str.h"
#include "base/vec.h"
#include "workspace/terminals-keep.h"

typedef struct Workspace Workspace;
typedef struct Vt Vt;

/* A cell of the screen or the scrollback; rows as vt_cell counts them. */
typedef struct ScreenPos {
    int row, col;
} ScreenPos;
typedef enum { SCREEN_CELLS, SCREEN_WORDS, SCREEN_LINES } ScreenUnit;

/* What is looked for in a screen; screen-find.h. */
typedef struct ScreenFind ScreenFind;

/* A scrolled and selectable look at a Vt: shared by terminals and runs. */
typedef struct Screen {
    Vt *vt;           // owned
    int back;         // rows scrolled back into the scrollback, 0: at the bottom
    uint64_t pushed;  // vt_pushed at that time, to keep the place
    bool scroll_mode; // keys move the selection instead of going to the program
    bool selecting;
    ScreenUnit unit;              // what is selected whole
    ScreenPos anchor, anchor_end; // first and last cell of what the selection began with
    ScreenPos cur;                // its moving end, and the cursor in scroll mode
    bool over;                    // its program has ended: a row that it only began is none
    bool finding;                 // keys are typed into the pattern
    ScreenFind *find;             // owned; NULL: nothing was looked for
} Screen;

typedef struct Terminal {
    Workspace *ws; // borrowed
    int number;    // 1, 2, …
    int group;     // terminals of one stand side by side
    char *name;    // owned; given by the user, or NULL
    char *shell;   // owned; as it was started
    char *program; // owned; name of the one in the foreground
    bool busy;     // that is another than the shell
    bool marks;    // the shell tells of its commands, which are shown in the gutter
    bool captured; // all keys but one go to the program
    Screen screen;
    int master;              // owned; -1 after the end
    struct LoopFd *fd;       // owned
    struct LoopChild *child; // owned
    struct Run *run;         // owned; NULL: it is not in the jail; else it has no `master`
    bool keeps_writes;       // what it writes is taken for a review when it ends
    int64_t began_ms;        // wall time; of one in the jail
    uint64_t run_off;        // of its output, taken so far
    struct TerminalProblems *problems; // owned; NULL: its output is not read for problems
    struct LoopTimer *look;            // owned; a program may begin just after the last output
    Buf out;                           // bytes for the pty, which took the first `sent`
    size_t sent;
    bool told_full; // the user knows that it does not read
    char *clip;     // owned; what it wants in the clipboard and nobody allowed yet, or NULL
    KeptRows kept;  // for the store
    bool ended, said_end, dismissed;
    int status;                          // as waitpid gives it
    void (*done)(void *arg, int status); // as in the plan; NULL: nobody waits, or was told
    void *done_arg;
} Terminal;

typedef struct {
    Vec(Terminal *) all; // owned
    size_t active;
    int last_number;
    size_t taken;           // bytes of output since the last paint
    struct LoopTimer *keep; // owned; runs while there is something new to keep
    bool keep_armed, keep_due;
    size_t nkept;     // terminals that the store knows of
    bool told_unkept; // the user knows that it cannot keep them
} Terminals;

typedef struct {
    int rows, cols;
    const char *cwd;        // NULL: as the settings say
    const Terminal *beside; // NULL: on its own
    /* A program in place of the shell, never in the jail; NULL: the shell.  The terminal goes by
     * itself if that ends well. */
    const char *const *argv;
    const char *name; // that the terminal has; NULL: by its program
    /* Told once how it ended, as waitpid gives it, -1: the terminal was closed before; not if it
     * cannot be started.  NULL: nobody waits. */
    void (*done)(void *arg, int status);
    void *arg;
    const struct Lang *repl; // to talk to, in the jail; NULL: a shell
} TerminalPlan;
/* The same in the panel, which gets the focus; fills in the size. */
Terminal *panel_terminal(Workspace *ws, TerminalPlan *plan, Err *err);
/* It becomes the active one.  NULL with a sentence if the shell cannot be started. */
Terminal *terminal_new(Workspace *ws, const TerminalPlan *plan, Err *err);
Terminal *terminal_active(const Workspace *ws);
size_t terminal_index(const Workspace *ws, const Terminal *t);
void terminals_show(Workspace *ws, size_t index);
/* How many stand side by side with that one, itself included; they begin at *first. */
size_t terminals_beside(const Workspace *ws, size_t index, size_t *first);
/* A key, paste or mouse action for its program; drops the selection. */
void terminal_key(Terminal *t, const Key *k);
/* Columns at its left for the marks of commands. */
int terminal_gutter(const Terminal *t);
void terminal_tell_focus(Terminal *t, bool in);
void terminal_resize(Terminal *t, int rows, int cols);
void terminal_close(Workspace *ws, size_t index);
/* Look which program is in the foreground. */
void terminal_look(Terminal *t);
/* A command or a program other than the shell runs in it. */
bool terminal_is_busy(const Terminal *t);
/* What its shell returned, or the last command of one that tells; -1: nobody knows. */
int terminal_last_exit(const Terminal *t);
/* "n:name" and one of the signs, appended. */
void terminal_title(const Terminal *t, Str running, Str failed, Buf *out);
/* An empty name: that of its program again. */
void terminal_rename(Terminal *t, Str name);
/* More output came since the last paint than a person reads. */
bool terminals_flood(const Workspace *ws);
void terminals_settle(Workspace *ws);
void terminals_free(Workspace *ws);

void screen_init(Screen *s, int rows, int cols, size_t scrollback);
void screen_deinit(Screen *s);
/* The row of the terminal that stands first where `rows` are shown; < 0 in the scrollback. */
int screen_first(const Screen *s, int rows);
void screen_scroll(Screen *s, int rows); // > 0: back
/* The selected text, rows joined where the terminal wrapped them. */
void screen_selection(const Screen *s, Buf *out);
/* Its first and last cell; false if nothing is selected. */
bool screen_selected(const Screen *s, ScreenPos *first, ScreenPos *last);
/* Select the unit at a cell, and go on in such units. */
void screen_select_start(Screen *s, int row, int col, ScreenUnit unit);
void screen_select_to(Screen *s, int row, int col);
void screen_select_none(Screen *s);
/* The folder its program says it is in, "" if it does not; borrowed until it prints. */
const char *screen_cwd(const Screen *s);
/* Its program tells what is pasted from what is typed. */
bool screen_brackets_pastes(const Screen *s);
/* A full-screen program has it. */
bool screen_is_alt(const Screen *s);
/* Move the cursor of scroll mode; the text scrolls along. */
void screen_move(Screen *s, int rows, int cols);
/* Move the cursor to the prompt before (-1) or after (1) it; false if there is none. */
bool screen_to_command(Screen *s, int dir);
/* Select what the command at the cursor printed; false if the shell marks none. */
bool screen_select_output(Screen *s);
void screen_set_mode(Screen *s, bool scroll_mode);
/* Keep the place when rows went into the scrollback. */
void screen_settle(Screen *s);

#endif
