/* What the files of the App share. */
#ifndef APP_APP_INNER_H
#define APP_APP_INNER_H

#include "app/app.h"
#include "base/vec.h"

typedef struct LoopFd LoopFd;
typedef struct LoopTimer LoopTimer;
typedef struct LoopSignal LoopSignal;
typedef struct Host Host;

enum { APP_SIGNALS = 6 };

/* What a command line says of the terminal it was typed at; goes before the settings. */
typedef struct {
    int color; // UiColor, -1: not given
    bool ascii;
    bool reader; // it is read aloud
} TerminalLook;

/* A terminal that shows the workbench. */
typedef struct {
    App *app;          // borrowed
    Tty *tty;          // owned
    LoopFd *input;     // owned; NULL if headless
    Surface *view;     // owned; what it shows where that is more than all show; NULL: it never was
    TerminalLook look; // asked for by its command line
    bool more;         // keys of it wait for the next turn
    bool suspended;    // its client is stopped, or about to be
    bool lost;         // it is gone without a word
    bool watches;      // its keys are not heard
    bool leaves;       // its user wants it back
    bool stands_in;    // there is no terminal
} Display;

struct App {
    Loop *loop;              // owned
    Vec(Display *) displays; // owned; at least one once it is attached
    Display *at;             // of those, the one whose key came last
    Surface *surface;        // owned; what was painted last
    Workspace *ws;           // owned
    Ui *ui;                  // owned
    LoopTimer *timer;        // for half-read keys and what appears by itself
    LoopTimer *frame;        // runs after a paint of what floods, until the next may come
    bool framed;             // it does
    bool unpainted;          // something waits for it
    LoopSignal *signals[APP_SIGNALS];
    Host *host;            // owned; the session process around it, NULL: there is none
    bool told_to_end;      // ... by its user, with -k
    bool outdone;          // another is the session of this folder: this one ends
    Vec(uint64_t) awaited; // ids of documents: it ends when all are closed
    bool waited;           // they are
    UiCursor cursor;
    bool started;              // the first paint is done, workers may begin
    bool crashed;              // a scene plays that it died: nobody sees to anything
    bool hung_up;              // the terminal is gone
    bool resized;              // SIGWINCH came
    AppArgs args;              // how it was called, without paths
    char *grammars;            // owned; folder of the grammar modules
    unsigned told;             // stamp of the settings that the terminal was told of
    bool mouse;                // ... and the mouse that can be switched besides
    struct LoopJob *reporting; // a report is being made; NULL: none is
    struct LoopJob *listing;   // sessions are being asked; NULL: none are
    char *title;               // owned; as the terminal was told
    TerminalLook look;         // what is shown goes by it
    int64_t gather_end;        // when the last gather ended, monotonic ns
};

/* Turn on this terminal until the end; returns the exit code. */
int app_run_on(App *a, Tty *tty, const AppArgs *args);
/* All of these documents are closed. */
bool documents_are_closed(const Workspace *ws, const uint64_t *ids, size_t n);
/* Restore the terminal when the process dies of a signal. */
void app_catch_crashes(App *a);

/* Go on in the folder that the workspace was left for, if it was and all is saved. */
void app_switch(App *a);
/* What the settings want of the terminal. */
TtyOptions app_tty_options(const Options *o);
/* Go by what the command line says of the terminal; settings are read again where that is new. */
void app_set_look(App *a, TerminalLook look);
/* Take over what the terminal has said about itself. */
void app_hear_terminal(App *a);
/* Run the command that waited for the clipboard. */
void app_run_due(App *a);
/* Hand the terminal what is for it: copies, whether the mouse is wanted. */
void app_tell_terminal(App *a);
/* Begin the report that a command asked for. */
void app_report(App *a);
/* The title as window.title has it, where that changed. */
void app_tell_title(App *a);

#endif
