// The hint bar and the status bar.
#include "ui/inner.h"
#include "base/width.h"

#include <stdio.h>

typedef struct {
    const char *what; // a command whose key is shown, or "=KEY" that is no command's
    const char *verb;
} Hint;

static const Hint editor_hints[] = {
    {"palette.commands", "Commands"},
    {"palette.quickOpen", "Files"},
    {"find.open", "Find"},
    {"file.save", "Save"},
    {"run.file", "Run"},
    {"terminal.toggle", "Term"},
    {"view.explorer", "Explorer"},
    {"help.keys", "Keys"},
    {"app.quit", "Quit"},
    {0},
};
static const Hint diff_hints[] = {
    {"palette.commands", "Commands"}, {"diff.next", "Next"},     {"diff.previous", "Previous"},
    {"diff.toggleBeside", "Columns"}, {"diff.openFile", "Open"}, {"find.open", "Find"},
    {"tab.close", "Close"},           {"app.quit", "Quit"},      {0},
};
static const Hint hex_hints[] = {
    {"palette.commands", "Commands"},
    {"hex.find", "Find"},
    {"hex.goto", "Offset"},
    {"hex.toggleColumn", "Column"},
    {"hex.toggleInsert", "Mode"},
    {"file.openHex", "Text"},
    {"file.save", "Save"},
    {"app.quit", "Quit"},
    {0},
};
static const Hint explorer_hints[] = {
    {"explorer.open", "Open"},
    {"explorer.preview", "Preview"},
    {"explorer.fold", "Fold"},
    {"explorer.toggleHidden", "Ignored"},
    {"explorer.copyPath", "Copy path"},
    {"focus.editor", "Editor"},
    {"palette.commands", "Commands"},
    {"app.quit", "Quit"},
    {0},
};
static const Hint terminal_hints[] = {
    {"terminal.toggle", "Editor"},
    {"focus.nextPart", "Next part"},
    {"panel.toggle", "Close"},
    {"terminal.scrollMode", "Scroll"},
    {"terminal.paste", "Paste"},
    {"palette.commands", "Commands"},
    {0},
};
static const Hint scroll_hints[] = {
    {"terminal.selectStart", "Select"},  {"terminal.copy", "Copy"},
    {"run.openPlace", "Open file:line"}, {"terminal.cursorPageUp", "Page up"},
    {"terminal.scrollMode", "Leave"},    {0},
};
static const Hint runs_hints[] = {
    {"focus.editor", "Editor"},
    {"run.file", "Run again"},
    {"terminal.scrollMode", "Scroll"},
    {"panel.toggle", "Close"},
    {"palette.commands", "Commands"},
    {"app.quit", "Quit"},
    {0},
};
static const Hint running_hints[] = {
    {"focus.nextPart", "Next part"}, {"run.stop", "Stop"},      {"terminal.scrollMode", "Scroll"},
    {"terminal.paste", "Paste"},     {"panel.toggle", "Close"}, {0},
};
static const Hint output_hints[] = {
    {"focus.editor", "Editor"},
    {"panel.toggle", "Close"},
    {"palette.commands", "Commands"},
    {"app.quit", "Quit"},
    {0},
};
static const Hint palette_hints[] = {
    {"palette.accept", "Choose"}, {"palette.down", "Next"},   {"palette.up", "Previous"},
    {"palette.pageDown", "Page"}, {"palette.close", "Close"}, {0},
};
static const Hint dialog_hints[] = {
    {"=Enter", "Choose"},
    {"=Tab", "Next"},
    {"=Esc", "Cancel"},
    {0},
};
static const Hint line_hints[] = {
    {"=Enter", "Done"},
    {"=Esc", "Cancel"},
    {0},
};
static const Hint find_hints[] = {
    {"find.next", "Next"},
    {"find.previous", "Previous"},
    {"find.toggleCase", "Case"},
    {"find.toggleWord", "Word"},
    {"find.toggleRegex", "Regex"},
    {"find.close", "Close"},
    {"find.selectAll", "Select all"},
    {"find.inSelection", "In selection"},
    {0},
};
static const Hint replace_hints[] = {
    {"find.replaceOne", "Replace"},
    {"find.replaceAll", "All"},
    {"find.next", "Next"},
    {"find.otherField", "Other"},
    {"find.togglePreserveCase", "Keep case"},
    {"find.close", "Close"},
    {0},
};

