// Lines that change places with their neighbours, or are doubled.  What lines hold moves, their
// ends stay where they are: so the last line may lack one, and mixed ends stay mixed.
#include "edit/inner.h"

// Selections of a block go along by `delta` bytes (modulo SIZE_MAX + 1), within the text.
static void select_moved(Change *c, const Snap *s, const Selections *sel, const LineBlock *b,
                         size_t delta)
{
    for (size_t i = b->first; i < b->first + b->n; i++) {
        Selection x = sel->v.p[i];
        x.anchor = MIN(x.anchor + delta, snap_size(s));
        x.head = MIN(x.head + delta, snap_size(s));
        change_select(c, x);
    }
}

static size_t move_up(const Snap *s, const LineBlock *b, Change *c)
{
    if (b->start == 0)
        return 0;
    size_t line = snap_line_start(s, b->start - 1, SIZE_MAX), end = edit_content_end(s, line);
    AUTO(buf) Buf moved = BUF_INIT;
    snap_add_to(s, end, b->start, &moved); // the line's end, then what it holds
    snap_add_to(s, line, end, &moved);
    change_add(c, line, b->start, STR_NULL);
    change_add(c, b->end, b->end, buf_str(&moved));
    return line - b->start;
}

static size_t move_down(const Snap *s, const LineBlock *b, Change *c)
{
    if (b->end == snap_size(s))
        return 0;
    size_t line = snap_next_line(s, b->end), end = edit_content_end(s, line);
    AUTO(buf) Buf moved = BUF_INIT;
    snap_add_to(s, line, end, &moved);
    snap_add_to(s, b->end, line, &moved);
    change_add(c, b->start, b->start, buf_str(&moved));
    change_add(c, b->end, end, STR_NULL);
    return moved.n;
}

void edit_move_lines(const Snap *s, const Selections *sel, bool down, Change *c)
{
    LineBlocks blocks = {0};
    edit_blocks(s, sel, &blocks);
    VEC_EACH (const LineBlock, b, &blocks) {
        size_t delta = down ? move_down(s, b, c) : move_up(s, b, c);
        select_moved(c, s, sel, b, delta);
    }
    c->after.primary = sel->primary;
    vec_deinit(&blocks);
}

void edit_copy_lines(const Snap *s, const Selections *sel, bool down, Str eol, Change *c)
{
    LineBlocks blocks = {0};
    size_t grown = 0;
    edit_blocks(s, sel, &blocks);
    VEC_EACH (const LineBlock, b, &blocks) {
        AUTO(buf) Buf copy = BUF_INIT;
        buf_add(&copy, eol);
        snap_add_to(s, b->start, b->end, &copy);
        change_add(c, b->end, b->end, buf_str(&copy));
        for (size_t i = b->first; i < b->first + b->n; i++) {
            Selection x = sel->v.p[i];
            x.anchor += grown + (down ? copy.n : 0);
            x.head += grown + (down ? copy.n : 0);
            change_select(c, x);
        }
        grown += copy.n;
    }
    c->after.primary = sel->primary;
    vec_deinit(&blocks);
}
