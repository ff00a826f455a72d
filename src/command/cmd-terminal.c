// Terminals: opening, going between them, ending them.
#include "command/inner.h"
#include "base/path.h"

enum { SPLIT_COLS_MIN = 20 };

static Terminal *active(const Workspace *ws, Err *err)
{
    Terminal *t = terminal_active(ws);
    if (!t)
        err_set(err, "no terminal is open");
    return t;
}

static bool new_terminal(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return panel_terminal(ws, &(TerminalPlan){0}, err);
}

static bool new_at_file(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    if (!v->doc->path)
        return err_set(err, "'%s' is in no folder yet: save it first", v->doc->title);
    AUTO(free) char *dir = str_dup(path_dir(str_c(v->doc->path)));
    return panel_terminal(ws, &(TerminalPlan){.cwd = dir}, err);
}

// Beside the active one, in the folder that its shell is in.
static bool split(Workspace *ws, Str arg, Err *err)
{
    Terminal *t = terminal_active(ws);
    size_t first, n = terminals_beside(ws, ws->terminals.active, &first);
    (void)arg;
    if (!t)
        return new_terminal(ws, arg, err);
    int cols = (layout_areas(&ws->layout).panel.cols - (int)n) / ((int)n + 1);
    if (ws->layout.panel && cols < SPLIT_COLS_MIN)
        return err_set(err, "there is no room for one more terminal beside");
    const char *cwd = screen_cwd(&t->screen);
    return panel_terminal(ws, &(TerminalPlan){.cols = cols, .cwd = *cwd ? cwd : NULL, .beside = t},
                          err);
}

static bool toggle(Workspace *ws, Str arg, Err *err)
{
    bool there = ws->layout.focus == FOCUS_PANEL && ws->layout.tab == PANEL_TERMINAL;
    if (!terminal_active(ws) && !there)
        return new_terminal(ws, arg, err);
    layout_toggle_focus(&ws->layout, FOCUS_PANEL, PANEL_TERMINAL);
    return true;
}

static bool paste(Workspace *ws, Str arg, Err *err)
{
    Terminal *t = terminal_active(ws);
    RunItem *r = runs_active(ws);
    Str text = buf_str(&ws->clipboard.text);
    (void)arg;
    if (text.n == 0)
        return err_set(err, "the clipboard of codelab is empty; paste with the terminal's own key");
    if (ws->layout.tab == PANEL_TERMINAL && t)
        command_paste(ws, t, text);
    else if (ws->layout.tab == PANEL_RUNS && r)
        run_item_key(r, &(Key){.kind = KEY_PASTE, .text = text});
    return true;
}

static bool step(Workspace *ws, size_t by)
{
    Terminals *ts = &ws->terminals;
    if (ts->all.n)
        terminals_show(ws, (ts->active + ts->all.n + by) % ts->all.n);
    return true;
}

static bool next(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    return step(ws, 1);
}

static bool previous(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    return step(ws, ws->terminals.all.n - 1);
}

static void on_name(Workspace *ws, int choice, Str line, void *arg)
{
    int *number = arg;
    VEC_EACH (Terminal *, t, &ws->terminals.all)
        if ((*t)->number == *number && choice >= 0)
            terminal_rename(*t, line);
    free(number);
}

static bool rename_terminal(Workspace *ws, Str arg, Err *err)
{
    Terminal *t = active(ws, err);
    if (!t)
        return false;
    if (arg.n) {
        terminal_rename(t, arg);
        return true;
    }
    int *number = NEW(int);
    *number = t->number;
    ask_file(ws, (Ask){.title = xstrdup("Rename terminal"),
                       .text = xstrdup("Its name; empty: that of its program"),
                       .preset = xstrdup(t->name ? t->name : t->program),
                       .replaced = true,
                       .answer = on_name,
                       .arg = number});
    return true;
}

static bool toggle_capture(Workspace *ws, Str arg, Err *err)
{
    Terminal *t = active(ws, err);
    (void)arg;
    if (!t)
        return false;
    t->captured = !t->captured;
    command_leave_scroll(ws, &t->screen);
    message_say(ws, MESSAGE_RESULT,
                t->captured ? "All keys but this one go to the program"
                            : "Keys are codelab's again");
    return true;
}

static bool accept_clipboard(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    VEC_EACH (Terminal *, t, &ws->terminals.all) {
        if (!(*t)->clip)
            continue;
        clipboard_put(ws, str_c((*t)->clip), false);
        free((*t)->clip);
        (*t)->clip = NULL;
        return true;
    }
    return err_set(err, "no program asked to set the clipboard");
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
    {"terminal.acceptClipboard", "Terminal: Accept Clipboard",
     "Let the program that asked set the clipboard", accept_clipboard},
    {"terminal.kill", "Terminal: Kill", "End the active terminal", kill_terminal},
    {"terminal.new", "Terminal: New", "Open one more terminal", new_terminal},
    {"terminal.newAtFile", "Terminal: New in Folder of File",
     "Open a terminal in the folder of the active file", new_at_file},
    {"terminal.next", "Terminal: Next", "Go to the next terminal", next},
    {"terminal.paste", "Terminal: Paste", "Paste into the terminal", paste},
    {"terminal.previous", "Terminal: Previous", "Go to the terminal before", previous},
    {"terminal.rename", "Terminal: Rename", "Give the active terminal a name", rename_terminal},
    {"terminal.split", "Terminal: Split", "Open a terminal beside the active one", split},
    {"terminal.toggle", "Terminal: Toggle",
     "Show and focus the terminal; again: back to the editor", toggle},
    {"terminal.toggleCapture", "Terminal: Capture Keys",
     "Give the program all keys but this one, and take them back", toggle_capture},
    {0},
};
