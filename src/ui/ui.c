#include "ui/inner.h"
#include "base/clock.h"
#include "base/width.h"

#include <stdio.h>

Ui *ui_new(Workspace *ws, TtyColor color, bool signs)
{
    Ui *ui = NEW(Ui);
    ui->ws = ws;
    ui->busy = "";
    ui->keymap = keymap_new(ws);
    ui->vim = vim_new(ws);
    ui->color = color;
    ui->signs = signs;
    for (size_t i = 0; theme_builtin(i); i++)
        themes_add(&ws->themes, theme_builtin(i));
    ui_settle_theme(ui);
    return ui;
}

void ui_free(Ui *ui)
{
    if (!ui)
        return;
    keymap_free(ui->keymap);
    vim_free(ui->vim);
    theme_free(ui->theme);
    free(ui->theme_name);
    buf_deinit(&ui->theme_notes);
    for (int i = 0; i < FIND_FIELDS; i++)
        input_deinit(&ui->find[i]);
    for (int i = 0; i < SEARCH_FIELDS; i++)
        input_deinit(&ui->search[i]);
    input_deinit(&ui->palette);
    input_deinit(&ui->line);
    input_deinit(&ui->problem_filter);
    input_deinit(&ui->entry);
    input_deinit(&ui->entry_filter);
    for (size_t i = 0; i < GROUPS_MAX; i++)
        tabs_deinit(&ui->groups[i].titles);
    tabs_deinit(&ui->panel_tabs);
    input_deinit(&ui->screen_find);
    pane_keys_deinit(&ui->keys);
    arena_deinit(&ui->frame);
    vec_deinit(&ui->captures);
    vec_deinit(&ui->spans);
    vec_deinit(&ui->bar_items);
    vec_deinit(&ui->labels);
    vec_deinit(&ui->rows);
    vec_deinit(&ui->same);
    vec_deinit(&ui->selected);
    vec_deinit(&ui->problem_marks);
    for (int i = 0; i < SEVERITY_COUNT; i++)
        vec_deinit(&ui->problem_ranges[i]);
    vec_deinit(&ui->cursors);
    vec_deinit(&ui->searched);
    free(ui);
}

void ui_put(Ui *ui, int row, int col, int ncols, const char *text, Style st)
{
    text_put(ui->s, (Rect){row, col, 1, ncols}, ui->theme, str_c(text), st);
}

int ui_put_right(Ui *ui, int row, int col, const char *text, Style st)
{
    int start = col - width_text(str_c(text), 1);
    if (start >= 0)
        ui_put(ui, row, start, col - start, text, st);
    return start;
}

void ui_set_cursor(Ui *ui, int row, int col, CursorShape shape)
{
    ui->cursor = (UiCursor){row, col, shape};
}

void ui_set_cursor_in(Ui *ui, const List *l, size_t selected)
{
    if (selected >= l->top && selected < list_end(l))
        ui_set_cursor(ui, list_row(l, selected).row, l->area.col, CURSOR_BLOCK);
}

// One row that says what the screen needs; input, saving and jobs go on.
static void paint_too_small(Ui *ui)
{
    char text[64];
    snprintf(text, sizeof text, "codelab needs 40x10 (now %dx%d)", ui->ws->layout.cols,
             ui->ws->layout.rows);
    ui_put(ui, 0, 0, ui->ws->layout.cols, text, (Style){0});
}

static void paint_separator(Ui *ui)
{
    int col = ui->areas.separator_col, rows = ui->areas.side_bar.rows + ui->outline_at.rows;
    Style st = theme_on(ui->theme, THEME_PANEL_BORDER, THEME_EDITOR_BACKGROUND);
    for (int row = 0; col >= 0 && row < rows; row++)
        ui_put(ui, ui->areas.side_bar.row + row, col, 1, theme_glyph(ui->theme, GLYPH_VLINE), st);
}

// The find widget takes the last rows of the editor, so that it hides no match.
static void place_find(Ui *ui)
{
    Rect *e = &ui_focused_pane(ui)->editor;
    ui->find_at = (Rect){0};
    int rows = find_is_replacing(ui->ws->find) ? 2 : find_is_open(ui->ws->find) ? 1 : 0;
    rows = MIN(rows, e->rows);
    e->rows -= rows;
    if (rows)
        ui->find_at = (Rect){e->row + e->rows, e->col, rows, e->cols};
}

