// Parts of the screen: showing, hiding, focus, sizes.
#include "command/inner.h"

#define LAYOUT_COMMAND(name, call)                     \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        Layout *l = &ws->layout;                       \
        (void)arg;                                     \
        (void)err;                                     \
        call;                                          \
        return true;                                   \
    }

LAYOUT_COMMAND(next_part, layout_next_part(l, 1))
LAYOUT_COMMAND(previous_part, layout_next_part(l, -1))
LAYOUT_COMMAND(focus_editor, layout_focus(l, FOCUS_EDITOR))
LAYOUT_COMMAND(focus_side_bar, layout_focus(l, FOCUS_SIDE_BAR))
LAYOUT_COMMAND(toggle_side_bar, layout_toggle_side_bar(l))
LAYOUT_COMMAND(explorer, layout_toggle_side(l, SIDE_EXPLORER))
LAYOUT_COMMAND(toggle_hints, layout_toggle_hints(l))
LAYOUT_COMMAND(zen, layout_toggle_zen(l))

// Shown below the explorer, where there is room for it.
static bool toggle_outline(Workspace *ws, Str arg, Err *err)
{
    enum { ROWS_MIN = 30 };
    Layout *l = &ws->layout;
    (void)arg;
    if (l->rows < ROWS_MIN)
        return err_set(err, "the outline needs %d rows: Go to Symbol has the same list", ROWS_MIN);
    l->no_outline = l->side_bar && !l->no_outline;
    if (!l->no_outline && !l->side_bar)
        layout_toggle_side_bar(l);
    return true;
}

static bool reset(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    layout_reset(&ws->layout);
    settings_load(ws); // what was shown or hidden is as they say again
    group_even(ws);
    return true;
}

static bool focus_panel(Workspace *ws, Str arg, Err *err)
{
    Layout *l = &ws->layout;
    (void)arg;
    if (l->tab == PANEL_TERMINAL && !terminal_active(ws) &&
        !terminal_new(ws, &(TerminalPlan){.rows = 8, .cols = 80}, err))
        return false;
    layout_focus(l, FOCUS_PANEL);
    return true;
}

static bool toggle_wrap(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    view_toggle_wrap(v);
    message_say(ws, MESSAGE_RESULT, view_is_wrapped(v) ? "Word wrap on" : "Word wrap off");
    return true;
}

static bool jump(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    ws->labels = true;
    return true;
}

static bool appearance(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    palette_open(&ws->palette, palette_appearance.prefix);
    return true;
}

static bool welcome(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    layout_focus(&ws->layout, FOCUS_EDITOR);
    find_close(ws->find);
    ws->welcome = true;
    return true;
}

const Command commands_view[] = {
    {"focus.editor", "Focus: Editor", "Focus the editor", focus_editor},
    {"focus.jump", "Focus: Jump…",
     "Letters on everything on the screen that can be gone to; one of them goes there", jump},
    {"focus.nextPart", "Focus: Next Part", "Focus the next part of the screen", next_part},
    {"focus.panel", "Focus: Panel", "Show and focus the panel", focus_panel},
    {"focus.previousPart", "Focus: Previous Part", "Focus the part before", previous_part},
    {"focus.sideBar", "Focus: Side Bar", "Show and focus the side bar", focus_side_bar},
    {"help.welcome", "Help: Welcome",
     "What can be begun, learned and checked, as commands to choose", welcome},
    {"hintbar.toggle", "View: Toggle Hint Bar", "Show or hide the row of keys", toggle_hints},
    {"view.appearance", "View: Appearance…",
     "Show or hide the menu bar, tabs, breadcrumbs, the hint bar and the status bar", appearance},
    {"view.explorer", "View: Explorer", "Show and focus the explorer; again: back to the editor",
     explorer},
    {"view.outline", "View: Outline", "Show or hide the outline below the explorer",
     toggle_outline},
    {"view.resetLayout", "View: Reset Layout", "Give all parts their first places and sizes",
     reset},
    {"view.toggleSideBar", "View: Toggle Side Bar", "Show or hide the side bar", toggle_side_bar},
    {"view.toggleWordWrap", "View: Toggle Word Wrap",
     "Let long lines go on in the next row, or scroll sideways", toggle_wrap},
    {"view.zen", "View: Zen", "The editor alone on the screen, and back", zen},
    {0},
};
