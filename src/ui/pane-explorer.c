// The explorer: the project's tree.
#include "ui/inner.h"
#include "base/path.h"

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

// What stands at the right end of a row.
static const char *mark_of(const Ui *ui, const Entry *e)
{
    if (e->problem)
        return "!";
    if (e->is_dir)
        return "";
    AUTO(free) char *path = entry_path(e);
    const Document *d = document_find(ui->ws, path);
    return d && document_is_modified(d) ? theme_glyph(ui->theme, GLYPH_DIRTY) : "";
}

static void paint_rows(Ui *ui, size_t selected)
{
    const List *l = &ui->explorer;
    for (size_t i = l->top; i < list_end(l); i++) {
        const Entry *e = explorer_row(ui->ws->explorer, i);
        ListRow r = {.text = str_c(e->name),
                     .detail = str_c(mark_of(ui, e)),
                     .indent = 1 + 2 * entry_depth(e),
                     .marker = fold_glyph(ui, e),
                     .style = row_style(ui, e, i == selected)};
        list_paint_row(ui->s, list_row(l, i), ui->theme, &r);
    }
    Rect bar = {l->area.row, ui->areas.separator_col, l->area.rows, 1};
    scroll_paint(ui->s, bar, ui->theme, l->top, l->n);
}

void pane_explorer_paint(Ui *ui, Rect a)
{
    const Explorer *x = ui->ws->explorer;
    List *l = &ui->explorer;
    size_t n = explorer_count(x), selected = explorer_selected(x);
    Style blank = theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND);
    pane_side_title(ui, a, "EXPLORER", arena_str(&ui->frame, path_base(str_c(ui->ws->root))));
    list_place(l, (Rect){a.row + 1, a.col, a.rows - 1, a.cols}, n, selected);
    paint_rows(ui, selected);
    bool seen = selected >= l->top && selected < list_end(l);
    if (ui->ws->layout.focus == FOCUS_SIDE_BAR && seen)
        ui_set_cursor(ui, list_row(l, selected).row, a.col, CURSOR_BLOCK);
    if (n == 0)
        ui_put(ui, a.row + 1, a.col + 1, a.cols - 1, "(empty folder)", blank);
}

void pane_explorer_press(Ui *ui, const Key *k)
{
    Explorer *x = ui->ws->explorer;
    size_t i = list_at(&ui->explorer, k->mouse.row, k->mouse.col);
    if (i >= explorer_count(x))
        return;
    explorer_select(x, i);
    if (k->mouse.button == MOUSE_RIGHT)
        return; // its menu comes
    command_run(ui->ws, explorer_row(x, i)->is_dir ? "explorer.open" : "explorer.preview");
}
