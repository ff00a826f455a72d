// The mouse on terminals, on the output of runs and of codelab itself: it selects cells, words and
// lines, follows links, scrolls; a program that asked for the mouse gets it, but for what is done
// with Shift.
#include "ui/inner.h"
#include "vt/vt.h"

// The screen in the panel under the pointer (or that is dragged on) and where its text is drawn.
static Screen *screen_at(Ui *ui, const Key *k, Rect *text)
{
    const Terminals *ts = &ui->ws->terminals;
    Rect a = ui->areas.panel;
    if (ui->ws->layout.tab == PANEL_TERMINAL) {
        for (size_t i = 0; i < ui->nterminals && ts->active < ts->all.n; i++) {
            TerminalPane *p = &ui->terminals[i];
            bool here = ui->grab ? p->index == ts->active
                                 : p == ui_terminal_at(ui, k->mouse.row, k->mouse.col);
            *text = p->text;
            if (here && p->index < ts->all.n)
                return &ts->all.p[p->index]->screen;
        }
        return NULL;
    }
    int left = ui->ws->layout.tab == PANEL_OUTPUT;
    *text = ui->ws->layout.tab == PANEL_RUNS
                ? pane_run_screen(ui->ws, a)
                : (Rect){a.row + 1, a.col + left, a.rows - 1, a.cols - left};
    return panel_screen(ui->ws);
}

static ScreenPos cell_at(const Screen *s, Rect text, const Key *k)
{
    return (ScreenPos){screen_first(s, text.rows) + k->mouse.row - text.row,
                       k->mouse.col - text.col};
}

static Terminal *terminal_at(Ui *ui, const Key *k)
{
    TerminalPane *p = ui_terminal_at(ui, k->mouse.row, k->mouse.col);
    return p && p->index < ui->ws->terminals.all.n ? ui->ws->terminals.all.p[p->index] : NULL;
}

bool ui_mouse_to_program(Ui *ui, const Key *k)
{
    Rect text;
    Screen *s = screen_at(ui, k, &text);
    Terminal *t = terminal_at(ui, k);
    if (!s || !t || !vt_wants_mouse(s->vt) || s->scroll_mode || (k->mods & MOD_SHIFT) ||
        !rect_has(text, k->mouse.row, k->mouse.col) || ui->grab ||
        (k->mouse.kind == MOUSE_MOVE && !vt_wants_motion(s->vt)))
        return false;
    if (k->mouse.kind == MOUSE_PRESS) {
        terminals_show(ui->ws, terminal_index(ui->ws, t));
        layout_focus(&ui->ws->layout, FOCUS_PANEL);
    }
    Key own = *k;
    own.mouse.row -= text.row;
    own.mouse.col -= text.col;
    terminal_key(t, &own);
    return true;
}

static void follow(Ui *ui, const Screen *s, ScreenPos at)
{
    AUTO(err) Err err = {0};
    if (!command_follow(ui->ws, s, at, ui->ws->layout.tab != PANEL_TERMINAL, &err))
        message_say(ui->ws, MESSAGE_RESULT, "%s", err_text(&err));
}

void ui_press_screen(Ui *ui, const Key *k)
{
    Rect text;
    Screen *s = screen_at(ui, k, &text);
    TerminalPane *p = ui_terminal_at(ui, k->mouse.row, k->mouse.col);
    if (p)
        terminals_show(ui->ws, p->index);
    bool had_focus = ui->ws->layout.focus == FOCUS_PANEL;
    layout_focus(&ui->ws->layout, FOCUS_PANEL);
    if (!s || !rect_has(text, k->mouse.row, k->mouse.col))
        return;
    if (k->mouse.button == MOUSE_MIDDLE) {
        if (ui->ws->layout.tab == PANEL_TERMINAL)
            command_run(ui->ws, "edit.pastePrimary");
        return;
    }
    ScreenPos at = cell_at(s, text, k);
    int clicks = CLAMP((int)k->mouse.clicks, 1, 3);
    if ((k->mods & MOD_CTRL) || (clicks == 2 && ui->ws->layout.tab != PANEL_TERMINAL)) {
        follow(ui, s, at);
        return;
    }
    screen_select_start(s, at.row, at.col, (ScreenUnit)(clicks - 1));
    if (clicks == 1)
        screen_select_none(s); // a click alone selects nothing
    ui->grab = GRAB_SCREEN;
    ui->grab_row = k->mouse.row;
    ui->grab_col = had_focus && clicks == 1 ? k->mouse.col : -1; // where a link would be followed
}

void ui_drag_screen(Ui *ui, const Key *k)
{
    Rect text;
    Screen *s = screen_at(ui, k, &text);
    if (!s)
        return;
    if (k->mouse.row == ui->grab_row && k->mouse.col == ui->grab_col)
        return;
    ui->grab_col = -1;
    s->selecting = true;
    if (k->mouse.row < text.row)
        screen_scroll(s, 1);
    if (k->mouse.row >= text.row + text.rows)
        screen_scroll(s, -1);
    ScreenPos at = cell_at(s, text, k);
    screen_select_to(s, at.row, at.col);
}

// A click on the name of a file follows it; of a URL only with Ctrl, since that asks.
static void click(Ui *ui, const Screen *s, Rect text, const Key *k)
{
    ScreenLink link;
    if (!screen_link_at(ui->ws, s, cell_at(s, text, k), vt_cwd(s->vt), false, &link))
        return;
    bool place = link.path && link.line > 0;
    screen_link_deinit(&link);
    if (place)
        follow(ui, s, cell_at(s, text, k));
}

void ui_release_screen(Ui *ui, const Key *k)
{
    Rect text;
    Screen *s = screen_at(ui, k, &text);
    AUTO(buf) Buf chosen = BUF_INIT;
    if (!s)
        return;
    if (s->selecting && ui->ws->options.copy_on_selection) {
        screen_selection(s, &chosen);
        if (chosen.n)
            clipboard_put(ui->ws, buf_str(&chosen), false);
    }
    if (!s->selecting && k->mouse.row == ui->grab_row && k->mouse.col == ui->grab_col)
        click(ui, s, text, k);
}

bool ui_wheel_screen(Ui *ui, const Key *k, int rows)
{
    Rect text;
    Screen *s = screen_at(ui, k, &text);
    Terminal *t = terminal_at(ui, k);
    if (!s)
        return false;
    // a full-screen program without the mouse scrolls by its arrow keys, as in other terminals
    if (t && screen_is_alt(s) && !s->scroll_mode && !s->selecting)
        for (int i = abs(rows); i > 0; i--)
            terminal_key(t, &(Key){.kind = rows < 0 ? KEY_UP : KEY_DOWN});
    else
        screen_scroll(s, -rows);
    return true;
}
