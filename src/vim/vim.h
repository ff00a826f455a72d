/* Vim: keys become moves, changes and commands wherever an editor has the focus.
 * focus.
 *
 * Works while `keyboard.preset` is "vim".  It takes a key before the keymap does, keeps a mode for
 * each view, and makes every change through view_change(), so that all cursors of a view do what
 * one does.  What it gives a view as selections is what it shows: in visual mode the text itself,
 * half open, so that every other command works on it.  Owns registers, marks, the last change and
 * the line being typed behind ":" or "/".  Never draws; says what it must be drawn with.
 *
 *   Vim *vim = vim_new(ws);
 *   if (vim_key(vim, &key) == VIM_PASS)
 *       ...the keymap...
 *   vim_settle(vim);                      // each turn
 *
 * What a key costs grows with what it changes or passes over, not with the text. */
#ifndef VIM_VIM_H
#define VIM_VIM_H

#include "base/key.h"
#include "base/str.h"
#include "workspace/workspace.h"

typedef struct Vim Vim;

typedef enum {
    VIM_NORMAL,
    VIM_INSERT,
    VIM_REPLACE,
    VIM_VISUAL,
    VIM_VISUAL_LINE,
    VIM_VISUAL_BLOCK,
} VimMode;

Vim *vim_new(Workspace *ws);
void vim_free(Vim *vim);

typedef enum {
    VIM_PASS,   // no key of vim's here: the keymap and the editor get it
    VIM_TAKEN,  // done, or waits for more
    VIM_LEADER, // what may follow ctrl+k is to be shown
} VimAnswer;
/* A key that no dialog, list or widget wants.  Passes all of them while another preset is set or no
 * editor of text has the focus. */
VimAnswer vim_key(Vim *vim, const Key *k);
/* Go on with a macro that is playing for a few milliseconds, and take in what others did to the
 * selections of the shown view. */
void vim_settle(Vim *vim);

/* The preset is set, and the shown view has a mode. */
bool vim_is_on(const Vim *vim);
/* Mode of a view; VIM_NORMAL for one that was not seen yet. */
VimMode vim_mode(const Vim *vim, const View *v);
/* Where the cursor of a view is drawn: on the last character of what is selected, not behind it. */
size_t vim_cursor(const Vim *vim, const View *v);
/* "NORMAL", "INSERT", ..., "COMMAND" while a line is typed; "O-PENDING" while an operator waits. */
const char *vim_mode_name(const Vim *vim);
/* Keys that wait for more, and "recording @q"; appended. */
void vim_pending(const Vim *vim, Buf *out);

/* The line being typed behind ":", "/" or "?". */
typedef struct {
    char mark;     // what it stands behind; 0: none is typed
    Str text;      // borrowed until the next key
    size_t cursor; // bytes
} VimLine;
VimLine vim_line(const Vim *vim);

/* Matches of the pattern looked for last that touch [start, end) of a document, in order; none
 * after :noh.  Appended.  Costs the bytes and what lies around them. */
typedef Vec(Range) VimMatches;
void vim_matches(Vim *vim, const Document *d, size_t start, size_t end, VimMatches *out);

#endif
