// Lines in another order.
#include "edit/inner.h"

#include "base/map.h"

typedef Vec(Str) Lines;

// What the lines of a block hold, without their ends; at least two lines, or nothing is done.
static bool read_lines(const Snap *s, const LineBlock *b, Arena *a, Lines *out)
{
    size_t end = edit_content_end(s, b->start);
    vec_clear(out);
    if (end >= b->end)
        return false;
    for (size_t line = b->start;; line = snap_next_line(s, end)) {
        end = edit_content_end(s, line);
        vec_push(out, edit_read(s, line, end, a));
        if (end >= b->end)
            return true;
    }
}

// Put `now` where the lines of the block were: what is equal is left alone.
static void write_lines(const Snap *s, const LineBlock *b, const Lines *was, const Lines *now,
                        Change *c)
{
    size_t line = b->start;
    for (size_t i = 0; i < now->n; i++) {
        size_t end = line + was->p[i].n;
        if (!str_eq(was->p[i], now->p[i]))
            change_add(c, line, end, now->p[i]);
        line = snap_next_line(s, end);
    }
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

static int by_bytes_down(const void *a, const void *b)
{
    return by_bytes(b, a);
}

static void reorder(Lines *lines, LineOrder order)
{
    if (order != LINES_REVERSED) {
        qsort(lines->p, lines->n, sizeof *lines->p,
              order == LINES_ASCENDING ? by_bytes : by_bytes_down);
        return;
    }
    for (size_t i = 0, j = lines->n - 1; i < j; i++, j--) {
        Str swap = lines->p[i];
        lines->p[i] = lines->p[j];
        lines->p[j] = swap;
    }
}

// The blocks; with nothing selected all of the text is one.
static void blocks_or_all(const Snap *s, const Selections *sel, LineBlocks *out)
{
    if (!selections_all_empty(sel))
        edit_blocks(s, sel, out);
    else
        vec_push(out, (LineBlock){0, edit_content_end(s, snap_size(s)), 0, sel->v.n});
    LineBlock *last = &vec_last(out);
    // behind a last line feed there is no line to be sorted
    if (last->end == snap_size(s) && snap_line_start(s, last->end, SIZE_MAX) == last->end &&
        last->end > last->start)
        last->end = edit_content_end(s, last->end - 1);
}

static bool may_read(const LineBlocks *blocks, Err *err)
{
    size_t n = 0;
    VEC_EACH (const LineBlock, b, blocks)
        n += b->end - b->start;
    return n <= EDIT_LINES_MAX ||
           err_set(err, "cannot sort %zu MB of lines: %u MB is the most; select less", n >> 20,
                   (unsigned)(EDIT_LINES_MAX >> 20));
}

bool edit_order_lines(const Snap *s, const Selections *sel, LineOrder order, Change *c, Err *err)
{
    LineBlocks blocks = {0};
    Lines was = {0}, now = {0};
    Arena text = {0};
    blocks_or_all(s, sel, &blocks);
    bool ok = may_read(&blocks, err);
    for (size_t i = 0; ok && i < blocks.n; i++) {
        const LineBlock *b = &blocks.p[i];
        if (!read_lines(s, b, &text, &was))
            continue;
        vec_clear(&now);
        VEC_EACH (const Str, line, &was)
            vec_push(&now, *line);
        reorder(&now, order);
        write_lines(s, b, &was, &now, c);
    }
    if (ok)
        change_keep(c, sel);
    arena_deinit(&text);
    vec_deinit(&was);
    vec_deinit(&now);
    vec_deinit(&blocks);
    return ok;
}

// Drop the line [line, end) with one line end: its own, or for want of that the one before, which
// comes before the lines just dropped.
static void drop_line(const Snap *s, size_t line, size_t end, Change *c)
{
    size_t first = c->splices.n, start = line;
    if (end == snap_size(s)) {
        while (first > 0 && c->splices.p[first - 1].end == start)
            start = c->splices.p[--first].start;
        start = edit_content_end(s, start - 1);
        if (first < c->splices.n)
            c->splices.p[first].start = start;
        else
            line = start;
    }
    change_add(c, line, snap_next_line(s, end), STR_NULL);
}

bool edit_unique_lines(const Snap *s, const Selections *sel, Change *c, Err *err)
{
    LineBlocks blocks = {0};
    Lines lines = {0};
    Arena text = {0};
    blocks_or_all(s, sel, &blocks);
    bool ok = may_read(&blocks, err);
    for (size_t i = 0; ok && i < blocks.n; i++) {
        const LineBlock *b = &blocks.p[i];
        Map seen = {0};
        size_t line = b->start;
        bool any = read_lines(s, b, &text, &lines);
        for (size_t k = 0; any && k < lines.n; k++) {
            size_t end = line + lines.p[k].n;
            if (map_has(&seen, lines.p[k]))
                drop_line(s, line, end, c);
            map_set(&seen, lines.p[k], NULL);
            line = snap_next_line(s, end);
        }
        map_deinit(&seen);
    }
    if (ok)
        change_keep(c, sel);
    arena_deinit(&text);
    vec_deinit(&lines);
    vec_deinit(&blocks);
    return ok;
}
