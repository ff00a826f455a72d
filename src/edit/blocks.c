// The lines that selections touch.
#include "edit/inner.h"

size_t edit_before_cr(const Snap *s, size_t end)
{
    char c;
    bool cr = end > 0 && end < snap_size(s) && snap_read(s, end - 1, &c, 1) == 1 && c == '\r';
    return end - cr;
}

size_t edit_content_end(const Snap *s, size_t off)
{
    return edit_before_cr(s, snap_line_end(s, off, SIZE_MAX));
}

Str edit_read(const Snap *s, size_t start, size_t end, Arena *a)
{
    char *p = arena_alloc(a, end - start + 1);
    return str_n(p, snap_read(s, start, p, end - start));
}

void edit_blocks(const Snap *s, const Selections *sel, LineBlocks *out)
{
    for (size_t i = 0; i < sel->v.n; i++) {
        const Selection *x = &sel->v.p[i];
        size_t start = snap_line_start(s, selection_start(x), SIZE_MAX), last = selection_end(x);
        if (last > start && snap_line_start(s, last, SIZE_MAX) == last)
            last--;
        size_t end = edit_content_end(s, last);
        LineBlock *before = out->n ? &vec_last(out) : NULL;
        if (before && start <= snap_next_line(s, before->end)) {
            before->end = MAX(before->end, end);
            before->n++;
        } else {
            vec_push(out, (LineBlock){start, end, i, 1});
        }
    }
}
