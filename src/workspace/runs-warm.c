// The jail that is made ahead for the next run in this project.
#include "run/run.h"
#include "workspace/inner.h"

enum { FIRST_MS = 2000 }; // what the user sees at the start goes first

void runs_warm_start(Workspace *ws)
{
    static const char *const nothing[] = {"true", NULL};
    RunLimits limits = runs_limits(ws, &(RunAllow){0});
    RunPlan plan = {0};
    ws->runs.warm = run_warm_new(ws->loop);
    if (!run_plan_command(ws->root, nothing, &limits, &plan, NULL))
        return;
    plan.tty = true;
    plan.writes_apply = !ws->options.run_overlay;
    plan.keep_layer = ws->store && !plan.writes_apply;
    runs_widen(ws, &plan);
    run_warm_like(ws->runs.warm, &plan, FIRST_MS);
    run_plan_deinit(&plan);
}

void runs_warm_stop(Workspace *ws)
{
    run_warm_free(steal(&ws->runs.warm));
}
