// The palette's lists of what can be looked at: views and terminals, by name.
#include "command/inner.h"

typedef struct {
    const char *label, *command; // whose key is shown
    int side, tab;               // < 0: it is none
} ViewRow;

static const ViewRow rows[] = {
    {"Explorer", "view.explorer", SIDE_EXPLORER, -1},
    {"Search", "view.search", SIDE_SEARCH, -1},
    {"Local History", "view.history", SIDE_HISTORY, -1},
    {"Terminal", "terminal.toggle", -1, PANEL_TERMINAL},
    {"Problems", "panel.problems", -1, PANEL_PROBLEMS},
    {"Runs", "panel.runs", -1, PANEL_RUNS},
    {"Output", "panel.output", -1, PANEL_OUTPUT},
    {"Decision Vault", "view.decisions", -1, -1},
    {"Sessions", "view.sessions", -1, -1},
};

// `value` as the lists below give it: the number of a terminal behind "t".
static void add_terminals(Fill *f, const Workspace *ws)
{
    VEC_EACH (Terminal *, t, &ws->terminals.all) {
        AUTO(buf) Buf label = BUF_INIT;
        terminal_title(*t, STR_NULL, STR_NULL, &label);
        AUTO(free) char *value = xasprintf("t%d", (*t)->number);
        const char *cwd = screen_cwd(&(*t)->screen);
        fill_add(f, buf_str(&label), *cwd ? workspace_pretty(ws, cwd) : NULL, str_c(value),
                 -(*t)->number);
    }
}

static void fill_views(Fill *f, Workspace *ws)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        AUTO(free) char *value = xasprintf("%zu", i);
        fill_add(f, str_c(rows[i].label), fill_key(f, ws, rows[i].command), str_c(value),
                 (int)(ARRAY_LEN(rows) - i));
    }
    add_terminals(f, ws);
}

static void show_terminal(Workspace *ws, int number)
{
    for (size_t i = 0; i < ws->terminals.all.n; i++)
        if (ws->terminals.all.p[i]->number == number) {
            terminals_show(ws, i);
            ws->layout.tab = PANEL_TERMINAL;
            layout_focus(&ws->layout, FOCUS_PANEL);
        }
}

// Chosen by name it is to be there, also if it was there before: commands would lead back.
static void accept(Workspace *ws, const char *value)
{
    if (value[0] == 't') {
        show_terminal(ws, (int)strtol(value + 1, NULL, 10));
        return;
    }
    const ViewRow *r = &rows[strtoul(value, NULL, 10)];
    layout_focus(&ws->layout, FOCUS_EDITOR);
    if (r->side == SIDE_EXPLORER)
        layout_toggle_side(&ws->layout, SIDE_EXPLORER);
    else if (r->tab >= 0 && (r->tab != PANEL_TERMINAL || terminal_active(ws)))
        layout_toggle_focus(&ws->layout, FOCUS_PANEL, r->tab);
    else
        command_run(ws, r->command);
}

const PaletteList palette_views = {"view ", fill_views, accept, NULL, NULL};

static void fill_terminals(Fill *f, Workspace *ws)
{
    add_terminals(f, ws);
    fill_add(f, STR("New terminal"), fill_key(f, ws, "terminal.new"), STR("new"), -1000);
}

static void accept_terminal(Workspace *ws, const char *value)
{
    if (strcmp(value, "new") == 0)
        command_run(ws, "terminal.new");
    else
        accept(ws, value);
}

const PaletteList palette_terminals = {"term ", fill_terminals, accept_terminal, NULL, NULL};
