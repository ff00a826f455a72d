#include "tty/surface.h"
#include "base/bug.h"
#include "base/mem.h"
#include "base/width.h"

enum { POOL_FIRST_MAX = 4096 };

static const Cell blank = {.text = " ", .width = 1};

Surface *surface_new(int rows, int cols)
{
    Surface *s = NEW(Surface);
    s->ambiguous = 1;
    surface_resize(s, rows, cols);
    return s;
}

void surface_free(Surface *s)
{
    if (!s)
        return;
    free(s->cells);
    buf_deinit(&s->pool);
    free(s);
}

static void pool_clear(Surface *s)
{
    buf_clear(&s->pool);
    s->pool_max = POOL_FIRST_MAX;
}

void surface_resize(Surface *s, int rows, int cols)
{
    BUG_ON(rows < 0 || cols < 0);
    if (rows != s->rows || cols != s->cols || !s->cells) {
        free(s->cells);
        s->cells = NEW_ARRAY(Cell, (size_t)rows * (size_t)cols);
        s->rows = rows;
        s->cols = cols;
    }
    surface_fill(s, 0, 0, rows, cols, (Style){0});
}

void surface_set_ambiguous(Surface *s, int width)
{
    BUG_ON(width != 1 && width != 2);
    s->ambiguous = width;
}

int surface_rows(const Surface *s)
{
    return s->rows;
}

int surface_cols(const Surface *s)
{
    return s->cols;
}

/* Before [col, col + ncols) is written: a wide cluster that reaches over an edge becomes blanks. */
static void cut_wide(Surface *s, int row, int col, int ncols)
{
    int end = col + ncols;
    if (surface_at(s, row, col)->width == 0)
        for (int c = col - 1; c >= 0; c--) {
            Cell *cell = surface_at(s, row, c);
            bool first = cell->width != 0;
            memcpy(cell->text, blank.text, sizeof cell->text);
            cell->width = 1;
            if (first)
                break;
        }
    for (int c = end; c < s->cols && surface_at(s, row, c)->width == 0; c++) {
        Cell *cell = surface_at(s, row, c);
        memcpy(cell->text, blank.text, sizeof cell->text);
        cell->width = 1;
    }
}

void surface_fill(Surface *s, int row, int col, int nrows, int ncols, Style style)
{
    int end = MIN((int64_t)col + ncols, (int64_t)s->cols);
    int bottom = MIN((int64_t)row + nrows, (int64_t)s->rows);
    row = MAX(row, 0);
    col = MAX(col, 0);
    if (row >= bottom || col >= end)
        return;
    if (row == 0 && col == 0 && bottom == s->rows && end == s->cols)
        pool_clear(s);
    Cell fill = blank;
    fill.style = style;
    size_t nbytes = (size_t)(end - col) * sizeof fill;
    for (int r = row; r < bottom; r++) {
        cut_wide(s, r, col, end - col);
        Cell *c = surface_at(s, r, col);
        for (int i = 0; r == row && i < end - col; i++)
            c[i] = fill;
        if (r > row)
            memcpy(c, surface_at(s, row, col), nbytes);
    }
}

static size_t pool_offset(const Cell *c)
{
    uint32_t off;
    memcpy(&off, c->text + 1, sizeof off);
    return off;
}

static void pool_put(Surface *s, Cell *c, Str text)
{
    if (s->pool.n == 0)
        buf_add_byte(&s->pool, '\0');
    uint32_t off = (uint32_t)s->pool.n;
    c->text[0] = (char)CELL_POOLED;
    memcpy(c->text + 1, &off, sizeof off);
    buf_add(&s->pool, text);
    buf_add_byte(&s->pool, '\0');
}

static bool is_pooled(const Cell *c)
{
    return (unsigned char)c->text[0] == CELL_POOLED;
}

static void pool_collect(Surface *s)
{
    Buf old = s->pool;
    s->pool = (Buf)BUF_INIT;
    size_t n = (size_t)s->rows * (size_t)s->cols;
    for (Cell *c = s->cells; c < s->cells + n; c++)
        if (is_pooled(c))
            pool_put(s, c, str_c(old.p + pool_offset(c)));
    buf_deinit(&old);
    s->pool_max = MAX(2 * s->pool.n, (size_t)POOL_FIRST_MAX);
}

/* Write one cluster of `width` cells that is known to fit. */
static void write_cluster(Surface *s, int row, int col, Str text, int width, Style style)
{
    cut_wide(s, row, col, width);
    Cell cell = {.style = style, .width = (uint8_t)width};
    if (text.n <= sizeof cell.text)
        memcpy(cell.text, text.p, text.n);
    else
        pool_put(s, &cell, text);
    *surface_at(s, row, col) = cell;
    Cell rest = {.style = style};
    for (int i = 1; i < width; i++)
        *surface_at(s, row, col + i) = rest;
    if (s->pool.n > s->pool_max)
        pool_collect(s);
}

// A joiner with nothing to join: a terminal may join the next cell to this one, and move the row.
static Str without_joiner(Str cluster)
{
    const Str zwj = STR("\xE2\x80\x8D");
    while (cluster.n > zwj.n && str_ends(cluster, zwj))
        cluster.n -= zwj.n;
    return cluster;
}

