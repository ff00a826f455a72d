// The mouse: what is under the pointer gets focus and acts.
#include "ui/inner.h"
#include "base/clock.h"

enum { WHEEL_ROWS = 3 };

static bool inside(Rect r, const Key *k)
{
    return rect_has(r, k->mouse.row, k->mouse.col);
}

// A line between parts: dragging moves it, a double click puts it back.
static void take_line(Ui *ui, const Key *k, Focus part)
{
    if (k->mouse.clicks == 2)
        layout_reset_part(&ui->ws->layout, part);
    else
        ui->grab = part == FOCUS_PANEL ? GRAB_PANEL : GRAB_SIDE_BAR;
}

static void press_panel_title(Ui *ui, const Key *k)
{
    size_t tab = tabs_at(&ui->panel_tabs, k->mouse.row, k->mouse.col);
    if (tab == TAB_NONE) {
        take_line(ui, k, FOCUS_PANEL);
        return;
    }
    if (tab < ui->terminal_tabs && !terminal_active(ui->ws)) {
        command_run(ui->ws, "terminal.new");
        return;
    }
    if (tab < ui->terminal_tabs)
        terminals_show(ui->ws, pane_terminal_of_tab(ui, tab));
    ui->ws->layout.tab =
        tab < ui->terminal_tabs ? PANEL_TERMINAL : (PanelTab)(tab - ui->terminal_tabs + 1);
    layout_focus(&ui->ws->layout, FOCUS_PANEL);
    if (tab < ui->terminal_tabs && k->mouse.button == MOUSE_MIDDLE)
        command_run(ui->ws, "terminal.kill");
}

static void press_panel(Ui *ui, const Key *k)
{
    if (k->mouse.row == ui->areas.panel.row)
        press_panel_title(ui, k);
    else if (ui->ws->layout.tab == PANEL_PROBLEMS)
        pane_problems_press(ui, k);
    else
        ui_press_screen(ui, k);
}

static void drag(Ui *ui, const Key *k)
{
    View *v = workspace_view(ui->ws);
    Layout *l = &ui->ws->layout;
    if ((ui->grab == GRAB_TEXT || ui->grab == GRAB_COLUMNS) && v) {
        ui_drag_text(ui, v, k);
    } else if (ui->grab == GRAB_OVERVIEW) {
        pane_editor_overview_drag(ui, k);
    } else if (ui->grab == GRAB_SCREEN) {
        ui_drag_screen(ui, k);
    } else if (ui->grab == GRAB_ENTRY) {
        pane_explorer_drag(ui, k);
    } else if (ui->grab == GRAB_SIDE_BAR) {
        int delta = k->mouse.col - ui->areas.separator_col;
        layout_resize_part(l, FOCUS_SIDE_BAR, l->look.side_right ? -delta : delta);
    } else if (ui->grab == GRAB_PANEL) {
        layout_resize_part(l, FOCUS_PANEL, ui->areas.panel.row - k->mouse.row);
    } else {
        ui_drag_groups(ui, k);
    }
}

// What was selected in an editor is copied where the user wants that.
static void copy_selected(Ui *ui)
{
    View *v = workspace_view(ui->ws);
    if ((ui->grab == GRAB_TEXT || ui->grab == GRAB_COLUMNS) && ui->ws->options.select_copies && v &&
        view_has_selection(v))
        command_run(ui->ws, "edit.copy");
}

static void release(Ui *ui, const Key *k)
{
    copy_selected(ui);
    if (ui->grab == GRAB_SCREEN)
        ui_release_screen(ui, k);
    if (ui->grab == GRAB_ENTRY)
        pane_explorer_release(ui);
    ui_release_groups(ui, k);
    ui->grab = GRAB_NONE;
}

int wheel_rows(const Key *k)
{
    int rows = WHEEL_ROWS * (k->mods & MOD_ALT ? 5 : 1);
    return k->mouse.button == MOUSE_WHEEL_UP ? -rows : rows;
}

// At least one, as the user wants it faster or slower.
static int wheel_lines(const Ui *ui, int rows)
{
    int n = rows * ui->ws->options.wheel_percent / 100;
    return n ? n : rows < 0 ? -1 : 1;
}

