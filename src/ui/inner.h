/* What the panes share. */
#ifndef UI_INNER_H
#define UI_INNER_H

#include "base/arena.h"
#include "command/command.h"
#include "syntax/syntax.h"
#include "ui/ui.h"
#include "vim/vim.h"
#include "widget/widget.h"
#include "workspace/workspace.h"

/* How long a chord that means something as it is waits for more. */
enum { CHORD_MS = 1000 };

/* What the mouse holds while a button is down. */
typedef enum {
    GRAB_NONE,
    GRAB_TEXT,
    GRAB_OVERVIEW,
    GRAB_COLUMNS,
    GRAB_SCREEN,
    GRAB_SIDE_BAR,
    GRAB_PANEL,
    GRAB_TAB,
    GRAB_ENTRY,
    GRAB_SPLIT
} Grab;

enum { SEARCH_FLAGS = 4 }; // switches of the search view

/* A part of the breadcrumbs. */
enum { CRUMBS_MAX = 32 };
typedef struct {
    int start, end;   // columns
    ptrdiff_t symbol; // -1: part of the path
} Crumb;

/* Lines of the welcome page. */
enum { WELCOME_MAX = 40 };

/* Something to go to, with a letter on it. */
typedef struct {
    int row, col;
    bool press; // a press there goes to it; else it is a part
    Focus part;
    Group *group; // borrowed, of the last paint; of an editor
} Label;

/* A toast, as painted last. */
enum { TOASTS_MAX = 3 };
typedef struct {
    Rect at, close;
    Rect actions[MESSAGE_ACTIONS]; // no rows: there is none
    int64_t said_ns;               // of its message
} ToastPane;

/* A problem in the editor painted last. */
typedef struct {
    size_t start;
    Severity severity;
    const char *message; // borrowed
} ProblemMark;

/* A command on the screen, for the mouse. */
typedef struct {
    int row, col, end;
    const char *command, *arg; // arg NULL: none
} BarItem;

/* A terminal on the screen. */
enum { TERMINALS_BESIDE_MAX = 8 };
typedef struct {
    size_t index;      // in Terminals.all, at the last paint
    Rect gutter, text; // the gutter may have no columns
} TerminalPane;

/* An editor group on the screen. */
typedef struct {
    Group *group; // borrowed, of the last paint
    Rect tabs;    // its tab row
    Rect crumbs;  // its breadcrumbs; no rows: not shown
    Crumb crumb[CRUMBS_MAX];
    size_t ncrumbs;
    Rect editor; // gutter and text
    Tabs titles;
    bool single; // only the shown tab has its title there
} GroupPane;

/* The list of shortcuts and the key inspector, which are never shown together. */
typedef struct {
    unsigned opened, revision; // of the sheet and of the keymap when it was looked at last
    bool stale;                // its entries are to be found again
    Input query;
    KeyEntries entries;
    size_t selected;
    List list;
    bool recording, more; // a new key is being pressed; it comes beside the old one
    Key recorded[8];
    size_t nrecorded;
    Buf bytes;    // owned; what was received, for people
    bool escaped; // Escape came last
} KeysPane;

