/* Drawn things that know nothing of code: theme, text, input, popup, list, tabs, dialog.
 *
 * Each is a plain struct that its owner keeps and a function that draws it to a Surface; others
 * turn a Key into an answer, or a place on the screen into what was drawn there.  They know no
 * workspace, no files, no commands and no clock.
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
#include "base/rect.h"
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

/* A theme that is built in, for a terminal of this many colours; NULL and other names give the
 * first, "Codelab Dark".  Needs no file. */
Theme *theme_new(const char *name, TtyColor depth);
bool theme_is_builtin(const char *name);
/* Names of those, from 0 on; NULL behind the last. */
const char *theme_builtin(size_t i);
/* A VS Code colour theme from a file, with what it includes.  What it leaves out comes from the
 * built-in theme of its type (dark or light).  Values that are none are left out: each adds a
 * sentence with file, line and column to `notes` (a line each, the first few; may be NULL).  Fails
 * if there is no such file or it is no JSON. */
Theme *theme_load(const char *path, TtyColor depth, Buf *notes, Err *err);
void theme_free(Theme *t);

/* What settings change of a theme; all borrowed. */
typedef struct {
    const char *theme;           // its name, for members that count for one theme only
    const char *colors, *tokens; // JSON objects, as VS Code has them
    TtyColor depth;              // nothing is changed where there are no colours
} ThemeChanges;

/* Change a theme for good.  What is wrong in it is left out and noted as theme_load() does, with
 * the name of the setting. */
void theme_customize(Theme *t, const ThemeChanges *c, Buf *notes);
/* A token as background or foreground, whichever it is the colour of; attributes instead where
 * the terminal has no colours. */
Style theme_style(const Theme *t, ThemeToken token);
/* The foreground of one token on the background of another. */
Style theme_on(const Theme *t, ThemeToken fg, ThemeToken bg);
/* What a name of tree-sitter's queries ("keyword.control.return") is drawn over the text with: that
 * of its longest prefix there is, nothing without one; "bracket.1" to "bracket.3" are those of
 * bracket pairs.  O(names); keep the answer. */
Style theme_capture(const Theme *t, const char *name);
/* `base` with the parts of `over` that are not default. */
Style theme_over(Style base, Style over);

typedef enum {
#define GLYPH(id, ...) GLYPH_##id,
#include "widget/glyphs.def"
#undef GLYPH
    GLYPH_COUNT
} Glyph;

/* From now on glyphs are ASCII, or not. */
void theme_set_ascii(Theme *t, bool ascii);
bool theme_is_ascii(const Theme *t);
/* From now on lines and frames are blanks, and other glyphs ASCII, or not. */
void theme_set_bare(Theme *t, bool bare);
/* One cell of text. */
const char *theme_glyph(const Theme *t, Glyph g);

/* Text ----------------------------------------------------------------------------------------- */

/* Draw `text` in the one row `row`; an ellipsis ends what does not fit.  Returns the columns used.
 */
int text_put(Surface *s, Rect row, const Theme *t, Str text, Style st);
/* Draw `text` in r, in lines that are cut between words where they can be; an ellipsis ends what
 * does not fit. */
void text_paint(Surface *s, Rect r, const Theme *t, Str text, Style st);
/* Rows that all of it takes in `cols` columns.  O(bytes). */
int text_rows(Str text, int cols);

/* Input: one line of text ---------------------------------------------------------------------- */

