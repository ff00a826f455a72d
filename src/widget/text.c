#include "base/mem.h"
#include "base/width.h"
#include "widget/widget.h"

/* The ellipsis that a title ends with is a sign like others: where only ASCII may be, it is too. */
static int put(Surface *s, Rect row, const Theme *t, Str text, Style st)
{
    const Str sign = STR("…"), own = str_c(theme_glyph(t, GLYPH_ELLIPSIS));
    int used = 0;
    for (ptrdiff_t at; !str_eq(own, sign) && (at = str_find(text, sign)) >= 0;) {
        used += surface_put(s, row.row, row.col + used, row.cols - used, str_upto(text, (size_t)at),
                            st);
        used += surface_put(s, row.row, row.col + used, row.cols - used, own, st);
        text = str_from(text, (size_t)at + sign.n);
    }
    return used + surface_put(s, row.row, row.col + used, row.cols - used, text, st);
}

int text_put(Surface *s, Rect row, const Theme *t, Str text, Style st)
{
    if (row.cols <= 0)
        return 0;
    if (width_text(text, 1) <= row.cols)
        return put(s, row, t, text, st);
    int used;
    size_t n = width_fit(text, row.cols - 1, 1, &used);
    put(s, (Rect){row.row, row.col, 1, used}, t, str_upto(text, n), st);
    surface_put(s, row.row, row.col + used, 1, str_c(theme_glyph(t, GLYPH_ELLIPSIS)), st);
    return used + 1;
}

/* Cut the next line of at most `cols` columns off *rest, between words if it can be. */
static Str next_line(Str *rest, int cols)
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

int text_rows(Str text, int cols)
{
    int rows = 0;
    for (; text.n > 0; rows++)
        (void)next_line(&text, cols);
    return rows;
}

void text_paint(Surface *s, Rect r, const Theme *t, Str text, Style st)
{
    for (int row = 0; row < r.rows && r.cols > 0 && text.n > 0; row++) {
        put(s, (Rect){r.row + row, r.col, 1, r.cols}, t, next_line(&text, r.cols), st);
        if (row + 1 == r.rows && text.n > 0)
            surface_put(s, r.row + row, r.col + r.cols - 1, 1,
                        str_c(theme_glyph(t, GLYPH_ELLIPSIS)), st);
    }
}
