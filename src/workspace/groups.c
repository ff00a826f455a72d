#include "workspace/inner.h"

View *group_view(const Group *g)
{
    return g->tabs.n ? g->tabs.p[g->active] : NULL;
}

size_t group_list(const Workspace *ws, Group *out[GROUPS_MAX])
{
    return split_groups(ws->splits, out);
}

Group *group_of(const Workspace *ws, const View *v)
{
    Group *all[GROUPS_MAX];
    size_t n = group_list(ws, all);
    for (size_t i = 0; i < n; i++)
        VEC_EACH (View *, tab, &all[i]->tabs)
            if (*tab == v)
                return all[i];
    return NULL;
}

size_t group_place(Workspace *ws)
{
    Group *all[GROUPS_MAX];
    Rect room = layout_areas(&ws->layout).editors;
    if (room.rows && ws->layout.size != SIZE_TINY && split_fits(ws->splits, room.rows, room.cols)) {
        split_place(ws->splits, room);
        return group_list(ws, all);
    }
    split_unplace(ws->splits);
    split_find(ws->splits, ws->group)->at = room;
    return 1;
}

Rect group_rect(const Workspace *ws, const Group *g)
{
    return split_find(ws->splits, g)->at;
}

void group_focus(Workspace *ws, Group *g)
{
    if (ws->group != g)
        find_close(ws->find);
    ws->group = g;
    if (g->tabs.n)
        workspace_show_tab(ws, g->active);
}

// Those that are not shown together stand in a row.
static Group *next_in_row(const Workspace *ws, Side side)
{
    Group *all[GROUPS_MAX];
    size_t n = group_list(ws, all), i = 0;
    while (all[i] != ws->group)
        i++;
    if (side == SIDE_LEFT || side == SIDE_UP)
        return i > 0 ? all[i - 1] : NULL;
    return i + 1 < n ? all[i + 1] : NULL;
}

// The one used last of those that stand there.
static const Group *used_last(const Workspace *ws, Side side)
{
    Rect from = group_rect(ws, ws->group);
    for (size_t i = ws->views.n; i-- > 0;) {
        const Group *g = group_of(ws, ws->views.p[i]);
        const Split *there = g != ws->group ? split_beside(ws->splits, from, side, g) : NULL;
        if (there && there->group == g)
            return g;
    }
    return NULL;
}

bool group_focus_beside(Workspace *ws, Side side)
{
    Group *all[GROUPS_MAX], *to;
    bool together = group_place(ws) == group_list(ws, all);
    if (together) {
        Split *there =
            split_beside(ws->splits, group_rect(ws, ws->group), side, used_last(ws, side));
        to = there ? there->group : NULL;
    } else {
        to = next_in_row(ws, side);
    }
    if (to)
        group_focus(ws, to);
    return to != NULL;
}

bool group_split(Workspace *ws, Side side, Err *err)
{
    Group *all[GROUPS_MAX];
    View *v = workspace_view(ws);
    Split *leaf = split_find(ws->splits, ws->group);
    Rect room = layout_areas(&ws->layout).editors;
    if (!v)
        return err_set(err, "cannot split the editor: no file is open");
    if (group_list(ws, all) == GROUPS_MAX)
        return err_set(err, "cannot split the editor: there are %d groups, close one first",
                       GROUPS_MAX);
    if (ws->layout.size == SIZE_TINY || !split_fits_more(ws->splits, leaf, side, room))
        return err_set(err, "cannot split the editor: a group needs %d columns and %d rows",
                       GROUP_MIN_COLS, GROUP_MIN_ROWS);
    Group *g = NEW(Group);
    split_add(&ws->splits, leaf, g, side);
    View *twin = view_copy(v);
    vec_push(&ws->views, twin);
    vec_push(&g->tabs, twin);
    group_focus(ws, g);
    return true;
}

void group_take_out(Group *g, const View *v)
{
    size_t i = 0;
    while (g->tabs.p[i] != v)
        i++;
    vec_remove(&g->tabs, i, 1);
    if (g->active > i || g->active == g->tabs.n)
        g->active = g->active ? g->active - 1 : 0;
}

void group_move_tab(Workspace *ws, View *v, Group *to, size_t at)
{
    Group *from = group_of(ws, v);
    Document *d = v->doc;
    find_close(ws->find);
    group_take_out(from, v);
    for (size_t i = 0; i < to->tabs.n; i++)
        if (to->tabs.p[i]->doc == d) { // one tab a document is enough in a group
            at = i;
            workspace_forget(ws, to->tabs.p[i]);
            break;
        }
    at = MIN(at, to->tabs.n);
    vec_insert(&to->tabs, at, v);
    ws->group = to;
    if (from->tabs.n == 0)
        group_drop(ws, from);
    workspace_show_tab(ws, at);
}

void group_drop(Workspace *ws, Group *g)
{
    Group *all[GROUPS_MAX];
    if (ws->splits->kids.n == 0)
        return; // the only one stays
    split_remove(&ws->splits, split_find(ws->splits, g));
    (void)group_list(ws, all); // there is a first one
    if (ws->group == g)
        ws->group = ws->views.n ? group_of(ws, vec_last(&ws->views)) : all[0];
    vec_deinit(&g->tabs);
    free(g);
}

bool group_resize(Workspace *ws, bool columns, int delta)
{
    Group *all[GROUPS_MAX];
    if (group_place(ws) != group_list(ws, all))
        return false;
    return split_resize(split_find(ws->splits, ws->group), columns, delta);
}

static void even(Split *s)
{
    split_even(s);
    VEC_EACH (Split *, kid, &s->kids)
        even(*kid);
}

void group_even(Workspace *ws)
{
    even(ws->splits);
}

void groups_free(Workspace *ws)
{
    Group *all[GROUPS_MAX];
    size_t n = group_list(ws, all);
    for (size_t i = 0; i < n; i++) {
        vec_deinit(&all[i]->tabs);
        free(all[i]);
    }
    split_free(ws->splits);
    VEC_EACH (View *, v, &ws->views)
        view_free(*v);
    vec_deinit(&ws->views);
}
