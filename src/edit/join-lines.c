// Lines put together, opened and cut.
#include "edit/inner.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

// The first byte in [start, end) that is no blank; end if all are.
static size_t skip_blanks(const Snap *s, size_t start, size_t end)
{
    char c;
    while (start < end && snap_read(s, start, &c, 1) == 1 && is_blank(c))
        start++;
    return start;
}

static size_t skip_blanks_back(const Snap *s, size_t start, size_t end)
{
    char c;
    while (end > start && snap_read(s, end - 1, &c, 1) == 1 && is_blank(c))
        end--;
    return end;
}

// The line that ends (without its line end) at `end` gets the next one behind a blank; returns
// where that one's text ends.
static size_t join_next(const Snap *s, size_t end, Change *c)
{
    size_t line = snap_line_start(s, end, SIZE_MAX), next = snap_next_line(s, end);
    size_t next_end = edit_content_end(s, next), cut = skip_blanks_back(s, line, end);
    size_t text = skip_blanks(s, next, next_end);
    bool blank = cut > line && text < next_end;
    change_add(c, cut == line ? end : cut, text, blank ? STR(" ") : STR_NULL);
    return next_end;
}

static void join_block(const Snap *s, LineBlock *b, Change *c)
{
    size_t end = edit_content_end(s, b->start);
    if (end == b->end) // one line: the next one comes to it
        b->end = end < snap_size(s) ? edit_content_end(s, snap_next_line(s, end)) : end;
    while (end < b->end)
        end = join_next(s, end, c);
}

void edit_join_lines(const Snap *s, const Selections *sel, Change *c)
{
    LineBlocks blocks = {0};
    edit_blocks(s, sel, &blocks);
    size_t done = 0;
    VEC_EACH (LineBlock, b, &blocks)
        if (b->start >= done) {
            join_block(s, b, c);
            done = b->end;
        }
    change_keep(c, sel);
    vec_deinit(&blocks);
}

void edit_trim_lines(const Snap *s, const Selections *sel, Change *c)
{
    LineBlocks blocks = {0};
    edit_blocks(s, sel, &blocks);
    VEC_EACH (const LineBlock, b, &blocks)
        for (size_t line = b->start; line <= b->end;) {
            size_t end = edit_content_end(s, line), cut = skip_blanks_back(s, line, end);
            if (cut < end)
                change_add(c, cut, end, STR_NULL);
            if (end >= b->end)
                break;
            line = snap_next_line(s, end);
        }
    change_keep(c, sel);
    vec_deinit(&blocks);
}

// The text between the clusters on both sides of `off`; at the end of a line its last two.
static void transpose_at(const Snap *s, size_t off, Change *c)
{
    size_t line = snap_line_start(s, off, SIZE_MAX), end = edit_content_end(s, line);
    size_t middle = off < end ? off : off > line ? snap_prev_cluster(s, off) : off;
    if (middle <= line || middle >= end)
        return;
    size_t start = snap_prev_cluster(s, middle), stop = snap_next_cluster(s, middle);
    AUTO(buf) Buf swapped = BUF_INIT;
    snap_add_to(s, middle, stop, &swapped);
    snap_add_to(s, start, middle, &swapped);
    if (c->splices.n && vec_last(&c->splices).end > start)
        return; // next to a cursor that took it already
    change_add(c, start, stop, buf_str(&swapped));
}

void edit_transpose(const Snap *s, const Selections *sel, Change *c)
{
    VEC_EACH (const Selection, x, &sel->v)
        if (selection_is_empty(x))
            transpose_at(s, x->head, c);
    size_t i = 0; // the first splice that ends behind the cursor; both are sorted
    VEC_EACH (const Selection, x, &sel->v) {
        Selection after = *x;
        while (i < c->splices.n && c->splices.p[i].end <= selection_start(x))
            i++;
        if (i < c->splices.n && selection_is_empty(x) && c->splices.p[i].start < x->head)
            after = selection_at(c->splices.p[i].end); // as large as it was
        change_select(c, after);
    }
    c->after.primary = sel->primary;
}