typedef struct {
    Buf text;
    size_t cursor; // byte, at the start of a cluster
    size_t anchor; // the selection is between this and the cursor
    size_t first;  // first byte that is shown
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
/* Enter, Escape and the keys that move in lists are left to the owner. */
InputAnswer input_key(Input *in, const Key *k);
/* Draw in `ncols` columns, scrolled so that the cursor is seen; returns the cursor's column. */
int input_paint(Input *in, Surface *s, int row, int col, int ncols, Style st);

/* Popup: a box over the screen ----------------------------------------------------------------- */

/* Blank r and draw a frame with a title ("" = none) at its edges.  Returns what is inside, with a
 * blank column at each side. */
Rect popup_paint(Surface *s, Rect r, const Theme *t, Str title, Style st);
/* A line across the box r in its row `row` (0-based in r). */
void popup_rule(Surface *s, Rect r, const Theme *t, int row, Style st);

/* Scroll bar ----------------------------------------------------------------------------------- */

/* Show in the one column r that its rows are [top, top + r.rows) of `total`; nothing if all are. */
void scroll_paint(Surface *s, Rect r, const Theme *t, size_t top, size_t total);

/* List: rows of which one is selected ---------------------------------------------------------- */

typedef struct {
    size_t n;        // rows there are
    size_t selected; // when it was placed last
    size_t top;      // first row shown
    Rect area;       // where it was drawn last
} List;

#define LIST_NONE ((size_t)-1)

/* Before drawing: there are n rows, `area` is where they go.  Brings the selected one into sight if
 * another was selected before. */
void list_place(List *l, Rect area, size_t n, size_t selected);
/* Show what is `rows` further down; the selected row may go out of sight. */
void list_scroll(List *l, int rows);
/* Rows to draw are [l->top, list_end(l)), each at list_row(l, i). */
size_t list_end(const List *l);
Rect list_row(const List *l, size_t i);
/* Index of the row that was drawn at a cell, LIST_NONE if there is none. */
size_t list_at(const List *l, int row, int col);

typedef struct {
    Str text;
    Str detail;      // at the right end
    const int *hits; // offsets in `text` of the clusters that a filter matched, in any order
    size_t nhits;
    int indent, margin; // columns left blank at the left and the right end
    const char *marker; // glyph before the text and a blank after it; NULL = none
    Style style;        // of all of it
    bool is_path;       // what does not fit is cut off at its start
} ListRow;

void list_paint_row(Surface *s, Rect row, const Theme *t, const ListRow *r);

/* Tabs ----------------------------------------------------------------------------------------- */

typedef struct {
    Str name;
    const char *mark; // one column after the name, which stays when the name is cut; NULL = none
    bool italic;
} Tab;

#define TAB_NONE ((size_t)-1)

typedef struct {
    const Tab *tabs; // borrowed, while painting
    size_t n, active;
    size_t first; // first tab shown
    bool focused;
    bool marked;   // the active one stands between marks
    bool panel;    // as titles of the panel's parts are, with lines between
    Rect area;     // where it was drawn last
    Vec(int) ends; // column after each tab that was drawn, from `first` on
} Tabs;

void tabs_deinit(Tabs *x);
/* Draw as many as fit, the active one always; an ellipsis at an edge means that there are more. */
void tabs_paint(Surface *s, Rect row, const Theme *t, Tabs *x);
/* Index of the tab that was drawn at a cell; TAB_NONE on the lines between, too. */
size_t tabs_at(const Tabs *x, int row, int col);

/* Dialog: text over buttons, or over a row of its owner's ------------------------------------ */

enum { BUTTONS_MAX = 8, BUTTON_NONE = -1, BUTTON_CANCEL = -2 };

typedef struct {
    const char *title, *text;  // borrowed
    const char *const *labels; // of the buttons; borrowed, ends with NULL
    int focused;               // button; set to the safe one
    int64_t shown_ns;     // monotonic; when it appeared, or what was not meant for it was typed
    Rect foot;            // where the buttons were drawn; the owner's if there are none
    Rect at[BUTTONS_MAX]; // where each was
} Dialog;

/* Draw in the middle of `screen`.  The cursor belongs on the focused button. */
void dialog_paint(Surface *s, Rect screen, const Theme *t, Dialog *d);
/* Index of the button that was chosen (its first letter that no button before it has, Enter or
 * Space on the focused one, a click), BUTTON_CANCEL for Escape, else BUTTON_NONE.  What is typed in
 * the first moment is not meant for a dialog that just appeared. */
int dialog_key(Dialog *d, const Key *k, int64_t now_ns);

#endif
