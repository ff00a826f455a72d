// The explorer: moving in the tree, opening.
#include "command/inner.h"

static Entry *selected(const Workspace *ws)
{
    const Explorer *x = ws->explorer;
    return explorer_count(x) ? explorer_row(x, explorer_selected(x)) : NULL;
}

static bool open_selected(Workspace *ws, bool focus, Err *err)
{
    Entry *e = selected(ws);
    if (!e)
        return err_set(err, "the folder is empty");
    if (e->is_dir) {
        explorer_set_open(ws->explorer, e, !e->open);
        return true;
    }
    AUTO(free) char *path = entry_path(e);
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

static bool unfold(Workspace *ws, Str arg, Err *err)
{
    Entry *e = selected(ws);
    (void)arg;
    (void)err;
    if (e && e->is_dir && !e->open)
        explorer_set_open(ws->explorer, e, true);
    else if (e && e->is_dir)
        explorer_select(ws->explorer, explorer_selected(ws->explorer) + (e->kids.n > 0));
    return true;
}

// Fold, or go to the folder that holds the entry.
static bool fold(Workspace *ws, Str arg, Err *err)
{
    Entry *e = selected(ws);
    (void)arg;
    (void)err;
    if (e && e->is_dir && e->open) {
        explorer_set_open(ws->explorer, e, false);
        return true;
    }
    for (size_t i = explorer_selected(ws->explorer); e && i-- > 0;)
        if (explorer_row(ws->explorer, i) == e->parent) {
            explorer_select(ws->explorer, i);
            break;
        }
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

static bool copy_path(Workspace *ws, Str arg, Err *err)
{
    Entry *e = selected(ws);
    (void)arg;
    if (!e)
        return err_set(err, "the folder is empty");
    AUTO(free) char *path = entry_path(e);
    clipboard_put(ws, str_c(path), false);
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
    {"explorer.copyPath", "Explorer: Copy Path", "Copy the path of the entry", copy_path},
    {"explorer.down", "Explorer: Down", "Next entry", down},
    {"explorer.fold", "Explorer: Fold", "Fold the folder, or go to the one above", fold},
    {"explorer.open", "Explorer: Open", "Open the file, fold or unfold the folder", open},
    {"explorer.pageDown", "Explorer: Page Down", "One page down", page_down},
    {"explorer.pageUp", "Explorer: Page Up", "One page up", page_up},
    {"explorer.preview", "Explorer: Preview", "Open the file and stay in the tree", preview},
    {"explorer.refresh", "Explorer: Refresh", "Read the folders again", refresh},
    {"explorer.toggleHidden", "Explorer: Toggle Ignored Files", "Show or hide ignored files",
     toggle_hidden},
    {"explorer.top", "Explorer: First", "Go to the first entry", top},
    {"explorer.unfold", "Explorer: Unfold", "Unfold the folder, then go into it", unfold},
    {"explorer.up", "Explorer: Up", "Entry before", up},
    {0},
};
