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

static void set_focus(Layout *l, Focus part)
{
    if (layout_shows(l, part) || l->size == SIZE_TINY)
        layout_focus(l, part);
}

LAYOUT_COMMAND(next_part, layout_next_part(l, 1))
LAYOUT_COMMAND(previous_part, layout_next_part(l, -1))
LAYOUT_COMMAND(focus_editor, layout_focus(l, FOCUS_EDITOR))
LAYOUT_COMMAND(focus_left, set_focus(l, FOCUS_SIDE_BAR))
LAYOUT_COMMAND(focus_right, set_focus(l, FOCUS_EDITOR))
LAYOUT_COMMAND(focus_up, set_focus(l, FOCUS_EDITOR))
LAYOUT_COMMAND(focus_down, set_focus(l, FOCUS_PANEL))
LAYOUT_COMMAND(toggle_side_bar, layout_toggle_side_bar(l))
LAYOUT_COMMAND(explorer, layout_toggle_focus(l, FOCUS_SIDE_BAR, l->tab))
LAYOUT_COMMAND(wider, layout_resize_part(l, FOCUS_SIDE_BAR, 2))
LAYOUT_COMMAND(narrower, layout_resize_part(l, FOCUS_SIDE_BAR, -2))
LAYOUT_COMMAND(higher, layout_resize_part(l, FOCUS_PANEL, 1))
LAYOUT_COMMAND(lower, layout_resize_part(l, FOCUS_PANEL, -1))
LAYOUT_COMMAND(toggle_hints, l->hint_bar = !l->hint_bar)

const Command commands_view[] = {
    {"focus.down", "Focus: Down", "Focus the part below", focus_down},
    {"focus.editor", "Focus: Editor", "Focus the editor", focus_editor},
    {"focus.left", "Focus: Left", "Focus the part to the left", focus_left},
    {"focus.nextPart", "Focus: Next Part", "Focus the next part of the screen", next_part},
    {"focus.previousPart", "Focus: Previous Part", "Focus the part before", previous_part},
    {"focus.right", "Focus: Right", "Focus the part to the right", focus_right},
    {"focus.up", "Focus: Up", "Focus the part above", focus_up},
    {"hintbar.toggle", "View: Toggle Hint Bar", "Show or hide the row of keys", toggle_hints},
    {"view.explorer", "View: Explorer", "Show and focus the explorer; again: back to the editor",
     explorer},
    {"view.resizeDown", "View: Lower Panel", "Make the panel lower", lower},
    {"view.resizeLeft", "View: Narrower Side Bar", "Make the side bar narrower", narrower},
    {"view.resizeRight", "View: Wider Side Bar", "Make the side bar wider", wider},
    {"view.resizeUp", "View: Higher Panel", "Make the panel higher", higher},
    {"view.toggleSideBar", "View: Toggle Side Bar", "Show or hide the side bar", toggle_side_bar},
    {0},
};
