// The explorer (ui.md 5.4): the project's tree.
#include "ui/inner.h"
#include "base/path.h"
#include "base/width.h"

static void paint_title(Ui *ui, Rect a)
{
    bool focused = ui->ws->layout.focus == FOCUS_SIDE_BAR;
    Style st =
        theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND,
                 focused ? THEME_PART_FOCUSED_HEADER_BACKGROUND : THEME_PART_HEADER_BACKGROUND);
    const char *name = arena_str(&ui->frame, path_base(str_c(ui->ws->root)));
    surface_fill(ui->s, a.row, a.col, 1, a.cols, st);
    ui_put(ui, a.row, a.col + 1, a.cols - 1, "EXPLORER", st);
    if (ui_put_right(ui, a.row, a.col + a.cols, name, st) < a.col + 10)
        ui_put(ui, a.row, a.col + 10, a.cols - 10, name, st);
}

static Style row_style(const Ui *ui, const Entry *e, bool selected)
{
    bool focused = ui->ws->layout.focus == FOCUS_SIDE_BAR;
    Style st = theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND);
    if (e->ignored)
        st = theme_over(st,
                        theme_style(ui->theme, THEME_GIT_DECORATION_IGNORED_RESOURCE_FOREGROUND));
    if (selected)
        st = theme_over(st,
                        theme_style(ui->theme, focused ? THEME_LIST_ACTIVE_SELECTION_BACKGROUND
                                                       : THEME_LIST_INACTIVE_SELECTION_BACKGROUND));
    return st;
}

static const char *fold_glyph(const Ui *ui, const Entry *e)
{
    if (!e->is_dir)
        return " ";
    return theme_glyph(ui->theme, e->open ? GLYPH_OPEN : GLYPH_CLOSED);
}

static bool is_modified(const Ui *ui, const Entry *e)
{
    if (e->is_dir)
        return false;
    AUTO(free) char *path = entry_path(e);
    const Document *d = document_find(ui->ws, path);
    return d && document_is_modified(d);
}

static void paint_row(Ui *ui, Rect a, int row, const Entry *e, bool selected)
{
    Style st = row_style(ui, e, selected);
    int col = a.col + 1 + 2 * entry_depth(e), end = a.col + a.cols;
    surface_fill(ui->s, row, a.col, 1, a.cols, st);
    if (col + 2 >= end)
        col = MAX(a.col, end - 4); // deep in the tree: the name matters more than the indent
    ui_put(ui, row, col, 1, fold_glyph(ui, e), st);
    ui_put(ui, row, col + 2, end - col - 2, e->name, st);
    if (e->problem)
        ui_put_right(ui, row, end, " !", st);
    else if (is_modified(ui, e))
        ui_put_right(ui, row, end, theme_glyph(ui->theme, GLYPH_DIRTY), st);
}

// Keep the selected row on the screen.
static int top_row(Ui *ui, int rows)
{
    Explorer *x = ui->ws->explorer;
    int *top = explorer_top(x), selected = (int)explorer_selected(x);
    int last = MAX(0, (int)explorer_count(x) - rows);
    if (ui->explorer_selected != selected) {
        ui->explorer_selected = selected;
        if (selected < *top)
            *top = selected;
        if (selected >= *top + rows)
            *top = selected - rows + 1;
    }
    *top = CLAMP(*top, 0, last);
    return *top;
}

void pane_explorer_paint(Ui *ui, Rect a)
{
    const Explorer *x = ui->ws->explorer;
    size_t n = explorer_count(x), selected = explorer_selected(x);
    Style blank = theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, blank);
    paint_title(ui, a);
    int rows = a.rows - 1, top = top_row(ui, rows);
    for (int i = 0; i < rows && (size_t)(top + i) < n; i++) {
        size_t at = (size_t)(top + i);
        paint_row(ui, a, a.row + 1 + i, explorer_row(x, at), at == selected);
    }
    if (ui->ws->layout.focus == FOCUS_SIDE_BAR && n)
        ui_set_cursor(ui, a.row + 1 + (int)selected - top, a.col, CURSOR_BLOCK);
    if (n == 0)
        ui_put(ui, a.row + 1, a.col + 1, a.cols - 1, "(empty folder)", blank);
}
