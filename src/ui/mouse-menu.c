// The right button: what is under it gets the focus, and the menu of what can be done with it.
#include "ui/inner.h"

static bool inside(Rect r, const Key *k)
{
    return rect_has(r, k->mouse.row, k->mouse.col);
}

static bool is_selected(const View *v, size_t off)
{
    for (size_t i = 0; i < v->sel.v.n; i++) {
        const Selection *s = &v->sel.v.p[i];
        if (off >= MIN(s->anchor, s->head) && off < MAX(s->anchor, s->head))
            return true;
    }
    return false;
}

// What is selected there stays, so that it can be cut or copied.
static void press_text(Ui *ui, const Key *k)
{
    View *v = workspace_view(ui->ws);
    size_t off = v && !v->hex ? ui_text_off(ui, v, k) : 0;
    if (v && !v->hex && !is_selected(v, off)) {
        view_select(v, off, off);
        v->reveal = false;
    }
}

void ui_press_right(Ui *ui, const Key *k)
{
    GroupPane *p = ui_pane_at(ui, k->mouse.row, k->mouse.col);
    size_t tab = p ? pane_tabs_at(p, k->mouse.row, k->mouse.col) : TAB_NONE;
    bool titles = p && inside(p->tabs, k);
    if (p) {
        group_focus(ui->ws, p->group);
        layout_focus(&ui->ws->layout, FOCUS_EDITOR);
        if (tab < p->group->tabs.n)
            workspace_show_tab(ui->ws, tab);
        if (inside(p->editor, k))
            press_text(ui, k);
    } else if (inside(ui->areas.side_bar, k)) {
        pane_side_press(ui, k);
    } else if (inside(ui->areas.panel, k)) {
        layout_focus(&ui->ws->layout, FOCUS_PANEL);
    } else {
        return;
    }
    pane_menu_open_at(ui, k->mouse.row, k->mouse.col, titles);
}
