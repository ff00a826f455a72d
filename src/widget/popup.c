#include "base/mem.h"
#include "widget/widget.h"

static void glyph(Surface *s, int row, int col, const char *text, Style st)
{
    surface_put(s, row, col, 1, str_c(text), st);
}

static void line(Surface *s, Rect r, const Theme *t, int row, const Glyph ends[2], Style st)
{
    for (int col = 1; col < r.cols - 1; col++)
        glyph(s, row, r.col + col, theme_glyph(t, GLYPH_HLINE), st);
    glyph(s, row, r.col, theme_glyph(t, ends[0]), st);
    glyph(s, row, r.col + r.cols - 1, theme_glyph(t, ends[1]), st);
}

Rect popup_paint(Surface *s, Rect r, const Theme *t, Str title, Style st)
{
    static const Glyph top[] = {GLYPH_TOP_LEFT, GLYPH_TOP_RIGHT};
    static const Glyph bottom[] = {GLYPH_BOTTOM_LEFT, GLYPH_BOTTOM_RIGHT};
    Rect inside = {r.row + 1, r.col + 2, MAX(r.rows - 2, 0), MAX(r.cols - 4, 0)};
    if (r.rows < 2 || r.cols < 2)
        return (Rect){r.row, r.col, 0, 0};
    surface_fill(s, r.row, r.col, r.rows, r.cols, st);
    line(s, r, t, r.row, top, st);
    line(s, r, t, r.row + r.rows - 1, bottom, st);
    for (int row = r.row + 1; row < r.row + r.rows - 1; row++) {
        glyph(s, row, r.col, theme_glyph(t, GLYPH_VLINE), st);
        glyph(s, row, r.col + r.cols - 1, theme_glyph(t, GLYPH_VLINE), st);
    }
    if (title.n > 0 && r.cols > 6) {
        int used = text_put(s, (Rect){r.row, r.col + 2, 1, r.cols - 4}, t, title, st);
        glyph(s, r.row, r.col + 1, " ", st);
        glyph(s, r.row, r.col + 2 + used, " ", st);
    }
    return inside;
}

void popup_rule(Surface *s, Rect r, const Theme *t, int row, Style st)
{
    static const Glyph ends[] = {GLYPH_TEE_LEFT, GLYPH_TEE_RIGHT};
    if (row > 0 && row < r.rows - 1 && r.cols >= 2)
        line(s, r, t, r.row + row, ends, st);
}

void scroll_paint(Surface *s, Rect r, const Theme *t, size_t top, size_t total)
{
    size_t rows = (size_t)MAX(r.rows, 0);
    if (rows == 0 || total <= rows)
        return;
    // in 128 bits, as lines of large files times rows need them
    size_t size = MAX((size_t)((unsigned __int128)rows * rows / total), (size_t)1);
    size_t most = total - rows;
    size_t at = (size_t)((unsigned __int128)MIN(top, most) * (rows - size) / most);
    Style slider = theme_style(t, THEME_SCROLLBAR_SLIDER_BACKGROUND);
    for (size_t i = at; i < at + size; i++)
        surface_restyle(s, r.row + (int)i, r.col, r.cols, slider);
}
