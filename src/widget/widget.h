/* Drawn things that know nothing of code: theme, input, list, tree, tabs, popup, dialog.
 *
 * Each is a plain struct that its owner keeps, a function that draws it to a Surface and one that
 * turns a Key into an answer.  They know no workspace, no files, no commands and no clock.
 *
 *   Theme *theme = theme_new("Codelab Dark", tty_color(tty));
 *   Style st = theme_on(theme, THEME_FOREGROUND, THEME_QUICK_INPUT_BACKGROUND);
 *   int cursor = input_paint(&in, surface, row, col, ncols, st);
 *   if (input_key(&in, &key) == INPUT_CHANGED) ...
 */
#ifndef WIDGET_WIDGET_H
#define WIDGET_WIDGET_H

#include "base/err.h"
#include "base/key.h"
#include "base/str.h"
#include "base/vec.h"
#include "tty/tty.h"

/* Theme ---------------------------------------------------------------------------------------- */

typedef enum {
#define TOKEN(id, ...) THEME_##id,
#include "widget/theme-tokens.def"
#undef TOKEN
    THEME_TOKEN_COUNT
} ThemeToken;

typedef struct Theme Theme;

/* A theme that is built in, for a terminal of this many colours: "Codelab Dark", "Codelab Light",
 * "Terminal 16" (the terminal's own sixteen), "Mono"; NULL and other names give the first.  Needs
 * no file. */
Theme *theme_new(const char *name, TtyColor depth);
bool theme_is_builtin(const char *name);
/* A VS Code colour theme from a file, with what it includes.  What it leaves out comes from the
 * built-in theme of its type (dark or light). */
Theme *theme_load(const char *path, TtyColor depth, Err *err);
void theme_free(Theme *t);
bool theme_is_light(const Theme *t);
/* A token as background or foreground, whichever it is the colour of; attributes instead where
 * the terminal has no colours. */
Style theme_style(const Theme *t, ThemeToken token);
/* The foreground of one token on the background of another. */
Style theme_on(const Theme *t, ThemeToken fg, ThemeToken bg);
/* What a name of tree-sitter's queries ("keyword.control.return") is drawn over the text with: that
 * of its longest prefix there is, nothing without one.  O(names); keep the answer. */
Style theme_capture(const Theme *t, const char *name);
/* `base` with the parts of `over` that are not default. */
Style theme_over(Style base, Style over);

/* Input: one line of text ---------------------------------------------------------------------- */

typedef struct {
    Buf text;
    size_t cursor; // byte, at the start of a cluster
    size_t anchor; // the selection is between this and the cursor
    size_t first;  // first byte that is shown
    Vec(char *) history;
    size_t recall; // row of the history that is shown; history.n = none
    char *draft;   // owned; what was typed before the history was shown
} Input;

typedef enum {
    INPUT_IGNORED, // not a key of its
    INPUT_MOVED,
    INPUT_CHANGED,
    INPUT_COPY, // the owner is to copy input_selected()
    INPUT_CUT,  // and then to call input_insert() with nothing
    INPUT_PASTE // the owner is to call input_insert() with its clipboard
} InputAnswer;

/* {0} is a valid empty one. */
void input_deinit(Input *in);
/* Replace the text; the cursor is at its end. */
void input_set(Input *in, Str text);
/* Put text in place of the selection; its line ends become blanks. */
void input_insert(Input *in, Str text);
Str input_selected(const Input *in);
void input_select_all(Input *in);
/* Keep the text for the up and down keys. */
void input_remember(Input *in);
/* Enter, Escape and the keys that move in lists are left to the owner, up and down too as long as
 * nothing was remembered. */
InputAnswer input_key(Input *in, const Key *k);
/* Draw in `ncols` columns, scrolled so that the cursor is seen; returns the cursor's column. */
int input_paint(Input *in, Surface *s, int row, int col, int ncols, Style st);

#endif
