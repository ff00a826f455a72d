// Whole lines go.
#include "edit/edit.h"

// From where to delete to `end`: the last line of the text takes the line end before it along.
static size_t start_to_delete(const Snap *s, const LineBlock *b, size_t end)
{
    bool ended = snap_line_end(s, b->end, SIZE_MAX) < end;
    return ended || b->start == 0 ? b->start : snap_prev_cluster(s, b->start);
}

static const Selection *leader(const Selections *sel, const LineBlock *b)
{
    bool has = sel->primary >= b->first && sel->primary < b->first + b->n;
    return &sel->v.p[has ? sel->primary : b->first + b->n - 1];
}

void edit_delete_lines(const Snap *s, const Selections *sel, int tab_size, Change *c)
{
    LineBlocks blocks = {0};
    edit_blocks(s, sel, &blocks);
    VEC_EACH (LineBlock, b, &blocks) {
        const Selection *x = leader(sel, b);
        size_t line = snap_line_start(s, x->head, SIZE_MAX), end = snap_next_line(s, b->end);
        size_t start = start_to_delete(s, b, end);
        size_t next = start < b->start ? snap_line_start(s, start, SIZE_MAX) : end;
        size_t at = snap_off_of_col(s, next, snap_col(s, line, x->head, tab_size), tab_size);
        if (sel->primary >= b->first && sel->primary < b->first + b->n)
            c->after.primary = c->after.v.n;
        change_add(c, start, end, STR_NULL);
        if (at >= end) { // in the line behind, which moves up
            c->grown -= end - start;
            change_select(c, selection_at(at + c->grown));
        } else {
            change_select(c, selection_at(at + c->grown));
            c->grown -= end - start;
        }
    }
    vec_deinit(&blocks);
}
