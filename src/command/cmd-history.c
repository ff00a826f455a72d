// Local history: the view, and what is done with the version that is selected in it.
#include "command/inner.h"

static bool open(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    bool was = history_has_focus(ws);
    layout_toggle_side(&ws->layout, SIDE_HISTORY);
    if (!was)
        history_show_file(ws);
    return true;
}

static bool shown(Workspace *ws, Err *err)
{
    bool is = layout_shows(&ws->layout, FOCUS_SIDE_BAR) && ws->layout.side == SIDE_HISTORY;
    return is || err_set(err, "local history is not shown: show it first");
}

// To the project and back to the file.
static bool project(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    bool was = history_has_focus(ws) && ws->history.scope == HISTORY_PROJECT;
    ws->layout.side = SIDE_HISTORY;
    layout_focus(&ws->layout, FOCUS_SIDE_BAR);
    if (was)
        history_show_file(ws);
    else
        history_show_project(ws);
    return true;
}

static bool restore(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return shown(ws, err) && history_restore(ws, err);
}

static bool restore_hunk(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return history_restore_hunk(ws, err);
}

static bool copy(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return shown(ws, err) && history_copy(ws, err);
}

static bool compare_with(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return shown(ws, err) && history_set_base(ws, err);
}

static bool whole_tree(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return shown(ws, err) && history_show_tree(ws, err);
}

static void tell(Workspace *ws, bool ok, const Err *err)
{
    if (!ok)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(err));
}

static void on_name(Workspace *ws, int choice, Str line, void *arg)
{
    AUTO(err) Err err = {0};
    (void)arg;
    if (choice >= 0 && line.n)
        tell(ws, history_mark(ws, line, &err), &err);
}

static void ask_line(Workspace *ws, const char *title, const char *text,
                     void (*answer)(Workspace *ws, int choice, Str line, void *arg))
{
    ask_file(ws, (Ask){.title = xstrdup(title), .text = xstrdup(text), .answer = answer});
}

// `arg` is the name; without one it is asked for.
static bool mark(Workspace *ws, Str arg, Err *err)
{
    if (!shown(ws, err))
        return false;
    if (arg.n)
        return history_mark(ws, arg, err);
    if (!history_row(ws))
        return err_set(err, "no moment is selected");
    ask_line(ws, "Name this point", "What belongs to a named point is kept for ever.", on_name);
    return true;
}

static bool unmark(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return shown(ws, err) && history_unmark(ws, err);
}

static void on_search(Workspace *ws, int choice, Str line, void *arg)
{
    (void)arg;
    if (choice >= 0)
        history_search(ws, line);
}

static bool search(Workspace *ws, Str arg, Err *err)
{
    if (!shown(ws, err))
        return false;
    if (arg.n)
        history_search(ws, arg);
    else
        ask_line(ws, "Search in all versions", "Text that a version held:", on_search);
    return true;
}

// `arg` is a filter; without one the next comes.
static bool filter(Workspace *ws, Str arg, Err *err)
{
    size_t i = 0;
    if (!shown(ws, err))
        return false;
    while (arg.n && i < history_filters_n && !str_eq_c(arg, history_filters[i].name))
        i++;
    if (i == history_filters_n)
        return err_set(err, "'" STR_FMT "' is no filter of versions", STR_ARG(arg));
    history_set_filter(ws, arg.n ? i : ws->history.filter + 1);
    return true;
}

const Command commands_history[] = {
    {"history.compareWith", "Local History: Compare with This",
     "Compare other versions with this one, or again with the text as it is now", compare_with},
    {"history.copy", "Local History: Copy Version", "Copy the text of the version", copy},
    {"history.filter", "Local History: Filter",
     "Show versions of the next kind: save, ai, run, format, external, delete, all", filter},
    {"history.mark", "Local History: Name This Point…",
     "Give the moment a name; what belongs to it is never let go", mark},
    {"history.project", "Local History: Project",
     "Show what happened to all files of the project, or again to one", project},
    {"history.restore", "Local History: Restore",
     "Bring the version back, as a new one; of a whole tree, all files", restore},
    {"history.restoreHunk", "Local History: Restore Change",
     "Bring back the change at the cursor of the diff that is shown", restore_hunk},
    {"history.search", "Local History: Search…", "Find versions that held a text", search},
    {"history.unmark", "Local History: Remove Name", "The point loses its name; nothing is deleted",
     unmark},
    {"history.wholeTree", "Local History: Whole Tree",
     "Show all files of the project as they were at that moment", whole_tree},
    {"view.history", "Local History", "Show the versions of the shown file", open},
    {0},
};
