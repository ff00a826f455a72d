// What the user waits for, and giving it up.
#include "loop/loop.h"
#include "workspace/inner.h"

const char *workspace_waits_for(const Workspace *ws)
{
    if (fileops_is_busy(ws))
        return "file operation";
    if (search_is_writing(ws->search) || ws->replacing)
        return "replacing";
    if (ws->pipe)
        return "command";
    return ws->compare ? "comparing" : "";
}

bool workspace_replace_aside(Workspace *ws, void (*work)(void *job, const atomic_bool *cancelled),
                             void (*done)(void *job, bool cancelled), void *job)
{
    if (ws->replacing)
        return false;
    ws->replacing = loop_job_new(ws->loop, work, done, job);
    return true;
}

void workspace_replaced(Workspace *ws)
{
    ws->replacing = NULL;
}

bool workspace_stop_replacing(Workspace *ws)
{
    if (!ws->replacing)
        return false;
    loop_job_cancel(steal(&ws->replacing));
    return true;
}

bool workspace_give_up(Workspace *ws)
{
    if (fileops_cancel(ws))
        return true;
    if (search_is_writing(ws->search)) {
        search_stop(ws->search);
        return true;
    }
    if (pipe_stop(ws))
        return true;
    if (workspace_stop_replacing(ws))
        return true;
    if (ws->compare)
        loop_job_cancel(steal(&ws->compare));
    else
        return false;
    return true;
}
