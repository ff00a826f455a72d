#include "base/mem.h"
#include "base/width.h"
#include "widget/widget.h"

int text_put(Surface *s, Rect row, const Theme *t, Str text, Style st)
{
    if (row.cols <= 0)
        return 0;
    if (width_text(text, 1) <= row.cols)
        return surface_put(s, row.row, row.col, row.cols, text, st);
    int used;
    size_t n = width_fit(text, row.cols - 1, 1, &used);
    surface_put(s, row.row, row.col, used, str_upto(text, n), st);
    surface_put(s, row.row, row.col + used, 1, str_c(theme_glyph(t, GLYPH_ELLIPSIS)), st);
    return used + 1;
}

int text_put_tail(Surface *s, Rect row, const Theme *t, Str text, Style st)
{
    int cells = width_text(text, 1), first;
    if (row.cols <= 0)
        return 0;
    if (cells <= row.cols)
        return surface_put(s, row.row, row.col, row.cols, text, st);
    while (text.n > 0 && cells > row.cols - 1) {
        text = str_from(text, width_cluster(text, 1, &first));
        cells -= first;
    }
    surface_put(s, row.row, row.col, 1, str_c(theme_glyph(t, GLYPH_ELLIPSIS)), st);
    return 1 + surface_put(s, row.row, row.col + 1, row.cols - 1, text, st);
}

Str text_line(Str *rest, int cols)
{
    ptrdiff_t end = str_find_byte(*rest, '\n');
    Str whole = end >= 0 ? str_upto(*rest, (size_t)end) : *rest;
    size_t n = width_fit(whole, MAX(cols, 1), 1, NULL), skip = 0;
    if (n == whole.n) {
        *rest = str_from(*rest, n + (end >= 0));
        return whole;
    }
    ptrdiff_t blank = whole.p[n] == ' ' ? (ptrdiff_t)n : str_rfind_byte(str_upto(whole, n), ' ');
    if (blank > 0) {
        n = (size_t)blank;
        skip = 1;
    } else if (n == 0) { // not even one cluster fits
        int cells;
        n = width_cluster(whole, 1, &cells);
    }
    *rest = str_from(*rest, n + skip);
    return str_upto(whole, n);
}
