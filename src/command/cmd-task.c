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
    return command_save_edited(ws, err) && task_start(ws, label, err);
}

static bool run_task(Workspace *ws, Str arg, Err *err)
{
    if (arg.n) {
        AUTO(free) char *label = str_dup(arg);
        return start(ws, label, err);
    }
    tasks_read(ws);
    if (ws->tasks.all.n == 0)
        return err_set(err,
                       "there are no tasks: neither .vscode/tasks.json nor a build file has any");
    palette_open(&ws->palette, "task ");
    return true;
}

static bool build(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    tasks_read(ws);
    const Task *t = task_for_build(ws);
    if (!t)
        return err_set(err,
                       "there is no build task: give one the group 'build' in .vscode/tasks.json");
    return start(ws, t->label, err);
}

static bool again(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!ws->tasks.last)
        return err_set(err, "no task was run yet");
    AUTO(free) char *label = xstrdup(ws->tasks.last);
    return start(ws, label, err);
}

static void fill(Fill *f, Workspace *ws)
{
    if (!fill_is_filtered(f))
        tasks_read(ws);
    int rank = (int)ws->tasks.all.n;
    VEC_EACH (Task *, t, &ws->tasks.all) {
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
