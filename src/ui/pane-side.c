// The side bar: one view at a time, under its title row.
#include "base/width.h"
#include "ui/inner.h"

void pane_side_title(Ui *ui, Rect a, const char *name, const char *more)
{
    bool focused = ui->ws->layout.focus == FOCUS_SIDE_BAR;
    Style st =
        theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND,
                 focused ? THEME_PART_FOCUSED_HEADER_BACKGROUND : THEME_PART_HEADER_BACKGROUND);
    int more_col = 2 + width_text(str_c(name), 1); // behind the name and a blank
    surface_fill(ui->s, a.row, a.col, 1, a.cols, st);
    ui_put(ui, a.row, a.col + 1, a.cols - 1, name, st);
    if (width_text(str_c(more), 1) <= a.cols - more_col)
        ui_put_right(ui, a.row, a.col + a.cols, more, st);
    else
        ui_put(ui, a.row, a.col + more_col, a.cols - more_col, more, st);
}

void pane_side_paint(Ui *ui, Rect a)
{
    Style blank = theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, blank);
    if (ui->ws->layout.side == SIDE_SEARCH)
        pane_search_paint(ui, a);
    else if (ui->ws->layout.side == SIDE_HISTORY)
        pane_history_paint(ui, a);
    else if (ui->ws->layout.side == SIDE_REVIEW)
        pane_review_paint(ui, a);
    else
        pane_explorer_paint(ui, a);
    if (ui->ws->layout.focus == FOCUS_SIDE_BAR && ui->cursor.shape == CURSOR_HIDDEN)
        ui_set_cursor(ui, a.row, a.col + 1, CURSOR_BLOCK);
}

void pane_side_press(Ui *ui, const Key *k)
{
    layout_focus(&ui->ws->layout, FOCUS_SIDE_BAR);
    if (ui->ws->layout.side == SIDE_EXPLORER)
        pane_explorer_press(ui, k);
    else if (ui->ws->layout.side == SIDE_HISTORY)
        pane_history_press(ui, k);
    else if (ui->ws->layout.side == SIDE_REVIEW)
        pane_review_press(ui, k);
    else
        pane_search_press(ui, k);
}

void pane_side_wheel(Ui *ui, int rows)
{
    List *const lists[SIDE_COUNT] = {[SIDE_EXPLORER] = &ui->explorer,
                                     [SIDE_SEARCH] = &ui->search_list,
                                     [SIDE_HISTORY] = &ui->history,
                                     [SIDE_REVIEW] = &ui->review};
    list_scroll(lists[ui->ws->layout.side], rows);
}
