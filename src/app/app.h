/* The program `codelab`: doors into the house.
 *
 * main() picks a subcommand or the workbench.  The workbench is an App: a loop, a terminal, a
 * workspace and its panes, turned by app_turn() in five beats.  Scenes drive the same App with a
 * terminal in memory. */
#ifndef APP_APP_H
#define APP_APP_H

#include "base/err.h"
#include "tty/tty.h"
#include "ui/ui.h"
#include "workspace/workspace.h"

typedef struct Loop Loop;

typedef struct {
    char *path;    // owned, absolute
    int line, col; // 1-based, 0: not given
} OpenArg;

typedef struct {
    char *root;         // owned; project folder, absolute
    Vec(OpenArg) opens; // owned
    bool read_only;
    bool safe; // no user settings
    bool ascii;
    bool reader;     // the screen is read aloud
    bool foreground; // no session process
    bool attach;     // only to a session that is there
    bool wait;       // until the files are closed
    int color;       // UiColor, -1: not given
    const char *log; // path of a log file, NULL: none
} AppArgs;

/* Read the workbench's command line.  False with a sentence for wrong use. */
bool app_args_parse(AppArgs *a, int argc, char **argv, Err *err);
/* Read the options that speak of the terminal alone (--color, --ascii, --screen-reader) in front of
 * all else; returns how many words they are, -1 with a sentence. */
int app_args_look(AppArgs *a, int argc, char **argv, Err *err);
void app_args_deinit(AppArgs *a);

typedef struct App App;

/* The workbench without a terminal: settings are read, nothing is opened. */
App *app_new(const AppArgs *args);
/* Lend it a terminal (taken over) and open what the arguments name; nothing is painted yet. */
void app_attach(App *a, Tty *tty, const AppArgs *args);
void app_free(App *a);
/* One turn: gather for at most timeout_ms (-1: until something happens), act, settle, paint. */
void app_turn(App *a, int timeout_ms);
/* Turn until quit.  Returns the exit code. */
int app_run(App *a);
/* Take over the signals that concern a real terminal. */
void app_watch_signals(App *a);
bool app_is_done(const App *a);
/* Nothing is pending: no job, save, search or unread key. */
bool app_is_idle(const App *a);

Tty *app_tty(const App *a);
const Surface *app_surface(const App *a);
UiCursor app_cursor(const App *a);
Workspace *app_workspace(const App *a);
void app_resize(App *a, int rows, int cols); // headless

/* The workbench on this terminal; returns the exit code. */
int app_main(int argc, char **argv);
/* codelab --headless scene [--print|--svg|--accept] FILE… */
int scene_main(int argc, char **argv);

#endif
