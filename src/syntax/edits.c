#include "syntax/edits.h"
#include "base/mem.h"

static bool to_point(size_t off, size_t row, size_t col, TSPoint *out)
{
    bool unknown_row = row == 0 && col != off;
    if (unknown_row || off > INT32_MAX)
        return false;
    *out = (TSPoint){(uint32_t)row, (uint32_t)col};
    return true;
}

bool edit_from_text(const TextEdit *e, TSInputEdit *out)
{
    if (!to_point(e->start, e->start_row, e->start_col, &out->start_point) ||
        !to_point(e->old_end, e->old_end_row, e->old_end_col, &out->old_end_point) ||
        !to_point(e->new_end, e->new_end_row, e->new_end_col, &out->new_end_point))
        return false;
    out->start_byte = (uint32_t)e->start;
    out->old_end_byte = (uint32_t)e->old_end;
    out->new_end_byte = (uint32_t)e->new_end;
    return true;
}

/* Where `p`, at or behind `from`, comes to lie when `from` moves to `to`. */
static TSPoint move_point(TSPoint p, TSPoint from, TSPoint to)
{
    if (p.row == from.row)
        return (TSPoint){to.row, to.column + (p.column - from.column)};
    return (TSPoint){to.row + (p.row - from.row), p.column};
}

/* One edit that covers a and then b. */
static TSInputEdit join(TSInputEdit a, TSInputEdit b)
{
    TSInputEdit both = a;
    if (b.start_byte < a.start_byte) {
        both.start_byte = b.start_byte;
        both.start_point = b.start_point;
    }
    if (b.old_end_byte > a.new_end_byte) {
        both.old_end_byte = a.old_end_byte + (b.old_end_byte - a.new_end_byte);
        both.old_end_point = move_point(b.old_end_point, a.new_end_point, a.old_end_point);
        both.new_end_byte = b.new_end_byte;
        both.new_end_point = b.new_end_point;
    } else {
        both.new_end_byte = b.new_end_byte + (a.new_end_byte - b.old_end_byte);
        both.new_end_point = move_point(a.new_end_point, b.old_end_point, b.new_end_point);
    }
    return both;
}

void edits_add(Edits *edits, TSInputEdit e)
{
    if (edits->n < EDITS_MAX)
        vec_push(edits, e);
    else
        vec_last(edits) = join(vec_last(edits), e);
}

TSPoint edit_move_point(const TSInputEdit *e, TSPoint p)
{
    return move_point(p, e->old_end_point, e->new_end_point);
}

TSPoint point_from(TSPoint origin, TSPoint p)
{
    return move_point(p, origin, (TSPoint){0, 0});
}

TSPoint point_join(TSPoint origin, TSPoint p)
{
    return move_point(p, (TSPoint){0, 0}, origin);
}

TSInputEdit edit_from(const TSInputEdit *e, uint32_t start, TSPoint origin)
{
    return (TSInputEdit){
        .start_byte = e->start_byte - start,
        .old_end_byte = e->old_end_byte - start,
        .new_end_byte = e->new_end_byte - start,
        .start_point = point_from(origin, e->start_point),
        .old_end_point = point_from(origin, e->old_end_point),
        .new_end_point = point_from(origin, e->new_end_point),
    };
}