static const Hint snippet_hints[] = {
    {"snippet.next", "Next place"},
    {"snippet.previous", "Previous"},
    {"snippet.leave", "Leave"},
    {"palette.commands", "Commands"},
    {0},
};
static const Hint cursors_hints[] = {
    {"cursor.clear", "One cursor"},
    {"cursor.addNextMatch", "Next match"},
    {"cursor.addAllMatches", "All"},
    {"cursor.undo", "Back"},
    {"palette.commands", "Commands"},
    {"file.save", "Save"},
    {0},
};

static const Hint *text_hints(const Workspace *ws, ContextSet now)
{
    const View *v = workspace_view(ws);
    if (now & CONTEXT_BIT(CTX_SNIPPET))
        return snippet_hints;
    bool many = v && v->sel.v.n > 1 && now & CONTEXT_BIT(CTX_EDITOR_TEXT_FOCUS);
    return many ? cursors_hints : editor_hints;
}

static const Hint *hints_now(const Workspace *ws, ContextSet now)
{
    if (now & CONTEXT_BIT(CTX_MODAL_OPEN))
        return ask_shown(ws)->choices[0] ? dialog_hints : line_hints;
    if (now & CONTEXT_BIT(CTX_PALETTE_OPEN))
        return palette_hints;
    if (now & CONTEXT_BIT(CTX_REPLACE))
        return replace_hints;
    if (now & CONTEXT_BIT(CTX_FIND_FOCUS))
        return find_hints;
    if (now & CONTEXT_BIT(CTX_TERMINAL_SCROLL))
        return scroll_hints;
    if (now & CONTEXT_BIT(CTX_RUN_ACTIVE))
        return running_hints;
    if (now & CONTEXT_BIT(CTX_OUTPUT_FOCUS))
        return output_hints;
    if (now & CONTEXT_BIT(CTX_TERMINAL_FOCUS))
        return terminal_hints;
    if (now & CONTEXT_BIT(CTX_HEX_FOCUS))
        return hex_hints;
    if (now & CONTEXT_BIT(CTX_DIFF))
        return diff_hints;
    if (now & CONTEXT_BIT(CTX_EXPLORER_FOCUS))
        return explorer_hints;
    return now & CONTEXT_BIT(CTX_PANEL_FOCUS) ? runs_hints : text_hints(ws, now);
}

static void add_item(Ui *ui, int row, int col, int end, const char *command)
{
    vec_push(&ui->bar_items, (BarItem){row, col, end, command});
}

bool pane_bars_press(Ui *ui, int row, int col)
{
    VEC_EACH (BarItem, it, &ui->bar_items)
        if (row == it->row && col >= it->col && col < it->end) {
            command_run(ui->ws, it->command);
            return true;
        }
    return false;
}

void pane_hints_paint(Ui *ui, Rect a)
{
    ContextSet now = context_now(ui->ws);
    Style verb = theme_on(ui->theme, THEME_HINT_BAR_FOREGROUND, THEME_HINT_BAR_BACKGROUND);
    Style key = theme_on(ui->theme, THEME_HINT_BAR_KEY_FOREGROUND, THEME_HINT_BAR_BACKGROUND);
    int col = a.col + 1, end = a.col + a.cols;
    surface_fill(ui->s, a.row, a.col, 1, a.cols, verb);
    for (const Hint *h = hints_now(ui->ws, now); h->verb; h++) {
        AUTO(buf) Buf text = BUF_INIT;
        if (h->what[0] == '=')
            buf_add_c(&text, h->what + 1);
        else
            keymap_key_of(ui->keymap, h->what, now, &text);
        int cells = width_text(buf_str(&text), 1), all = cells + 1 + (int)strlen(h->verb);
        if (text.n == 0 || col + all > end)
            continue;
        ui_put(ui, a.row, col, cells, buf_c(&text), key);
        ui_put(ui, a.row, col + cells + 1, end - col, h->verb, verb);
        if (h->what[0] != '=')
            add_item(ui, a.row, col, col + all, h->what);
        col += all + 2;
    }
}

static void position_text(const View *v, bool brief, Buf *out)
{
    LineCount row = view_cursor_row(v);
    int col = view_cursor_col(v) + 1;
    size_t selected = selections_bytes(&v->sel);
    if (v->sel.v.n > 1) {
        buf_addf(out, "%zu cursors", v->sel.v.n);
        if (selected && !brief)
            buf_addf(out, " (%zu sel)", selected);
        return;
    }
    buf_addf(out, brief ? "%s%zu:%d" : "Ln %s%zu, Col %d", row.exact ? "" : "~", row.n + 1, col);
    if (selected && !brief)
        buf_addf(out, " (%zu sel)", selected);
}

