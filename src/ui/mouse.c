// The mouse: what is under the pointer gets focus and acts.
#include "ui/inner.h"
#include "vt/vt.h"

enum { WHEEL_ROWS = 3 };

static bool inside(Rect r, const Key *k)
{
    return rect_has(r, k->mouse.row, k->mouse.col);
}

static void press_panel_title(Ui *ui, const Key *k)
{
    size_t tab = tabs_at(&ui->panel_tabs, k->mouse.row, k->mouse.col);
    if (tab == TAB_NONE) {
        ui->grab = GRAB_PANEL;
    } else if (tab == PANEL_TERMINAL && !terminal_active(ui->ws)) {
        command_run(ui->ws, "terminal.new");
    } else {
        ui->ws->layout.tab = (PanelTab)tab;
        layout_focus(&ui->ws->layout, FOCUS_PANEL);
    }
}

// The screen in the panel and where its first row is drawn.
static Screen *panel_screen(const Ui *ui, Rect *content)
{
    Terminal *t = terminal_active(ui->ws);
    RunItem *r = runs_active(ui->ws);
    Rect a = ui->areas.panel;
    *content = (Rect){a.row + 1, a.col, a.rows - 1, a.cols};
    if (ui->ws->layout.tab == PANEL_TERMINAL)
        return t ? &t->screen : NULL;
    content->row++;
    content->rows--;
    return ui->ws->layout.tab == PANEL_RUNS && r ? &r->screen : NULL;
}

static int screen_row(const Screen *s, Rect content, int row)
{
    return screen_first(s, content.rows) + row - content.row;
}

// A program that asked for the mouse gets it; Shift keeps it here.
static bool to_program(Ui *ui, const Key *k)
{
    Rect content;
    Screen *s = panel_screen(ui, &content);
    Terminal *t = terminal_active(ui->ws);
    if (!s || ui->ws->layout.tab != PANEL_TERMINAL || !vt_wants_mouse(s->vt) ||
        (k->mods & MOD_SHIFT) || !inside(content, k) || ui->grab)
        return false;
    Key own = *k;
    own.mouse.row -= content.row;
    own.mouse.col -= content.col;
    terminal_key(t, &own);
    return true;
}

// A full-screen program without the mouse scrolls by its arrow keys, as in other terminals.
static bool wheel_as_arrows(Ui *ui, const Screen *s, int rows)
{
    Terminal *t = terminal_active(ui->ws);
    if (ui->ws->layout.tab != PANEL_TERMINAL || !screen_is_alt(s) || s->scroll_mode)
        return false;
    Key k = {.kind = rows < 0 ? KEY_UP : KEY_DOWN};
    for (int i = abs(rows); i > 0; i--)
        terminal_key(t, &k);
    return true;
}

static void open_place(Ui *ui, int row)
{
    RunItem *r = runs_active(ui->ws);
    int line, col;
    AUTO(err) Err err = {0};
    AUTO(free) char *path = run_item_place(ui->ws, r, row, &line, &col);
    if (!path)
        return;
    if (workspace_open_at(ui->ws, path, line, col, &err))
        layout_focus(&ui->ws->layout, FOCUS_EDITOR);
    else
        message_say(ui->ws, MESSAGE_ERROR, "%s", err_text(&err));
}

static void press_panel(Ui *ui, const Key *k)
{
    Rect content;
    Screen *s = panel_screen(ui, &content);
    if (k->mouse.row == ui->areas.panel.row) {
        press_panel_title(ui, k);
        return;
    }
    layout_focus(&ui->ws->layout, FOCUS_PANEL);
    if (!s || !inside(content, k))
        return;
    int row = screen_row(s, content, k->mouse.row);
    if (ui->ws->layout.tab == PANEL_RUNS && (k->mouse.clicks == 2 || (k->mods & MOD_CTRL))) {
        open_place(ui, row);
        return;
    }
    screen_select_start(s, row, k->mouse.col - content.col);
    screen_select_none(s); // a click alone selects nothing
    ui->grab = GRAB_SCREEN;
}

static void drag_screen(Ui *ui, const Key *k)
{
    Rect content;
    Screen *s = panel_screen(ui, &content);
    if (!s)
        return;
    s->selecting = true;
    screen_select_to(s, screen_row(s, content, k->mouse.row), k->mouse.col - content.col);
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
        drag_screen(ui, k);
    } else if (ui->grab == GRAB_SIDE_BAR) {
        layout_resize_part(l, FOCUS_SIDE_BAR, k->mouse.col - ui->areas.separator_col);
    } else if (ui->grab == GRAB_PANEL) {
        layout_resize_part(l, FOCUS_PANEL, ui->areas.panel.row - k->mouse.row);
    } else {
        ui_drag_groups(ui, k);
    }
}

static void release(Ui *ui, const Key *k)
{
    Rect content;
    Screen *s = panel_screen(ui, &content);
    AUTO(buf) Buf text = BUF_INIT;
    if (ui->grab == GRAB_SCREEN && s && s->selecting) {
        screen_selection(s, &text);
        clipboard_put(ui->ws, buf_str(&text), false);
    }
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
    Rect content;
    Screen *s = panel_screen(ui, &content);
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
    else if (inside(ui->areas.panel, k) && s && !wheel_as_arrows(ui, s, rows))
        screen_scroll(s, -rows);
}

static void press(Ui *ui, const Key *k)
{
    int side_rows = ui->areas.side_bar.rows + ui->outline_at.rows;
    GroupPane *crumbs = ui_pane_at(ui, k->mouse.row, k->mouse.col);
    if (k->mouse.button == MOUSE_LEFT && ui_press_item(ui, k->mouse.row, k->mouse.col))
        return;
    if (k->mouse.col == ui->areas.separator_col && k->mouse.row < side_rows) {
        ui->grab = GRAB_SIDE_BAR;
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

void ui_mouse(Ui *ui, const Key *k)
{
    if (ui->ws->palette.open) {
        pane_palette_mouse(ui, k);
        return;
    }
    if (to_program(ui, k))
        return;
    if (k->mouse.kind == MOUSE_WHEEL)
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
