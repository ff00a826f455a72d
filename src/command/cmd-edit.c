// Changing the text at the cursor; the clipboard.
#include "command/inner.h"

#define EDIT_COMMAND(name, call)                       \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        View *v = command_view(ws, err);               \
        (void)arg;                                     \
        return v && call;                              \
    }

EDIT_COMMAND(undo, view_undo(v, err))
EDIT_COMMAND(redo, view_redo(v, err))
EDIT_COMMAND(newline, view_newline(v, err))
EDIT_COMMAND(delete_left, view_delete(v, MOVE_LEFT, err))
EDIT_COMMAND(delete_right, view_delete(v, MOVE_RIGHT, err))
EDIT_COMMAND(delete_word_left, view_delete(v, MOVE_WORD_LEFT, err))
EDIT_COMMAND(delete_word_right, view_delete(v, MOVE_WORD_RIGHT, err))
EDIT_COMMAND(delete_line, view_delete_line(v, err))
EDIT_COMMAND(tab, view_indent(v, false, err))
EDIT_COMMAND(indent_lines, view_indent_lines(v, false, err))
EDIT_COMMAND(outdent, view_indent_lines(v, true, err))

static size_t copy_range(View *v, bool *line)
{
    Range r = view_copy_range(v);
    AUTO(buf) Buf text = BUF_INIT;
    *line = !view_has_selection(v);
    snap_add_to(text_now(v->doc->text), r.start, r.end, &text);
    if (*line && (text.n == 0 || text.p[text.n - 1] != '\n'))
        buf_add_byte(&text, '\n');
    clipboard_put(v->ws, buf_str(&text), *line);
    return text.n;
}

static bool copy(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    bool line;
    (void)arg;
    if (v)
        copy_range(v, &line);
    return v != NULL;
}

static bool cut(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    bool line;
    (void)arg;
    if (!v || v->doc->read_only)
        return v ? err_set(err, "cannot cut from '%s': it is read-only", v->doc->title) : false;
    copy_range(v, &line);
    return line ? view_delete_line(v, err) : view_insert(v, STR_NULL, err);
}

// A whole line goes above the cursor's line, which keeps its place.
static bool paste_line(View *v, Str text, Err *err)
{
    size_t cursor = view_cursor(v);
    size_t line = snap_line_start(text_now(v->doc->text), cursor, SIZE_MAX);
    view_goto(v, line);
    if (!view_paste(v, text, err))
        return false;
    view_goto(v, cursor + (view_cursor(v) - line));
    return true;
}

static bool paste(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    Str text = buf_str(&ws->clipboard.text);
    if (text.n == 0)
        return err_set(err, "the clipboard of codelab is empty; paste with the terminal's own key");
    if (ws->clipboard.line && !view_has_selection(v))
        return paste_line(v, text, err);
    return view_paste(v, text, err);
}

const Command commands_edit[] = {
    {"edit.copy", "Edit: Copy", "Copy the selection, or the line", copy},
    {"edit.cut", "Edit: Cut", "Cut the selection, or the line", cut},
    {"edit.deleteLeft", "Edit: Delete Left", "Delete the selection or the character before",
     delete_left},
    {"edit.deleteLine", "Edit: Delete Line", "Delete the lines of the selection", delete_line},
    {"edit.deleteRight", "Edit: Delete Right", "Delete the selection or the character after",
     delete_right},
    {"edit.deleteWordLeft", "Edit: Delete Word Left", "Delete to the start of the word",
     delete_word_left},
    {"edit.deleteWordRight", "Edit: Delete Word Right", "Delete to the end of the word",
     delete_word_right},
    {"edit.indent", "Edit: Indent Lines", "Indent the lines of the selection", indent_lines},
    {"edit.newline", "Edit: New Line", "Break the line, keeping its indent", newline},
    {"edit.outdent", "Edit: Outdent Lines", "Outdent the lines of the selection", outdent},
    {"edit.paste", "Edit: Paste", "Paste what was copied last", paste},
    {"edit.redo", "Edit: Redo", "Do again what was undone", redo},
    {"edit.tab", "Edit: Tab", "Insert an indent, or indent the selected lines", tab},
    {"edit.undo", "Edit: Undo", "Undo the last step", undo},
    {0},
};