void surface_put_cell(Surface *s, int row, int col, Str cluster, int width, Style style)
{
    cluster = without_joiner(cluster);
    if (row < 0 || row >= s->rows || col >= s->cols || col + width <= 0)
        return;
    BUG_ON(width < 1 || width > UINT8_MAX || cluster.n == 0);
    if ((unsigned char)cluster.p[0] >= 0xf8 || cluster.p[0] == '\0')
        cluster = STR("\xEF\xBF\xBD"); // no text begins so, and the pool's mark must not
    if (col < 0 || col + width > s->cols)
        surface_fill(s, row, col, 1, width, style);
    else
        write_cluster(s, row, col, cluster, width, style);
}

/* Pictures are ASCII, or U+FFFD of one cell. */
static void put_picture(Surface *s, int row, int col, Str picture, Style style)
{
    if (picture.p[0] & 0x80)
        surface_put_cell(s, row, col, picture, 1, style);
    else
        for (size_t i = 0; i < picture.n; i++)
            surface_put_cell(s, row, col + (int)i, str_n(picture.p + i, 1), 1, style);
}

/* Most text: printable ASCII that nothing after it can join. */
static bool is_plain(Str text)
{
    return text.p[0] >= 0x20 && text.p[0] < 0x7f && (text.n == 1 || !(text.p[1] & 0x80));
}

/* Draw the first cluster of *text if it fits in `room` columns and cut it off; its columns or 0. */
static int put_first(Surface *s, int row, int col, int room, Str *text, Style style)
{
    char picture[WIDTH_PICTURE_MAX];
    int cells;
    size_t n = width_cluster(*text, s->ambiguous, &cells);
    Str cluster = str_upto(*text, n);
    if (cells > room)
        return 0;
    size_t npicture = width_picture(cluster, picture);
    if (npicture)
        put_picture(s, row, col, str_n(picture, npicture), style);
    else
        surface_put_cell(s, row, col, cluster, cells, style);
    *text = str_from(*text, n);
    return cells;
}

int surface_put(Surface *s, int row, int col, int ncols, Str text, Style style)
{
    int used = 0;
    if (row < 0 || row >= s->rows)
        return 0;
    ncols = MIN(ncols, s->cols - col);
    while (text.n > 0 && used < ncols) {
        if (is_plain(text)) {
            surface_put_cell(s, row, col + used++, str_upto(text, 1), 1, style);
            text = str_from(text, 1);
            continue;
        }
        int cells = put_first(s, row, col + used, ncols - used, &text, style);
        if (cells == 0)
            surface_fill(s, row, col + used, 1, ncols - used, style);
        used = cells ? used + cells : ncols;
    }
    return used;
}

void surface_restyle(Surface *s, int row, int col, int ncols, Style over)
{
    int end = MIN((int64_t)col + ncols, (int64_t)s->cols);
    col = MAX(col, 0);
    if (row < 0 || row >= s->rows)
        return;
    while (col < end && surface_at(s, row, col)->width == 0)
        col++; // the rest of a cluster whose first cell is outside
    while (col < s->cols && (col < end || surface_at(s, row, col)->width == 0)) {
        Style *style = &surface_at(s, row, col++)->style;
        style->fg = over.fg ? over.fg : style->fg;
        style->bg = over.bg ? over.bg : style->bg;
        style->attrs |= over.attrs;
    }
}

const Cell *surface_cell(const Surface *s, int row, int col)
{
    BUG_ON(row < 0 || row >= s->rows || col < 0 || col >= s->cols);
    return surface_at(s, row, col);
}

Str surface_cell_text(const Surface *s, const Cell *c)
{
    if (is_pooled(c))
        return str_c(s->pool.p + pool_offset(c));
    return str_n(c->text, strnlen(c->text, sizeof c->text));
}

Str surface_text(const Surface *s, int row, int col)
{
    return surface_cell_text(s, surface_cell(s, row, col));
}

bool surface_cell_eq(const Surface *a, const Cell *x, const Surface *b, const Cell *y)
{
    if (x->width != y->width || x->style.fg != y->style.fg || x->style.bg != y->style.bg ||
        x->style.attrs != y->style.attrs)
        return false;
    if (is_pooled(x) && is_pooled(y))
        return str_eq(surface_cell_text(a, x), surface_cell_text(b, y));
    return memcmp(x->text, y->text, sizeof x->text) == 0;
}

void surface_show(Surface *to, const Surface *from)
{
    BUG_ON(from->rows > to->rows || from->cols > to->cols);
    surface_fill(to, 0, 0, to->rows, to->cols, (Style){0});
    buf_add(&to->pool, buf_str(&from->pool));
    to->pool_max = MAX(to->pool_max, 2 * to->pool.n);
    for (int row = 0; from->cols > 0 && row < from->rows; row++)
        memcpy(surface_at(to, row, 0), surface_at(from, row, 0),
               (size_t)from->cols * sizeof *from->cells);
}

void surface_copy_rows(Surface *to, const Surface *from, int row, int end)
{
    BUG_ON(to->rows != from->rows || to->cols != from->cols);
    if (to->pool.n || from->pool.n) { // the offsets of other rows change too
        row = 0;
        end = from->rows;
        buf_clear(&to->pool);
        buf_add(&to->pool, buf_str(&from->pool));
    }
    if (row < end && from->cols > 0)
        memcpy(surface_at(to, row, 0), surface_at(from, row, 0),
               (size_t)(end - row) * (size_t)from->cols * sizeof *from->cells);
}
