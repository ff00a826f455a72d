// Which keys codelab keeps from a program in a terminal: those of few commands, fewer when the
// program has the whole screen, and of one when the user gave it all keys.
#include "command/inner.h"
#include "command/keymap-user.h"

typedef enum { KEYS_ALL, KEYS_NORMAL, KEYS_FULL, KEYS_CAPTURED } KeyState;

static const struct {
    const char *command;
    KeyState until; // it is kept in this state and those before
} kept[] = {
    {"terminal.toggleCapture", KEYS_CAPTURED},
    {"terminal.toggle", KEYS_FULL},
    {"panel.toggle", KEYS_FULL},
    {"ai.toggle", KEYS_FULL},
    {"palette.commands", KEYS_NORMAL},
    {"focus.nextPart", KEYS_NORMAL},
    {"focus.previousPart", KEYS_NORMAL},
    {"terminal.paste", KEYS_NORMAL},
    {"terminal.scrollMode", KEYS_NORMAL},
    {"terminal.scrollUp", KEYS_NORMAL},
    {"terminal.split", KEYS_NORMAL},
    {"terminal.next", KEYS_NORMAL},
};

static KeyState state_of(const Workspace *ws, const Terminal *t)
{
    if (t->captured)
        return KEYS_CAPTURED;
    bool full = screen_is_alt(&t->screen) && ws->options.auto_capture == CAPTURE_FULL_SCREEN;
    return full ? KEYS_FULL : KEYS_NORMAL;
}

Terminal *command_typed_terminal(const Workspace *ws)
{
    Terminal *t = terminal_active(ws);
    bool shown = ws->layout.focus == FOCUS_PANEL && ws->layout.tab == PANEL_TERMINAL;
    bool free = !ask_shown(ws) && !ws->palette.open;
    return shown && free && t && !t->screen.scroll_mode && !t->screen.finding ? t : NULL;
}

// The settings may say it by VS Code's name.
static bool is_name_of(const char *name, const char *id)
{
    const char *arg = NULL, *ours = vscode_command(str_c(name), &arg);
    return strcmp(name, id) == 0 || (ours && strcmp(ours, id) == 0);
}

// What the settings say of a command: 1 kept, -1 not, 0 nothing.  The last word counts.
static int said_of(const Texts *list, const char *id)
{
    int said = 0;
    for (size_t i = 0; i < list->n; i++) {
        const char *name = list->p[i];
        bool off = name[0] == '-';
        if (is_name_of(name + off, id))
            said = off ? -1 : 1;
    }
    return said;
}

bool command_skips_shell(const Workspace *ws, const char *id)
{
    return said_of(&ws->options.skip_shell, id) > 0;
}

bool command_is_kept(const Workspace *ws, const Command *c)
{
    const Terminal *t = command_typed_terminal(ws);
    if (!t)
        return true;
    KeyState state = state_of(ws, t);
    int said = said_of(&ws->options.skip_shell, c->id);
    if (said && state != KEYS_CAPTURED)
        return said > 0;
    if (strcmp(c->id, "terminal.copy") == 0)
        return t->screen.selecting && state != KEYS_CAPTURED;
    for (size_t i = 0; i < ARRAY_LEN(kept); i++)
        if (strcmp(c->id, kept[i].command) == 0)
            return state <= kept[i].until;
    return false;
}
