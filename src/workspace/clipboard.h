/* The clipboard inside codelab; the app hands what is copied on to the terminal. */
#ifndef WORKSPACE_CLIPBOARD_H
#define WORKSPACE_CLIPBOARD_H

#include "base/str.h"
#include "edit/edit.h"

typedef struct Workspace Workspace;

typedef struct {
    Buf text;     // what was copied last
    Offs ends;    // where its parts end, if it was copied from several selections
    bool line;    // whole lines: they paste above the cursor's line
    bool to_send; // the terminal has not been given it yet
} Clipboard;

/* Keep `text` and ask for it to be sent to the terminal. */
void clipboard_put(Workspace *ws, Str text, bool line);

#endif
