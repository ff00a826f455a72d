// Tasks of the project.
#include "command/inner.h"

#include <stdio.h>

// What a task runs over is what is seen: all edited files are saved first.
bool command_save_edited(Workspace *ws, Err *err)
{
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->path && document_is_modified(*d) && !document_save(ws, *d, false, err))
            return false;
    return true;
}

static bool start(Workspace *ws, const char *label, Err *err)
{
    if (!command_save_edited(ws, err))
        return false;
    task_start(ws, label, (RunAllow){0});
    return true;
}

static void listed(Workspace *ws, void *arg)
{
    bool shown = ws->palette.open && str_starts(buf_str(&ws->palette.query), STR("task "));
    if (!shown)
        return;
    ws->tasks.listed = ws->palette.stale = true;
    if (ws->tasks.set.all.n || !arg)
        return;
    palette_close(&ws->palette);
    message_say(ws, MESSAGE_ERROR,
                "there are no tasks: neither .vscode/tasks.json nor a build file has any");
}

static bool run_task(Workspace *ws, Str arg, Err *err)
{
    if (arg.n) {
        AUTO(free) char *label = str_dup(arg);
        return start(ws, label, err);
    }
    palette_open(&ws->palette, "task ");
    tasks_read(ws, listed, ws); // says it if there are none
    return true;
}

static void build_it(Workspace *ws, void *arg)
{
    AUTO(err) Err err = {0};
    const Task *t = task_for_build(ws);
    (void)arg;
    if (!t)
        message_say(ws, MESSAGE_ERROR,
                    "there is no build task: give one the group 'build' in .vscode/tasks.json");
    else if (!start(ws, t->label, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

static bool build(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    tasks_read(ws, build_it, NULL);
    return true;
}

static bool again(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!ws->tasks.last)
        return err_set(err, "no task was run yet");
    return start(ws, ws->tasks.last, err);
}

static void fill(Fill *f, Workspace *ws)
{
    bool fresh = ws->tasks.listed;
    ws->tasks.listed = false;
    if (!fresh && !ws->tasks.reads.n && !fill_is_filtered(f))
        tasks_read(ws, listed, NULL);
    int rank = (int)ws->tasks.set.all.n;
    VEC_EACH (Task *, t, &ws->tasks.set.all) {
        bool last = ws->tasks.last && strcmp(ws->tasks.last, (*t)->label) == 0;
        if (!(*t)->hidden)
            fill_add(f, str_c((*t)->label),
                     xasprintf("%s%s", (*t)->preferred ? "build  " : "", (*t)->source),
                     str_c((*t)->label), last ? rank + 1000 : rank);
        rank--;
    }
}

static void accept(Workspace *ws, const char *value)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *label = xstrdup(value);
    if (!start(ws, label, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

const PaletteList palette_tasks = {"task ", fill, accept, NULL, NULL};

const Command commands_task[] = {
    {"run.build", "Run: Build Task", "Run the task that builds the project", build},
    {"run.rerunTask", "Run: Last Task Again", "Run the task that was run last", again},
    {"run.task", "Run: Task…", "Run a task of tasks.json, or one that a build file offers",
     run_task},
    {0},
};
