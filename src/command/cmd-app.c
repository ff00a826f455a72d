// The program itself: palette, help, settings, quitting.
#include "command/inner.h"

#define PALETTE_COMMAND(name, query)                   \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)arg;                                     \
        (void)err;                                     \
        palette_open(&ws->palette, query);             \
        return true;                                   \
    }

PALETTE_COMMAND(commands, "> ")
PALETTE_COMMAND(quick_open, "")
PALETTE_COMMAND(help_keys, "?")

static bool close_palette(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    palette_close(&ws->palette);
    return true;
}

static bool accept(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    palette_accept(ws);
    return true;
}

// In the group to the right, or in a new one.
static bool accept_aside(Workspace *ws, Str arg, Err *err)
{
    View *v = workspace_view(ws), *twin = NULL;
    Str query = buf_str(&ws->palette.query);
    bool is_file = query.n == 0 || !strchr(">?:@#%!", query.p[0]);
    (void)arg;
    if (v && is_file && !group_focus_beside(ws, SIDE_RIGHT)) {
        if (!group_split(ws, SIDE_RIGHT, err))
            return false;
        twin = workspace_view(ws);
    }
    palette_accept(ws);
    bool is_there = false;
    VEC_EACH (View *, x, &ws->views)
        is_there = is_there || *x == twin;
    if (is_there && workspace_view(ws) != twin)
        workspace_close(ws, twin); // it only held the place
    return true;
}

static bool palette_step(Workspace *ws, long by)
{
    Palette *p = &ws->palette;
    long n = (long)p->rows.n, at = (long)p->selected + by;
    if (n)
        p->selected = (size_t)(by == 1 || by == -1 ? (at + n) % n : CLAMP(at, 0L, n - 1));
    palette_look(ws);
    return true;
}

#define STEP_COMMAND(name, by)                         \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)arg;                                     \
        (void)err;                                     \
        return palette_step(ws, by);                   \
    }

STEP_COMMAND(palette_up, -1)
STEP_COMMAND(palette_down, 1)
STEP_COMMAND(palette_page_up, -8)
STEP_COMMAND(palette_page_down, 8)

static void on_quit_answer(Workspace *ws, int choice, Str line, void *arg)
{
    AUTO(err) Err err = {0};
    (void)line;
    (void)arg;
    if (choice == 0) {
        const Command *all = command_find(STR("file.saveAll"));
        if (!all->run(ws, STR_NULL, &err)) {
            message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
            return;
        }
        ws->quit_when_saved = true;
    } else if (choice == 1) {
        ws->quit = true;
    }
}

static void on_stop_answer(Workspace *ws, int choice, Str line, void *arg)
{
    (void)line;
    (void)arg;
    ws->quit = choice == 1;
}

static int running(const Workspace *ws)
{
    int n = 0;
    VEC_EACH (RunItem *, r, &ws->runs.all)
        n += run_item_is_running(*r);
    return n;
}

static bool asks_for_terminals(const Workspace *ws)
{
    bool busy = false;
    VEC_EACH (Terminal *, t, &ws->terminals.all)
        busy = busy || terminal_is_busy(*t);
    bool always = ws->options.confirm_exit == CONFIRM_ALWAYS;
    return ws->terminals.all.n && (always || (ws->options.confirm_exit == CONFIRM_BUSY && busy));
}

static bool quit(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    const Document *d = workspace_unsaved(ws);
    if (d)
        ask_file(ws, (Ask){.title = xstrdup("Quit"),
                           .text = xasprintf("%s has edits that are not saved.", d->title),
                           .choices = {"Save all", "Discard", "Cancel"},
                           .safe = 0,
                           .answer = on_quit_answer});
    else if (running(ws))
        ask_file(ws, (Ask){.title = xstrdup("Quit"),
                           .text = xstrdup("A program is still running; quitting stops it."),
                           .choices = {"Cancel", "Stop and quit"},
                           .safe = 0,
                           .answer = on_stop_answer});
    else if (asks_for_terminals(ws))
        ask_file(ws, (Ask){.title = xstrdup("Quit"),
                           .text = xasprintf("Quitting ends %zu terminal%s.", ws->terminals.all.n,
                                             ws->terminals.all.n == 1 ? "" : "s"),
                           .choices = {"Cancel", "End and quit"},
                           .safe = 0,
                           .answer = on_stop_answer});
    else
        ws->quit = true;
    return true;
}

static bool redraw(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    ws->redraw = true;
    return true;
}

static bool toggle_mouse(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    ws->options.mouse = !ws->options.mouse;
    message_say(ws, MESSAGE_RESULT,
                ws->options.mouse ? "Mouse on" : "Mouse off: the terminal selects by itself");
    return true;
}

const Command commands_app[] = {
    {"app.quit", "Quit", "Leave codelab; asks about unsaved edits", quit},
    {"help.keys", "Help: Keys", "The keys that work here", help_keys},
    {"mouse.toggle", "Mouse: Toggle", "Mouse reports on or off", toggle_mouse},
    {"palette.accept", "Palette: Accept", "Do what the selected row says", accept},
    {"palette.acceptAside", "Palette: Accept Aside",
     "Open the selected row in the editor group to the right", accept_aside},
    {"palette.close", "Palette: Close", "Close the palette", close_palette},
    {"palette.commands", "Command Palette", "All commands, by name", commands},
    {"palette.down", "Palette: Down", "Next row", palette_down},
    {"palette.pageDown", "Palette: Page Down", "Eight rows down", palette_page_down},
    {"palette.pageUp", "Palette: Page Up", "Eight rows up", palette_page_up},
    {"palette.quickOpen", "Go to File…", "Open a file of the project by a few letters", quick_open},
    {"palette.up", "Palette: Up", "Row before", palette_up},
    {"screen.redraw", "Screen: Redraw", "Paint the whole screen again", redraw},
    {0},
};