static const char *eol_name(TextEol eol)
{
    static const char *const names[] = {
        [EOL_LF] = "LF", [EOL_CRLF] = "CRLF", [EOL_CR] = "CR", [EOL_MIXED] = "Mixed EOL"};
    return names[eol];
}

enum { ITEMS = 5 };
static const char *const item_commands[ITEMS] = {"nav.line", "file.setLanguage", "file.setIndent",
                                                 "file.reopenEncoding", "file.setEol"};

// Right side, in order; what is dropped first when it gets narrow comes last.
static void right_items(const View *v, bool brief, Buf items[ITEMS])
{
    const Document *d = v->doc;
    if (v->hex)
        pane_hex_position(v, brief, &items[0]);
    else
        position_text(v, brief, &items[0]);
    document_encoding_name(d, &items[3]);
    if (v->hex)
        return; // what follows is said of lines
    buf_add_c(&items[1], document_language_title(d));
    if (d->tabs)
        buf_addf(&items[2], "Tab:%d", d->tab_size);
    else
        buf_addf(&items[2], "Spaces:%d", d->indent_width);
    buf_add_c(&items[4], eol_name(d->eol));
}

// From the right: position, indentation, encoding, line ends, language.
static int paint_right(Ui *ui, Rect a, int room, Style st)
{
    static const int order[ITEMS] = {1, 4, 3, 2, 0}; // from the right end to the left
    const View *v = workspace_view(ui->ws);
    Buf items[ITEMS] = {{0}};
    char line[8];
    int end = a.col + a.cols - 1;
    if (!v)
        return end;
    right_items(v, a.cols < 60, items);
    snprintf(line, sizeof line, " %s ", theme_glyph(ui->theme, GLYPH_VLINE));
    int used = 0, shown = 0;
    while (shown < ITEMS && used + (int)items[shown].n + 3 <= room)
        used += (int)items[shown++].n + 3;
    for (int i = 0; i < ITEMS; i++)
        if (order[i] < MAX(shown, 1) && items[order[i]].n) {
            int right = end;
            bool offset = order[i] == 0 && v->hex;
            end = ui_put_right(ui, a.row, end, buf_c(&items[order[i]]), st);
            add_item(ui, a.row, end, right, offset ? "hex.goto" : item_commands[order[i]]);
            end = ui_put_right(ui, a.row, end, line, st);
        }
    for (int i = 0; i < ITEMS; i++)
        buf_deinit(&items[i]);
    return end;
}

static void left_text(const Ui *ui, Buf *out)
{
    const Workspace *ws = ui->ws;
    const RunItem *r = runs_active(ws);
    const Message *m = message_result(ws);
    const char *line = theme_glyph(ui->theme, GLYPH_VLINE);
    if (*keymap_pending(ui->keymap)) {
        buf_addf(out, "%s %s", keymap_pending(ui->keymap), theme_glyph(ui->theme, GLYPH_ELLIPSIS));
        return;
    }
    if (ws->macro.recording)
        buf_addf(out, "REC %s ", line);
    if (macro_is_playing(&ws->macro))
        buf_addf(out, "macro %zu/%zu %s ", ws->macro.done, ws->macro.times, line);
    if (m) {
        buf_add_c(out, m->text);
        return;
    }
    if (!trust_is_trusted(ws))
        buf_addf(out, "restricted %s ", line);
    buf_add_c(out, "jail:on net:off");
    if (r && run_item_is_running(r))
        buf_addf(out, " %s run #%d", line, r->number);
    if (ws->saving)
        buf_addf(out, " %s saving", line);
}

void pane_status_paint(Ui *ui, Rect a)
{
    Style st = theme_on(ui->theme, THEME_STATUS_BAR_FOREGROUND, THEME_STATUS_BAR_BACKGROUND);
    AUTO(buf) Buf left = BUF_INIT;
    surface_fill(ui->s, a.row, a.col, 1, a.cols, st);
    left_text(ui, &left);
    // what was just said comes first, the position is never dropped
    int end = paint_right(ui, a, a.cols - width_text(buf_str(&left), 1) - 4, st);
    int room = end - a.col - 1;
    ui_put(ui, a.row, a.col + 1, room, buf_c(&left), st);
}
