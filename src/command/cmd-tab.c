// Tabs of the focused editor group.
#include "command/inner.h"

// Save, then close: one without a path asks for it first.
static void save_and_close(Workspace *ws, View *v)
{
    AUTO(err) Err err = {0};
    Document *d = v->doc;
    d->close_when_saved = true;
    if ((d->path || d->bulk || d->review) && document_save(ws, d, false, &err))
        return;
    if (!d->path && !d->bulk && !d->review) {
        workspace_show(ws, v);
        command_run(ws, "file.saveAs");
        return;
    }
    d->close_when_saved = false;
    message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

static void on_close_answer(Workspace *ws, int choice, Str line, void *arg)
{
    uint64_t id = *(uint64_t *)arg;
    (void)line;
    free(arg);
    VEC_EACH (View *, v, &ws->views) {
        if ((*v)->doc->id != id)
            continue;
        if (choice == 0)
            save_and_close(ws, *v);
        else if (choice == 1)
            workspace_close(ws, *v);
        return;
    }
}

static void close_or_ask(Workspace *ws, View *v)
{
    Document *d = v->doc;
    bool empty = !d->path && snap_size(text_now(d->text)) == 0;
    if (!document_is_modified(d) || empty || workspace_shows_twice(ws, v)) {
        workspace_close(ws, v);
        return;
    }
    uint64_t *id = NEW(uint64_t);
    *id = d->id;
    ask_file(ws, (Ask){.title = xstrdup("Unsaved edits"),
                       .text = xasprintf("%s has edits that are not saved.", d->title),
                       .choices = {"Save", "Discard", "Cancel"},
                       .safe = 0,
                       .answer = on_close_answer,
                       .arg = id});
}

static bool close_tab(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (v)
        close_or_ask(ws, v);
    return v != NULL;
}

// The tabs of the focused group as they stand now: closing the last one closes the group.
static size_t tabs_now(const Workspace *ws, View ***out)
{
    const Group *g = ws->group;
    *out = NEW_ARRAY(View *, g->tabs.n);
    if (g->tabs.n)
        memcpy(*out, g->tabs.p, g->tabs.n * sizeof **out);
    return g->tabs.n;
}

static bool close_unmodified(Workspace *ws, Str arg, Err *err)
{
    AUTO(free) View **tabs = NULL;
    (void)arg;
    (void)err;
    for (size_t i = tabs_now(ws, &tabs); i-- > 0;)
        if (!document_is_modified(tabs[i]->doc))
            workspace_close(ws, tabs[i]);
    return true;
}

static bool close_all(Workspace *ws, Str arg, Err *err)
{
    AUTO(free) View **tabs = NULL;
    (void)arg;
    (void)err;
    for (size_t i = tabs_now(ws, &tabs); i-- > 0;)
        close_or_ask(ws, tabs[i]);
    return true;
}

static bool reopen(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return workspace_reopen(ws, err);
}

static bool keep(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (v && !tab_keep(v))
        message_say(ws, MESSAGE_RESULT, "This tab stays anyway");
    return v != NULL;
}

static bool step(Workspace *ws, int by, Err *err)
{
    if (!command_view(ws, err))
        return false;
    const Group *g = ws->group;
    workspace_show_tab(ws, (g->active + (by > 0 ? 1 : g->tabs.n - 1)) % g->tabs.n);
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

static bool next(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return step(ws, 1, err);
}

static bool previous(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return step(ws, -1, err);
}

static bool open_at(Workspace *ws, Str arg, Err *err)
{
    long long i;
    if (!str_to_i64(arg, &i) || i < 1 || (size_t)i > ws->group->tabs.n)
        return err_set(err, "there is no tab " STR_FMT, STR_ARG(arg));
    workspace_show_tab(ws, (size_t)i - 1);
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

// The one before is selected: two strokes lead back and forth.
static bool most_recent(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!command_view(ws, err))
        return false;
    palette_open(&ws->palette, "edt ");
    ws->palette.selected = 1;
    return true;
}

const Command commands_tab[] = {
    {"tab.close", "Tab: Close", "Close the tab; asks if there are unsaved edits", close_tab},
    {"tab.closeAllInGroup", "Tab: Close All", "Close all tabs; asks about unsaved ones", close_all},
    {"tab.closeUnmodified", "Tab: Close Saved", "Close the tabs without unsaved edits",
     close_unmodified},
    {"tab.keep", "Tab: Keep", "Turn a tab that shows what was only looked at into one that stays",
     keep},
    {"tab.mru", "Tab: Most Recently Used…", "The tabs of the group, the one used last first",
     most_recent},
    {"tab.next", "Tab: Next", "Show the next tab", next},
    {"tab.openAtIndex", "Tab: Show by Number", "Show the tab of that number", open_at},
    {"tab.previous", "Tab: Previous", "Show the tab before", previous},
    {"tab.reopen", "Tab: Reopen Closed", "Open the tab closed last again", reopen},
    {0},
};
