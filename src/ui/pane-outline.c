// The outline: the symbols of the shown text, below the explorer.
#include "ui/symbols.h"

#include <stdio.h>

enum { ROWS_MIN = 5 };

void ui_place_outline(Ui *ui)
{
    Rect *side = &ui->areas.side_bar;
    const Layout *l = &ui->ws->layout;
    ui->outline_at = (Rect){0};
    int rows = side->rows * 2 / 5;
    if (l->rows < SYMBOLS_ROWS_MIN || l->no_outline || l->size <= SIZE_TINY || rows < ROWS_MIN)
        return;
    side->rows -= rows;
    ui->outline_at = (Rect){side->row + side->rows, side->col, rows, side->cols};
}

static void paint_row(Ui *ui, const View *v, size_t i, Style st)
{
    char line[24];
    SyntaxSymbol s = syntax_symbol(v->doc->syntax, v->doc->text, i);
    snprintf(line, sizeof line, "%zu", snap_row_at(text_now(v->doc->text), s.name_start).n + 1);
    ListRow r = {.text = str_c(symbol_name(ui, v->doc, &s)),
                 .detail = str_c(arena_str(&ui->frame, str_c(line))),
                 .indent = 1 + 2 * MIN(s.depth, 8),
                 .margin = 1,
                 .marker = symbol_sign(ui, s.kind),
                 .style = st};
    list_paint_row(ui->s, list_row(&ui->outline, i), ui->theme, &r);
}

void pane_outline_paint(Ui *ui)
{
    Rect a = ui->outline_at;
    const View *v = workspace_view(ui->ws);
    List *l = &ui->outline;
    size_t n = v ? syntax_symbol_count(v->doc->syntax, v->doc->text) : 0;
    ptrdiff_t here = n ? syntax_symbol_at(v->doc->syntax, v->doc->text, view_cursor(v)) : -1;
    Style plain = theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND);
    Style title = theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_PART_HEADER_BACKGROUND);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, plain);
    surface_fill(ui->s, a.row, a.col, 1, a.cols, title);
    ui_put(ui, a.row, a.col + 1, a.cols - 1, "OUTLINE", title);
    list_place(l, (Rect){a.row + 1, a.col, a.rows - 1, a.cols}, n, here < 0 ? 0 : (size_t)here);
    Style st = theme_over(plain, theme_style(ui->theme, THEME_LIST_INACTIVE_SELECTION_BACKGROUND));
    for (size_t i = l->top; i < list_end(l); i++)
        paint_row(ui, v, i, (ptrdiff_t)i == here ? st : plain);
    Rect bar = {l->area.row, ui->areas.separator_col, l->area.rows, 1};
    scroll_paint(ui->s, bar, ui->theme, l->top, l->n);
    if (n == 0)
        ui_put(ui, a.row + 1, a.col + 1, a.cols - 1, v ? "(no symbols)" : "", plain);
}

void pane_outline_press(Ui *ui, const Key *k)
{
    View *v = workspace_view(ui->ws);
    size_t i = list_at(&ui->outline, k->mouse.row, k->mouse.col);
    if (v && i < ui->outline.n)
        symbol_go(ui, v, i);
}
