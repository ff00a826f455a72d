// The session process around the workbench: leaving it, ending it.
#include "base/path.h"
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

static bool go_to(Workspace *ws, Str arg, Err *err)
{
    if (!has_session(ws, err))
        return false;
    if (!arg.n) {
        palette_open(&ws->palette, palette_sessions.prefix);
        return true;
    }
    AUTO(free) char *named = str_dup(arg);
    AUTO(free) char *path = path_normal(ws->root, named);
    if (!fs_is_dir(path))
        return err_set(err, "cannot go to '%s': there is no such folder", named);
    if (strcmp(path, ws->root) == 0)
        return err_set(err, "this is the session of '%s'", named);
    free(ws->seat.go);
    ws->seat.go = steal(&path);
    return true;
}

static bool share(Workspace *ws, Str arg, Err *err)
{
    if (!has_session(ws, err))
        return false;
    if (!arg.n) {
        palette_open(&ws->palette, palette_sharing.prefix);
        return true;
    }
    return share_choose(ws, arg, err);
}

const Command commands_session[] = {
    {"session.detach", "Session: Detach",
     "Give the terminal back; all goes on, and codelab in this folder returns", detach},
    {"session.kill", "Session: End", "End this session and what runs in it; asks where it must",
     end},
    {"session.list", "Session: List", "The sessions that are running", list},
    {"session.share", "Session: Share…",
     "Let several terminals show this session, and say whether all may type", share},
    {"session.switch", "Session: Switch…",
     "Go to the session of another folder, or begin one; this one goes on", go_to},
    {"view.sessions", "View: Sessions", "The sessions that are running", list},
    {0},
};
