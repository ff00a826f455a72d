// Motions, selections, going to a line.
#include "command/inner.h"

static bool move(Workspace *ws, Str arg, Move m, Err *err)
{
    View *v = command_view(ws, err);
    if (v)
        view_move(v, m, str_eq_c(arg, "select") || v->mark);
    return v != NULL;
}

#define MOVE_COMMAND(name, m)                          \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        return move(ws, arg, m, err);                  \
    }

MOVE_COMMAND(left, MOVE_LEFT)
MOVE_COMMAND(right, MOVE_RIGHT)
MOVE_COMMAND(up, MOVE_UP)
MOVE_COMMAND(down, MOVE_DOWN)
MOVE_COMMAND(line_start, MOVE_LINE_START)
MOVE_COMMAND(line_end, MOVE_LINE_END)
MOVE_COMMAND(page_up, MOVE_PAGE_UP)
MOVE_COMMAND(page_down, MOVE_PAGE_DOWN)
MOVE_COMMAND(word_left, MOVE_WORD_LEFT)
MOVE_COMMAND(word_right, MOVE_WORD_RIGHT)
MOVE_COMMAND(top, MOVE_TOP)
MOVE_COMMAND(bottom, MOVE_BOTTOM)

static bool toggle_mark(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    v->mark = !v->mark;
    view_goto(v, view_cursor(v));
    message_say(ws, MESSAGE_RESULT, v->mark ? "Mark set: moves select" : "Mark cleared");
    return true;
}

static bool select_line(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (v)
        view_select_line(v);
    return v != NULL;
}

static bool select_all(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (v) {
        view_select(v, 0, snap_size(text_now(v->doc->text)));
        v->reveal = false; // nobody asked to go to the end
    }
    return v != NULL;
}

// Esc takes back one transient thing.
static bool clear(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    v->mark = false;
    if (view_drop_cursors(v))
        return true;
    if (view_has_selection(v))
        view_goto(v, view_cursor(v));
    else
        message_dismiss(ws);
    return true;
}

const Command commands_cursor[] = {
    {"cursor.bottom", "Cursor: End of File", "Go to the end of the file", bottom},
    {"cursor.clear", "Cursor: Clear Selection",
     "Drop extra cursors, else the selection, else dismiss messages", clear},
    {"cursor.down", "Cursor: Down", "One line down", down},
    {"cursor.left", "Cursor: Left", "One character left", left},
    {"cursor.lineEnd", "Cursor: End of Line", "Go to the end of the line", line_end},
    {"cursor.lineStart", "Cursor: Start of Line", "Go to the line's text, then to its start",
     line_start},
    {"cursor.pageDown", "Cursor: Page Down", "One page down", page_down},
    {"cursor.pageUp", "Cursor: Page Up", "One page up", page_up},
    {"cursor.right", "Cursor: Right", "One character right", right},
    {"cursor.selectAll", "Cursor: Select All", "Select the whole text", select_all},
    {"cursor.selectLine", "Cursor: Select Line", "Select the line, again: one more", select_line},
    {"cursor.toggleMark", "Cursor: Toggle Mark", "Make moves select, for terminals without Shift",
     toggle_mark},
    {"cursor.top", "Cursor: Start of File", "Go to the start of the file", top},
    {"cursor.up", "Cursor: Up", "One line up", up},
    {"cursor.wordLeft", "Cursor: Word Left", "One word left", word_left},
    {"cursor.wordRight", "Cursor: Word Right", "One word right", word_right},
    {0},
};
