// The explorer: the project's tree.
#include "ui/inner.h"
#include "base/name.h"
#include "base/path.h"

static const char *shown_name(Ui *ui, const char *name)
{
    AUTO(buf) Buf out = BUF_INIT;
    name_show(str_c(name), &out);
    return arena_str(&ui->frame, buf_str(&out));
}

static Style row_style(const Ui *ui, const ExplorerRow *r, Severity gravest, bool selected)
{
    bool focused = ui->ws->layout.focus == FOCUS_SIDE_BAR;
    Style st = theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND);
    if (r->ignored || r->cut)
        st = theme_over(st,
                        theme_style(ui->theme, THEME_GIT_DECORATION_IGNORED_RESOURCE_FOREGROUND));
    if (gravest == SEVERITY_WARNING)
        st = theme_over(st, theme_style(ui->theme, THEME_LIST_WARNING_FOREGROUND));
    if (r->broken || r->problem || gravest == SEVERITY_ERROR)
        st = theme_over(st, theme_style(ui->theme, THEME_LIST_ERROR_FOREGROUND));
    if (selected)
        st = theme_over(st,
                        theme_style(ui->theme, focused ? THEME_LIST_ACTIVE_SELECTION_BACKGROUND
                                                       : THEME_LIST_INACTIVE_SELECTION_BACKGROUND));
    return st;
}

static const char *fold_glyph(const Ui *ui, const ExplorerRow *r)
{
    if (!r->is_dir)
        return " ";
    return theme_glyph(ui->theme, r->open ? GLYPH_OPEN : GLYPH_CLOSED);
}

// What is known of the files of a row.
typedef struct {
    const char *letters; // at its right end
    Severity gravest;    // behind SEVERITY_WARNING: nothing to colour it for
} RowState;

static RowState state_of(Ui *ui, const ExplorerRow *r, const char *path)
{
    AUTO(buf) Buf out = BUF_INIT;
    size_t n;
    Severity s = problems_gravest(ui->ws->problems, path, &n);
    const Document *d = r->is_dir ? NULL : document_find(ui->ws, path);
    if (s <= SEVERITY_WARNING)
        buf_add_byte(&out, severity_letter(s));
    if (s <= SEVERITY_WARNING && n)
        buf_addf(&out, "%zu", n);
    if (d && document_is_modified(d))
        buf_addf(&out, "%s%s", out.n ? " " : "", theme_glyph(ui->theme, GLYPH_DIRTY));
    return (RowState){arena_str(&ui->frame, buf_str(&out)), s};
}

static RowState row_state(Ui *ui, const ExplorerRow *r, size_t i)
{
    RowState none = {"", SEVERITY_COUNT};
    AUTO(free) char *path = explorer_path(ui->ws->explorer, i);
    none.letters = r->problem ? r->problem : r->broken ? "broken" : r->cut ? "cut" : "";
    return *none.letters ? none : state_of(ui, r, path);
}

static void paint_row(Ui *ui, Rect at, size_t i, bool selected)
{
    ExplorerRow x = explorer_row(ui->ws->explorer, i);
    RowState state = row_state(ui, &x, i);
    bool drop = ui->grab == GRAB_ENTRY && ui->entry_moved && i == ui->drop_row;
    const char *name = shown_name(ui, x.name);
    const char *icon = ui_icon(ui, &x);
    bool in_gap = icon && !ui_icon_leads(ui);
    if (icon && !in_gap)
        name = arena_printf(&ui->frame, "%s %s", icon, name);
    if (x.target)
        name = arena_printf(&ui->frame, "%s %s %s", name, theme_glyph(ui->theme, GLYPH_TABULATOR),
                            shown_name(ui, x.target));
    ListRow r = {.text = str_c(name),
                 .detail = str_c(state.letters),
                 .indent = 1 + 2 * x.depth,
                 .marker = in_gap ? icon : fold_glyph(ui, &x),
                 .style = row_style(ui, &x, state.gravest, selected || drop)};
    list_paint_row(ui->s, at, ui->theme, &r);
    if (x.marked)
        surface_put(ui->s, at.row, at.col, 1, STR("*"), r.style);
}

// Another input than the one painted last starts with its own text.
static void adopt(Ui *ui, const ExplorerEdit *e)
{
    if (e->kind == EDIT_NONE || ui->entry_input == e->id)
        return;
    ui->entry_input = e->id;
    input_set(&ui->entry, str_c(e->text));
    ui->entry.anchor = 0;
    ui->entry.cursor = e->stem;
}

