// Terminals, and the scroll mode that terminals and runs share.
#include "command/inner.h"

static bool new_terminal(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    Areas a;
    ws->layout.tab = PANEL_TERMINAL;
    if (!ws->layout.panel)
        layout_toggle_panel(&ws->layout);
    a = layout_areas(&ws->layout);
    if (!terminal_new(ws, a.panel.rows - 1, a.panel.cols, err))
        return false;
    layout_focus(&ws->layout, FOCUS_PANEL);
    return true;
}

static bool toggle(Workspace *ws, Str arg, Err *err)
{
    bool there = ws->layout.focus == FOCUS_PANEL && ws->layout.tab == PANEL_TERMINAL;
    if (!terminal_active(ws) && !there)
        return new_terminal(ws, arg, err);
    layout_toggle_focus(&ws->layout, FOCUS_PANEL, PANEL_TERMINAL);
    return true;
}

// The screen that the panel shows, NULL if none.
static Screen *screen(Workspace *ws)
{
    Terminal *t = terminal_active(ws);
    RunItem *r = runs_active(ws);
    if (ws->layout.tab == PANEL_TERMINAL)
        return t ? &t->screen : NULL;
    return ws->layout.tab == PANEL_RUNS && r ? &r->screen : NULL;
}

static bool scroll_mode(Workspace *ws, Str arg, Err *err)
{
    Screen *s = screen(ws);
    (void)arg;
    if (!s)
        return err_set(err, "there is nothing to scroll");
    screen_set_mode(s, !s->scroll_mode);
    if (s->scroll_mode)
        message_say(ws, MESSAGE_RESULT,
                    "Scroll mode: arrows move, Space selects, Enter copies, "
                    "Esc leaves");
    return true;
}

static int page(const Workspace *ws)
{
    return MAX(1, layout_areas(&ws->layout).panel.rows - 2);
}

static bool move(Workspace *ws, int rows, int cols)
{
    Screen *s = screen(ws);
    if (s && s->scroll_mode)
        screen_move(s, rows, cols);
    return true;
}

// What is seen goes along, so that the cursor keeps its place in the panel.
static bool turn_page(Workspace *ws, int dir)
{
    Screen *s = screen(ws);
    if (s && s->scroll_mode)
        screen_scroll(s, -dir * page(ws));
    return move(ws, dir * page(ws), 0);
}

static bool scroll_up(Workspace *ws, Str arg, Err *err)
{
    Screen *s = screen(ws);
    if (!s || (!s->scroll_mode && !scroll_mode(ws, arg, err)))
        return s != NULL;
    return turn_page(ws, -1);
}

#define MOVE_COMMAND(name, call)                       \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)arg;                                     \
        (void)err;                                     \
        return call;                                   \
    }

MOVE_COMMAND(up, move(ws, -1, 0))
MOVE_COMMAND(down, move(ws, 1, 0))
MOVE_COMMAND(left, move(ws, 0, -1))
MOVE_COMMAND(right, move(ws, 0, 1))
MOVE_COMMAND(page_up, turn_page(ws, -1))
MOVE_COMMAND(page_down, turn_page(ws, 1))

static bool select_start(Workspace *ws, Str arg, Err *err)
{
    Screen *s = screen(ws);
    (void)arg;
    (void)err;
    if (s && s->selecting)
        screen_select_none(s);
    else if (s)
        screen_select_start(s, s->cur_row, s->cur_col);
    return true;
}

static bool copy(Workspace *ws, Str arg, Err *err)
{
    Screen *s = screen(ws);
    AUTO(buf) Buf text = BUF_INIT;
    (void)arg;
    if (s)
        screen_selection(s, &text);
    if (text.n == 0)
        return err_set(err, "nothing is selected: press Space where the selection begins");
    clipboard_put(ws, buf_str(&text), false);
    screen_set_mode(s, false);
    return true;
}

static bool paste(Workspace *ws, Str arg, Err *err)
{
    Terminal *t = terminal_active(ws);
    RunItem *r = runs_active(ws);
    Key k = {.kind = KEY_PASTE, .text = buf_str(&ws->clipboard.text)};
    (void)arg;
    if (k.text.n == 0)
        return err_set(err, "the clipboard of codelab is empty; paste with the terminal's own key");
    if (ws->layout.tab == PANEL_TERMINAL && t)
        terminal_key(t, &k);
    else if (ws->layout.tab == PANEL_RUNS && r)
        run_item_key(r, &k);
    return true;
}

static bool next(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    Terminals *ts = &ws->terminals;
    if (ts->all.n)
        ts->active = (ts->active + 1) % ts->all.n;
    return true;
}

static bool kill_terminal(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!terminal_active(ws))
        return err_set(err, "no terminal is open");
    terminal_close(ws, ws->terminals.active);
    if (!terminal_active(ws) && ws->layout.panel && ws->layout.tab == PANEL_TERMINAL)
        layout_toggle_panel(&ws->layout);
    return true;
}

const Command commands_terminal[] = {
    {"terminal.copy", "Terminal: Copy", "Copy the selection of the terminal", copy},
    {"terminal.cursorDown", "Terminal: Scroll Cursor Down", "One row down in scroll mode", down},
    {"terminal.cursorLeft", "Terminal: Scroll Cursor Left", "One column left in scroll mode", left},
    {"terminal.cursorPageDown", "Terminal: Scroll Page Down", "One page down in scroll mode",
     page_down},
    {"terminal.cursorPageUp", "Terminal: Scroll Page Up", "One page up in scroll mode", page_up},
    {"terminal.cursorRight", "Terminal: Scroll Cursor Right", "One column right in scroll mode",
     right},
    {"terminal.cursorUp", "Terminal: Scroll Cursor Up", "One row up in scroll mode", up},
    {"terminal.kill", "Terminal: Kill", "End the active terminal", kill_terminal},
    {"terminal.new", "Terminal: New", "Open one more terminal", new_terminal},
    {"terminal.next", "Terminal: Next", "Show the next terminal", next},
    {"terminal.paste", "Terminal: Paste", "Paste into the terminal", paste},
    {"terminal.scrollMode", "Terminal: Scroll Mode", "Move, select and copy in the output",
     scroll_mode},
    {"terminal.scrollUp", "Terminal: Scroll Up", "Scroll one page back", scroll_up},
    {"terminal.selectStart", "Terminal: Start Selection", "Begin or drop a selection",
     select_start},
    {"terminal.toggle", "Terminal: Toggle",
     "Show and focus the terminal; again: back to the editor", toggle},
    {0},
};
