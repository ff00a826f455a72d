/* Drawn things that know nothing of code: theme, one-line input.
 *
 * They draw to a Surface and turn Keys into answers; they know no workspace, no files, no commands.
 *
 *   Theme *t = theme_new("Codelab Dark", TTY_COLOR_TRUE);
 *   surface_put(s, 0, 0, 10, STR("hello"), theme_style(t, THEME_EDITOR_FOREGROUND));
 */
#ifndef WIDGET_WIDGET_H
#define WIDGET_WIDGET_H

#include "base/err.h"
#include "base/key.h"
#include "tty/tty.h"

/* One enumerator a token of theme-tokens.def: THEME_EDITOR_BACKGROUND, ... */
typedef enum {
#define TOKEN(name, vscode, ground, dark, ansi, attrs) THEME_##name,
#include "widget/theme-tokens.def"
#undef TOKEN
    THEME_TOKEN_COUNT,
} ThemeToken;

typedef struct Theme Theme;

/* A built-in theme by its name, the default one if there is none of that name; compiled in, so that
 * no file is read at start.  With 16 colours or none the theme's own columns for these are used. */
Theme *theme_new(const char *name, TtyColor color);
void theme_free(Theme *t);
/* The token's colour as foreground or background, and its attributes; the other colour is default. */
Style theme_style(const Theme *t, ThemeToken token);
/* Style of a syntax capture, by its longest dotted prefix ("keyword.control.if" -> keyword.control);
 * no colour if nothing fits. */
Style theme_capture(const Theme *t, const char *capture);
/* Names of the built-in themes, NULL-terminated. */
const char *const *theme_names(void);

/* A one-line editor.  {0} is an empty one. */
typedef struct {
    Buf text;
    size_t cursor; // byte offset
    int left;      // first visible column
} Input;

typedef enum { INPUT_IGNORED, INPUT_MOVED, INPUT_CHANGED } InputAnswer;
void input_deinit(Input *in);
/* Replace the text, cursor at its end. */
void input_set(Input *in, Str text);
/* Characters, pastes (first line), Backspace, Delete, arrows, Home, End, words, Ctrl+U. */
InputAnswer input_key(Input *in, const Key *k);
/* Draw at (row, col) in ncols cells; returns the cursor's column on the surface. */
int input_paint(Input *in, Surface *s, int row, int col, int ncols, Style st);

#endif
