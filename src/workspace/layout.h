/* Which parts are on the screen, how large, and which one has the focus. */
#ifndef WORKSPACE_LAYOUT_H
#define WORKSPACE_LAYOUT_H

#include "base/rect.h"

typedef enum { FOCUS_EDITOR, FOCUS_SIDE_BAR, FOCUS_PANEL } Focus;
typedef enum { SIDE_EXPLORER, SIDE_SEARCH, SIDE_HISTORY, SIDE_REVIEW, SIDE_COUNT } SideView;
typedef enum { PANEL_TERMINAL, PANEL_PROBLEMS, PANEL_RUNS, PANEL_OUTPUT, PANEL_TAB_COUNT } PanelTab;
typedef enum {
    SIZE_TOO_SMALL,
    SIZE_TINY,
    SIZE_SMALL,
    SIZE_MEDIUM,
    SIZE_WIDE,
    SIZE_COUNT
} SizeClass;

/* What the user showed or hid for this session, over the settings. */
typedef enum {
    LOOK_MENU_BAR,
    LOOK_TABS,
    LOOK_CRUMBS,
    LOOK_STATUS,
    LOOK_SIDE_RIGHT,
    LOOK_KINDS
} LookKind;
typedef enum { HINTS_AUTO, HINTS_ON, HINTS_OFF } HintBar;

/* What the settings say of it; zeroes are the defaults. */
typedef struct {
    int narrow, wide; // columns where a class ends
    int side_cols, panel_rows;
    int hints; // HintBar
    bool side_right;
    bool menu_bar;
    bool no_status;
    bool key_bar;  // the hint bar has a second row
    bool one_part; // at a time, on any screen
} LayoutLook;

typedef struct {
    LayoutLook look;
    int rows, cols; // of the screen
    SizeClass size;
    bool side_bar; // wanted; may not fit (layout_shows_side_bar)
    bool panel;
    bool panel_max;    // the panel takes the editor's place
    bool side_bar_set; // the user (or the session) chose; else the size class does
    SideView side;     // what the side bar shows, or would
    PanelTab tab;
    Focus focus;
    bool hint_bar_set;              // the user (or the session) chose; else the look does
    bool hint_bar;                  // ... this
    signed char chosen[LOOK_KINDS]; // 1: shown, -1: not; 0: as the settings say
    bool zen;                       // the editor alone
    bool no_outline;                // so is this
    int side_cols[SIZE_COUNT];      // user's widths per class, 0: default
    int panel_rows[SIZE_COUNT];     // user's heights per class, 0: default
} Layout;

/* Where everything is, made from a Layout and nothing else; what is not shown has no rows or
 * columns. */
typedef struct {
    Rect menu;     // the row of the menus
    Rect side_bar; // with its title row
    Rect editors;  // room of the editor groups, each with its tab row
    Rect panel;    // with its title row
    Rect hints, status;
    int separator_col; // column of the side bar's separator, -1: none
} Areas;

void layout_init(Layout *l);
void layout_resize(Layout *l, int rows, int cols);
/* The settings changed, perhaps.  O(1). */
void layout_set_look(Layout *l, const LayoutLook *look);
/* As it is at first on this screen; what the side bar shows stays. */
void layout_reset(Layout *l);
void layout_toggle_hints(Layout *l);
/* The editor alone, and back. */
void layout_toggle_zen(Layout *l);
Areas layout_areas(const Layout *l);
bool layout_shows(const Layout *l, Focus part);
/* Show (if need be) and focus. */
void layout_focus(Layout *l, Focus part);
void layout_toggle_side_bar(Layout *l);
/* The name a view has in sessions and in commands; NULL past the last. */
const char *layout_side_name(SideView view);
void layout_toggle_panel(Layout *l);
/* First press shows and focuses, second returns to the editor. */
void layout_toggle_side(Layout *l, SideView view);
void layout_toggle_focus(Layout *l, Focus part, PanelTab tab);
void layout_next_part(Layout *l, int step);
/* Grow or shrink a part, kept per size class. */
void layout_resize_part(Layout *l, Focus part, int delta);
/* A part has its own size again. */
void layout_reset_part(Layout *l, Focus part);

#endif
