// What can be done with a run that is shown: its buttons.
#include "command/inner.h"

static void add(RunActions *out, const char *label, const char *command, const char *arg)
{
    out->all[out->n++] = (RunAction){label, command, arg};
}

// No jail could be made: nothing was run, and nothing is to be run without one but by a wish.
static void add_of_refused(const Workspace *ws, RunActions *out)
{
    add(out, "How to fix", "help.guide", "Running and tasks");
    if (runs_may_be_open(ws))
        add(out, "Run without jail, once", "run.rerun", NULL);
    else
        add(out, "Rerun", "run.rerun", NULL);
}

RunActions command_run_actions(const Workspace *ws)
{
    RunActions out = {0};
    const RunItem *r = runs_active(ws);
    if (!r || run_item_is_running(r))
        return out;
    if (r->refused) {
        add_of_refused(ws, &out);
        return out;
    }
    if (r->waits) {
        add(&out, "Review writes", "run.reviewWrites", NULL);
        add(&out, "Apply all", "run.applyWrites", NULL);
        add(&out, "Discard", "run.discardWrites", NULL);
    }
    add(&out, "Rerun", "run.rerun", NULL);
    if (!r->network)
        add(&out, "Rerun with network", "run.rerunWith", "network");
    return out;
}

static bool step(Workspace *ws, size_t by, Err *err)
{
    size_t n = command_run_actions(ws).n;
    if (!n)
        return err_set(err, "there is nothing to do with a run now");
    ws->runs.button = (MIN(ws->runs.button, n - 1) + by) % n;
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
    return step(ws, command_run_actions(ws).n - 1, err);
}

static bool act(Workspace *ws, Str arg, Err *err)
{
    RunActions a = command_run_actions(ws);
    (void)arg;
    if (!a.n)
        return err_set(err, "there is nothing to do with a run now");
    const RunAction *b = &a.all[MIN(ws->runs.button, a.n - 1)];
    command_invoke(ws, command_find(str_c(b->command)), b->arg ? str_c(b->arg) : STR_NULL);
    return true;
}

const Command commands_run_act[] = {
    {"run.act", "Run: Press Button", "Do what the selected button of the shown run says", act},
    {"run.nextAction", "Run: Next Button", "Select the next button of the shown run", next},
    {"run.previousAction", "Run: Previous Button", "Select the button before", previous},
    {0},
};
