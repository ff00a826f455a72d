// Running the active file in the jail.
#include "command/inner.h"

// The one that runs is shown again, as VS Code asks of a task that is active.
static void on_running(Workspace *ws, int choice, Str line, void *arg)
{
    AUTO(free) char *path = arg;
    RunItem *r = runs_of_file(ws, path);
    (void)line;
    if (choice != 0 && choice != 1)
        return;
    if (choice == 0 && r)
        run_item_stop(r);
    command_invoke(ws, command_find(STR("run.file")), STR("anew"));
}

static bool ask_of_running(Workspace *ws, const char *path)
{
    AUTO(free) char *name = workspace_pretty(ws, path);
    ask_file(ws, (Ask){.title = xstrdup("Run"),
                       .text = xasprintf("%s is still running.", name),
                       .choices = {"Restart", "Run another", "Cancel"},
                       .safe = 2,
                       .answer = on_running,
                       .arg = xstrdup(path)});
    return true;
}

// `arg` "anew": whether it runs already or not.
static bool run_file(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    if (!v)
        return false;
    Document *d = v->doc;
    if (!d->path)
        return err_set(err, "cannot run '%s': save it first", d->title);
    if (!arg.n && runs_of_file(ws, d->path))
        return ask_of_running(ws, d->path);
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
