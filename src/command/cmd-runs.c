// What was run: the list, the same again, and with more allowed.
#include "command/inner.h"

#include <time.h>

static bool need_run(Workspace *ws, RunItem **r, Err *err)
{
    *r = runs_active(ws);
    return *r || err_set(err, "nothing was run yet");
}

static bool rerun(Workspace *ws, Str arg, Err *err)
{
    RunItem *r;
    (void)arg;
    return need_run(ws, &r, err) && runs_again(ws, r, (RunAllow){0}, err);
}

static void with(Workspace *ws, int choice, Str line, void *arg)
{
    RunAllow allow = {.network = choice == 0, .writes = choice == 1, .no_limit = choice == 2};
    RunItem *r = runs_active(ws);
    AUTO(err) Err err = {0};
    (void)line;
    (void)arg;
    if (choice >= 0 && choice < 3 && r && !runs_again(ws, r, allow, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

static bool rerun_with(Workspace *ws, Str arg, Err *err)
{
    RunItem *r;
    (void)arg;
    if (!need_run(ws, &r, err))
        return false;
    ask_file(
        ws, (Ask){.title = xstrdup("Run again"),
                  .text = xasprintf("What may '%s' do this time?", r->title),
                  .choices = {"Use the network", "Write to the project", "Take its time", "Cancel"},
                  .safe = 3,
                  .answer = with});
    return true;
}

static bool list(Workspace *ws, Str arg, Err *err)
{
    RunItem *r;
    (void)arg;
    if (!need_run(ws, &r, err))
        return false;
    palette_open(&ws->palette, "ran ");
    return true;
}

static void fill(Fill *f, Workspace *ws)
{
    VEC_EACH (RunItem *, r, &ws->runs.all) {
        AUTO(free) char *label = xasprintf("#%d  %s", (*r)->number, (*r)->title);
        AUTO(free) char *value = xasprintf("%d", (*r)->number);
        fill_add(f, str_c(label), xstrdup((*r)->summary ? (*r)->summary : "running"), str_c(value),
                 (*r)->number);
    }
}

static void accept(Workspace *ws, const char *value)
{
    for (size_t i = 0; i < ws->runs.all.n; i++)
        if (ws->runs.all.p[i]->number == (int)strtol(value, NULL, 10))
            ws->runs.active = i;
    ws->layout.tab = PANEL_RUNS;
    layout_focus(&ws->layout, FOCUS_PANEL);
}

const PaletteList palette_ran = {"ran ", fill, accept, NULL, NULL};

static bool run_line(Workspace *ws, Str arg, Err *err)
{
    AUTO(free) char *line = str_dup(arg);
    if (arg.n)
        return command_save_edited(ws, err) && runs_start_line(ws, line, (RunAllow){0}, err);
    palette_open(&ws->palette, palette_lines.prefix);
    return true;
}

const Command commands_runs[] = {
    {"run.command", "Run: Command…", "Run a line as one types it for a shell, in the jail",
     run_line},
    {"run.list", "Run: List…", "The last 200 runs, to look at the output of one", list},
    {"run.rerun", "Run: Again", "Run the shown run again", rerun},
    {"run.rerunWith", "Run: Again with…", "Run the shown run again and allow it more", rerun_with},
    {0},
};
