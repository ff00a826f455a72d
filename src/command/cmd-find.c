// The find widget.
#include "command/inner.h"

static bool open(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!command_view(ws, err))
        return false;
    layout_focus(&ws->layout, FOCUS_EDITOR);
    find_open(ws->find);
    return true;
}

static bool close_find(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    find_close(ws->find);
    return true;
}

static bool step(Workspace *ws, int dir, Err *err)
{
    if (!command_view(ws, err))
        return false;
    if (!find_is_open(ws->find))
        find_open(ws->find);
    find_step(ws->find, dir);
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

#define FLAG_COMMAND(name, flag)                                      \
    static bool name(Workspace *ws, Str arg, Err *err)                \
    {                                                                 \
        (void)arg;                                                    \
        (void)err;                                                    \
        find_options(ws->find)->flag = !find_options(ws->find)->flag; \
        find_changed(ws->find);                                       \
        return true;                                                  \
    }

FLAG_COMMAND(toggle_case, ignore_case)
FLAG_COMMAND(toggle_word, whole_word)
FLAG_COMMAND(toggle_regex, regex)

const Command commands_find[] = {
    {"find.close", "Find: Close", "Close the find widget", close_find},
    {"find.next", "Find: Next", "Go to the next match", next},
    {"find.open", "Find…", "Find in the file, seeded from the selection", open},
    {"find.previous", "Find: Previous", "Go to the match before", previous},
    {"find.toggleCase", "Find: Match Case", "Capitals count", toggle_case},
    {"find.toggleRegex", "Find: Regular Expression", "The pattern is a regular expression",
     toggle_regex},
    {"find.toggleWord", "Find: Whole Word", "Only whole words match", toggle_word},
    {0},
};
