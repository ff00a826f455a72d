#include "base/mem.h"
#include "base/width.h"
#include "widget/widget.h"

static void scroll_to(List *l, size_t top)
{
    size_t rows = (size_t)MAX(l->area.rows, 1);
    l->top = MIN(top, l->n > rows ? l->n - rows : 0);
}

void list_place(List *l, Rect area, size_t n, size_t selected)
{
    // what the wheel has scrolled out of sight stays there until something changes
    bool changed = selected != l->selected || area.rows != l->area.rows;
    size_t rows = (size_t)MAX(area.rows, 1);
    l->n = n;
    l->area = area;
    l->selected = selected;
    if (changed && selected < l->top)
        l->top = selected;
    if (changed && selected >= l->top + rows)
        l->top = selected - rows + 1;
    scroll_to(l, l->top);
}

void list_scroll(List *l, int rows)
{
    size_t by = (size_t)(rows < 0 ? -rows : rows);
    scroll_to(l, rows < 0 ? l->top - MIN(l->top, by) : l->top + by);
}

size_t list_end(const List *l)
{
    return MIN(l->n, l->top + (size_t)MAX(l->area.rows, 0));
}

Rect list_row(const List *l, size_t i)
{
    return (Rect){l->area.row + (int)(i - l->top), l->area.col, 1, l->area.cols};
}

size_t list_at(const List *l, int row, int col)
{
    if (!rect_has(l->area, row, col))
        return LIST_NONE;
    size_t i = l->top + (size_t)(row - l->area.row);
    return i < l->n ? i : LIST_NONE;
}

static bool has_hit(const ListRow *r, size_t start, size_t end)
{
    for (size_t i = 0; i < r->nhits; i++)
        if ((size_t)r->hits[i] >= start && (size_t)r->hits[i] < end)
            return true;
    return false;
}

// Bytes to leave out so that the rest fits, with one column for the ellipsis.
static size_t cut_front(Str text, int cols)
{
    int cells, over = width_text(text, 1) - cols;
    size_t off = 0;
    for (over += over > 0; over > 0 && off < text.n; over -= cells)
        off += width_cluster(str_from(text, off), 1, &cells);
    return off;
}

/* Draw the matched clusters of the text (from `off` on) at `area` in their colour. */
static void paint_hits(Surface *s, Rect area, const Theme *t, const ListRow *r, size_t off)
{
    Style hit = theme_style(t, THEME_LIST_HIGHLIGHT_FOREGROUND);
    int cells;
    size_t n;
    for (; r->nhits && off < r->text.n && area.cols > 0; off += n) {
        n = width_cluster(str_from(r->text, off), 1, &cells);
        if (has_hit(r, off, off + n))
            surface_restyle(s, area.row, area.col, 1, hit);
        area.col += cells;
        area.cols -= cells;
    }
}

/* Draw the detail at the right end of *text and take its room away.  Both keep half of it if they
 * are too long together. */
static void paint_detail(Surface *s, Rect *text, const Theme *t, const ListRow *r)
{
    int left = text->cols - width_text(r->text, 1) - 1;
    int cols = MIN(width_text(r->detail, 1), MAX(left, text->cols / 2));
    if (cols <= 0)
        return;
    text->cols -= cols + 1;
    text_put(s, (Rect){text->row, text->col + text->cols + 1, 1, cols}, t, r->detail, r->style);
}

void list_paint_row(Surface *s, Rect row, const Theme *t, const ListRow *r)
{
    surface_fill(s, row.row, row.col, 1, row.cols, r->style);
    int indent = MIN(r->indent, MAX(row.cols / 2, 0)); // deep in a tree the text matters more
    Rect text = {row.row, row.col + indent, 1, row.cols - indent - r->margin};
    if (r->marker) {
        surface_put(s, text.row, text.col, MIN(text.cols, 2), str_c(r->marker), r->style);
        text.col += 2;
        text.cols -= 2;
    }
    paint_detail(s, &text, t, r);
    size_t cut = r->is_path ? cut_front(r->text, text.cols) : 0;
    if (cut) {
        text_put(s, (Rect){text.row, text.col, 1, 1}, t, str_c(theme_glyph(t, GLYPH_ELLIPSIS)),
                 r->style);
        text.col++;
        text.cols--;
    }
    text.cols = text_put(s, text, t, str_from(r->text, cut), r->style);
    paint_hits(s, text, t, r, cut);
}
