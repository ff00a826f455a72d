#include "base/mem.h"
#include "base/width.h"
#include "widget/widget.h"

void tabs_deinit(Tabs *x)
{
    vec_deinit(&x->ends);
}

/* Columns of a tab: blanks at both ends and before its mark, a line after it.  Names that are wider
 * than all the room are cut when they are drawn. */
static int tab_cols(const Tabs *x, size_t i)
{
    const Tab *tab = &x->tabs[i];
    return width_text(tab->name, 1) + 3 + (tab->mark ? 2 : 0);
}

/* Scroll as little as possible until the active tab is whole, but leave no room unused. */
static void scroll(Tabs *x, int cols)
{
    if (x->n == 0)
        return;
    x->first = MIN(x->first, MIN(x->active, x->n - 1));
    int used = 0;
    for (size_t i = x->first; i <= MIN(x->active, x->n - 1); i++)
        used += tab_cols(x, i);
    while (used > cols && x->first < x->active)
        used -= tab_cols(x, x->first++);
    for (size_t i = x->active + 1; i < x->n; i++)
        used += tab_cols(x, i);
    while (x->first > 0 && used + tab_cols(x, x->first - 1) <= cols)
        used += tab_cols(x, --x->first);
}

static Style tab_style(const Theme *t, const Tabs *x, bool active)
{
    if (x->panel) {
        Style st = theme_on(
            t, active ? THEME_PANEL_TITLE_ACTIVE_FOREGROUND : THEME_PANEL_TITLE_INACTIVE_FOREGROUND,
            THEME_PANEL_BACKGROUND);
        return active && x->focused
                   ? theme_over(st, theme_style(t, THEME_PART_FOCUSED_HEADER_BACKGROUND))
                   : st;
    }
    if (!active)
        return theme_on(t, THEME_TAB_INACTIVE_FOREGROUND, THEME_TAB_INACTIVE_BACKGROUND);
    return theme_on(t, THEME_TAB_ACTIVE_FOREGROUND,
                    x->focused ? THEME_PART_FOCUSED_HEADER_BACKGROUND
                               : THEME_TAB_ACTIVE_BACKGROUND);
}

static Style line_style(const Theme *t, const Tabs *x)
{
    return theme_on(t, THEME_PANEL_BORDER,
                    x->panel ? THEME_PANEL_BACKGROUND : THEME_TAB_INACTIVE_BACKGROUND);
}

/* Draw one tab in `room`; returns its columns. */
static int paint_tab(Surface *s, Rect room, const Theme *t, const Tabs *x, size_t i)
{
    const Tab *tab = &x->tabs[i];
    bool active = i == x->active, marked = active && (x->panel || x->marked);
    Style st = tab_style(t, x, active);
    if (tab->italic)
        st.attrs |= ATTR_ITALIC;
    int cols = MIN(tab_cols(x, i) - 1, room.cols), mark = tab->mark ? 2 : 0;
    surface_fill(s, room.row, room.col, 1, cols, st);
    text_put(s, (Rect){room.row, room.col + 1, 1, cols - 2 - mark}, t, tab->name, st);
    if (tab->mark && cols > 3)
        surface_put(s, room.row, room.col + cols - 2, 1, str_c(tab->mark), st);
    if (marked) {
        surface_put(s, room.row, room.col, 1, str_c(theme_glyph(t, GLYPH_ACTIVE_LEFT)), st);
        surface_put(s, room.row, room.col + cols - 1, 1, str_c(theme_glyph(t, GLYPH_ACTIVE_RIGHT)),
                    st);
    }
    return cols;
}

static void paint_line(Surface *s, Rect room, const Theme *t, const Tabs *x)
{
    Glyph g = x->panel ? GLYPH_HLINE : GLYPH_VLINE;
    surface_put(s, room.row, room.col, MIN(room.cols, 1), str_c(theme_glyph(t, g)),
                line_style(t, x));
}

/* A sign at an edge beyond which there are more tabs. */
static void paint_more(Surface *s, Rect row, const Theme *t, const Tabs *x, bool left)
{
    surface_put(s, row.row, left ? row.col : row.col + row.cols - 1, MIN(row.cols, 1),
                str_c(theme_glyph(t, GLYPH_ELLIPSIS)), tab_style(t, x, false));
}

void tabs_paint(Surface *s, Rect row, const Theme *t, Tabs *x)
{
    int lead = x->panel; // panels begin with a line
    Rect room = {row.row, row.col + lead, 1, row.cols - lead};
    x->area = row;
    vec_clear(&x->ends);
    surface_fill(s, row.row, row.col, 1, row.cols,
                 x->panel ? line_style(t, x) : tab_style(t, x, false));
    for (int col = 0; x->panel && col < row.cols; col++)
        paint_line(s, (Rect){row.row, row.col + col, 1, 1}, t, x);
    scroll(x, room.cols + 1); // the last one needs no line after it
    size_t i = x->first;
    for (; i < x->n && room.cols > 0; i++) {
        bool whole = tab_cols(x, i) - 1 <= room.cols;
        if (!whole && i != x->active)
            break;
        int cols = paint_tab(s, room, t, x, i);
        vec_push(&x->ends, room.col + cols);
        room.col += cols;
        room.cols -= cols;
        paint_line(s, room, t, x);
        room.col++;
        room.cols--;
    }
    if (x->first > 0)
        paint_more(s, row, t, x, true);
    if (i < x->n)
        paint_more(s, row, t, x, false);
}

size_t tabs_at(const Tabs *x, int row, int col)
{
    int start = x->area.col + x->panel;
    if (!rect_has(x->area, row, col))
        return TAB_NONE;
    for (size_t i = 0; i < x->ends.n; i++) {
        if (col >= start && col < x->ends.p[i])
            return x->first + i;
        start = x->ends.p[i] + 1;
    }
    return TAB_NONE;
}
