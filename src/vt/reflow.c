// A new size for a screen with scrollback.  Another height takes rows from the scrollback or gives
// them to it; another width lays all lines out anew.
#include "vt/grid.h"

#include "base/bug.h"
#include "base/mem.h"
#include "base/vec.h"

static const Cell plain;

/* Rows down to the cursor or the last that shows something. */
static int rows_in_use(const Grid *g, int cursor_row)
{
    int n = g->nrows;
    while (n > cursor_row + 1 && g->rows[n - 1]->used == 0)
        n--;
    return n;
}

// Height
// -------------------------------------------------------------------------------------------

static void shrink(Grid *g, History *h, int rows, int *row)
{
    int over = MAX(rows_in_use(g, *row) - rows, 0);
    int up =
        MIN(over, *row); // the cursor stays on the screen, if need be at the cost of rows below
    if (up > 0)
        vt_grid_scroll(g, 0, g->nrows, up, &plain, h);
    *row -= up;
    vt_grid_crop(g, rows, g->cols);
}

static void grow(Grid *g, History *h, int rows, int *row)
{
    int more = rows - g->nrows;
    // Only a full screen has slid down from the scrollback.
    int back = rows_in_use(g, *row) == g->nrows ? (int)MIN((size_t)more, h->n) : 0;
    vt_grid_crop(g, rows, g->cols);
    if (back > 0)
        vt_grid_scroll(g, 0, rows, -back, &plain, NULL);
    *row += back;
    while (back-- > 0) {
        Line from = vt_history_take(h);
        vt_line_cut(&from, g->cols);
        vt_line_append(g->rows[back], &from, 0, from.used);
        g->rows[back]->wraps = from.wraps;
        g->rows[back]->marks = from.marks;
        vt_line_deinit(&from);
    }
}

// Width
// --------------------------------------------------------------------------------------------

/* Lines on their way into rows of another width. */
typedef struct {
    int cols;
    History out;    // rows that can only go there
    Vec(Line) rows; // owned; what comes after those
    bool open;      // the last of them can still be filled
    int row, col;   // the cursor, as an index into rows
} Flow;

static Line *open_row(Flow *f)
{
    if (!f->open) {
        vec_push(&f->rows, (Line){0});
        vt_line_reserve(&vec_last(&f->rows), f->cols);
        f->open = true;
    }
    return &vec_last(&f->rows);
}

static void break_row(Flow *f)
{
    open_row(f)->wraps = true;
    f->open = false;
}

/* Columns of src that belong to its line.  A row that wraps is full, but for the column that stays
 * free where a wide cluster did not fit. */
static int extent(const Line *src, const Line *next, int cols)
{
    if (!src->wraps || !next)
        return src->used;
    bool pad = src->used < cols && next->used > 0 && next->cells[0].half == HALF_LEFT;
    return pad ? cols - 1 : cols;
}

/* How many of the columns [at, end) of src fit into `room`, with no wide cluster cut in two. */
static int fitting(const Line *src, int at, int end, int room)
{
    int stop = MIN(end, at + room);
    if (stop < end && stop < src->used && src->cells[stop].half == HALF_RIGHT)
        stop--;
    return stop - at;
}

/* Columns [at, at + n) of src, all it has if `last`, became the cells of r from col on: bring the
 * marks that stand there along. */
static void flow_marks(Line *r, int col, const Line *src, int at, int n, bool last)
{
    const VtMarks *m = &src->marks;
    int prompt = m->prompt_col - at, output = m->output_col - at;
    if (m->bits & VT_MARK_PROMPT && prompt >= 0 && (prompt < n || last)) {
        r->marks.bits |= m->bits & (VT_MARK_PROMPT | VT_MARK_DONE);
        r->marks.exit = m->exit;
        r->marks.prompt_col = (uint16_t)(col + prompt);
    }
    if (m->bits & VT_MARK_OUTPUT && output >= 0 && (output < n || last)) {
        r->marks.bits |= VT_MARK_OUTPUT;
        r->marks.output_col = (uint16_t)(col + output);
    }
}

