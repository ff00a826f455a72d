// Editor groups: splitting, moving tabs and the focus between them, their sizes.
#include "command/inner.h"

static bool split(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return group_split(ws, SIDE_RIGHT, err);
}

static bool split_down(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return group_split(ws, SIDE_DOWN, err);
}

static bool even(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    group_even(ws);
    return true;
}

static bool focus_group(Workspace *ws, Str arg, Err *err)
{
    Group *all[GROUPS_MAX];
    size_t n = group_list(ws, all);
    long long i;
    if (!str_to_i64(arg, &i) || i < 0 || (size_t)i > n)
        return err_set(err, "there is no editor group " STR_FMT, STR_ARG(arg));
    if (i == 0) {
        layout_focus(&ws->layout, FOCUS_SIDE_BAR);
        return true;
    }
    group_focus(ws, all[i - 1]);
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

static bool enter_part(Workspace *ws, Focus part)
{
    Layout *l = &ws->layout;
    if (layout_shows(l, part) || l->size == SIZE_TINY)
        layout_focus(l, part);
    return true;
}

// From a part to the group that stands beside it, or the one used last.
static bool enter_editor(Workspace *ws, Rect from, Side side)
{
    group_place(ws);
    Split *there = from.rows ? split_beside(ws->splits, from, side, ws->group) : NULL;
    if (there)
        group_focus(ws, there->group);
    return enter_part(ws, FOCUS_EDITOR);
}

// What stands there; nothing happens where nothing does.
static bool focus_beside(Workspace *ws, Side side)
{
    Layout *l = &ws->layout;
    Areas a = layout_areas(l);
    if (l->focus == FOCUS_EDITOR && group_focus_beside(ws, side))
        return true;
    if (side == SIDE_DOWN)
        return enter_part(ws, FOCUS_PANEL);
    Side outer = l->look.side_right ? SIDE_RIGHT : SIDE_LEFT;
    if (side == outer)
        return enter_part(ws, FOCUS_SIDE_BAR);
    if (l->focus == FOCUS_SIDE_BAR && side == (outer == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT))
        return enter_editor(ws, a.side_bar, side);
    if (l->focus == FOCUS_PANEL && side == SIDE_UP)
        return enter_editor(ws, a.panel, side);
    return true;
}

// The panel and the side bar grow where no group stands beside the focused one.
static bool resize(Workspace *ws, bool columns, int delta)
{
    Layout *l = &ws->layout;
    if (l->focus != FOCUS_EDITOR || !group_resize(ws, columns, delta))
        layout_resize_part(l, columns ? FOCUS_SIDE_BAR : FOCUS_PANEL, delta);
    return true;
}

static bool move_to(Workspace *ws, Group *to, Err *err)
{
    View *v = command_view(ws, err);
    if (v && to && to != ws->group)
        group_move_tab(ws, v, to, SIZE_MAX);
    return v != NULL;
}

// The group there, or a new one if the tab leaves others behind.
static bool move_beside(Workspace *ws, Side side, Err *err)
{
    View *v = command_view(ws, err);
    Group *from = ws->group;
    if (!v)
        return false;
    if (group_focus_beside(ws, side)) {
        group_move_tab(ws, v, ws->group, SIZE_MAX);
        return true;
    }
    if (from->tabs.n == 1)
        return err_set(err, "there is no editor group on that side");
    if (!group_split(ws, side, err))
        return false;
    group_move_tab(ws, v, ws->group, SIZE_MAX);
    return true;
}

static bool move_round(Workspace *ws, size_t by, Err *err)
{
    Group *all[GROUPS_MAX];
    size_t n = group_list(ws, all), i = 0;
    while (all[i] != ws->group)
        i++;
    if (n == 1)
        return move_beside(ws, SIDE_RIGHT, err);
    return move_to(ws, all[(i + by) % n], err);
}

static bool move_next(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return move_round(ws, 1, err);
}

static bool move_previous(Workspace *ws, Str arg, Err *err)
{
    Group *all[GROUPS_MAX];
    (void)arg;
    return move_round(ws, group_list(ws, all) - 1, err);
}

#define SIDE_COMMAND(name, call)                       \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)arg;                                     \
        (void)err;                                     \
        return call;                                   \
    }

SIDE_COMMAND(focus_left, focus_beside(ws, SIDE_LEFT))
SIDE_COMMAND(focus_right, focus_beside(ws, SIDE_RIGHT))
SIDE_COMMAND(focus_up, focus_beside(ws, SIDE_UP))
SIDE_COMMAND(focus_down, focus_beside(ws, SIDE_DOWN))
SIDE_COMMAND(wider, resize(ws, true, 2))
SIDE_COMMAND(narrower, resize(ws, true, -2))
SIDE_COMMAND(higher, resize(ws, false, 1))
SIDE_COMMAND(lower, resize(ws, false, -1))
SIDE_COMMAND(move_left, move_beside(ws, SIDE_LEFT, err))
SIDE_COMMAND(move_right, move_beside(ws, SIDE_RIGHT, err))
SIDE_COMMAND(move_up, move_beside(ws, SIDE_UP, err))
SIDE_COMMAND(move_down, move_beside(ws, SIDE_DOWN, err))

const Command commands_group[] = {
    {"focus.down", "Focus: Down", "Focus the editor group or the part below", focus_down},
    {"focus.group", "Focus: Editor Group by Number",
     "Focus the editor group of that number; 0: the side bar", focus_group},
    {"focus.left", "Focus: Left", "Focus the editor group or the part to the left", focus_left},
    {"focus.right", "Focus: Right", "Focus the editor group or the part to the right", focus_right},
    {"focus.up", "Focus: Up", "Focus the editor group or the part above", focus_up},
    {"group.even", "View: Reset Editor Group Sizes", "Give all editor groups the same room", even},
    {"group.split", "View: Split Editor Right",
     "Show the document a second time, in a new group to the right", split},
    {"group.splitDown", "View: Split Editor Down",
     "Show the document a second time, in a new group below", split_down},
    {"tab.moveToGroupAbove", "Tab: Move to Group Above", "Move the tab to the editor group above",
     move_up},
    {"tab.moveToGroupBelow", "Tab: Move to Group Below", "Move the tab to the editor group below",
     move_down},
    {"tab.moveToGroupLeft", "Tab: Move to Left Group",
     "Move the tab to the editor group on the left", move_left},
    {"tab.moveToGroupRight", "Tab: Move to Right Group",
     "Move the tab to the editor group on the right, or to a new one", move_right},
    {"tab.moveToNextGroup", "Tab: Move to Next Group", "Move the tab to the next editor group",
     move_next},
    {"tab.moveToPreviousGroup", "Tab: Move to Previous Group",
     "Move the tab to the editor group before", move_previous},
    {"view.resizeDown", "View: Lower", "Make the editor group lower, or else the panel", lower},
    {"view.resizeLeft", "View: Narrower", "Make the editor group narrower, or else the side bar",
     narrower},
    {"view.resizeRight", "View: Wider", "Make the editor group wider, or else the side bar", wider},
    {"view.resizeUp", "View: Higher", "Make the editor group higher, or else the panel", higher},
    {0},
};
