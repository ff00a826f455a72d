// The hint bar: what the keys of the focused part do.
#include "ui/inner.h"
#include "base/width.h"

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
    {"app.quit", "Quit"},
    {"view.explorer", "Explorer"},
    {"menu.open", "Menu"},
    {0},
};
static const Hint diff_hints[] = {
    {"palette.commands", "Commands"},
    {"nav.nextChange", "Next"},
    {"nav.previousChange", "Previous"},
    {"diff.toggleBeside", "Columns"},
    {"diff.openFile", "Open"},
    {"find.open", "Find"},
    {"tab.close", "Close"},
    {"app.quit", "Quit"},
    {0},
};
static const Hint reading_hints[] = {
    {"palette.commands", "Commands"},
    {"markdown.openLink", "Open"},
    {"markdown.nextLink", "Next Link"},
    {"find.open", "Find"},
    {"tab.close", "Close"},
    {"app.quit", "Quit"},
    {0},
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
    {"explorer.newFile", "New"},
    {"explorer.rename", "Rename"},
    {"explorer.trash", "Delete"},
    {"explorer.undo", "Undo"},
    {"explorer.filter", "Filter"},
    {"explorer.mark", "Mark"},
    {"explorer.copyPath", "Copy path"},
    {"explorer.cancel", "Editor"},
    {"palette.commands", "Commands"},
    {"app.quit", "Quit"},
    {0},
};
static const Hint search_hints[] = {
    {"search.toList", "Results"},    {"search.nextField", "Next line"},
    {"search.toggleCase", "Case"},   {"search.toggleWord", "Word"},
    {"search.toggleRegex", "Regex"}, {"view.replaceInFiles", "Replace"},
    {"focus.editor", "Editor"},      {0},
};
static const Hint search_list_hints[] = {
    {"list.open", "Open"},         {"search.preview", "Preview"}, {"search.replace", "Replace"},
    {"search.replaceAll", "All"},  {"list.dismiss", "Dismiss"},   {"list.copy", "Copy"},
    {"search.nextField", "Lines"}, {"focus.editor", "Editor"},    {0},
};
static const Hint history_hints[] = {
    {"history.restore", "Restore"},
    {"history.restoreHunk", "Hunk"},
    {"history.copy", "Copy"},
    {"history.mark", "Mark"},
    {"history.wholeTree", "Whole tree"},
    {"history.search", "Search"},
    {"history.filter", "Filter"},
    {"history.project", "Project"},
    {"list.close", "Close"},
    {0},
};
static const Hint review_hints[] = {
    {"review.acceptHunk", "Accept"},
    {"review.rejectHunk", "Reject"},
    {"review.acceptFile", "File"},
    {"review.rejectFile", "Reject file"},
    {"review.nextHunk", "Next"},
    {"review.apply", "Apply"},
    {"review.edit", "Edit"},
    {"review.undoDecision", "Undo"},
    {"review.splitHunk", "Split"},
    {"review.attachDecision", "Why"},
    {"review.discard", "Discard"},
    {"review.close", "Close"},
    {0},
};
static const Hint merge_hints[] = {
    {"merge.mine", "Mine"},   {"merge.theirs", "Theirs"},       {"merge.both", "Both"},
    {"merge.next", "Next"},   {"file.save", "Resolve"},         {"edit.undo", "Undo"},
    {"tab.close", "Give up"}, {"palette.commands", "Commands"}, {0},
};
static const Hint terminal_hints[] = {
    {"terminal.toggle", "Editor"},    {"focus.nextPart", "Next part"},
    {"panel.toggle", "Close"},        {"terminal.scrollMode", "Scroll"},
    {"terminal.paste", "Paste"},      {"terminal.split", "Split"},
    {"palette.commands", "Commands"}, {0},
};
static const Hint full_hints[] = {
    {"terminal.toggle", "Editor"},
    {"terminal.toggleCapture", "Capture"},
    {"panel.toggle", "Close"},
    {0},
};
static const Hint captured_hints[] = {
    {"terminal.toggleCapture", "Give keys back"},
    {0},
};
static const Hint scroll_hints[] = {
    {"terminal.selectStart", "Select"},
    {"terminal.copy", "Copy"},
    {"terminal.find", "Find"},
    {"terminal.followLink", "Open"},
    {"terminal.previousCommand", "Command"},
    {"terminal.selectOutput", "Output"},
    {"terminal.scrollMode", "Leave"},
    {0},
};
static const Hint screen_find_hints[] = {
    {"terminal.findAccept", "Done"},
    {"terminal.findNext", "Above"},
    {"terminal.findPrevious", "Below"},
    {"terminal.toggleFindCase", "Case"},
    {"terminal.toggleFindRegex", "Regex"},
    {"terminal.findClose", "Close"},
    {0},
};
static const Hint runs_hints[] = {
    {"run.act", "Press"},
    {"run.nextAction", "Next"},
    {"terminal.scrollMode", "Scroll"},
    {"focus.editor", "Editor"},
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
    {"output.show", "Channel"},
    {"terminal.scrollMode", "Scroll"},
    {"terminal.find", "Find"},
    {"panel.toggle", "Close"},
    {"palette.commands", "Commands"},
    {"app.quit", "Quit"},
    {0},
};
static const Hint problems_hints[] = {
    {"list.open", "Open"},
    {"nav.nextProblem", "Next"},
    {"list.filter", "Filter"},
    {"list.copy", "Copy"},
    {"list.dismiss", "Dismiss"},
    {"list.close", "Editor"},
    {"palette.commands", "Commands"},
    {0},
};
static const Hint palette_hints[] = {
    {"palette.accept", "Choose"}, {"palette.down", "Next"},   {"palette.up", "Previous"},
    {"palette.pageDown", "Page"}, {"palette.close", "Close"}, {0},
};
static const Hint welcome_hints[] = {
    {"=Enter", "Choose"},           {"=Down", "Next"},    {"palette.commands", "Commands"},
    {"palette.quickOpen", "Files"}, {"file.new", "New"},  {"view.explorer", "Explorer"},
    {"menu.open", "Menu"},          {"app.quit", "Quit"}, {0},
};
static const Hint menu_hints[] = {
    {"=Enter", "Choose"}, {"=Up", "Previous"}, {"=Down", "Next"}, {"=Esc", "Close"}, {0},
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
    {"find.accept", "Go on"},
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

static const Hint keys_hints[] = {
    {"=Enter", "Change key"}, {"=Alt+A", "Add"}, {"=Alt+D", "Remove"},
    {"=Alt+R", "Reset"},      {"=Esc", "Close"}, {0},
};
static const Hint record_hints[] = {
    {"=Enter", "Take"},
    {"=Backspace", "Again"},
    {"=Esc", "Cancel"},
    {0},
};
static const Hint inspect_hints[] = {
    {"=Esc Esc", "Leave"},
    {0},
};

static const Hint *sheet_hints(const Ui *ui)
{
    if (ui->ws->keysheet.kind == KEYSHEET_INSPECT)
        return inspect_hints;
    return ui->keys.recording ? record_hints : keys_hints;
}

static bool is_filtering(const Workspace *ws)
{
    const Layout *l = &ws->layout;
    return ws->problem_list.filtering && l->focus == FOCUS_PANEL && l->tab == PANEL_PROBLEMS;
}

static const Hint *hints_now(const Workspace *ws, ContextSet now)
{
    if (now & CONTEXT_BIT(CTX_MODAL_OPEN))
        return ask_shown(ws)->choices[0] ? dialog_hints : line_hints;
    if (now & CONTEXT_BIT(CTX_MENU_OPEN))
        return menu_hints;
    if (now & CONTEXT_BIT(CTX_PALETTE_OPEN))
        return palette_hints;
    if (now & CONTEXT_BIT(CTX_WELCOME_FOCUS))
        return welcome_hints;
    if (now & CONTEXT_BIT(CTX_EXPLORER_INPUT) || is_filtering(ws))
        return line_hints;
    if (now & CONTEXT_BIT(CTX_REPLACE))
        return replace_hints;
    if (now & CONTEXT_BIT(CTX_FIND_FOCUS))
        return find_hints;
    if (now & CONTEXT_BIT(CTX_TERMINAL_FIND))
        return screen_find_hints;
    if (now & CONTEXT_BIT(CTX_TERMINAL_SCROLL))
        return scroll_hints;
    if (now & CONTEXT_BIT(CTX_TERMINAL_CAPTURED))
        return captured_hints;
    if (now & CONTEXT_BIT(CTX_RUN_ACTIVE))
        return running_hints;
    if (now & CONTEXT_BIT(CTX_PROBLEMS_FOCUS))
        return problems_hints;
    if (now & CONTEXT_BIT(CTX_OUTPUT_FOCUS))
        return output_hints;
    if (now & CONTEXT_BIT(CTX_TERMINAL_FOCUS))
        return now & CONTEXT_BIT(CTX_TERMINAL_ALT) ? full_hints : terminal_hints;
    if (now & CONTEXT_BIT(CTX_HEX_FOCUS))
        return hex_hints;
    if (now & CONTEXT_BIT(CTX_REVIEW_FOCUS))
        return review_hints;
    if (now & CONTEXT_BIT(CTX_MERGE))
        return merge_hints;
    if (now & CONTEXT_BIT(CTX_DIFF))
        return diff_hints;
    if (now & CONTEXT_BIT(CTX_READING))
        return reading_hints;
    if (now & CONTEXT_BIT(CTX_HISTORY_FOCUS))
        return history_hints;
    if (now & CONTEXT_BIT(CTX_SEARCH_INPUT))
        return search_hints;
    if (now & CONTEXT_BIT(CTX_SEARCH_FOCUS))
        return search_list_hints;
    if (now & CONTEXT_BIT(CTX_EXPLORER_FOCUS))
        return explorer_hints;
    return now & CONTEXT_BIT(CTX_PANEL_FOCUS) ? runs_hints : text_hints(ws, now);
}

void ui_add_item(Ui *ui, BarItem item)
{
    vec_push(&ui->bar_items, item);
}

bool ui_press_item(Ui *ui, int row, int col)
{
    GroupPane *p = ui_pane_at(ui, row, col);
    VEC_EACH (BarItem, it, &ui->bar_items)
        if (row == it->row && col >= it->col && col < it->end) {
            if (p)
                group_focus(ui->ws, p->group);
            command_invoke(ui->ws, command_find(str_c(it->command)), str_c(it->arg));
            if (ui->ws->menu.kind == MENU_CONTEXT)
                menu_place(&ui->ws->menu, row, col);
            return true;
        }
    return false;
}

void ui_short_keys(Str keys, Buf *out)
{
    Str key;
    for (bool first = true; str_split(&keys, ' ', &key); first = false) {
        bool letter = str_starts(key, STR("Ctrl+")) && key.n == 6;
        buf_addf(out, "%s%s", first ? "" : " ", letter ? "^" : "");
        buf_add(out, letter ? str_from(key, 5) : key);
    }
}

static void hint_key(const Ui *ui, const Hint *h, ContextSet now, Buf *out)
{
    AUTO(buf) Buf key = BUF_INIT;
    if (h->what[0] == '=')
        buf_add_c(&key, h->what + 1);
    else
        keymap_key_of(ui->keymap, h->what, now, &key);
    ui_short_keys(buf_str(&key), out);
}

static int hint_cells(const Ui *ui, const Hint *h, ContextSet now)
{
    AUTO(buf) Buf text = BUF_INIT;
    hint_key(ui, h, now, &text);
    return width_text(buf_str(&text), 1) + 1 + width_text(str_c(h->verb), 1);
}

// Where chords begin: what follows them is shown there.
static bool has_leader(ContextSet now)
{
    return !(now & (CONTEXT_BIT(CTX_MODAL_OPEN) | CONTEXT_BIT(CTX_MENU_OPEN) |
                    CONTEXT_BIT(CTX_PALETTE_OPEN) | CONTEXT_BIT(CTX_TERMINAL_FOCUS) |
                    CONTEXT_BIT(CTX_KEYS_OPEN)));
}

// One key and its verb, if there is room; returns the column after it.
static int put_hint(Ui *ui, Rect a, int col, const Hint *h, ContextSet now)
{
    Style verb = theme_on(ui->theme, THEME_HINT_BAR_FOREGROUND, THEME_HINT_BAR_BACKGROUND);
    Style key = theme_on(ui->theme, THEME_HINT_BAR_KEY_FOREGROUND, THEME_HINT_BAR_BACKGROUND);
    AUTO(buf) Buf text = BUF_INIT;
    hint_key(ui, h, now, &text);
    int cells = width_text(buf_str(&text), 1), all = cells + 1 + width_text(str_c(h->verb), 1);
    if (text.n == 0 || col + all > a.col + a.cols)
        return col;
    ui_put(ui, a.row, col, cells, buf_c(&text), key);
    ui_put(ui, a.row, col + cells + 1, a.col + a.cols - col, h->verb, verb);
    if (h->what[0] != '=')
        ui_add_item(ui, (BarItem){a.row, col, col + all, h->what, NULL});
    return col + all + 2;
}

// "=Ctrl+K", of this frame.
static const char *leader_hint(Ui *ui)
{
    AUTO(buf) Buf key = BUF_INIT;
    keymap_pretty(str_c(keymap_leader(ui->keymap)), &key);
    return arena_printf(&ui->frame, "=%s", buf_c(&key));
}

static void paint_hints(Ui *ui, Rect a, ContextSet now)
{
    enum { MOST = 10 };
    const Hint leader = {leader_hint(ui), theme_glyph(ui->theme, GLYPH_ELLIPSIS)};
    int col = a.col + 1, shown = 0, room = has_leader(now) ? hint_cells(ui, &leader, now) + 1 : 0;
    a.cols -= room;
    const Hint *h = now & CONTEXT_BIT(CTX_KEYS_OPEN) ? sheet_hints(ui) : hints_now(ui->ws, now);
    for (; h->verb && shown < MOST - (room > 0); h++) {
        int next = put_hint(ui, a, col, h, now);
        shown += next > col;
        col = next;
    }
    a.cols += room;
    if (!room)
        return;
    if (put_hint(ui, a, col, &leader, now) > col)
        ui_add_item(ui, (BarItem){a.row, col, col + room - 1, "help.keys", NULL});
}

static const char *part_name(const Layout *l, Focus part)
{
    static const char *const sides[] = {[SIDE_EXPLORER] = "Explorer",
                                        [SIDE_SEARCH] = "Search",
                                        [SIDE_HISTORY] = "History",
                                        [SIDE_REVIEW] = "Review"};
    static const char *const tabs[] = {[PANEL_TERMINAL] = "Terminal",
                                       [PANEL_PROBLEMS] = "Problems",
                                       [PANEL_RUNS] = "Runs",
                                       [PANEL_OUTPUT] = "Output"};
    return part == FOCUS_EDITOR ? "Editor" : part == FOCUS_PANEL ? tabs[l->tab] : sides[l->side];
}

// A tiny screen shows one part; this row leads to the others.
static void paint_switcher(Ui *ui, Rect a, ContextSet now)
{
    static const struct {
        Focus part;
        const char *command;
    } parts[] = {{FOCUS_SIDE_BAR, "focus.sideBar"},
                 {FOCUS_EDITOR, "focus.editor"},
                 {FOCUS_PANEL, "focus.panel"}};
    static const Hint hints[] = {{"focus.nextPart", "next"}, {"palette.commands", "menu"}};
    const Layout *l = &ui->ws->layout;
    Style st = theme_on(ui->theme, THEME_HINT_BAR_FOREGROUND, THEME_HINT_BAR_BACKGROUND);
    Style on = theme_on(ui->theme, THEME_HINT_BAR_KEY_FOREGROUND, THEME_HINT_BAR_BACKGROUND);
    int col = a.col + 1;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        bool here = l->focus == parts[i].part;
        const char *text =
            arena_printf(&ui->frame, here ? "[%s]" : "%s", part_name(l, parts[i].part));
        int cells = width_text(str_c(text), 1);
        ui_put(ui, a.row, col, a.col + a.cols - col, text, here ? on : st);
        ui_add_item(ui, (BarItem){a.row, col, col + cells, parts[i].command, NULL});
        col += cells + 2;
    }
    col += 3;
    for (size_t i = 0; i < ARRAY_LEN(hints); i++)
        col = put_hint(ui, a, col, &hints[i], now);
}