struct Ui {
    Workspace *ws;     // borrowed
    Keymap *keymap;    // owned
    Vim *vim;          // owned; passes all keys unless its preset is set
    Theme *theme;      // owned
    char *theme_name;  // owned; what was asked for last
    bool theme_waits;  // ... and workers still look for
    Buf theme_notes;   // what was said to be wrong in it
    unsigned theme_at; // stamp of the settings then
    TtyColor color;    // of the terminal
    bool signs;        // there may be more than ASCII
    bool reader;       // the screen is read aloud
    Surface *s;        // borrowed; while painting
    Areas areas;       // of the last paint
    UiCursor cursor;   // found while painting
    KeysPane keys;
    int leader_page;  // of the leader panel, from 0
    int64_t chord_ns; // when the chord under way began, monotonic
    const char *busy; // literal; what goes on, "": nothing does
    int64_t busy_ns;  // ... since when, monotonic
    bool rings;       // its end is to be heard
    bool progress;    // it is so long that the window outside shows it
    int64_t hover_ns; // since when the pointer rests on text, 0: it does not
    size_t hover_off; // ... on this byte of the focused view
    HoverHow hover_how;
    Rect hover_box;                         // of the popup painted last, no rows: none
    int64_t focus_ns;                       // when the terminal got the focus, monotonic
    Input find[FIND_FIELDS], palette, line; // texts typed into the widgets
    int64_t ask_id;                         // question that the dialog and its line show
    Dialog dialog;
    Grab grab;
    View *grab_tab;         // GRAB_TAB: what is dragged; looked for before it is used
    size_t grab_line;       // GRAB_SPLIT: the kid before the line that is dragged
    int grab_row, grab_col; // where the line was taken
    Range grab_unit;        // GRAB_TEXT: the characters, word or lines that were pressed
    int grab_clicks;        // ... by how many clicks; 3: lines
    ColumnBox grab_box;     // GRAB_COLUMNS
    Arena frame;            // texts of one paint
    Tabs panel_tabs;
    size_t terminal_tabs;       // the first so many of those are terminals'
    Input screen_find;          // the pattern typed into the panel's title row
    const Screen *found_screen; // the one it was typed for, NULL: none; only compared
    int told_focus;             // number of the terminal whose program knows it has the focus
    bool away;                  // the terminal codelab runs in lost the focus
    TerminalPane terminals[TERMINALS_BESIDE_MAX];
    size_t nterminals;
    ToastPane toasts[TOASTS_MAX]; // newest first
    GroupPane groups[GROUPS_MAX]; // as painted last, in reading order
    size_t ngroups;
    List explorer, found; // found: by the palette
    List outline, search_list, history, review;
    Input search[SEARCH_FIELDS];
    unsigned search_shown;                // search_shown() at the last look
    int search_field_rows[SEARCH_FIELDS]; // -1: not shown
    int search_flag_row, search_flag_cols[SEARCH_FLAGS];
    Input entry, entry_filter;  // in a row of the explorer, above its rows
    uint64_t entry_input;       // id of the input that `entry` holds
    size_t drop_row;            // GRAB_ENTRY: the row under the pointer
    bool entry_moved;           // ... which is, or was, another one than was pressed
    List menu_areas, menu_rows; // of the menu, as painted last
    Rect menu_at;
    size_t menu_number;        // typed so far, for a screen reader; 0: nothing
    List welcome_list;         // where its lines scroll
    Rect welcome[WELCOME_MAX]; // where each line was drawn; no rows: out of sight
    size_t nwelcome, welcome_at;
    Rect outline_at;     // no rows: not shown
    Rect find_at;        // the find widget, no rows: not shown
    int find_flags[5];   // columns where its switches begin, -1: not shown
    unsigned find_shown; // find_shown() at the last look
    Vec(Style) captures; // by capture id, filled as they come
    SyntaxSpans spans;   // of the bytes in spans_of, in this frame
    Range spans_of;
    Vec(Label) labels;
    Vec(BarItem) bar_items;
    Vec(Row) rows;   // of the editor painted last
    Vec(Range) same; // what reads as the selection does, in it
    Vec(Range) selected, cursors;
    Vec(ProblemMark) problem_marks;
    Vec(Range) problem_ranges[SEVERITY_COUNT];
    List problems;
    Input problem_filter;
    VimMatches searched; // what vim looked for, in the editor painted last
};

/* The sign before the name of a file or folder, NULL: none is wanted. */
const char *ui_icon(const Ui *ui, const ExplorerRow *x);
/* It takes columns of its own; else it stands where a folder has its fold. */
bool ui_icon_leads(const Ui *ui);
/* Keys as they take less room: "Ctrl+P" is "^P"; appended. */
void ui_short_keys(Str keys, Buf *out);
/* Esc gives up what is waited for: once that is said, and nothing nearer takes it. */
bool ui_busy_escape(Ui *ui);
/* What goes on: remember since when; when its sign turns, -1: never; its name with that sign. */
void ui_settle_busy(Ui *ui);
int ui_busy_deadline_ms(const Ui *ui);
void ui_busy_text(const Ui *ui, const char *name, Buf *out);
/* Something to press until the next paint. */
void ui_add_item(Ui *ui, BarItem item);
/* A press on one of them; false if there is none. */
bool ui_press_item(Ui *ui, int row, int col);
/* Text in one row, cut with an ellipsis. */
void ui_put(Ui *ui, int row, int col, int ncols, const char *text, Style st);
/* Text that ends at `col` (exclusive); returns where it starts. */
int ui_put_right(Ui *ui, int row, int col, const char *text, Style st);
/* A key for a line of text, which shares the workspace's clipboard. */
InputAnswer ui_input_key(Ui *ui, Input *in, const Key *k);
void ui_set_cursor(Ui *ui, int row, int col, CursorShape shape);
/* On the row of a list that is selected, if it was not scrolled away. */
void ui_set_cursor_in(Ui *ui, const List *l, size_t selected);

/* Make what was painted fit to be read aloud. */
void reader_paint(Ui *ui);
/* What lies under a palette or a question is another part: it goes. */
void reader_clear(Ui *ui);
/* Take the theme that the palette shows or the settings want. */
void ui_settle_theme(Ui *ui);

