// Editor groups become one again: no tab is closed.
#include "command/inner.h"

static void move_all(Workspace *ws, Group *from, Group *to)
{
    for (size_t n = from->tabs.n; n > 0; n--) // the last one takes the group along
        group_move_tab(ws, from->tabs.p[0], to, to->tabs.n);
}

static void show_document(Workspace *ws, const Group *g, const Document *d)
{
    for (size_t i = 0; i < g->tabs.n; i++)
        if (g->tabs.p[i]->doc == d)
            workspace_show_tab(ws, i);
}

static const Document *shown_in(const Group *g)
{
    const View *v = group_view(g);
    return v ? v->doc : NULL;
}

static bool join_one(Workspace *ws, Str arg, Err *err)
{
    Group *all[GROUPS_MAX], *from = ws->group;
    size_t n = group_list(ws, all);
    (void)arg;
    if (n == 1)
        return err_set(err, "there is only one editor group");
    Group *to = all[0] == from ? all[1] : all[0];
    const Document *d = shown_in(from);
    move_all(ws, from, to);
    show_document(ws, to, d);
    return true;
}

static bool join_all(Workspace *ws, Str arg, Err *err)
{
    Group *all[GROUPS_MAX], *to = ws->group;
    size_t n = group_list(ws, all);
    const Document *d = shown_in(to);
    (void)arg;
    (void)err;
    for (size_t i = 0; i < n; i++)
        if (all[i] != to)
            move_all(ws, all[i], to);
    show_document(ws, to, d);
    return true;
}

const Command commands_join[] = {
    {"group.join", "View: Join Editor Group", "Move the tabs of the editor group to another one",
     join_one},
    {"group.joinAll", "View: Join All Editor Groups", "Have all tabs in one editor group",
     join_all},
    {0},
};
