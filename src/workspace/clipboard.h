/* The clipboard inside codelab; the app hands what is copied on to the terminal.
 *
 * What was copied before can be had again, the newest first; none of it is ever written to disk. */
#ifndef WORKSPACE_CLIPBOARD_H
#define WORKSPACE_CLIPBOARD_H

#include "base/str.h"
#include "edit/edit.h"

typedef struct Workspace Workspace;

/* Bytes that all copies but the newest may have together. */
enum { CLIPS_BYTES = 4 << 20 };

typedef struct {
    Buf text;  // owned
    Offs ends; // owned; as in Clipboard
    bool line;
} Clip;

typedef struct {
    Buf text;        // what was copied last
    Offs ends;       // where its parts end, if it was copied from several selections
    bool line;       // whole lines: they paste above the cursor's line
    bool to_send;    // the terminal has not been given it yet
    Vec(Clip) older; // what was copied before, oldest first
} Clipboard;

void clipboard_deinit(Clipboard *c);
/* Keep `text` and ask for it to be sent to the terminal. */
void clipboard_put(Workspace *ws, Str text, bool line);
/* Keep text that was copied elsewhere. */
void clipboard_take(Workspace *ws, Str text);
/* How many texts can be pasted, and each of them; 0 is the newest.  Borrowed until the next copy.
 */
size_t clipboard_count(const Clipboard *c);
Str clipboard_get(const Clipboard *c, size_t i);
/* Make one of them the newest. */
void clipboard_choose(Clipboard *c, size_t i);

#endif
