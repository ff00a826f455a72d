#include "workspace/view-rows.h"
#include "edit/edit.h"
#include "workspace/row-break.h"

static size_t line_end(const RowLayout *l, size_t off)
{
    return snap_line_end(l->s, off, SIZE_MAX);
}

// Rows of a long line ---------------------------------------------------------------------------

static int col_of(const RowLayout *l, size_t line, size_t off)
{
    return snap_col(l->s, line, off, l->tab_size);
}

// The row that begins at column k * width: with the first character that starts there or later.
static Row long_row(const RowLayout *l, size_t line, int k)
{
    int edge = k * l->width;
    Row r = {.line = line, .start = line, .wrapped = k > 0};
    if (k > 0) {
        r.start = snap_off_of_col(l->s, line, edge, l->tab_size);
        if ((r.col = col_of(l, line, r.start)) < edge) {
            r.start = snap_next_cluster(l->s, r.start);
            r.col = col_of(l, line, r.start);
        }
    }
    r.indent = r.col - edge;
    row_break_hard(l, &r);
    return r;
}

static Row long_row_at(const RowLayout *l, size_t line, size_t off)
{
    size_t text = edit_content_end(l->s, off);
    if (off >= text && text > line)
        off = snap_prev_cluster(l->s, text); // the end belongs to the last character's row
    return long_row(l, line, col_of(l, line, off) / l->width);
}

static Row next_long_row(const RowLayout *l, const Row *r)
{
    int edge = r->col - r->indent + l->width;
    Row next = {.line = r->line, .start = r->end, .wrapped = true};
    next.col = r->col + row_break_cells(l, r, r->end);
    next.indent = next.col - edge;
    row_break_hard(l, &next);
    return next;
}

// Rows of any line ------------------------------------------------------------------------------

static bool is_long(const RowLayout *l, size_t line)
{
    return snap_line_end(l->s, line, ROWS_LONG) - line >= ROWS_LONG;
}

static Row whole_line(const RowLayout *l, size_t line)
{
    return (Row){.line = line, .start = line, .end = line_end(l, line), .last = true};
}

static Row first_row(const RowLayout *l, size_t line)
{
    if (l->width <= 0)
        return whole_line(l, line);
    return is_long(l, line) ? long_row(l, line, 0) : row_break_first(l, line);
}

// The row below in the same line.
static Row next_in_line(const RowLayout *l, const Row *r)
{
    return is_long(l, r->line) ? next_long_row(l, r) : row_break_next(l, r);
}

Row row_at(const RowLayout *l, size_t off)
{
    Fold hidden;
    if (folds_hiding(l->folds, off, &hidden))
        off = hidden.start;
    size_t line = snap_line_start(l->s, off, SIZE_MAX);
    if (l->width <= 0)
        return whole_line(l, line);
    if (is_long(l, line))
        return long_row_at(l, line, off);
    Row r = row_break_first(l, line);
    while (!r.last && off >= r.end)
        r = row_break_next(l, &r);
    return r;
}

bool row_fold(const RowLayout *l, const Row *r, Fold *out)
{
    return r->last && folds_at(l->folds, r->end, out);
}

// The end of the line, or of what the row hides.
static size_t end_of(const RowLayout *l, const Row *r)
{
    Fold hidden;
    return row_fold(l, r, &hidden) ? hidden.end : r->end;
}

static bool is_newline(const RowLayout *l, size_t off)
{
    char c;
    return snap_read(l->s, off, &c, 1) == 1 && c == '\n';
}

// Where a long line that was not counted yet ends nobody knows: what seems to be its end is not.
static bool is_open(const RowLayout *l, const Row *r, size_t end)
{
    return end - r->line >= ROWS_LONG && end < snap_size(l->s) && !is_newline(l, end);
}

bool row_is_open(const RowLayout *l, const Row *r)
{
    return r->last && is_open(l, r, end_of(l, r));
}

const Problem *row_problem(const RowLayout *l, const Row *r)
{
    if (!l->wrong || !r->last || is_open(l, r, r->end))
        return NULL;
    bool here = false;
    for (int i = 0; i < TOLD; i++)
        here |= l->told[i] >= r->line && l->told[i] <= r->end;
    return problem_within(l->wrong, r->line, r->end, here ? SEVERITY_HINT : SEVERITY_ERROR);
}

bool row_next(const RowLayout *l, Row *r)
{
    if (!r->last) {
        *r = next_in_line(l, r);
        return true;
    }
    if (!r->note && row_problem(l, r))
        return r->note = true;
    size_t end = end_of(l, r);
    if (end >= snap_size(l->s) || is_open(l, r, end))
        return false;
    *r = first_row(l, end + 1);
    return true;
}

// The row above r in the same line.
static Row prev_in_line(const RowLayout *l, const Row *r)
{
    if (is_long(l, r->line))
        return long_row(l, r->line, (r->col - r->indent) / l->width - 1);
    Row at = row_break_first(l, r->line);
    while (!at.last && at.end < r->start)
        at = row_break_next(l, &at);
    return at;
}

bool row_prev(const RowLayout *l, Row *r)
{
    if (r->note) {
        r->note = false;
    } else if (r->wrapped) {
        *r = prev_in_line(l, r);
    } else if (r->line > 0 && is_newline(l, r->line - 1)) { // else the start is not known yet
        *r = row_at(l, r->line - 1);
        r->note = row_problem(l, r);
    } else {
        return false;
    }
    return true;
}

void row_leave_note(const RowLayout *l, Row *r)
{
    if (r->note && !row_next(l, r))
        r->note = false;
}

int row_step(const RowLayout *l, Row *r, int n)
{
    int done = 0;
    while (done < n && row_next(l, r))
        done++;
    for (; done > n && row_prev(l, r); done--)
        ;
    return done < 0 ? -done : done;
}

int row_distance(const RowLayout *l, Row from, size_t to, int max)
{
    int n = 0;
    Row at = row_at(l, to);
    while (n < max && from.start < at.start && row_next(l, &from))
        n++;
    return n;
}

int row_cell(const RowLayout *l, const Row *r, size_t off)
{
    if (l->width > 0)
        return r->indent + row_break_cells(l, r, off);
    return col_of(l, r->line, off);
}

size_t row_last_off(const RowLayout *l, const Row *r)
{
    if (r->last)
        return MAX(edit_before_cr(l->s, r->end), r->start);
    return MAX(snap_prev_cluster(l->s, r->end), r->start);
}

size_t row_off(const RowLayout *l, const Row *r, int cell)
{
    size_t off = l->width > 0 ? row_break_off(l, r, MAX(cell - r->indent, 0))
                              : snap_off_of_col(l->s, r->line, MAX(cell, 0), l->tab_size);
    return MIN(off, row_last_off(l, r));
}
