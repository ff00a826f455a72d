// Where "12:5", "+10", "-5", "50%" and "@1234" lead.
#include "command/inner.h"

// The row that a line of "12", "+10" or "-5" means.
static bool row_of(const View *v, Str line, size_t *row)
{
    long long n;
    bool minus = line.n && line.p[0] == '-', relative = minus || (line.n && line.p[0] == '+');
    if (!str_to_i64(str_from(line, relative), &n) || n < 0 || (!relative && n == 0))
        return false;
    size_t by = (size_t)n, here = view_cursor_row(v).n;
    if (!relative)
        *row = by - 1;
    else
        *row = minus ? here - MIN(here, by) : here + MIN(by, SIZE_MAX / 2);
    return true;
}

// Of the lines if they are counted, else of the bytes.
static bool percent(const View *v, Str number, size_t *off)
{
    const Snap *s = text_now(v->doc->text);
    LineCount lines = snap_line_count(s);
    long long n;
    if (!str_to_i64(number, &n) || n < 0 || n > 100)
        return false;
    if (lines.exact)
        *off = snap_row_start(s, (size_t)((double)(lines.n - 1) * (double)n / 100));
    else
        *off = snap_line_start(s, (size_t)((double)snap_size(s) * (double)n / 100), SIZE_MAX);
    return true;
}

bool goto_line_find(const View *v, Str text, LinePlace *out, Err *err)
{
    *out = (LinePlace){0};
    Str col = str_trim(text), line = STR_NULL;
    long long column = 1, n = -1;
    const Snap *s = text_now(v->doc->text);
    if (col.n && col.p[0] == '@' && str_to_i64(str_from(col, 1), &n) && n >= 0) {
        out->off = MIN((size_t)n, snap_size(s));
        return true;
    }
    if (col.n && col.p[col.n - 1] == '%' && percent(v, str_n(col.p, col.n - 1), &out->off))
        return true;
    bool has_col = memchr(col.p, ':', col.n) != NULL;
    str_split(&col, ':', &line);
    if (!row_of(v, line, &out->row) ||
        (has_col && col.n && (!str_to_i64(col, &column) || column < 1)))
        return err_set(
            err, "'" STR_FMT "' is no line; type LINE, LINE:COLUMN, +10, -10, 50%% or @OFFSET",
            STR_ARG(text));
    out->by_row = true;
    out->col = (int)MIN(column, 1000000000LL) - 1;
    return true;
}
