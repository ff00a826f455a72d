// The panel: its tabs, its size.
#include "command/inner.h"

static bool toggle(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!ws->layout.panel && ws->layout.tab == PANEL_TERMINAL && !terminal_active(ws) &&
        !terminal_new(ws, &(TerminalPlan){.rows = 8, .cols = 80}, err))
        return false;
    layout_toggle_panel(&ws->layout);
    return true;
}

static bool maximize(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    if (!ws->layout.panel)
        layout_toggle_panel(&ws->layout);
    ws->layout.panel_max = !ws->layout.panel_max;
    ws->layout.focus = ws->layout.panel_max ? FOCUS_PANEL : ws->layout.focus;
    return true;
}

static bool runs(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    layout_toggle_focus(&ws->layout, FOCUS_PANEL, PANEL_RUNS);
    return true;
}

static bool output(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    layout_toggle_focus(&ws->layout, FOCUS_PANEL, PANEL_OUTPUT);
    return true;
}

const Command commands_panel[] = {
    {"panel.maximize", "Panel: Maximize", "Give the panel the editor's place, and back", maximize},
    {"panel.output", "Panel: Output", "Everything codelab said", output},
    {"panel.runs", "Panel: Runs", "Output of programs run in the jail", runs},
    {"panel.toggle", "Panel: Toggle", "Show or hide the panel", toggle},
    {0},
};
