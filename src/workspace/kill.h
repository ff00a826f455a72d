/* The kill ring of emacs on top of the clipboard's history: texts that are killed one after the
 * other become one text, and what was yanked can be turned into what was killed before it. */
#ifndef WORKSPACE_KILL_H
#define WORKSPACE_KILL_H

#include "base/err.h"
#include "text/text.h"

#include <stdint.h>

typedef struct Workspace Workspace;
typedef struct View View;

/* What the last of these commands did; it counts while nothing else changed the text or moved. */
typedef struct {
    uint64_t doc; // id of the document, 0: none
    TextRev rev;
    size_t cursor;
    bool killed;       // else yanked:
    size_t start, end; // what came in
    size_t nth;        // of the clipboard's history
} Kill;

typedef enum { KILL_LINE, KILL_WORD_LEFT, KILL_WORD_RIGHT } KillWhat;

/* Move text at the cursor into the clipboard: up to the end of the line, or the line end if the
 * cursor is there; a word.  One cursor stays.  Fails with a sentence if nothing is there. */
bool view_kill(View *v, KillWhat what, Err *err);
/* Paste at the cursor. */
bool view_yank(View *v, Err *err);
/* Instead of what was yanked just now, what was killed before that; false, without a sentence, if
 * nothing was. */
bool view_yank_older(View *v, Err *err);
/* The other end of the selection becomes the cursor. */
void view_exchange(View *v);

#endif
