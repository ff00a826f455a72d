/* The clipboard outside codelab, kept by a program: wl-copy, xclip, xsel, pbcopy, tmux, or one that
 * the user names.  Programs run on workers and get a second; nothing waits for them but a paste.
 *
 * What no program takes is left for the terminal (OSC 52), which who owns it is told by `pending`;
 * a copy always stays in codelab's own clipboard, and the message says how far it went. */
#ifndef WORKSPACE_CLIP_OUTSIDE_H
#define WORKSPACE_CLIP_OUTSIDE_H

#include "base/str.h"

typedef struct Workspace Workspace;
typedef struct LoopJob LoopJob;

typedef enum {
    CLIP_AUTO,
    CLIP_OSC52,
    CLIP_TMUX,
    CLIP_WAYLAND,
    CLIP_X11,
    CLIP_PASTEBOARD,
    CLIP_COMMAND,
    CLIP_INTERNAL
} ClipProvider;

typedef struct {
    bool on;          // there is a user's session around us (set by who opened its terminal)
    LoopJob *copying; // NULL: none
    bool again;       // copied anew since
    LoopJob *reading;
    Buf sent;      // what was handed out last, or read: it is no news
    bool for_tty;  // the terminal is to take the text: read and cleared by who owns it
    char why[128]; // what stopped the programs before, "" if nothing did
    Buf primary;   // what is selected outside, as far as it was read
    char *waiting; // owned; id of the command that waits for what is being read, NULL: none
    char *due;     // owned; ... that may run now: taken by who runs commands
    bool settled;  // set while that runs: it need not wait again
} ClipOutside;

void clip_outside_deinit(Workspace *ws);
void clip_outside_cancel(Workspace *ws);
/* Hand the text that was copied last to the first program that takes it. */
void clip_outside_send(Workspace *ws);
/* Look whether somebody else copied something, which then is the newest text; `command` (an id,
 * NULL: none) is due when that is known.  False if there is no program to ask. */
bool clip_outside_read(Workspace *ws, const char *command);
/* The same of what is selected outside (the primary selection), into `primary`; empty if nothing
 * is.
 */
bool clip_outside_read_primary(Workspace *ws, const char *command);
enum { CLIP_WAYS = 6 };
/* Programs that a provider's setting allows here, the best first: what messages call them, and what
 * is to be found in $PATH.  How many. */
size_t clip_outside_ways(ClipProvider wanted, const char *names[CLIP_WAYS],
                         const char *tools[CLIP_WAYS]);
/* Say where a copy went: "Copied 12 lines (wl-copy)". */
void clip_outside_say(Workspace *ws, const char *route);
/* ... or that it went nowhere, and why. */
void clip_outside_say_kept(Workspace *ws, const char *why);

#endif