/* The panes, in painting order. */
/* The side bar: the view that it shows. */
void pane_side_paint(Ui *ui, Rect a);
void pane_side_press(Ui *ui, const Key *k);
void pane_side_wheel(Ui *ui, int rows);
/* The title row of a view: its name, and more of its own at the right end. */
void pane_side_title(Ui *ui, Rect a, const char *name, const char *more);
/* One view each. */
void pane_explorer_paint(Ui *ui, Rect a);
/* A key while its input or its filter has the focus. */
void pane_explorer_key(Ui *ui, const Key *k);
void pane_explorer_press(Ui *ui, const Key *k);
/* An entry that was pressed is dragged, and let go. */
void pane_explorer_drag(Ui *ui, const Key *k);
void pane_explorer_release(Ui *ui);
void pane_history_paint(Ui *ui, Rect a);
void pane_history_press(Ui *ui, const Key *k);
void pane_review_paint(Ui *ui, Rect a);
void pane_review_press(Ui *ui, const Key *k);
/* How something stands: its sign, and over a style. */
const char *ui_review_sign(const Ui *ui, ReviewSign s);
Style ui_review_style(const Ui *ui, ReviewSign s, Style st);
void pane_search_paint(Ui *ui, Rect a);
void pane_search_press(Ui *ui, const Key *k);
bool pane_search_key(Ui *ui, const Key *k);
void pane_tabs_paint(Ui *ui, GroupPane *p);
/* Index of the tab at a cell, TAB_NONE if there is none. */
size_t pane_tabs_at(const GroupPane *p, int row, int col);
/* ShowTabs, as the screen lets it be. */
int ui_tabs_shown(const Ui *ui);
void pane_crumbs_paint(Ui *ui, GroupPane *p);
void pane_outline_paint(Ui *ui);
/* `v` may be NULL: nothing is open.  The cursor is placed if the editor has the focus. */
/* What differs between two texts, in one column or two; the offset at one of its cells. */
void pane_diff_paint(Ui *ui, Rect a, View *v);
size_t pane_diff_off_at(const View *v, Rect a, int row, int col);
/* The bytes of a document, in place of its text. */
void pane_hex_paint(Ui *ui, Rect a, View *v);
void pane_hex_press(Rect a, View *v, const Key *k);
/* Where its cursor stands, for the status bar; appended. */
void pane_hex_position(const View *v, bool brief, Buf *out);
/* The file as a picture, in place of its text. */
void pane_picture_paint(Ui *ui, Rect a, View *v);
void pane_editor_paint(Ui *ui, Rect a, View *v);
void pane_find_paint(Ui *ui, Rect a);
/* "3 of 17" and its likes; `counting`: there may be more. */
void ui_count_text(size_t current, size_t n, bool counting, char *out, size_t cap);
void pane_panel_paint(Ui *ui, Rect a);
/* A tab for each terminal or group of them, with room for `spare` more; lives as long as the frame.
 * Returns how many, at least 1. */
size_t pane_terminal_tabs(Ui *ui, Tab **tabs, size_t spare, size_t *active);
/* The terminal that such a tab shows. */
size_t pane_terminal_of_tab(const Ui *ui, size_t tab);
void pane_terminal_paint(Ui *ui, Rect a);
/* NULL if none was painted there. */
/* The line in the panel's title row that is typed into while a screen is searched; a key for it. */
void pane_screen_find_paint(Ui *ui, Rect row, Screen *s);
bool pane_screen_find_key(Ui *ui, Screen *s, const Key *k);
TerminalPane *ui_terminal_at(Ui *ui, int row, int col);
void pane_screen_paint(Ui *ui, Rect a, Screen *s, bool focused);
/* The Problems panel, and what the title row says of it in the room that its tabs leave. */
void pane_problems_paint(Ui *ui, Rect a);
void pane_problems_title(Ui *ui, Rect room);
void pane_run_paint(Ui *ui, Rect a);
/* Where its output is, in the panel; what the title row says of it. */
Rect pane_run_screen(const Workspace *ws, Rect panel);
void pane_run_title(Ui *ui, Rect room);
void pane_output_paint(Ui *ui, Rect a);
/* The name of the channel, and what clears it. */
void pane_output_title(Ui *ui, Rect room);
void pane_problems_press(Ui *ui, const Key *k);
/* A key for its filter, while that is typed; false if it is none. */
bool pane_problems_key(Ui *ui, const Key *k);
Style ui_severity_style(const Ui *ui, Severity s, ThemeToken background);
void pane_hints_paint(Ui *ui, Rect a);
void pane_status_paint(Ui *ui, Rect a);
void pane_labels_paint(Ui *ui);
void pane_labels_key(Ui *ui, const Key *k);
void pane_toasts_paint(Ui *ui);
/* A press on a toast: false if none is there. */
bool pane_toasts_press(Ui *ui, int row, int col);
void pane_leader_paint(Ui *ui);
void pane_keys_paint(Ui *ui);
void pane_keys_key(Ui *ui, const Key *k);
void pane_keys_mouse(Ui *ui, const Key *k);
void pane_keys_deinit(KeysPane *p);
void pane_inspect_paint(Ui *ui);
void pane_inspect_key(Ui *ui, const Key *k);
/* Page Down and Up while it is shown and has more pages: true if the key is for that. */
bool pane_leader_key(Ui *ui, const Key *k);
void pane_palette_paint(Ui *ui);
void pane_menu_paint(Ui *ui);
void pane_menu_bar_paint(Ui *ui, Rect a);
void pane_menu_key(Ui *ui, const Key *k);
/* The menu of what has the focus, at a cell. */
void pane_menu_open_at(Ui *ui, int row, int col, bool titles);
void pane_ask_paint(Ui *ui);
/* The welcome page, in place of an editor. */
void pane_welcome_paint(Ui *ui, Rect a);
/* What its tab row says. */
const char *pane_welcome_title(const Ui *ui);
void pane_welcome_key(Ui *ui, const Key *k);
bool pane_welcome_press(Ui *ui, const Key *k);
bool ui_shows_welcome(const Ui *ui, const GroupPane *p);

