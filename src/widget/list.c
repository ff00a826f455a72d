#include "base/mem.h"
#include "base/width.h"
#include "widget/widget.h"

enum { WHEEL_ROWS = 3 };

static size_t rows_shown(const List *l)
{
    return (size_t)MAX(l->area.rows, 1);
}

static void scroll_to(List *l, size_t top)
{
    size_t rows = rows_shown(l);
    l->top = MIN(top, l->n > rows ? l->n - rows : 0);
}

void list_select(List *l, size_t i)
{
    size_t rows = rows_shown(l);
    l->selected = l->n ? MIN(i, l->n - 1) : 0;
    if (l->selected < l->top)
        l->top = l->selected;
    if (l->selected >= l->top + rows)
        l->top = l->selected - rows + 1;
}

void list_place(List *l, Rect area, size_t n)
{
    // what the wheel has scrolled out of sight stays there until something changes
    bool changed = n != l->n || area.rows != l->area.rows;
    l->n = n;
    l->area = area;
    scroll_to(l, l->top);
    if (changed || l->selected >= n)
        list_select(l, l->selected);
}

size_t list_end(const List *l)
{
    return MIN(l->n, l->top + (size_t)MAX(l->area.rows, 0));
}

Rect list_row(const List *l, size_t i)
{
    return (Rect){l->area.row + (int)(i - l->top), l->area.col, 1, l->area.cols};
}

static ListAnswer move_by(List *l, size_t n, bool down)
{
    bool edge = down ? l->selected + 1 >= l->n : l->selected == 0;
    if (l->n == 0)
        return LIST_IGNORED;
    if (n == 1 && edge && l->wraps)
        list_select(l, down ? 0 : l->n - 1);
    else
        list_select(l, down ? l->selected + n : l->selected - MIN(n, l->selected));
    return LIST_MOVED;
}

static ListAnswer wheel(List *l, const Key *k)
{
    if (k->mouse.button == MOUSE_WHEEL_UP)
        scroll_to(l, l->top - MIN(l->top, (size_t)WHEEL_ROWS));
    else if (k->mouse.button == MOUSE_WHEEL_DOWN)
        scroll_to(l, l->top + WHEEL_ROWS);
    else
        return LIST_IGNORED;
    return LIST_MOVED;
}

static ListAnswer mouse(List *l, const Key *k)
{
    if (!rect_has(l->area, k->mouse.row, k->mouse.col))
        return LIST_IGNORED;
    if (k->mouse.kind == MOUSE_WHEEL)
        return wheel(l, k);
    size_t at = l->top + (size_t)(k->mouse.row - l->area.row);
    if (k->mouse.kind != MOUSE_PRESS || k->mouse.button != MOUSE_LEFT || at >= l->n)
        return LIST_IGNORED;
    list_select(l, at);
    return k->mouse.clicks == 2 ? LIST_CHOSEN : LIST_MOVED;
}

ListAnswer list_key(List *l, const Key *k)
{
    if (k->kind == KEY_MOUSE)
        return mouse(l, k);
    if (k->mods)
        return LIST_IGNORED;
    switch (k->kind) {
    case KEY_UP:
    case KEY_DOWN:
        return move_by(l, 1, k->kind == KEY_DOWN);
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
        return move_by(l, MAX(rows_shown(l) - 1, (size_t)1), k->kind == KEY_PAGE_DOWN);
    case KEY_HOME:
    case KEY_END:
        return move_by(l, MAX(l->n, (size_t)2), k->kind == KEY_END);
    case KEY_ENTER:
        return l->n ? LIST_CHOSEN : LIST_IGNORED;
    default:
        return LIST_IGNORED;
    }
}

/* Draw the matched clusters of the text at `area` in their colour. */
static void paint_hits(Surface *s, Rect area, const Theme *t, const ListRow *r)
{
    Style hit = theme_style(t, THEME_LIST_HIGHLIGHT_FOREGROUND);
    size_t off = 0;
    int col = 0, cells;
    for (size_t i = 0; i < r->nhits && off < r->text.n && col < area.cols; col += cells) {
        if (r->hits[i] == off)
            surface_restyle(s, area.row, area.col + col, 1, hit);
        off += width_cluster(str_from(r->text, off), 1, &cells);
        while (i < r->nhits && r->hits[i] < off)
            i++;
    }
}

static Style row_style(const Theme *t, const ListRow *r)
{
    if (!r->selected)
        return r->style;
    return theme_over(r->style,
                      theme_style(t, r->focused ? THEME_LIST_ACTIVE_SELECTION_BACKGROUND
                                                : THEME_LIST_INACTIVE_SELECTION_BACKGROUND));
}

void list_paint_row(Surface *s, Rect row, const Theme *t, const ListRow *r)
{
    Style st = row_style(t, r);
    surface_fill(s, row.row, row.col, 1, row.cols, st);
    int indent = MIN(r->indent, MAX(row.cols / 2, 0)); // deep in a tree the text matters more
    Rect text = {row.row, row.col + indent, 1, row.cols - indent};
    if (r->marker) {
        surface_put(s, text.row, text.col, MIN(text.cols, 2), str_c(r->marker), st);
        text.col += 2;
        text.cols -= 2;
    }
    int need = width_text(r->detail, 1);
    if (need > 0 && width_text(r->text, 1) + 1 + need <= text.cols) {
        surface_put(s, text.row, text.col + text.cols - need, need, r->detail, st);
        text.cols -= need + 1;
    }
    text.cols = text_put(s, text, t, r->text, st);
    paint_hits(s, text, t, r);
}
