// The mouse in an editor.
#include "ui/inner.h"

size_t ui_text_off(Ui *ui, View *v, const Key *k)
{
    Rect a = ui_focused_pane(ui)->editor;
    if (v->doc->diff)
        return pane_diff_off_at(v, a, k->mouse.row, k->mouse.col);
    return view_off_at(v, CLAMP(k->mouse.row - a.row, 0, a.rows - 1),
                       k->mouse.col - a.col - pane_editor_gutter(v));
}

static bool on_gutter(Ui *ui, const View *v, const Key *k)
{
    return k->mouse.col - ui_focused_pane(ui)->editor.col < pane_editor_gutter(v);
}

// The line under the pointer and the column, which may lie behind the line's end.
static void text_cell(Ui *ui, View *v, const Key *k, size_t *line, int *col)
{
    Rect a = ui_focused_pane(ui)->editor;
    int cell = v->left + k->mouse.col - a.col - pane_editor_gutter(v);
    RowLayout l = view_layout(v);
    Row r = row_at(&l, v->top);
    row_step(&l, &r, CLAMP(k->mouse.row - a.row, 0, a.rows - 1));
    *line = r.line;
    *col = r.col + MAX(0, cell - r.indent);
}

// What so many clicks at off select.
static Range unit_at(const View *v, size_t off, int clicks)
{
    const Snap *s = text_now(v->doc->text);
    Range r = {off, off};
    if (clicks == 2)
        snap_word_at(s, off, &r.start, &r.end);
    else if (clicks >= 3)
        r = (Range){snap_line_start(s, off, SIZE_MAX), snap_next_line(s, off)};
    return r;
}

static bool adds_cursor(const Ui *ui, const Key *k)
{
    bool ctrl = ui->ws->options.cursor_modifier == CURSOR_MODIFIER_CTRL;
    return k->mods & (ctrl ? MOD_CTRL : MOD_ALT);
}

// The sign of a fold, beside the number: a click there opens or closes it.
static bool press_fold(Ui *ui, View *v, const Key *k)
{
    Rect a = ui_focused_pane(ui)->editor;
    if (v->doc->diff || v->doc->reading || k->mouse.col - a.col != pane_editor_gutter(v) - 1)
        return false;
    size_t off = view_off_at(v, k->mouse.row - a.row, 0);
    return view_fold_line(v, snap_line_start(text_now(v->doc->text), off, SIZE_MAX));
}

// A click on a link of a preview goes where it leads.
static bool press_link(Ui *ui, View *v, const Key *k)
{
    size_t off = v->doc->reading && k->mouse.button == MOUSE_LEFT && !k->mods
                     ? ui_text_off(ui, v, k)
                     : SIZE_MAX;
    if (off == SIZE_MAX || !reading_link(v->doc, off))
        return false;
    view_select(v, off, off);
    v->reveal = false;
    command_run(ui->ws, "markdown.openLink");
    return true;
}

static void press_columns(Ui *ui, View *v, const Key *k)
{
    ui->grab = GRAB_COLUMNS;
    text_cell(ui, v, k, &ui->grab_box.from_line, &ui->grab_box.from_col);
}

static void press_units(Ui *ui, View *v, const Key *k, size_t off)
{
    ui->grab_clicks = on_gutter(ui, v, k) ? 3 : k->mouse.clicks;
    ui->grab_unit = unit_at(v, off, ui->grab_clicks);
    if (k->mods & MOD_SHIFT) {
        size_t anchor = view_primary(v)->anchor;
        ui->grab_unit = (Range){anchor, anchor};
        ui_drag_text(ui, v, k);
    } else {
        view_select(v, ui->grab_unit.start, ui->grab_unit.end);
    }
}

void ui_press_text(Ui *ui, const Key *k)
{
    group_focus(ui->ws, ui_pane_at(ui, k->mouse.row, k->mouse.col)->group);
    View *v = workspace_view(ui->ws);
    layout_focus(&ui->ws->layout, FOCUS_EDITOR);
    find_blur(ui->ws->find);
    if (v && v->hex) {
        ui->grab = GRAB_TEXT;
        pane_hex_press(ui_focused_pane(ui)->editor, v, k);
        return;
    }
    if (!v || pane_editor_overview_press(ui, k) || pane_editor_sticky_press(ui, k) ||
        press_fold(ui, v, k) || press_link(ui, v, k))
        return;
    size_t off = ui_text_off(ui, v, k);
    view_tell_clicked(v, off);
    if (k->mouse.button == MOUSE_MIDDLE) {
        view_select(v, off, off);
        v->reveal = false;
        command_run(ui->ws, "edit.pastePrimary");
        return;
    }
    ui->grab = GRAB_TEXT;
    if ((k->mods & MOD_CTRL) && !adds_cursor(ui, k) && !v->doc->diff && !on_gutter(ui, v, k)) {
        ui->grab = GRAB_NONE;
        view_select(v, off, off);
        command_run(ui->ws, "lsp.definition");
        return;
    }
    if (!v->doc->diff && ((k->mods & MOD_ALT) || (v->column && !on_gutter(ui, v, k))))
        press_columns(ui, v, k);
    if (adds_cursor(ui, k)) {
        view_toggle_cursor(v, off);
        ui->grab_unit = (Range){off, off};
        ui->grab_clicks = 1;
    } else {
        press_units(ui, v, k, off);
    }
    v->reveal = false; // what was clicked is seen already
}

static void drag_units(Ui *ui, View *v, const Key *k)
{
    Range from = ui->grab_unit, to = unit_at(v, ui_text_off(ui, v, k), ui->grab_clicks);
    bool back = to.start < from.start;
    view_select(v, back ? from.end : from.start, back ? to.start : MAX(to.end, from.end));
}

static void drag_columns(Ui *ui, View *v, const Key *k)
{
    ColumnBox b = ui->grab_box;
    text_cell(ui, v, k, &b.to_line, &b.to_col);
    view_select_box(v, b);
}

void ui_drag_text(Ui *ui, View *v, const Key *k)
{
    Rect a = ui_focused_pane(ui)->editor;
    if (v->hex) {
        pane_hex_press(a, v, k);
        return;
    }
    if (k->mouse.row < a.row)
        view_scroll(v, -1);
    if (k->mouse.row >= a.row + a.rows)
        view_scroll(v, 1);
    if (ui->grab == GRAB_COLUMNS)
        drag_columns(ui, v, k);
    else
        drag_units(ui, v, k);
    v->reveal = false;
}
