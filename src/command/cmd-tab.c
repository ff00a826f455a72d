// Tabs of the editor group.
#include "command/inner.h"

// Save, then close: one without a path asks for it first.
static void save_and_close(Workspace *ws, size_t index)
{
    AUTO(err) Err err = {0};
    Document *d = ws->tabs.p[index]->doc;
    d->close_when_saved = true;
    if (d->path && document_save(ws, d, false, &err))
        return;
    if (!d->path) {
        workspace_show_tab(ws, index);
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
    for (size_t i = 0; i < ws->tabs.n; i++) {
        Document *d = ws->tabs.p[i]->doc;
        if (d->id != id)
            continue;
        if (choice == 0)
            save_and_close(ws, i);
        else if (choice == 1)
            workspace_close_tab(ws, i);
        return;
    }
}

static bool shown_elsewhere(const Workspace *ws, size_t index)
{
    for (size_t i = 0; i < ws->tabs.n; i++)
        if (i != index && ws->tabs.p[i]->doc == ws->tabs.p[index]->doc)
            return true;
    return false;
}

static void close_or_ask(Workspace *ws, size_t index)
{
    Document *d = ws->tabs.p[index]->doc;
    bool empty = !d->path && snap_size(text_now(d->text)) == 0;
    if (!document_is_modified(d) || empty || shown_elsewhere(ws, index)) {
        workspace_close_tab(ws, index);
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
    (void)arg;
    if (!command_view(ws, err))
        return false;
    close_or_ask(ws, ws->active);
    return true;
}

static bool close_unmodified(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    for (size_t i = ws->tabs.n; i-- > 0;)
        if (!document_is_modified(ws->tabs.p[i]->doc))
            workspace_close_tab(ws, i);
    return true;
}

static bool close_all(Workspace *ws, Str arg, Err *err)
{
    close_unmodified(ws, arg, err);
    for (size_t i = ws->tabs.n; i-- > 0;)
        close_or_ask(ws, i);
    return true;
}

static bool reopen(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (ws->closed.n == 0)
        return err_set(err, "no closed tab to open again");
    char *path = vec_pop(&ws->closed);
    bool ok = workspace_open(ws, path, err);
    free(path);
    return ok;
}

static bool step(Workspace *ws, int by, Err *err)
{
    if (!command_view(ws, err))
        return false;
    workspace_show_tab(ws, (ws->active + ws->tabs.n + (size_t)(by + (int)ws->tabs.n)) % ws->tabs.n);
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
    if (!str_to_i64(arg, &i) || i < 1 || (size_t)i > ws->tabs.n)
        return err_set(err, "there is no tab " STR_FMT, STR_ARG(arg));
    workspace_show_tab(ws, (size_t)i - 1);
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

const Command commands_tab[] = {
    {"tab.close", "Tab: Close", "Close the tab; asks if there are unsaved edits", close_tab},
    {"tab.closeAllInGroup", "Tab: Close All", "Close all tabs; asks about unsaved ones", close_all},
    {"tab.closeUnmodified", "Tab: Close Saved", "Close the tabs without unsaved edits",
     close_unmodified},
    {"tab.next", "Tab: Next", "Show the next tab", next},
    {"tab.openAtIndex", "Tab: Show by Number", "Show the tab of that number", open_at},
    {"tab.previous", "Tab: Previous", "Show the tab before", previous},
    {"tab.reopen", "Tab: Reopen Closed", "Open the tab closed last again", reopen},
    {0},
};
