// The folder that is worked in: another one, or none in particular.
#include "command/inner.h"
#include "base/path.h"

#include <errno.h>
#include <unistd.h>

static bool open_folder(Workspace *ws, Str arg, Err *err)
{
    if (!arg.n) {
        palette_open(&ws->palette, palette_folders.prefix);
        return true;
    }
    AUTO(free) char *named = str_dup(arg);
    AUTO(free) char *path = path_normal(ws->root, named);
    if (!fs_is_dir(path))
        return err_set(err, "cannot open '%s': there is no such folder", named);
    if (access(path, R_OK | X_OK) != 0)
        return err_set_errno(err, errno, "cannot open '%s'", named);
    if (strcmp(path, ws->root) == 0)
        return err_set(err, "'%s' is open already", named);
    command_leave(ws, steal(&path));
    return true;
}

static bool close_folder(Workspace *ws, Str arg, Err *err)
{
    const char *home = getenv("HOME");
    (void)arg;
    if (!home || !fs_is_dir(home))
        return err_set(err, "cannot close the folder: there is no home folder to go to");
    if (strcmp(home, ws->root) == 0)
        return err_set(err, "no folder is open but your home");
    command_leave(ws, xstrdup(home));
    return true;
}

const Command commands_folder[] = {
    {"workspace.close", "Workspace: Close Folder", "Leave this folder, for your home",
     close_folder},
    {"workspace.openFolder", "Workspace: Open Folder…",
     "Go on in another folder: its tabs, terminals and settings", open_folder},
    {0},
};
