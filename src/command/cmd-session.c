// The session process around the workbench: leaving it, ending it.
#include "command/inner.h"

static bool has_session(const Workspace *ws, Err *err)
{
    return ws->seat.name ||
           err_set(err, "there is no session process here; codelab without -n begins one");
}

static bool detach(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!has_session(ws, err))
        return false;
    ws->seat.detach = true;
    return true;
}

static bool list(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    ws->seat.list = true;
    return true;
}

static bool end(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!has_session(ws, err))
        return false;
    command_leave(ws, NULL);
    return true;
}

const Command commands_session[] = {
    {"session.detach", "Session: Detach",
     "Give the terminal back; all goes on, and codelab in this folder returns", detach},
    {"session.kill", "Session: End", "End this session and what runs in it; asks where it must",
     end},
    {"session.list", "Session: List", "The sessions that are running", list},
    {0},
};
