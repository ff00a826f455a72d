#include "workspace/layout.h"
#include "base/mem.h"

enum {
    MIN_ROWS = 10,
    MIN_COLS = 40,
    SMALL_ROWS = 16,
    SMALL_COLS = 60,
    HINTS_ROWS = 20, // below, the hint bar would take too much
    PANEL_PERCENT = 35,
    PANEL_LEAST = 5,
    HISTORY_COLS = 25,
};
static const LayoutLook plain = {.narrow = 100, .wide = 160};

// Default sizes and the least an editor keeps, by size class.
static const struct {
    int side_cols, panel_rows, editor_cols, editor_rows;
} sizes[SIZE_COUNT] = {
    [SIZE_TOO_SMALL] = {0, 0, 0, 0},  [SIZE_TINY] = {0, 0, 0, 0},     [SIZE_SMALL] = {22, 8, 40, 5},
    [SIZE_MEDIUM] = {26, 12, 54, 10}, [SIZE_WIDE] = {32, 16, 80, 15},
};

static SizeClass size_class(const Layout *l, int rows, int cols)
{
    if (rows < MIN_ROWS || cols < MIN_COLS)
        return SIZE_TOO_SMALL;
    // what is just large enough in one direction must be larger in the other
    if (rows < SMALL_ROWS || cols < SMALL_COLS || (rows == SMALL_ROWS && cols == SMALL_COLS))
        return SIZE_TINY;
    if (l->look.one_part)
        return SIZE_TINY;
    return cols < l->look.narrow ? SIZE_SMALL : cols < l->look.wide ? SIZE_MEDIUM : SIZE_WIDE;
}

void layout_init(Layout *l)
{
    *l = (Layout){.look = plain};
    layout_resize(l, 24, 80);
}

void layout_resize(Layout *l, int rows, int cols)
{
    l->rows = rows;
    l->cols = cols;
    l->size = size_class(l, rows, cols);
    if (!l->side_bar_set)
        l->side_bar = l->size >= SIZE_MEDIUM;
    if (!layout_shows(l, l->focus))
        l->focus = FOCUS_EDITOR;
}

void layout_set_look(Layout *l, const LayoutLook *look)
{
    bool same = look->narrow == l->look.narrow && look->wide == l->look.wide &&
                look->one_part == l->look.one_part;
    l->look = *look;
    if (!same)
        layout_resize(l, l->rows, l->cols);
}

void layout_reset(Layout *l)
{
    *l =
        (Layout){.look = l->look, .side = l->side, .tab = l->tab, .rows = l->rows, .cols = l->cols};
    layout_resize(l, l->rows, l->cols);
}

// On a tiny screen the row says which parts there are, and stays.
static bool has_hints(const Layout *l)
{
    if (l->size == SIZE_TINY)
        return true;
    if (l->zen)
        return false;
    if (l->hint_bar_set)
        return l->hint_bar;
    return l->look.hints == HINTS_AUTO ? l->rows >= HINTS_ROWS : l->look.hints == HINTS_ON;
}

void layout_toggle_hints(Layout *l)
{
    l->hint_bar = !has_hints(l);
    l->hint_bar_set = true;
}

static bool has_status(const Layout *l)
{
    return !l->zen && !l->look.no_status;
}

static int hint_rows(const Layout *l)
{
    return has_hints(l) ? 1 + (l->look.key_bar && l->size != SIZE_TINY) : 0;
}

static int menu_rows(const Layout *l)
{
    return l->look.menu_bar && !l->zen && l->size != SIZE_TINY;
}

static int side_cols(const Layout *l)
{
    int least = l->side == SIDE_HISTORY || l->side == SIDE_REVIEW ? HISTORY_COLS
                                                                  : 0; // a time, a cause and counts
    int set = l->look.side_cols ? l->look.side_cols : MAX(least, sizes[l->size].side_cols);
    int want = l->side_cols[l->size] ? l->side_cols[l->size] : set;
    return CLAMP(want, 10, MAX(10, l->cols - sizes[l->size].editor_cols - 1));
}

static int body_rows(const Layout *l)
{
    return l->rows - has_status(l) - hint_rows(l) - menu_rows(l);
}

// Without its title.
static int default_panel_rows(const Layout *l)
{
    if (l->look.panel_rows)
        return l->look.panel_rows;
    int share = (body_rows(l) * PANEL_PERCENT + 99) / 100;
    return MIN(sizes[l->size].panel_rows, MAX(share, (int)PANEL_LEAST));
}

static int panel_rows(const Layout *l)
{
    int body = body_rows(l);
    int want = l->panel_rows[l->size] ? l->panel_rows[l->size] : default_panel_rows(l);
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
    int body = body_rows(l), top = menu_rows(l), left = 0, cols = l->cols;
    if (l->side_bar && !l->zen) {
        int side = side_cols(l);
        bool right = l->look.side_right;
        a.side_bar = (Rect){top, right ? l->cols - side : 0, body, side};
        a.separator_col = right ? l->cols - side - 1 : side;
        left = right ? 0 : side + 1;
        cols -= side + 1;
    }
    int panel = l->panel && !l->zen ? panel_rows(l) : 0;
    if (panel)
        a.panel = (Rect){top + body - panel, left, panel, cols};
    if (panel < body)
        a.editors = (Rect){top, left, body - panel, cols};
    return a;
}

Areas layout_areas(const Layout *l)
{
    if (l->size == SIZE_TOO_SMALL)
        return (Areas){.separator_col = -1};
    Areas a = l->size == SIZE_TINY ? tiny_areas(l) : full_areas(l);
    int end = l->rows;
    a.menu = (Rect){0, 0, menu_rows(l), l->cols};
    if (has_status(l))
        a.status = (Rect){--end, 0, 1, l->cols};
    if (has_hints(l))
        a.hints = (Rect){end -= hint_rows(l), 0, hint_rows(l), l->cols};
    return a;
}

bool layout_shows(const Layout *l, Focus part)
{
    if (l->size == SIZE_TINY)
        return l->focus == part;
    if (l->zen)
        return part == FOCUS_EDITOR;
    return part == FOCUS_EDITOR     ? !(l->panel && l->panel_max)
           : part == FOCUS_SIDE_BAR ? l->side_bar
                                    : l->panel;
}

void layout_focus(Layout *l, Focus part)
{
    l->zen = l->zen && part == FOCUS_EDITOR;
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
    l->side_bar = !l->side_bar || l->zen;
    l->zen = false;
    l->side_bar_set = true;
    if (l->focus == FOCUS_SIDE_BAR && !l->side_bar)
        l->focus = FOCUS_EDITOR;
}

const char *layout_side_name(SideView view)
{
    static const char *const names[] = {[SIDE_EXPLORER] = "explorer",
                                        [SIDE_SEARCH] = "search",
                                        [SIDE_HISTORY] = "history",
                                        [SIDE_REVIEW] = "review"};
    return (size_t)view < ARRAY_LEN(names) ? names[view] : NULL;
}

void layout_toggle_zen(Layout *l)
{
    l->zen = !l->zen;
    if (l->zen)
        layout_focus(l, FOCUS_EDITOR);
}

void layout_toggle_panel(Layout *l)
{
    l->panel = !l->panel || l->zen;
    l->zen = false;
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

void layout_reset_part(Layout *l, Focus part)
{
    if (part == FOCUS_SIDE_BAR)
        l->side_cols[l->size] = 0;
    if (part == FOCUS_PANEL)
        l->panel_rows[l->size] = 0;
}