/* Add a row of the old width; cursor is the cursor's column in it, or -1. */
static void flow_row(Flow *f, const Line *src, const Line *next, int old_cols, int cursor)
{
    int end = extent(src, next, old_cols);
    int at = 0;
    if (cursor >= 0) {
        open_row(f);
        f->row = (int)f->rows.n - 1;
        f->col = 0;
    }
    do {
        Line *r = open_row(f);
        int n = fitting(src, at, end, f->cols - r->used);
        if (cursor >= at && (cursor < at + n || at + n == end)) {
            f->row = (int)f->rows.n - 1;
            f->col = MIN(r->used + cursor - at, f->cols - 1);
        }
        if (src->marks.bits)
            flow_marks(r, r->used, src, at, n, at + n >= end);
        vt_line_append(r, src, at, at + n);
        if (n == 0 && r->used == 0 && at < end)
            at += 2; // a wide cluster, and a single column: it is lost
        else if (at + n < end)
            break_row(f);
        at += n;
    } while (at < end);
    if (!src->wraps || !next)
        f->open = false;
    else if (f->open && vec_last(&f->rows).used == f->cols)
        break_row(f);
}

/* Hand the first n rows on. */
static void flush_rows(Flow *f, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        vt_history_push(&f->out, &f->rows.p[i]);
        vt_line_deinit(&f->rows.p[i]);
    }
    vec_remove(&f->rows, 0, n);
    f->row -= (int)n;
}

static void flow_history(Flow *f, const Grid *g, const History *h, size_t screen)
{
    for (size_t i = h->n; i >= 1; i--) {
        const Line *next = i > 1 ? vt_history_get(h, i - 1) : g->rows[0];
        flow_row(f, vt_history_get(h, i), next, g->cols, -1);
        if (f->rows.n > 2 * screen + 64)
            flush_rows(f, f->rows.n - screen - 1);
    }
}

/* Which of the rows becomes the first of the screen. */
static size_t first_on_screen(const Flow *f, size_t screen, size_t old_first, bool was_full)
{
    size_t first = f->rows.n > screen ? f->rows.n - screen : 0;
    if (!was_full)
        first = MAX(first, old_first); // rows left the screen only when it was full
    return MIN(first, (size_t)f->row);
}

static void place(Flow *f, Grid *g, int rows)
{
    vt_grid_deinit(g);
    vt_grid_init(g, rows, f->cols);
    for (size_t i = 0; i < f->rows.n; i++) {
        Line *r = &f->rows.p[i];
        if (i < (size_t)rows) {
            vt_line_append(g->rows[i], r, 0, r->used);
            g->rows[i]->wraps = r->wraps;
            g->rows[i]->marks = r->marks;
        }
        vt_line_deinit(r);
    }
    vec_deinit(&f->rows);
}

static void change_width(Grid *g, History *h, int rows, int cols, int *row, int *col)
{
    Flow f = {.cols = cols, .out = {.cap = h->cap, .pushed = h->pushed - h->n}};
    int used = rows_in_use(g, *row);
    flow_history(&f, g, h, (size_t)rows);
    size_t kept = f.rows.n;
    size_t old_first = f.open ? kept - 1 : kept;
    for (int i = 0; i < used; i++) {
        const Line *next = i + 1 < used ? g->rows[i + 1] : NULL;
        flow_row(&f, g->rows[i], next, g->cols, i == *row ? *col : -1);
    }
    flush_rows(&f, first_on_screen(&f, (size_t)rows, old_first, used == g->nrows));
    place(&f, g, rows);
    vt_history_deinit(h);
    *h = f.out;
    *row = f.row;
    *col = f.col;
}

void vt_grid_reflow(Grid *g, History *h, int rows, int cols, int *row, int *col)
{
    BUG_ON(*row < 0 || *row >= g->nrows || *col < 0);
    if (cols != g->cols)
        change_width(g, h, rows, cols, row, col);
    else if (rows < g->nrows)
        shrink(g, h, rows, row);
    else if (rows > g->nrows)
        grow(g, h, rows, row);
}
