#include "workspace/layout.h"
#include "base/mem.h"

enum { MIN_ROWS = 10, MIN_COLS = 40 };

// Default sizes and the least an editor keeps, by size class.
static const struct {
    int side_cols, panel_rows, editor_cols, editor_rows;
} sizes[SIZE_COUNT] = {
    [SIZE_TOO_SMALL] = {0, 0, 0, 0},  [SIZE_TINY] = {0, 0, 0, 0},     [SIZE_SMALL] = {22, 8, 40, 5},
    [SIZE_MEDIUM] = {26, 12, 54, 10}, [SIZE_WIDE] = {32, 16, 80, 15},
};

static SizeClass size_class(int rows, int cols)
{
    if (rows < MIN_ROWS || cols < MIN_COLS)
        return SIZE_TOO_SMALL;
    if (rows < 16 || cols < 60)
        return SIZE_TINY;
    return cols < 100 ? SIZE_SMALL : cols < 160 ? SIZE_MEDIUM : SIZE_WIDE;
}

void layout_init(Layout *l)
{
    *l = (Layout){.hint_bar = true};
    layout_resize(l, 24, 80);
}

void layout_resize(Layout *l, int rows, int cols)
{
    l->rows = rows;
    l->cols = cols;
    l->size = size_class(rows, cols);
    if (!l->side_bar_set)
        l->side_bar = l->size >= SIZE_MEDIUM;
    if (!layout_shows(l, l->focus))
        l->focus = FOCUS_EDITOR;
}

static int side_cols(const Layout *l)
{
    int want = l->side_cols[l->size] ? l->side_cols[l->size] : sizes[l->size].side_cols;
    return CLAMP(want, 10, MAX(10, l->cols - sizes[l->size].editor_cols - 1));
}

static int body_rows(const Layout *l)
{
    return l->rows - 1 - (l->hint_bar ? 1 : 0);
}

static int panel_rows(const Layout *l)
{
    int body = body_rows(l);
    int want = l->panel_rows[l->size] ? l->panel_rows[l->size] : sizes[l->size].panel_rows;
    return l->panel_max ? body : CLAMP(want + 1, 3, MAX(3, body - sizes[l->size].editor_rows - 1));
}

// A tiny screen shows the focused part alone.
static Areas tiny_areas(const Layout *l)
{
    Areas a = {.separator_col = -1};
    int body = body_rows(l);
    Rect all = {0, 0, body, l->cols};
    if (l->focus == FOCUS_SIDE_BAR) {
        a.side_bar = all;
    } else if (l->focus == FOCUS_PANEL) {
        a.panel = all;
    } else {
        a.editors = all;
    }
    return a;
}

static Areas full_areas(const Layout *l)
{
    Areas a = {.separator_col = -1};
    int body = body_rows(l), left = 0;
    if (l->side_bar) {
        a.side_bar = (Rect){0, 0, body, side_cols(l)};
        a.separator_col = a.side_bar.cols;
        left = a.side_bar.cols + 1;
    }
    int cols = l->cols - left, panel = l->panel ? panel_rows(l) : 0;
    if (panel)
        a.panel = (Rect){body - panel, left, panel, cols};
    if (panel < body)
        a.editors = (Rect){0, left, body - panel, cols};
    return a;
}

Areas layout_areas(const Layout *l)
{
    if (l->size == SIZE_TOO_SMALL)
        return (Areas){.separator_col = -1};
    Areas a = l->size == SIZE_TINY ? tiny_areas(l) : full_areas(l);
    a.status = (Rect){l->rows - 1, 0, 1, l->cols};
    if (l->hint_bar)
        a.hints = (Rect){l->rows - 2, 0, 1, l->cols};
    return a;
}

bool layout_shows(const Layout *l, Focus part)
{
    if (l->size == SIZE_TINY)
        return l->focus == part;
    return part == FOCUS_EDITOR     ? !(l->panel && l->panel_max)
           : part == FOCUS_SIDE_BAR ? l->side_bar
                                    : l->panel;
}

void layout_focus(Layout *l, Focus part)
{
    if (part == FOCUS_SIDE_BAR && !l->side_bar) {
        l->side_bar = true;
        l->side_bar_set = true;
    }
    if (part == FOCUS_PANEL)
        l->panel = true;
    if (part == FOCUS_EDITOR)
        l->panel_max = false;
    l->focus = part;
}

void layout_toggle_side_bar(Layout *l)
{
    l->side_bar = !l->side_bar;
    l->side_bar_set = true;
    if (l->focus == FOCUS_SIDE_BAR && !l->side_bar)
        l->focus = FOCUS_EDITOR;
}

const char *layout_side_name(SideView view)
{
    static const char *const names[] = {[SIDE_EXPLORER] = "explorer", [SIDE_SEARCH] = "search"};
    return (size_t)view < ARRAY_LEN(names) ? names[view] : NULL;
}

void layout_toggle_panel(Layout *l)
{
    l->panel = !l->panel;
    l->panel_max = l->panel_max && l->panel;
    if (l->focus == FOCUS_PANEL && !l->panel)
        l->focus = FOCUS_EDITOR;
}

void layout_toggle_side(Layout *l, SideView view)
{
    bool there = l->focus == FOCUS_SIDE_BAR && l->side == view;
    l->side = view;
    layout_focus(l, there ? FOCUS_EDITOR : FOCUS_SIDE_BAR);
}

void layout_toggle_focus(Layout *l, Focus part, PanelTab tab)
{
    bool there = l->focus == part && (part != FOCUS_PANEL || l->tab == tab);
    if (part == FOCUS_PANEL)
        l->tab = tab;
    layout_focus(l, there ? FOCUS_EDITOR : part);
}

void layout_next_part(Layout *l, int step)
{
    static const Focus round[] = {FOCUS_EDITOR, FOCUS_PANEL, FOCUS_SIDE_BAR};
    int n = (int)ARRAY_LEN(round), at = 0;
    while (round[at] != l->focus)
        at++;
    for (int i = 0; i < n; i++) {
        at = (at + step + n) % n;
        if (l->size == SIZE_TINY || layout_shows(l, round[at])) {
            layout_focus(l, round[at]);
            return;
        }
    }
}

void layout_resize_part(Layout *l, Focus part, int delta)
{
    if (part == FOCUS_SIDE_BAR && l->side_bar)
        l->side_cols[l->size] = side_cols(l) + delta;
    if (part == FOCUS_PANEL && l->panel)
        l->panel_rows[l->size] = panel_rows(l) - 1 + delta;
}