static void paint_input(Ui *ui, Rect at, const ExplorerEdit *e)
{
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_INPUT_BACKGROUND);
    int indent = MIN(3 + 2 * e->depth, at.cols / 2);
    adopt(ui, e);
    surface_fill(ui->s, at.row, at.col, 1, at.cols,
                 theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND));
    int col = input_paint(&ui->entry, ui->s, at.row, at.col + indent, MAX(1, at.cols - indent), st);
    if (ui->ws->layout.focus == FOCUS_SIDE_BAR)
        ui_set_cursor(ui, at.row, col, CURSOR_LINE);
}

// The index in the tree of a row of the list; an input for a new entry has none.
static size_t entry_of(const ExplorerEdit *e, size_t i)
{
    bool extra = e->kind == EDIT_NEW_FILE || e->kind == EDIT_NEW_FOLDER;
    if (e->kind != EDIT_NONE && i == e->row)
        return SIZE_MAX;
    return extra && i > e->row ? i - 1 : i;
}

static void paint_rows(Ui *ui, const ExplorerEdit *e, size_t selected)
{
    const List *l = &ui->explorer;
    for (size_t i = l->top; i < list_end(l); i++) {
        size_t at = entry_of(e, i);
        if (at == SIZE_MAX)
            paint_input(ui, list_row(l, i), e);
        else
            paint_row(ui, list_row(l, i), at, at == selected && e->kind == EDIT_NONE);
    }
    Rect bar = {l->area.row, ui->areas.separator_col, l->area.rows, 1};
    scroll_paint(ui->s, bar, ui->theme, l->top, l->n);
}

static void paint_filter(Ui *ui, Rect a)
{
    const Explorer *x = ui->ws->explorer;
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_INPUT_BACKGROUND);
    Str query = explorer_filter_query(x);
    if (!str_eq(buf_str(&ui->entry_filter.text), query))
        input_set(&ui->entry_filter, query);
    ui_put(ui, a.row, a.col + 1, a.cols - 1, "/",
           theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND));
    int col = input_paint(&ui->entry_filter, ui->s, a.row, a.col + 3, MAX(1, a.cols - 3), st);
    if (explorer_filter_has_focus(x) && ui->ws->layout.focus == FOCUS_SIDE_BAR)
        ui_set_cursor(ui, a.row, col, CURSOR_LINE);
}

static const char *title_of(Ui *ui)
{
    AUTO(buf) Buf text = BUF_INIT;
    const Explorer *x = ui->ws->explorer;
    fileops_progress(ui->ws, &text);
    if (text.n == 0 && explorer_marks(x))
        buf_addf(&text, "%zu marked", explorer_marks(x));
    if (text.n == 0)
        name_show(path_base(str_c(ui->ws->root)), &text);
    return arena_str(&ui->frame, buf_str(&text));
}

static const char *empty_text(const Explorer *x)
{
    if (!explorer_filter_query(x).n)
        return "(empty folder)";
    return explorer_is_filtering(x) ? "looking for files" : "nothing matches";
}

void pane_explorer_paint(Ui *ui, Rect a)
{
    const Explorer *x = ui->ws->explorer;
    List *l = &ui->explorer;
    ExplorerEdit e = explorer_edit(x);
    bool extra = e.kind == EDIT_NEW_FILE || e.kind == EDIT_NEW_FOLDER;
    bool filter = explorer_filter_has_focus(x) || explorer_filter_query(x).n;
    size_t n = explorer_count(x) + extra, selected = explorer_selected(x);
    pane_side_title(ui, a, "EXPLORER", title_of(ui));
    if (filter)
        paint_filter(ui, (Rect){a.row + 1, a.col, 1, a.cols});
    list_place(l, (Rect){a.row + 1 + filter, a.col, MAX(0, a.rows - 1 - filter), a.cols}, n,
               e.kind ? e.row : selected);
    paint_rows(ui, &e, selected);
    if (ui->ws->layout.focus == FOCUS_SIDE_BAR && !e.kind && !explorer_filter_has_focus(x))
        ui_set_cursor_in(ui, l, selected);
    if (n == 0)
        ui_put(ui, l->area.row, a.col + 1, a.cols - 1, empty_text(x),
               theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND));
}

static void end_edit(Ui *ui)
{
    AUTO(err) Err err = {0};
    if (!explorer_edit_end(ui->ws->explorer, buf_str(&ui->entry.text), &err))
        message_say(ui->ws, MESSAGE_RESULT, "%s", err_text(&err));
}