static void wheel(Ui *ui, const Key *k)
{
    int dir = k->mouse.button == MOUSE_WHEEL_UP ? -1 : 1;
    int rows = wheel_rows(k);
    GroupPane *p = ui_pane_at(ui, k->mouse.row, k->mouse.col);
    View *v = p && inside(p->editor, k) ? group_view(p->group) : NULL;
    bool sideways = k->mouse.button >= MOUSE_WHEEL_LEFT || (k->mods & MOD_SHIFT);
    if (k->mouse.button >= MOUSE_WHEEL_LEFT)
        dir = k->mouse.button == MOUSE_WHEEL_LEFT ? -1 : 1;
    if (inside(ui->areas.side_bar, k))
        pane_side_wheel(ui, rows);
    else if (inside(ui->outline_at, k))
        list_scroll(&ui->outline, rows);
    else if (v && v->hex)
        hex_scroll(v, rows);
    else if (v && sideways)
        view_scroll_sideways(v, dir * 2 * WHEEL_ROWS);
    else if (v)
        view_scroll(v, wheel_lines(ui, rows));
    else if (inside(ui->areas.panel, k) && ui->ws->layout.tab == PANEL_PROBLEMS)
        list_scroll(&ui->problems, rows);
    else if (inside(ui->areas.panel, k))
        (void)ui_wheel_screen(ui, k, rows); // without a screen nothing scrolls there
}

static void press(Ui *ui, const Key *k)
{
    int side_rows = ui->areas.side_bar.row + ui->areas.side_bar.rows + ui->outline_at.rows;
    GroupPane *crumbs = ui_pane_at(ui, k->mouse.row, k->mouse.col);
    if (k->mouse.button == MOUSE_LEFT && pane_toasts_press(ui, k->mouse.row, k->mouse.col))
        return;
    if (k->mouse.button == MOUSE_LEFT && ui_press_item(ui, k->mouse.row, k->mouse.col))
        return;
    if (pane_welcome_press(ui, k))
        return;
    if (k->mouse.col == ui->areas.separator_col && k->mouse.row < side_rows) {
        take_line(ui, k, FOCUS_SIDE_BAR);
    } else if (inside(ui->outline_at, k)) {
        pane_outline_press(ui, k);
    } else if (crumbs && inside(crumbs->crumbs, k)) {
        pane_crumbs_press(ui, crumbs, k->mouse.col);
    } else if (ui_press_groups(ui, k)) {
        layout_focus(&ui->ws->layout, FOCUS_EDITOR);
    } else if (inside(ui->find_at, k)) {
        pane_find_press(ui, k->mouse.row, k->mouse.col);
    } else if (inside(ui->areas.editors, k)) {
        ui_press_text(ui, k);
    } else if (inside(ui->areas.side_bar, k)) {
        pane_side_press(ui, k);
    } else if (inside(ui->areas.panel, k)) {
        press_panel(ui, k);
    }
}

static void focus_at(Ui *ui, const Key *k)
{
    GroupPane *p = ui_pane_at(ui, k->mouse.row, k->mouse.col);
    Layout *l = &ui->ws->layout;
    if (p)
        group_focus(ui->ws, p->group);
    if (p)
        layout_focus(l, FOCUS_EDITOR);
    else if (inside(ui->areas.side_bar, k))
        layout_focus(l, FOCUS_SIDE_BAR);
    else if (inside(ui->areas.panel, k))
        layout_focus(l, FOCUS_PANEL);
}

bool ui_guard_press(Ui *ui, const Key *k)
{
    int64_t guard = (int64_t)ui->ws->options.focus_guard_ms * 1000000;
    if (k->kind != KEY_MOUSE || k->mouse.kind != MOUSE_PRESS || !ui->focus_ns ||
        clock_mono_ns() - ui->focus_ns >= guard)
        return false;
    if (!ask_shown(ui->ws) && !ui->ws->palette.open && !ui->ws->menu.kind)
        focus_at(ui, k);
    return true;
}

void ui_mouse(Ui *ui, const Key *k)
{
    if (ui->ws->palette.open) {
        pane_palette_mouse(ui, k);
        return;
    }
    if (ui_mouse_to_program(ui, k))
        return;
    if (k->mouse.kind == MOUSE_MOVE)
        ui_hover_move(ui, k);
    else if (k->mouse.kind == MOUSE_WHEEL)
        wheel(ui, k);
    else if (k->mouse.kind == MOUSE_PRESS && k->mouse.button == MOUSE_RIGHT)
        ui_press_right(ui, k);
    else if (k->mouse.kind == MOUSE_PRESS)
        press(ui, k);
    else if (k->mouse.kind == MOUSE_DRAG)
        drag(ui, k);
    else if (k->mouse.kind == MOUSE_RELEASE)
        release(ui, k);
}
