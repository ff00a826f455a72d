// The kill ring.
#include "command/inner.h"

#define KILL_COMMAND(name, what)                       \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        View *v = command_view(ws, err);               \
        (void)arg;                                     \
        return v && view_kill(v, what, err);           \
    }

KILL_COMMAND(kill_line, KILL_LINE)
KILL_COMMAND(kill_word_left, KILL_WORD_LEFT)
KILL_COMMAND(kill_word_right, KILL_WORD_RIGHT)

static bool yank(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    return v && view_yank(v, err);
}

static bool yank_older(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    if (!v)
        return false;
    if (view_yank_older(v, err))
        return true;
    // nothing was yanked: choose
    return !err->msg && command_find(STR("edit.pasteFromHistory"))->run(ws, arg, err);
}

static bool exchange(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (v)
        view_exchange(v);
    return v != NULL;
}

const Command commands_kill[] = {
    {"cursor.exchangeMark", "Cursor: Exchange with Mark",
     "Go to the other end of the selection, which stays", exchange},
    {"edit.killLine", "Edit: Kill Line", "Cut up to the end of the line; again: more, as one text",
     kill_line},
    {"edit.killWordLeft", "Edit: Kill Word Left", "Cut the word on the left; again: more",
     kill_word_left},
    {"edit.killWordRight", "Edit: Kill Word Right", "Cut the word on the right; again: more",
     kill_word_right},
    {"edit.yank", "Edit: Yank", "Paste what was killed or copied last", yank},
    {"edit.yankOlder", "Edit: Yank Older",
     "Turn what was yanked into what was killed before it, or choose", yank_older},
    {0},
};
