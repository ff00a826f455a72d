// Running the active file in the jail.
#include "command/inner.h"

// As VS Code asks of a task that is active, but in the way of nobody who types on.
static void offer_again(Workspace *ws, const char *path)
{
    AUTO(free) char *name = workspace_pretty(ws, path);
    AUTO(free) char *restart = xasprintf("restart %s", path);
    AUTO(free) char *another = xasprintf("another %s", path);
    message_say(ws, MESSAGE_INFO, "%s is still running", name);
    message_offer(ws, "Restart", "run.file", str_c(restart));
    message_offer(ws, "Run another", "run.file", str_c(another));
}

// The document that is meant by a path, or the active one.
static Document *document_to_run(Workspace *ws, Str path, Err *err)
{
    AUTO(free) char *named = str_dup(path);
    Document *d = path.n ? document_find(ws, named) : NULL;
    View *v = d ? NULL : command_view(ws, err);
    d = v ? v->doc : d;
    if (d && !d->path)
        return err_set(err, "cannot run '%s': save it first", d->title), NULL;
    return d;
}

/* `arg` is empty, or says what of a run of the same file that goes on, and which file is meant:
 * "restart PATH" ends it first, "another PATH" lets it be, nothing offers both. */
static bool run_file(Workspace *ws, Str arg, Err *err)
{
    Str rest = arg, how = STR_NULL;
    str_split(&rest, ' ', &how);
    Document *d = document_to_run(ws, how.n ? rest : STR_NULL, err);
    if (!d)
        return false;
    RunItem *goes_on = runs_of_file(ws, d->path);
    if (goes_on && !how.n) {
        offer_again(ws, d->path);
        return !document_is_modified(d) || document_save(ws, d, false, err);
    }
    if (goes_on && str_eq_c(how, "restart"))
        run_item_stop(goes_on);
    if (!document_is_modified(d))
        return runs_start_document(ws, d, err);
    // what runs is what is seen: save, then run
    d->run_when_saved = document_save(ws, d, false, err);
    return d->run_when_saved;
}

static bool stop(Workspace *ws, Str arg, Err *err)
{
    RunItem *r = runs_active(ws);
    (void)arg;
    if (pipe_stop(ws))
        return true;
    for (size_t i = ws->runs.all.n; i-- > 0 && !run_item_is_running(r);)
        r = ws->runs.all.p[i]; // the newest that still runs
    if (!r || !run_item_is_running(r))
        return err_set(err, "nothing is running");
    run_item_stop(r);
    return true;
}

static bool open_place(Workspace *ws, Str arg, Err *err)
{
    RunItem *r = runs_active(ws);
    int line = 0, col = 0;
    (void)arg;
    if (!r || ws->layout.tab != PANEL_RUNS)
        return err_set(err, "there is no run to look at");
    AUTO(free) char *path = run_item_place(ws, r, r->screen.cur.row, &line, &col);
    if (!path)
        return err_set(err, "no file:line in this row");
    if (!workspace_open_at(ws, path, line, col, err))
        return false;
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

const Command commands_run[] = {
    {"run.file", "Run: Active File", "Save the active file and run it in the jail", run_file},
    {"run.openPlace", "Run: Open Place in Output", "Open the file:line of the output's row",
     open_place},
    {"run.stop", "Run: Stop", "Stop the running program", stop},
    {0},
};
