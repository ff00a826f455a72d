// Problems: showing their panel, going from one to the next.
#include "command/inner.h"

static bool show(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    layout_toggle_focus(&ws->layout, FOCUS_PANEL, PANEL_PROBLEMS);
    return true;
}

static bool step(Workspace *ws, int dir, Err *err)
{
    if (!problems_step(ws, dir, err))
        return false;
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

static bool clear(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    problems_clear_all(ws->problems);
    return true;
}

static bool toggle(Workspace *ws, Severity s)
{
    static const char *const names[] = {"Errors", "Warnings", "Infos", "Hints"};
    ProblemList *l = &ws->problem_list;
    problem_list_toggle(l, s);
    message_say(ws, MESSAGE_RESULT, "%s are %s in the list", names[s],
                l->hidden & (1u << s) ? "hidden" : "shown");
    return true;
}

#define TOGGLE_COMMAND(name, severity)                 \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)arg;                                     \
        (void)err;                                     \
        return toggle(ws, severity);                   \
    }

TOGGLE_COMMAND(errors, SEVERITY_ERROR)
TOGGLE_COMMAND(warnings, SEVERITY_WARNING)
TOGGLE_COMMAND(infos, SEVERITY_INFO)

const Command commands_problems[] = {
    {"nav.nextProblem", "Go to Next Problem", "Go to the next problem of any file", next},
    {"nav.previousProblem", "Go to Previous Problem", "Go to the problem before", previous},
    {"panel.problems", "Panel: Problems", "What compilers and programs complained of", show},
    {"problems.clear", "Problems: Clear", "Forget all problems", clear},
    {"problems.toggleErrors", "Problems: Toggle Errors", "Show or hide errors in the list", errors},
    {"problems.toggleInfos", "Problems: Toggle Infos", "Show or hide infos in the list", infos},
    {"problems.toggleWarnings", "Problems: Toggle Warnings", "Show or hide warnings in the list",
     warnings},
    {0},
};
