// Settings: the list with their values, and the files they stand in.
#include "command/inner.h"
#include "base/path.h"

static bool open_list(Workspace *ws, Str arg, Err *err)
{
    (void)err;
    AUTO(free) char *query = xasprintf("%s" STR_FMT, palette_settings.prefix, STR_ARG(arg));
    palette_open(&ws->palette, query);
    return true;
}

static bool open_user_file(Workspace *ws, Str arg, Err *err)
{
    AUTO(free) char *path = settings_path();
    (void)arg;
    if (!workspace_open(ws, path, err))
        return false;
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

// The one of VS Code if that is there.
static bool open_project_file(Workspace *ws, Str arg, Err *err)
{
    AUTO(free) char *path = path_join(ws->root, ".codelab/settings.json");
    AUTO(free) char *shared = path_join(ws->root, ".vscode/settings.json");
    (void)arg;
    bool use_shared = !fs_exists(path) && fs_exists(shared);
    if (!workspace_open(ws, use_shared ? shared : path, err))
        return false;
    if (!trust_is_trusted(ws))
        message_say(ws, MESSAGE_RESULT, "These settings wait until the folder is trusted");
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

const Command commands_settings[] = {
    {"settings.open", "Preferences: Settings",
     "All settings with their values; choosing one changes the user's settings file", open_list},
    {"settings.openFile", "Preferences: Settings File", "Open the user's settings file",
     open_user_file},
    {"settings.openProjectFile", "Preferences: Project Settings File",
     "Open the settings file of this project", open_project_file},
    {0},
};
