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

static bool replace(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!command_view(ws, err))
        return false;
    layout_focus(&ws->layout, FOCUS_EDITOR);
    find_open_replace(ws->find);
    return true;
}

static bool step(Workspace *ws, int dir, Err *err)
{
    if (!command_view(ws, err))
        return false;
    if (find_text(ws->find, FIND_PATTERN).n)
        return find_step(ws->find, dir, err);
    find_open(ws->find);
    return find_text(ws->find, FIND_PATTERN).n == 0 || find_step(ws->find, dir, err);
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

// Where no match is selected it is the next one; one that takes long to find is accepted in turn.
static bool accept(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v || (!view_has_selection(v) && !step(ws, 1, err)))
        return false;
    if (!view_has_selection(v))
        return true;
    size_t end = view_selection(v).end;
    find_close(ws->find);
    view_goto(v, end);
    return true;
}

static bool older(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    find_recall(ws->find, -1);
    return true;
}

static bool newer(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    find_recall(ws->find, 1);
    return true;
}

static bool other_field(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    Find *f = ws->find;
    find_focus(f, find_field(f) == FIND_PATTERN ? FIND_REPLACEMENT : FIND_PATTERN);
    return true;
}

static bool in_selection(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return find_toggle_scope(ws->find) || err_set(err, "select the text to find in first");
}

static bool replace_one(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return find_replace_one(ws->find, err);
}

static bool replace_all(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return find_replace_all(ws->find, err);
}

static bool select_all(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return find_select_all(ws->find, err);
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
FLAG_COMMAND(toggle_preserve, preserve_case)

const Command commands_find[] = {
    {"find.accept", "Find: Go On from Match",
     "Close the find widget, with the cursor behind the match", accept},
    {"find.close", "Find: Close", "Close the find widget, and stop what it does", close_find},
    {"find.historyNext", "Find: Newer Text", "Show what was typed in this line later", newer},
    {"find.historyPrevious", "Find: Older Text", "Show what was typed in this line before", older},
    {"find.inSelection", "Find: In Selection", "Look only within the selection", in_selection},
    {"find.next", "Find: Next", "Go to the next match", next},
    {"find.open", "Find…", "Find in the file, seeded from the selection", open},
    {"find.otherField", "Find: Other Line", "Go between what is found and what replaces it",
     other_field},
    {"find.previous", "Find: Previous", "Go to the match before", previous},
    {"find.replace", "Find and Replace…", "Find in the file and replace what is found", replace},
    {"find.replaceAll", "Find: Replace All", "Replace all matches as one undo step", replace_all},
    {"find.replaceOne", "Find: Replace", "Replace the match at the cursor and go to the next",
     replace_one},
    {"find.selectAll", "Find: Select All Matches", "Put a cursor on each match", select_all},
    {"find.toggleCase", "Find: Match Case", "Capitals count", toggle_case},
    {"find.togglePreserveCase", "Find: Preserve Case",
     "A replacement takes the case of what it replaces", toggle_preserve},
    {"find.toggleRegex", "Find: Regular Expression", "The pattern is a regular expression",
     toggle_regex},
    {"find.toggleWord", "Find: Whole Word", "Only whole words match", toggle_word},
    {0},
};