static void paint_parts(Ui *ui)
{
    Areas *a = &ui->areas;
    vec_clear(&ui->bar_items);
    if (a->menu.rows)
        pane_menu_bar_paint(ui, a->menu);
    paint_separator(ui);
    if (a->side_bar.rows)
        pane_side_paint(ui, a->side_bar);
    if (ui->outline_at.rows)
        pane_outline_paint(ui);
    for (size_t i = 0; i < ui->ngroups && a->editors.rows; i++) {
        GroupPane *p = &ui->groups[i];
        pane_tabs_paint(ui, p);
        if (p->crumbs.rows)
            pane_crumbs_paint(ui, p);
        pane_editor_paint(ui, p->editor, ui_shows_welcome(ui, p) ? NULL : group_view(p->group));
    }
    ui_paint_lines(ui);
    if (ui->find_at.rows)
        pane_find_paint(ui, ui->find_at);
    if (a->panel.rows)
        pane_panel_paint(ui, a->panel);
    if (a->hints.rows)
        pane_hints_paint(ui, a->hints);
    pane_status_paint(ui, a->status);
    pane_hover_paint(ui);
    pane_leader_paint(ui);
    if (!ui->reader || ui->ws->options.announce != ANNOUNCE_ALL)
        pane_toasts_paint(ui);
    if (ui->ws->keysheet.kind == KEYSHEET_LIST)
        pane_keys_paint(ui);
    else if (ui->ws->keysheet.kind == KEYSHEET_INSPECT)
        pane_inspect_paint(ui);
    if (ui->reader)
        reader_clear(ui);
    if (ui->ws->palette.open)
        pane_palette_paint(ui);
    else
        ui->found = (List){0}; // the next one begins at its top
    if (ui->ws->labels)
        pane_labels_paint(ui);
    if (ui->ws->menu.kind) {
        if (ui->reader)
            reader_clear(ui);
        pane_menu_paint(ui);
    }
    if (ask_shown(ui->ws))
        pane_ask_paint(ui);
}

UiCursor ui_paint(Ui *ui, Surface *s)
{
    Layout *l = &ui->ws->layout;
    ui->s = s;
    ui->cursor = (UiCursor){0, 0, CURSOR_HIDDEN};
    if (l->rows != surface_rows(s) || l->cols != surface_cols(s))
        layout_resize(l, surface_rows(s), surface_cols(s));
    surface_fill(s, 0, 0, l->rows, l->cols, theme_style(ui->theme, THEME_EDITOR_BACKGROUND));
    ui->areas = layout_areas(l);
    ui_place_outline(ui);
    ui_place_groups(ui);
    place_find(ui);
    if (l->size == SIZE_TOO_SMALL)
        paint_too_small(ui);
    else
        paint_parts(ui);
    if (ui->reader)
        reader_paint(ui);
    ui->s = NULL;
    arena_reset(&ui->frame);
    return ui->cursor;
}

static int chord_deadline_ms(const Ui *ui)
{
    if (!*keymap_pending(ui->keymap))
        return -1;
    int64_t passed = (clock_mono_ns() - ui->chord_ns) / 1000000;
    int64_t all = ui->ws->options.leader_ms;
    if (passed < all)
        return (int)(all - passed) + 1;
    return keymap_has_whole(ui->keymap) ? MAX((int)(CHORD_MS - passed), 0) + 1 : -1;
}

// Of two waits, of which -1 never ends.
static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 ? a : MIN(a, b);
}

int ui_deadline_ms(const Ui *ui)
{
    int chord = chord_deadline_ms(ui), busy = ui_busy_deadline_ms(ui);
    return sooner(ui_hover_deadline_ms(ui), sooner(chord, busy));
}

void ui_set_terminal(Ui *ui, TtyColor color, bool signs)
{
    ui->color = color;
    ui->signs = signs;
    free(steal(&ui->theme_name)); // made anew, for these colours
}
