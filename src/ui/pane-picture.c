// A file as a picture: cells in the middle of the pane, and a word on what it is.
#include "ui/inner.h"
#include "base/utf8.h"

static Color color_of(uint32_t rgb)
{
    return rgb == IMAGE_NO_COLOR ? COLOR_DEFAULT
                                 : COLOR_RGB(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
}

static void paint_cell(Ui *ui, int row, int col, const ImageCell *c)
{
    char text[4];
    size_t n = utf8_encode(c->cp, text);
    Style st = {.fg = color_of(c->fg), .bg = color_of(c->bg)};
    surface_put(ui->s, row, col, 1, str_n(text, n), st);
}

static const char utf8[] = "utf8", ascii[] = "ascii", mono[] = "mono";

static const char *caption(Ui *ui, const Picture *p)
{
    if (p->problem)
        return arena_printf(&ui->frame, "%s; Image: Preview goes back to its bytes", p->problem);
    if (!p->grid.cells.n)
        return "Reading the picture";
    return arena_printf(&ui->frame, "%s  %d x %d", p->grid.format, p->grid.width, p->grid.height);
}

void pane_picture_paint(Ui *ui, Rect a, View *v)
{
    Picture *p = v->picture;
    const ImageGrid *g = &p->grid;
    Style st = theme_on(ui->theme, THEME_EDITOR_FOREGROUND, THEME_EDITOR_BACKGROUND);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, st);
    p->rows = a.rows - 1;
    p->cols = a.cols;
    p->mode = ui->color == TTY_COLOR_NONE ? mono : theme_is_ascii(ui->theme) ? ascii : utf8;
    ui_put(ui, a.row + a.rows - 1, a.col + 1, a.cols - 1, caption(ui, p), st);
    // one for a larger pane waits for its smaller form
    if (!g->cells.n || g->rows > p->rows || g->cols > p->cols)
        return;
    int top = a.row + (p->rows - g->rows) / 2, left = a.col + (p->cols - g->cols) / 2;
    for (int y = 0; y < g->rows; y++)
        for (int x = 0; x < g->cols; x++)
            paint_cell(ui, top + y, left + x, &g->cells.p[y * g->cols + x]);
}
