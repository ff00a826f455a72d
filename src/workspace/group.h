/* Editor groups: rows of tabs, placed by a split tree.
 *
 * There is always one group, and one of them is the one that editing happens in (ws->group).  A
 * document may be shown by any number of views; each stands in one group and has its own cursors
 * and scroll position.  A group whose last tab closes goes, unless it is the only one. */
#ifndef WORKSPACE_GROUP_H
#define WORKSPACE_GROUP_H

#include "base/err.h"
#include "workspace/split.h"
#include "workspace/view.h"

struct Group {
    Vec(View *) tabs; // borrowed from the workspace, left to right
    size_t active;    // index of the shown tab; meaningless while there is none
};

/* The shown view, NULL without a tab. */
View *group_view(const Group *g);
/* The group that holds a view. */
Group *group_of(const Workspace *ws, const View *v);
/* All groups in reading order; returns how many. */
size_t group_list(const Workspace *ws, Group *out[GROUPS_MAX]);
/* Divide the room of the editors as the layout is now.  If it is too small for all groups, the
 * focused one has all of it.  Returns how many are shown. */
size_t group_place(Workspace *ws);
/* Where a group was placed last; no rows: not shown. */
Rect group_rect(const Workspace *ws, const Group *g);

/* Editing goes on in that group. */
void group_focus(Workspace *ws, Group *g);
/* Focus the group at a side of the focused one; false if there is none. */
bool group_focus_beside(Workspace *ws, Side side);
/* A new group at a side of the focused one, with a second view of the shown document.  Fails if
 * there is no room for it, no document, or the most groups there may be. */
bool group_split(Workspace *ws, Side side, Err *err);
/* Take a tab to a group, before its tab `at` (or to the end), and show it there. */
void group_move_tab(Workspace *ws, View *v, Group *to, size_t at);
/* Grow or shrink the focused group; false if nothing stands beside it in that direction. */
bool group_resize(Workspace *ws, bool columns, int delta);
/* Give all groups the same room. */
void group_even(Workspace *ws);

#endif
