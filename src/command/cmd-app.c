// The program itself: palette, help, settings.
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

// On from the selected folder or file; elsewhere nothing is left to complete.
static bool complete(Workspace *ws, Str arg, Err *err)
{
    Palette *p = &ws->palette;
    const PaletteList *list = palette_list_of(buf_str(&p->query));
    if (list != &palette_folders && list != &palette_paths && list != &palette_sessions)
        return accept(ws, arg, err);
    if (p->rows.n) {
        AUTO(free)
        char *query = xasprintf("%s%s", list->prefix, p->rows.p[p->selected].label);
        palette_set_query(p, str_c(query));
    }
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

static bool doctor(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    ws->report = REPORT_TERMINAL;
    return true;
}

static bool report_issue(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    ws->report = REPORT_ISSUE;
    return true;
}

static bool give_up(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return workspace_give_up(ws) || err_set(err, "nothing is under way that could be given up");
}

const Command commands_app[] = {
    {"app.doctor", "Help: Terminal Report",
     "What terminal, tools and jail give, and what is missing", doctor},
    {"app.giveUp", "Codelab: Give Up What Goes On",
     "Stop the file operation, replacement, command or comparison under way", give_up},
    {"app.reportIssue", "Help: Report Issue",
     "Write what helps to find a fault to a file of yours; no text and no secret is in it",
     report_issue},
    {"help.keys", "Help: Keys", "The keys that work here", help_keys},
    {"mouse.toggle", "Mouse: Toggle", "Mouse reports on or off", toggle_mouse},
    {"palette.accept", "Palette: Accept", "Do what the selected row says", accept},
    {"palette.acceptAside", "Palette: Accept Aside",
     "Open the selected row in the editor group to the right", accept_aside},
    {"palette.close", "Palette: Close", "Close the palette", close_palette},
    {"palette.commands", "Command Palette", "All commands, by name", commands},
    {"palette.complete", "Palette: Complete",
     "Put the selected folder or file into the line; elsewhere do what the selected row says",
     complete},
    {"palette.down", "Palette: Down", "Next row", palette_down},
    {"palette.pageDown", "Palette: Page Down", "Eight rows down", palette_page_down},
    {"palette.pageUp", "Palette: Page Up", "Eight rows up", palette_page_up},
    {"palette.quickOpen", "Go to File…", "Open a file of the project by a few letters", quick_open},
    {"palette.up", "Palette: Up", "Row before", palette_up},
    {"screen.redraw", "Screen: Redraw", "Paint the whole screen again", redraw},
    {0},
};
