// The explorer: moving in the tree, opening.
#include "command/inner.h"
#include "base/path.h"

static bool has_rows(const Workspace *ws, Err *err)
{
    return explorer_count(ws->explorer) || err_set(err, "the folder is empty");
}

static size_t selected(const Workspace *ws)
{
    return explorer_selected(ws->explorer);
}

static bool open_selected(Workspace *ws, bool focus, Err *err)
{
    if (!has_rows(ws, err))
        return false;
    ExplorerRow row = explorer_row(ws->explorer, selected(ws));
    if (row.is_dir) {
        explorer_set_open(ws->explorer, selected(ws), !row.open);
        return true;
    }
    AUTO(free) char *path = explorer_path(ws->explorer, selected(ws));
    const View *before = workspace_view(ws);
    if (!workspace_preview(ws, path, err))
        return false;
    if (focus && workspace_view(ws) == before)
        tab_keep(workspace_view(ws)); // it was shown already: it is wanted
    if (focus)
        layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

static bool open(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return open_selected(ws, true, err);
}

static bool preview(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return open_selected(ws, false, err);
}

// In the group to the right, made if there is none.
static bool open_to_side(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!has_rows(ws, err))
        return false;
    if (explorer_row(ws->explorer, selected(ws)).is_dir)
        return open_selected(ws, true, err);
    AUTO(free) char *path = explorer_path(ws->explorer, selected(ws));
    const View *was = workspace_view(ws);
    View *twin = NULL;
    if (was && !group_focus_beside(ws, SIDE_RIGHT)) {
        if (!group_split(ws, SIDE_RIGHT, err))
            return false;
        twin = workspace_view(ws);
    }
    bool ok = workspace_open(ws, path, err);
    if (ok && twin && workspace_view(ws) != twin)
        workspace_close(ws, twin); // the split brought it along
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return ok;
}

static bool unfold(Workspace *ws, Str arg, Err *err)
{
    Explorer *x = ws->explorer;
    (void)arg;
    (void)err;
    if (!explorer_count(x))
        return true;
    size_t i = selected(ws), n = explorer_count(x);
    ExplorerRow row = explorer_row(x, i);
    if (row.is_dir && !row.open)
        explorer_set_open(x, i, true);
    else if (row.is_dir && i + 1 < n && explorer_row(x, i + 1).depth > row.depth)
        explorer_select(x, i + 1);
    return true;
}

// Fold, or go to the folder that holds the entry.
static bool fold(Workspace *ws, Str arg, Err *err)
{
    Explorer *x = ws->explorer;
    (void)arg;
    (void)err;
    if (!explorer_count(x))
        return true;
    if (explorer_row(x, selected(ws)).open) {
        explorer_set_open(x, selected(ws), false);
        return true;
    }
    size_t above = explorer_above(x, selected(ws));
    if (above != SIZE_MAX)
        explorer_select(x, above);
    return true;
}

static bool step(Workspace *ws, long by)
{
    long n = (long)explorer_count(ws->explorer), at = (long)explorer_selected(ws->explorer) + by;
    if (n)
        explorer_select(ws->explorer, (size_t)CLAMP(at, 0L, n - 1));
    return true;
}

static long page(const Workspace *ws)
{
    return MAX(1, layout_areas(&ws->layout).side_bar.rows - 2);
}

#define STEP_COMMAND(name, by)                         \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)arg;                                     \
        (void)err;                                     \
        return step(ws, by);                           \
    }

STEP_COMMAND(up, -1)
STEP_COMMAND(down, 1)
STEP_COMMAND(page_up, -page(ws))
STEP_COMMAND(page_down, page(ws))
STEP_COMMAND(top, -1000000000L)
STEP_COMMAND(bottom, 1000000000L)

static bool collapse(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    explorer_collapse(ws->explorer);
    return true;
}

static bool reveal(Workspace *ws, Str arg, Err *err)
{
    const View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    if (!v->doc->path || !path_within(ws->root, v->doc->path))
        return err_set(err, "'%s' is not in this folder", v->doc->title);
    ws->layout.side = SIDE_EXPLORER;
    explorer_filter(ws->explorer, STR_NULL);
    explorer_reveal(ws->explorer, v->doc->path);
    layout_focus(&ws->layout, FOCUS_SIDE_BAR);
    return true;
}

static bool filter(Workspace *ws, Str arg, Err *err)
{
    (void)err;
    ws->layout.side = SIDE_EXPLORER;
    layout_focus(&ws->layout, FOCUS_SIDE_BAR);
    if (arg.n)
        explorer_filter(ws->explorer, arg);
    explorer_filter_focus(ws->explorer, !arg.n);
    return true;
}

// One thing at a time: what is under way, the filter, the marks, what was cut; then the focus.
static bool cancel(Workspace *ws, Str arg, Err *err)
{
    Explorer *x = ws->explorer;
    bool cut;
    (void)arg;
    (void)err;
    if (fileops_cancel(ws))
        return true;
    if (explorer_filter_query(x).n)
        explorer_filter(x, STR_NULL);
    else if (explorer_marks(x))
        explorer_clear_marks(x);
    else if (explorer_clipped(x, &cut)->n && cut)
        explorer_clip(x, (Paths){0}, false);
    else
        layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

static bool toggle_hidden(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    ws->options.exclude_ignored = !ws->options.exclude_ignored;
    explorer_refresh(ws->explorer);
    message_say(ws, MESSAGE_RESULT,
                ws->options.exclude_ignored ? "Ignored files are hidden"
                                            : "Ignored files are shown");
    return true;
}

static bool refresh(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    explorer_refresh(ws->explorer);
    return true;
}

const Command commands_explorer[] = {
    {"explorer.bottom", "Explorer: Last", "Go to the last entry", bottom},
    {"explorer.cancel", "Explorer: Cancel",
     "Stop a file operation, or take filter, marks or cut back; else go to the editor", cancel},
    {"explorer.collapseAll", "Explorer: Fold All", "Fold all folders", collapse},
    {"explorer.down", "Explorer: Down", "Next entry", down},
    {"explorer.filter", "Explorer: Filter", "Show only files whose names match", filter},
    {"explorer.fold", "Explorer: Fold", "Fold the folder, or go to the one above", fold},
    {"explorer.open", "Explorer: Open", "Open the file, fold or unfold the folder", open},
    {"explorer.openToSide", "Explorer: Open to the Side", "Open the file in the group to the right",
     open_to_side},
    {"explorer.pageDown", "Explorer: Page Down", "One page down", page_down},
    {"explorer.pageUp", "Explorer: Page Up", "One page up", page_up},
    {"explorer.preview", "Explorer: Preview", "Open the file and stay in the tree", preview},
    {"explorer.refresh", "Explorer: Refresh", "Read the folders again", refresh},
    {"explorer.reveal", "Explorer: Reveal Active File", "Select the shown file in the tree",
     reveal},
    {"explorer.toggleHidden", "Explorer: Toggle Ignored Files", "Show or hide ignored files",
     toggle_hidden},
    {"explorer.top", "Explorer: First", "Go to the first entry", top},
    {"explorer.unfold", "Explorer: Unfold", "Unfold the folder, then go into it", unfold},
    {"explorer.up", "Explorer: Up", "Entry before", up},
    {0},
};