// As nano has them: two rows of one column each.
static void paint_key_bar(Ui *ui, Rect a, ContextSet now)
{
    static const Hint keys[][2] = {
        {{"help.keys", "Help"}, {"tab.close", "Exit"}},
        {{"file.save", "Write Out"}, {"file.open", "Read File"}},
        {{"find.open", "Where Is"}, {"find.replace", "Replace"}},
        {{"edit.cut", "Cut"}, {"edit.paste", "Paste"}},
        {{"palette.commands", "Commands"}, {"nav.line", "Location"}},
        {{"edit.undo", "Undo"}, {"edit.redo", "Redo"}},
    };
    enum { LEAST = 13, COLUMNS = (int)ARRAY_LEN(keys) };
    int shown = MIN(COLUMNS, a.cols / LEAST), cols = a.cols / MAX(shown, 1);
    for (int i = 0; i < shown; i++)
        for (int k = 0; k < 2; k++)
            put_hint(ui, (Rect){a.row + k, a.col, 1, (i + 1) * cols}, a.col + 1 + i * cols,
                     &keys[i][k], now);
}

void pane_hints_paint(Ui *ui, Rect a)
{
    ContextSet now = context_now(ui->ws);
    Style st = theme_on(ui->theme, THEME_HINT_BAR_FOREGROUND, THEME_HINT_BAR_BACKGROUND);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, st);
    bool editing = now & CONTEXT_BIT(CTX_EDITOR_TEXT_FOCUS);
    if (a.rows > 1 && editing) {
        paint_key_bar(ui, a, now);
        return;
    }
    a = (Rect){a.row + a.rows - 1, a.col, 1, a.cols};
    ContextSet elsewhere = now & ~CONTEXT_BIT(CTX_TERMINAL_FOCUS);
    if (ui->ws->layout.size == SIZE_TINY && !(now & CONTEXT_BIT(CTX_FIND_FOCUS)) &&
        has_leader(elsewhere))
        paint_switcher(ui, a, now);
    else
        paint_hints(ui, a, now);
}
