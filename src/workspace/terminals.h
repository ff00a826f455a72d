/* Terminals of the panel: a shell on a pty each, emulated by vt. */
#ifndef WORKSPACE_TERMINALS_H
#define WORKSPACE_TERMINALS_H

#include "base/err.h"
#include "base/key.h"
#include "base/str.h"
#include "base/vec.h"

typedef struct Workspace Workspace;
typedef struct Vt Vt;

/* A scrolled and selectable look at a Vt: shared by terminals and runs. */
typedef struct {
    Vt *vt;           // owned
    int back;         // rows scrolled back into the scrollback, 0: at the bottom
    uint64_t pushed;  // vt_pushed at that time, to keep the place
    bool scroll_mode; // keys move the selection instead of going to the program
    bool selecting;
    int sel_row, sel_col; // anchor; rows as vt_cell counts them
    int cur_row, cur_col; // moving end, and the cursor in scroll mode
} Screen;

typedef struct {
    Workspace *ws; // borrowed
    int number;    // 1, 2, …
    Screen screen;
    int master;              // owned; -1 after the end
    struct LoopFd *fd;       // owned
    struct LoopChild *child; // owned
    Buf out;                 // bytes the pty did not take yet
    bool ended;
    int status; // as waitpid gives it
} Terminal;

typedef struct {
    Vec(Terminal *) all; // owned
    size_t active;
    int last_number;
} Terminals;

Terminal *terminal_new(Workspace *ws, int rows, int cols, Err *err);
Terminal *terminal_active(const Workspace *ws);
void terminal_key(Terminal *t, const Key *k);
void terminal_resize(Terminal *t, int rows, int cols);
void terminal_close(Workspace *ws, size_t index);
void terminals_settle(Workspace *ws);
void terminals_free(Workspace *ws);

void screen_init(Screen *s, int rows, int cols, size_t scrollback);
void screen_deinit(Screen *s);
/* The row of the terminal that stands first where `rows` are shown; < 0 in the scrollback. */
int screen_first(const Screen *s, int rows);
void screen_scroll(Screen *s, int rows); // > 0: back
/* The selected text, rows joined where the terminal wrapped them. */
void screen_selection(const Screen *s, Buf *out);
bool screen_is_selected(const Screen *s, int row, int col);
void screen_select_start(Screen *s, int row, int col);
void screen_select_to(Screen *s, int row, int col);
void screen_select_none(Screen *s);
/* A full-screen program has it. */
bool screen_is_alt(const Screen *s);
/* Move the cursor of scroll mode; the text scrolls along. */
void screen_move(Screen *s, int rows, int cols);
void screen_set_mode(Screen *s, bool scroll_mode);
/* Keep the place when rows went into the scrollback. */
void screen_settle(Screen *s);

#endif
