// The palette (ui.md 3.4): a line of input over a list.
#include "ui/inner.h"
#include "base/width.h"

#include <stdio.h>

static Rect palette_area(const Ui *ui)
{
    const Layout *l = &ui->ws->layout;
    int cols = MIN(64, l->cols - 4), rows = MIN(l->rows >= 40 ? 16 : 8, l->rows - 6);
    return (Rect){1, (l->cols - cols) / 2, rows + 4, cols};
}

// A box with a rule under its first row.
static void paint_frame(Ui *ui, Rect a, Style st)
{
    const char *h = theme_glyph(ui->theme, GLYPH_HLINE), *v = theme_glyph(ui->theme, GLYPH_VLINE);
    static const Glyph corners[2][3] = {{GLYPH_TOP_LEFT, GLYPH_TEE_LEFT, GLYPH_BOTTOM_LEFT},
                                        {GLYPH_TOP_RIGHT, GLYPH_TEE_RIGHT, GLYPH_BOTTOM_RIGHT}};
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, st);
    const int lines[] = {0, 2, a.rows - 1};
    for (int row = 0; row < a.rows; row++) {
        ui_put(ui, a.row + row, a.col, 1, v, st);
        ui_put(ui, a.row + row, a.col + a.cols - 1, 1, v, st);
    }
    for (int i = 0; i < 3; i++) {
        int row = a.row + lines[i];
        for (int col = 1; col < a.cols - 1; col++)
            ui_put(ui, row, a.col + col, 1, h, st);
        ui_put(ui, row, a.col, 1, theme_glyph(ui->theme, corners[0][i]), st);
        ui_put(ui, row, a.col + a.cols - 1, 1, theme_glyph(ui->theme, corners[1][i]), st);
    }
}

static bool is_hit(const PaletteRow *r, int off)
{
    VEC_EACH (int, h, &r->hits)
        if (*h == off)
            return true;
    return false;
}

static void paint_label(Ui *ui, const PaletteRow *r, int row, int col, int cols, Style st)
{
    Style hit = theme_over(st, theme_style(ui->theme, THEME_LIST_HIGHLIGHT_FOREGROUND));
    Str rest = str_c(r->label);
    int cells;
    for (size_t n; cols > 0 && rest.n; rest = str_from(rest, n), cols -= cells, col += cells) {
        n = width_cluster(rest, 1, &cells);
        bool on = is_hit(r, (int)(rest.p - r->label));
        surface_put(ui->s, row, col, MIN(cells, cols), str_upto(rest, n), on ? hit : st);
    }
}

static void paint_rows(Ui *ui, Rect a)
{
    const Palette *p = &ui->ws->palette;
    int rows = a.rows - 4, selected = (int)p->selected;
    if (selected < ui->palette_top)
        ui->palette_top = selected;
    if (selected >= ui->palette_top + rows)
        ui->palette_top = selected - rows + 1;
    for (int i = 0; i < rows && (size_t)(ui->palette_top + i) < p->rows.n; i++) {
        const PaletteRow *r = &p->rows.p[ui->palette_top + i];
        int row = a.row + 3 + i, end = a.col + a.cols - 2;
        Style st =
            theme_on(ui->theme, THEME_FOREGROUND,
                     ui->palette_top + i == selected ? THEME_QUICK_INPUT_LIST_FOCUS_BACKGROUND
                                                     : THEME_QUICK_INPUT_BACKGROUND);
        surface_fill(ui->s, row, a.col + 1, 1, a.cols - 2, st);
        if (r->detail && *r->detail)
            end = ui_put_right(ui, row, end, r->detail, st) - 1;
        paint_label(ui, r, row, a.col + 2, end - a.col - 2, st);
    }
}

static const char *empty_text(const Palette *p)
{
    Str q = buf_str(&p->query);
    if (q.n && q.p[0] == ':')
        return "Type LINE or LINE:COLUMN, then Enter";
    return p->total ? "Nothing matches" : "Looking for files";
}

void pane_palette_paint(Ui *ui)
{
    const Palette *p = &ui->ws->palette;
    Rect a = palette_area(ui);
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_QUICK_INPUT_BACKGROUND);
    char count[48] = "";
    paint_frame(ui, a, st);
    if (!str_eq(buf_str(&ui->palette.text), buf_str(&p->query)))
        input_set(&ui->palette, buf_str(&p->query));
    if (p->total)
        snprintf(count, sizeof count, "%zu of %zu", p->rows.n, p->total);
    int end = ui_put_right(ui, a.row + 1, a.col + a.cols - 2, count, st);
    int cursor = input_paint(&ui->palette, ui->s, a.row + 1, a.col + 2, end - a.col - 3, st);
    ui_set_cursor(ui, a.row + 1, cursor, CURSOR_LINE);
    if (p->rows.n)
        paint_rows(ui, a);
    else
        ui_put(ui, a.row + 3, a.col + 2, a.cols - 4, empty_text(p), st);
}

bool pane_palette_key(Ui *ui, const Key *k)
{
    Palette *p = &ui->ws->palette;
    if (!str_eq(buf_str(&ui->palette.text), buf_str(&p->query)))
        input_set(&ui->palette, buf_str(&p->query));
    InputAnswer answer = input_key(&ui->palette, k);
    if (answer == INPUT_CHANGED)
        palette_set_query(p, buf_str(&ui->palette.text));
    return answer != INPUT_IGNORED;
}
