// The palette: a line of input over a list.
#include "ui/inner.h"

#include <stdio.h>

static Rect palette_area(const Ui *ui)
{
    const Layout *l = &ui->ws->layout;
    int cols = MIN(64, l->cols - 4), rows = MIN(l->rows >= 40 ? 16 : 8, l->rows - 6);
    return (Rect){1, (l->cols - cols) / 2, rows + 4, cols};
}

static void paint_rows(Ui *ui, Rect box)
{
    const Palette *p = &ui->ws->palette;
    List *l = &ui->found;
    list_place(l, (Rect){box.row + 3, box.col + 1, box.rows - 4, box.cols - 2}, p->rows.n,
               p->selected);
    for (size_t i = l->top; i < list_end(l); i++) {
        const PaletteRow *row = &p->rows.p[i];
        ListRow r = {.text = str_c(row->label),
                     .detail = str_c(row->detail),
                     .hits = row->hits.p,
                     .nhits = row->hits.n,
                     .is_path = row->is_path,
                     .indent = 1,
                     .margin = 1,
                     .style = theme_on(ui->theme, THEME_FOREGROUND,
                                       i == p->selected ? THEME_QUICK_INPUT_LIST_FOCUS_BACKGROUND
                                                        : THEME_QUICK_INPUT_BACKGROUND)};
        list_paint_row(ui->s, list_row(l, i), ui->theme, &r);
    }
    Rect bar = {l->area.row, box.col + box.cols - 1, l->area.rows, 1};
    scroll_paint(ui->s, bar, ui->theme, l->top, l->n);
}

static const char *empty_text(const Ui *ui)
{
    const Palette *p = &ui->ws->palette;
    Str q = buf_str(&p->query);
    if (q.n && q.p[0] == ':')
        return "LINE, LINE:COLUMN, +10, -10, 50% or @OFFSET";
    if (q.n && q.p[0] == '%' && !p->total)
        return q.n == 1 ? "Text to look for in all files" : "No results";
    if (q.n && q.p[0] == '@' && !p->total)
        return "There are no symbols in this file";
    if (str_starts(q, STR("folder ")) && !p->total)
        return "There is no such folder";
    if (q.n && q.p[0] == '#' && !symbols_are_read(ui->ws))
        return "Reading the project's files\xE2\x80\xA6";
    return p->total ? "Nothing matches" : "Looking for files";
}

void pane_palette_paint(Ui *ui)
{
    const Palette *p = &ui->ws->palette;
    Rect box = palette_area(ui);
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_QUICK_INPUT_BACKGROUND);
    char count[48] = "";
    Rect in = popup_paint(ui->s, box, ui->theme, STR_NULL, st);
    popup_rule(ui->s, box, ui->theme, 2, st);
    if (!str_eq(buf_str(&ui->palette.text), buf_str(&p->query)))
        input_set(&ui->palette, buf_str(&p->query));
    if (p->total)
        snprintf(count, sizeof count, "%zu of %zu", p->rows.n, p->total);
    int end = ui_put_right(ui, in.row, in.col + in.cols, count, st);
    int cursor = input_paint(&ui->palette, ui->s, in.row, in.col, end - in.col - 1, st);
    ui_set_cursor(ui, in.row, cursor, CURSOR_LINE);
    paint_rows(ui, box);
    if (p->rows.n == 0)
        ui_put(ui, in.row + 2, in.col, in.cols, empty_text(ui), st);
}

bool pane_palette_key(Ui *ui, const Key *k)
{
    Palette *p = &ui->ws->palette;
    if (!str_eq(buf_str(&ui->palette.text), buf_str(&p->query)))
        input_set(&ui->palette, buf_str(&p->query));
    InputAnswer answer = ui_input_key(ui, &ui->palette, k);
    if (answer == INPUT_CHANGED) {
        palette_set_query(p, buf_str(&ui->palette.text));
        ui->found = (List){0};
    }
    return answer != INPUT_IGNORED;
}

void pane_palette_mouse(Ui *ui, const Key *k)
{
    Palette *p = &ui->ws->palette;
    size_t i = list_at(&ui->found, k->mouse.row, k->mouse.col);
    if (k->mouse.kind == MOUSE_WHEEL) {
        list_scroll(&ui->found, wheel_rows(k));
    } else if (k->mouse.kind == MOUSE_PRESS && i < p->rows.n) {
        p->selected = i;
        command_run(ui->ws, "palette.accept");
    } else if (k->mouse.kind == MOUSE_PRESS &&
               !rect_has(palette_area(ui), k->mouse.row, k->mouse.col)) {
        palette_close(p);
    }
}
