// Many cursors.
#include "command/inner.h"

#define CURSORS_COMMAND(name, call, otherwise)           \
    static bool name(Workspace *ws, Str arg, Err *err)   \
    {                                                    \
        View *v = command_view(ws, err);                 \
        (void)arg;                                       \
        return v && ((call) || err_set(err, otherwise)); \
    }

#define MATCH_COMMAND(name, call)                      \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        View *v = command_view(ws, err);               \
        (void)arg;                                     \
        return v && call;                              \
    }

MATCH_COMMAND(add_next, matches_add_next(ws->matches, v, false, err))
MATCH_COMMAND(skip, matches_add_next(ws->matches, v, true, err))
MATCH_COMMAND(add_all, matches_add_all(ws->matches, v, err))
CURSORS_COMMAND(undo, view_move_back(v), "the cursor was not moved since the last edit")
CURSORS_COMMAND(expand, view_grow(v), "all of the text is selected")
CURSORS_COMMAND(shrink, view_shrink(v), "there is nothing to shrink to")
CURSORS_COMMAND(to_bracket, view_match_bracket(v, false), "there is no pair of brackets here")
CURSORS_COMMAND(select_bracket, view_match_bracket(v, true), "there is no pair of brackets here")

static bool add_above(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (v)
        view_add_cursors(v, MOVE_UP);
    return v != NULL;
}

static bool add_below(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (v)
        view_add_cursors(v, MOVE_DOWN);
    return v != NULL;
}

static bool line_ends(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (v)
        view_select_line_ends(v);
    return v != NULL;
}

static bool toggle_column(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    v->column = !v->column;
    message_say(ws, MESSAGE_RESULT,
                v->column ? "Selecting makes blocks of columns" : "Selecting follows the text");
    return true;
}

const Command commands_cursors[] = {
    {"cursor.addAbove", "Cursor: Add Above", "One more cursor in the line above", add_above},
    {"cursor.addAllMatches", "Cursor: Select All Matches", "A cursor at all that reads the same",
     add_all},
    {"cursor.addBelow", "Cursor: Add Below", "One more cursor in the line below", add_below},
    {"cursor.addNextMatch", "Cursor: Add Next Match",
     "Select the word, then also the next that reads the same", add_next},
    {"cursor.atLineEnds", "Cursor: Add at Line Ends", "A cursor at the end of each selected line",
     line_ends},
    {"cursor.expand", "Cursor: Expand Selection", "Select what is around the selection", expand},
    {"cursor.selectToBracket", "Cursor: Select to Bracket", "Select the pair of brackets here",
     select_bracket},
    {"cursor.shrink", "Cursor: Shrink Selection", "Select what was selected before expanding",
     shrink},
    {"cursor.skipMatch", "Cursor: Skip to Next Match",
     "Select the next that reads the same instead of the last", skip},
    {"cursor.toggleColumn", "Cursor: Toggle Column Selection",
     "Have Shift and the arrows select blocks of columns", toggle_column},
    {"cursor.undo", "Cursor: Undo Move", "Go back to where the cursors were", undo},
    {"nav.bracket", "Go to Bracket", "Go to the bracket that matches", to_bracket},
    {0},
};