static void edit_key(Ui *ui, const Key *k)
{
    ExplorerEdit e = explorer_edit(ui->ws->explorer);
    adopt(ui, &e);
    if (k->kind == KEY_ENTER)
        end_edit(ui);
    else if (k->kind == KEY_ESCAPE)
        (void)explorer_edit_end(ui->ws->explorer, STR_NULL, NULL); // nothing typed, nothing fails
    else
        ui_input_key(ui, &ui->entry, k);
}

static void filter_key(Ui *ui, const Key *k)
{
    Explorer *x = ui->ws->explorer;
    if (k->kind == KEY_ESCAPE) {
        explorer_filter(x, STR_NULL);
        explorer_filter_focus(x, false);
    } else if (k->kind == KEY_ENTER) {
        explorer_filter_focus(x, false);
        if (explorer_count(x))
            command_run(ui->ws, "explorer.open");
    } else if (k->kind == KEY_DOWN || k->kind == KEY_UP) {
        explorer_filter_focus(x, false);
        command_run(ui->ws, k->kind == KEY_DOWN ? "explorer.down" : "explorer.up");
    } else if (ui_input_key(ui, &ui->entry_filter, k) == INPUT_CHANGED) {
        explorer_filter(x, buf_str(&ui->entry_filter.text));
    }
}

void pane_explorer_key(Ui *ui, const Key *k)
{
    if (explorer_edit(ui->ws->explorer).kind != EDIT_NONE)
        edit_key(ui, k);
    else if (explorer_filter_has_focus(ui->ws->explorer))
        filter_key(ui, k);
}

// The entry at a cell, SIZE_MAX without one.
static size_t entry_at(const Ui *ui, const Key *k)
{
    const Explorer *x = ui->ws->explorer;
    ExplorerEdit e = explorer_edit(x);
    size_t i = list_at(&ui->explorer, k->mouse.row, k->mouse.col);
    i = i == LIST_NONE ? SIZE_MAX : entry_of(&e, i);
    return i < explorer_count(x) ? i : SIZE_MAX;
}

static void toggle_mark(Explorer *x, size_t i)
{
    AUTO(free) char *path = explorer_path(x, i);
    explorer_mark(x, path, !explorer_is_marked(x, path));
}

void pane_explorer_press(Ui *ui, const Key *k)
{
    Explorer *x = ui->ws->explorer;
    bool editing = explorer_edit(x).kind != EDIT_NONE;
    size_t i = entry_at(ui, k);
    bool on_filter = k->mouse.row == ui->explorer.area.row - 1 && explorer_filter_query(x).n;
    explorer_filter_focus(x, on_filter);
    if (editing && i != SIZE_MAX)
        (void)explorer_edit_end(x, STR_NULL, NULL); // a click elsewhere gives it up
    if (i == SIZE_MAX || editing)
        return;
    explorer_select(x, i);
    if (k->mouse.button == MOUSE_RIGHT)
        return; // its menu comes
    if (k->mods & (MOD_CTRL | MOD_SHIFT)) {
        toggle_mark(x, i);
        return;
    }
    ui->grab = GRAB_ENTRY; // what it means shows when the button goes up
    ui->entry_moved = false;
    ui->grab_clicks = k->mouse.clicks;
    ui->drop_row = i;
}

void pane_explorer_drag(Ui *ui, const Key *k)
{
    size_t i = entry_at(ui, k);
    ui->entry_moved = ui->entry_moved || i != ui->drop_row;
    ui->drop_row = i;
}

void pane_explorer_release(Ui *ui)
{
    Explorer *x = ui->ws->explorer;
    size_t i = ui->drop_row;
    AUTO(err) Err err = {0};
    if (i >= explorer_count(x))
        return;
    if (ui->entry_moved) {
        AUTO(free) char *to = explorer_row(x, i).is_dir ? explorer_path(x, i) : NULL;
        size_t above = to ? 0 : explorer_above(x, i);
        if (!to)
            to = above == SIZE_MAX ? xstrdup(ui->ws->root) : explorer_path(x, above);
        if (!explorer_drop(x, to, &err))
            message_say(ui->ws, MESSAGE_RESULT, "%s", err_text(&err));
        return;
    }
    command_run(ui->ws, explorer_row(x, i).is_dir || ui->grab_clicks > 1 ? "explorer.open"
                                                                         : "explorer.preview");
}
