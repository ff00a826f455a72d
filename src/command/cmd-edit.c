// Changing the text at the cursor; the clipboard.
#include "command/inner.h"

#define EDIT_COMMAND(name, call)                       \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        View *v = command_view(ws, err);               \
        (void)arg;                                     \
        return v && call;                              \
    }

// A snippet's prefix before the cursor.
static bool expand(Workspace *ws, View *v)
{
    bool is = ws->options.tab_completion != TAB_COMPLETION_OFF && view_expand_prefix(v);
    if (is)
        snippet_offer_choices(ws, v);
    return is;
}

// The mark has served: moves do not select any more.
static bool copy_and_unmark(View *v, Err *err)
{
    v->mark = false;
    return view_copy_text(v, err);
}

EDIT_COMMAND(undo, view_undo(v, err))
EDIT_COMMAND(redo, view_redo(v, err))
EDIT_COMMAND(newline, view_newline(v, err))
EDIT_COMMAND(delete_left, view_delete(v, MOVE_LEFT, err))
EDIT_COMMAND(delete_right, view_delete(v, MOVE_RIGHT, err))
EDIT_COMMAND(delete_word_left, view_delete(v, MOVE_WORD_LEFT, err))
EDIT_COMMAND(delete_word_right, view_delete(v, MOVE_WORD_RIGHT, err))
EDIT_COMMAND(delete_line, view_delete_line(v, err))
EDIT_COMMAND(copy, copy_and_unmark(v, err))
EDIT_COMMAND(cut, view_cut(v, err))
EDIT_COMMAND(paste, view_paste_clipboard(v, err))
EDIT_COMMAND(indent, (expand(ws, v) || view_indent(v, false, err)))
EDIT_COMMAND(indent_lines, view_indent_lines(v, false, err))
EDIT_COMMAND(outdent, view_indent_lines(v, true, err))

static bool tab(Workspace *ws, Str arg, Err *err)
{
    if (!ws->options.tab_focus)
        return indent(ws, arg, err);
    command_run(ws, "focus.nextPart");
    return true;
}

static bool paste_older(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!command_view(ws, err))
        return false;
    if (clipboard_count(&ws->clipboard) == 0)
        return err_set(err, "nothing was copied yet");
    palette_open(&ws->palette, "clip ");
    return true;
}

// Into the terminal, or the text, that has the focus.
static bool paste_primary(Workspace *ws, Str arg, Err *err)
{
    Str text = buf_str(&ws->outside.primary);
    Terminal *t = command_typed_terminal(ws);
    (void)arg;
    if (ws->outside.reading)
        return err_set(err, "the clipboard is being read: try again");
    if (!ws->outside.settled)
        return err_set(err, "no program gives what is selected outside: wl-paste, xclip or xsel");
    if (!text.n)
        return err_set(err, "nothing is selected outside");
    if (t) {
        command_paste(ws, t, text);
        return true;
    }
    View *v = command_view(ws, err);
    return v && view_paste(v, text, err);
}

static bool undo_tree(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v || !view_may_edit(v, err))
        return false;
    if (text_state_count(v->doc->text) == 1)
        return err_set(err, "nothing was changed in '%s' yet", v->doc->title);
    palette_open(&ws->palette, "undo ");
    return true;
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
    {"edit.pasteFromHistory", "Edit: Paste from History…", "Paste one of the texts copied before",
     paste_older},
    {"edit.pastePrimary", "Edit: Paste Selection from Outside",
     "Paste what is selected in another window, as the middle button does", paste_primary},
    {"edit.redo", "Edit: Redo", "Do again what was undone", redo},
    {"edit.tab", "Edit: Tab", "Insert an indent, or indent the selected lines", tab},
    {"edit.undo", "Edit: Undo", "Undo the last step", undo},
    {"history.undoTree", "Edit: Undo Tree…", "All states of the text, to go back or across to one",
     undo_tree},
    {0},
};
