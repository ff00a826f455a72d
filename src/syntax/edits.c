#include "syntax/edits.h"
#include "base/mem.h"
#include "syntax/language.h"

static bool to_point(size_t off, size_t row, size_t col, TSPoint *out)
{
    bool unknown_row = row == 0 && col != off;
    if (unknown_row || off > INT32_MAX)
        return false;
    *out = (TSPoint){(uint32_t)row, (uint32_t)col};
    return true;
}

/* A word goes on with word bytes; what ends in a blank is a comment or a string. */
static bool joins(const TextEdit *e, const Snap *now)
{
    char at[2];
    if (e->start == 0 || e->start == e->new_end ||
        snap_read(now, e->start - 1, at, sizeof at) != sizeof at || at[1] == '\n')
        return false;
    return at[0] == ' ' || (is_word_byte(at[0]) && is_word_byte(at[1]));
}

bool edit_from_text(const TextEdit *e, const Snap *now, Edit *out)
{
    TSInputEdit *ts = &out->ts;
    if (!to_point(e->start, e->start_row, e->start_col, &ts->start_point) ||
        !to_point(e->old_end, e->old_end_row, e->old_end_col, &ts->old_end_point) ||
        !to_point(e->new_end, e->new_end_row, e->new_end_col, &ts->new_end_point))
        return false;
    ts->start_byte = (uint32_t)e->start;
    ts->old_end_byte = (uint32_t)e->old_end;
    ts->new_end_byte = (uint32_t)e->new_end;
    out->joins = joins(e, now);
    return true;
}

bool edit_from_part(const TextEdit *e, const Snap *now, size_t *origin, Edit *out)
{
    *out = (Edit){0};
    if (e->old_end <= *origin && e->start < *origin) {
        *origin += e->new_end - e->old_end;
        return true;
    }
    if (e->start < *origin)
        return false;
    if (e->old_end - *origin > INT32_MAX || e->new_end - *origin > INT32_MAX)
        return e->start - *origin > INT32_MAX;
    out->ts.start_byte = (uint32_t)(e->start - *origin);
    out->ts.old_end_byte = (uint32_t)(e->old_end - *origin);
    out->ts.new_end_byte = (uint32_t)(e->new_end - *origin);
    out->joins = joins(e, now);
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

void edits_add(Edits *edits, Edit e)
{
    if (edits->n < EDITS_MAX)
        vec_push(edits, e);
    else
        vec_last(edits) = (Edit){.ts = join(vec_last(edits).ts, e.ts)};
}

static size_t map(const Edit *e, size_t off, bool is_end)
{
    size_t start = e->ts.start_byte, old_end = e->ts.old_end_byte, new_end = e->ts.new_end_byte;
    if (off < start)
        return off;
    if (off > old_end || (off == old_end && old_end > start))
        return off - old_end + new_end;
    bool stays = is_end && !(off == old_end && e->joins);
    return stays ? start : new_end;
}

size_t edits_map_start(const Edits *edits, size_t off)
{
    VEC_EACH (const Edit, e, edits)
        off = map(e, off, false);
    return off;
}

size_t edits_map_end(const Edits *edits, size_t off)
{
    VEC_EACH (const Edit, e, edits)
        off = map(e, off, true);
    return off;
}

static size_t unmap(const Edits *edits, size_t off, bool is_end)
{
    for (size_t i = edits->n; i-- > 0;) {
        const TSInputEdit *e = &edits->p[i].ts;
        if (off >= e->new_end_byte)
            off = off - e->new_end_byte + e->old_end_byte;
        else if (off > e->start_byte)
            off = is_end ? e->old_end_byte : e->start_byte;
    }
    return off;
}

size_t edits_unmap_start(const Edits *edits, size_t off)
{
    return unmap(edits, off, false);
}

size_t edits_unmap_end(const Edits *edits, size_t off)
{
    return unmap(edits, off, true);
}

TSPoint edit_move_point(const TSInputEdit *e, TSPoint p)
{
    return move_point(p, e->old_end_point, e->new_end_point);
}

TSPoint point_from(TSPoint origin, TSPoint p)
{
    return move_point(p, origin, (TSPoint){0, 0});
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