/* Columns before the numbers: for signs and breakpoints. */
enum { EDITOR_SIGN_COLS = 2 };
/* A press on a line of sticky scroll goes there: false if none is there. */
bool pane_editor_sticky_press(Ui *ui, const Key *k);
/* The mouse in the overview ruler: false if that is not there. */
bool pane_editor_overview_press(Ui *ui, const Key *k);
void pane_editor_overview_drag(Ui *ui, const Key *k);
/* Columns before the text. */
int pane_editor_gutter(const View *v);

void pane_ask_key(Ui *ui, const Key *k);
bool pane_palette_key(Ui *ui, const Key *k);
void pane_palette_mouse(Ui *ui, const Key *k);
bool pane_find_key(Ui *ui, const Key *k);
/* Rows that a turn of the wheel scrolls; negative: up. */
int wheel_rows(const Key *k);
/* A press on the breadcrumbs, at a column; on the outline. */
bool pane_crumbs_press(Ui *ui, GroupPane *p, int col);
void pane_outline_press(Ui *ui, const Key *k);
/* A press into the find widget. */
void pane_find_press(Ui *ui, int row, int col);
void ui_mouse(Ui *ui, const Key *k);
/* The mouse in the panel's terminals and runs.  The program there may want it: then it gets it. */
bool ui_mouse_to_program(Ui *ui, const Key *k);
void ui_press_screen(Ui *ui, const Key *k);
void ui_drag_screen(Ui *ui, const Key *k);
void ui_release_screen(Ui *ui, const Key *k);
/* Rows > 0: down.  False if no screen is there. */
bool ui_wheel_screen(Ui *ui, const Key *k, int rows);
/* A press that gave the terminal the focus only says where it goes on here, and is taken; false if
 * it is an ordinary one. */
bool ui_guard_press(Ui *ui, const Key *k);

/* What is told of a place in the text: paint it; any key closes it (true: it was for that alone);
 * the pointer moved; open it where that rests; when that is due, -1: never. */
void pane_hover_paint(Ui *ui);
bool ui_hover_key(Ui *ui, const Key *k);
void ui_hover_move(Ui *ui, const Key *k);
void ui_settle_hover(Ui *ui);
int ui_hover_deadline_ms(const Ui *ui);

/* The mouse in an editor: it selects characters, words, lines or columns, or adds cursors. */
void ui_press_text(Ui *ui, const Key *k);
void ui_drag_text(Ui *ui, View *v, const Key *k);
/* The offset under the pointer. */
size_t ui_text_off(Ui *ui, View *v, const Key *k);
/* The right button: the menu of what is there. */
void ui_press_right(Ui *ui, const Key *k);
/* The mouse on tabs and on the lines between groups: false if neither is there. */
bool ui_press_groups(Ui *ui, const Key *k);
void ui_drag_groups(Ui *ui, const Key *k);
void ui_release_groups(Ui *ui, const Key *k);

/* Divide the room of the editors among the groups, as it is now. */
void ui_place_groups(Ui *ui);
/* The pane of the focused group; the one at a cell, NULL if there is none. */
GroupPane *ui_focused_pane(Ui *ui);
GroupPane *ui_pane_at(Ui *ui, int row, int col);
/* Cut the outline's room off the side bar's. */
void ui_place_outline(Ui *ui);
/* The lines between groups. */
void ui_paint_lines(Ui *ui);

#endif
