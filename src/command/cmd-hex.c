// Bytes of the active file: moving, editing and finding among them.
#include "command/inner.h"

static View *hex_view(Workspace *ws, Err *err)
{
    View *v = command_view(ws, err);
    if (v && !v->hex)
        err_set(err, "'%s' is shown as text; go to its bytes with File: Open as Hex",
                v->doc->title);
    return v && v->hex ? v : NULL;
}

#define HEX_COMMAND(name, call)                        \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        View *v = hex_view(ws, err);                   \
        (void)arg;                                     \
        return v && call;                              \
    }
#define HEX_MOVE(name, m) HEX_COMMAND(name, (hex_move(v, m, str_eq_c(arg, "select")), true))

HEX_MOVE(left, HEX_LEFT)
HEX_MOVE(right, HEX_RIGHT)
HEX_MOVE(up, HEX_UP)
HEX_MOVE(down, HEX_DOWN)
HEX_MOVE(page_up, HEX_PAGE_UP)
HEX_MOVE(page_down, HEX_PAGE_DOWN)
HEX_MOVE(row_start, HEX_ROW_START)
HEX_MOVE(row_end, HEX_ROW_END)
HEX_MOVE(top, HEX_TOP)
HEX_MOVE(bottom, HEX_BOTTOM)
HEX_COMMAND(undo, hex_undo(v, false, err))
HEX_COMMAND(redo, hex_undo(v, true, err))
HEX_COMMAND(delete_left, hex_delete(v, true, err))
HEX_COMMAND(delete_right, hex_delete(v, false, err))
HEX_COMMAND(paste, hex_paste(v, buf_str(&ws->clipboard.text), err))
HEX_COMMAND(find_next, hex_find(v, STR_NULL, err))
HEX_COMMAND(clear, (message_dismiss(ws) || (hex_goto(v, v->hex->cursor, false), true)))

static bool select_all(Workspace *ws, Str arg, Err *err)
{
    View *v = hex_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    hex_goto(v, 0, false);
    hex_goto(v, SIZE_MAX, true);
    return true;
}

static bool toggle(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    return v && hex_toggle(v, err);
}

static bool toggle_column(Workspace *ws, Str arg, Err *err)
{
    View *v = hex_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    v->hex->ascii = !v->hex->ascii;
    v->hex->low = false;
    return true;
}

static bool toggle_insert(Workspace *ws, Str arg, Err *err)
{
    View *v = hex_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    v->hex->insert = !v->hex->insert;
    message_say(ws, MESSAGE_RESULT,
                v->hex->insert ? "Insert: typing makes room" : "Overwrite: nothing moves");
    return true;
}

static bool copy(Workspace *ws, Str arg, Err *err)
{
    View *v = hex_view(ws, err);
    AUTO(buf) Buf text = BUF_INIT;
    (void)arg;
    if (!v || !hex_copy(v, &text, err))
        return false;
    clipboard_put(ws, buf_str(&text), false);
    return true;
}

static void on_line(Workspace *ws, Str line, const char *id)
{
    if (line.n)
        command_invoke(ws, command_find(str_c(id)), line);
}

static void on_offset(Workspace *ws, int choice, Str line, void *arg)
{
    (void)arg;
    on_line(ws, choice == 0 ? line : STR_NULL, "hex.goto");
}

static void on_bytes(Workspace *ws, int choice, Str line, void *arg)
{
    (void)arg;
    on_line(ws, choice == 0 ? line : STR_NULL, "hex.find");
}

static bool go_to(Workspace *ws, Str arg, Err *err)
{
    View *v = hex_view(ws, err);
    size_t off;
    if (!v)
        return false;
    if (arg.n == 0) {
        ask_file(ws, (Ask){.title = xstrdup("Go to Offset"),
                           .text = xstrdup("500, 0x1F4, +16, -16 or 50%:"),
                           .preset = xstrdup(""),
                           .answer = on_offset});
        return true;
    }
    if (!hex_parse_offset(v, arg, &off, err))
        return false;
    hex_goto(v, off, false);
    return true;
}

static bool find(Workspace *ws, Str arg, Err *err)
{
    View *v = hex_view(ws, err);
    if (!v)
        return false;
    if (arg.n)
        return hex_find(v, arg, err);
    ask_file(ws, (Ask){.title = xstrdup("Find Bytes"),
                       .text = xstrdup("7F 45 4C 46, or a text after a \":"),
                       .preset = xstrdup(""),
                       .answer = on_bytes});
    return true;
}

const Command commands_hex[] = {
    {"file.openHex", "File: Open as Hex, or as Text",
     "Show the bytes of the active file, or its text again", toggle},
    {"hex.bottom", "Hex: End", "Go behind the last byte", bottom},
    {"hex.clear", "Hex: Clear Selection", "Dismiss messages, else clear the selection", clear},
    {"hex.copy", "Hex: Copy", "Copy as hexadecimal digits, or as text from the characters", copy},
    {"hex.deleteLeft", "Hex: Delete Left", "Take the byte before out (in insert mode)",
     delete_left},
    {"hex.deleteRight", "Hex: Delete Right", "Take the byte at the cursor out (in insert mode)",
     delete_right},
    {"hex.down", "Hex: Down", "One row down", down},
    {"hex.find", "Hex: Find Bytes…", "Look for bytes or a text", find},
    {"hex.findNext", "Hex: Find Next", "Look for the same bytes again", find_next},
    {"hex.goto", "Hex: Go to Offset…", "Go to an offset", go_to},
    {"hex.left", "Hex: Left", "One byte left", left},
    {"hex.pageDown", "Hex: Page Down", "One page down", page_down},
    {"hex.pageUp", "Hex: Page Up", "One page up", page_up},
    {"hex.paste", "Hex: Paste", "Paste digits, or text among the characters", paste},
    {"hex.redo", "Hex: Redo", "Do again what was undone", redo},
    {"hex.right", "Hex: Right", "One byte right", right},
    {"hex.rowEnd", "Hex: End of Row", "Go to the last byte of the row", row_end},
    {"hex.rowStart", "Hex: Start of Row", "Go to the first byte of the row", row_start},
    {"hex.selectAll", "Hex: Select All", "Select all bytes", select_all},
    {"hex.toggleColumn", "Hex: Other Column", "Go between digits and characters", toggle_column},
    {"hex.toggleInsert", "Hex: Insert Mode", "Typing writes over, or makes room", toggle_insert},
    {"hex.top", "Hex: Start", "Go to the first byte", top},
    {"hex.undo", "Hex: Undo", "Take the last change back", undo},
    {"hex.up", "Hex: Up", "One row up", up},
    {0},
};
