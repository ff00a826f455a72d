// Looking at keys and changing them.
#include "base/path.h"
#include "command/inner.h"
#include "command/keymap-user.h"

static void open_sheet(Workspace *ws, KeySheetKind kind, const char *wanted)
{
    ws->keysheet = (KeySheet){kind, wanted, ws->keysheet.opened + 1};
}

// At a command, if one is named.
static bool open_list(Workspace *ws, Str arg, Err *err)
{
    const Command *c = arg.n ? command_find(arg) : NULL;
    if (arg.n && !c)
        return err_set(err, "there is no command '" STR_FMT "'", STR_ARG(arg));
    open_sheet(ws, KEYSHEET_LIST, c ? c->id : NULL);
    return true;
}

static bool inspect(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    open_sheet(ws, KEYSHEET_INSPECT, NULL);
    return true;
}

static bool open_file(Workspace *ws, Str arg, Err *err)
{
    AUTO(free) char *path = keybindings_path();
    (void)arg;
    if (!workspace_open(ws, path, err))
        return false;
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

static bool assign(Workspace *ws, Str arg, Err *err)
{
    const Palette *p = &ws->palette;
    Str query = buf_str(&p->query), value = STR_NULL, id = STR_NULL;
    (void)arg;
    if (!p->open || !query.n || !strchr(">?", query.p[0]) || p->selected >= p->rows.n)
        return err_set(err, "choose a command to give a key to");
    value = str_c(p->rows.p[p->selected].value);
    str_split(&value, '\t', &id);
    const Command *c = command_find(id);
    palette_close(&ws->palette);
    open_sheet(ws, KEYSHEET_LIST, c->id);
    return true;
}

const Command commands_keys[] = {
    {"keyboard.inspect", "Keyboard: Inspect Keys",
     "Show the bytes a key sends, what codelab takes it for, and what it runs", inspect},
    {"keys.open", "Preferences: Keyboard Shortcuts",
     "All keys: search them, give a command another one, take one away", open_list},
    {"keys.openJson", "Preferences: Keyboard Shortcuts (JSON)", "Open keybindings.json", open_file},
    {"palette.assignKey", "Palette: Assign Key", "Give the selected command a key", assign},
    {0},
};
