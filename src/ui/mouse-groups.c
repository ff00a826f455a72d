// The mouse on tabs and on the lines between editor groups.
#include "ui/inner.h"

static bool press_line(Ui *ui, const Key *k)
{
    Split *s = ui->ngroups > 1
                   ? split_line_at(ui->ws->splits, k->mouse.row, k->mouse.col, &ui->grab_line)
                   : NULL;
    if (!s)
        return false;
    if (k->mouse.clicks == 2) {
        split_even(s);
        return true;
    }
    ui->grab = GRAB_SPLIT;
    ui->grab_row = k->mouse.row;
    ui->grab_col = k->mouse.col;
    return true;
}

bool ui_press_groups(Ui *ui, const Key *k)
{
    GroupPane *p = ui_pane_at(ui, k->mouse.row, k->mouse.col);
    size_t tab = p ? pane_tabs_at(p, k->mouse.row, k->mouse.col) : TAB_NONE;
    bool title = p && rect_has(p->tabs, k->mouse.row, k->mouse.col);
    if (title)
        group_focus(ui->ws, p->group);
    if (!title || tab >= p->group->tabs.n)
        return press_line(ui, k) || title;
    workspace_show(ui->ws, p->group->tabs.p[tab]);
    ui->grab_tab = workspace_view(ui->ws);
    if (k->mouse.clicks == 2)
        tab_keep(ui->grab_tab);
    if (k->mouse.button == MOUSE_MIDDLE)
        command_run(ui->ws, "tab.close");
    else
        ui->grab = GRAB_TAB;
    return true;
}

void ui_drag_groups(Ui *ui, const Key *k)
{
    size_t i;
    Split *s = ui->grab == GRAB_SPLIT
                   ? split_line_at(ui->ws->splits, ui->grab_row, ui->grab_col, &i)
                   : NULL;
    if (!s || i != ui->grab_line)
        return; // it went away meanwhile
    int delta = s->columns ? k->mouse.col - ui->grab_col : k->mouse.row - ui->grab_row;
    split_move_line(s, i, delta);
    Rect r = s->kids.p[i]->at;
    if (s->columns)
        ui->grab_col = r.col + r.cols;
    else
        ui->grab_row = r.row + r.rows;
}

// A tab goes before the one it is dropped on, or to the end.
void ui_release_groups(Ui *ui, const Key *k)
{
    GroupPane *p = ui_pane_at(ui, k->mouse.row, k->mouse.col);
    Group *from = ui->grab == GRAB_TAB ? group_of(ui->ws, ui->grab_tab) : NULL;
    size_t at = p ? pane_tabs_at(p, k->mouse.row, k->mouse.col) : TAB_NONE;
    if (!p || !from || (p->group == from && !rect_has(p->tabs, k->mouse.row, k->mouse.col)))
        return;
    if (at < p->group->tabs.n && p->group->tabs.p[at] == ui->grab_tab)
        return; // a click
    group_move_tab(ui->ws, ui->grab_tab, p->group, at);
}
