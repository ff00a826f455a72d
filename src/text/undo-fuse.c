// Runs of typing and of deleting one by one: two edits, the second where the first ended, as one.
#include "text/text-inner.h"

enum {
    TYPED_MAX = 32, // bytes; more in one edit was not typed
};

static bool is_insert(const TextEdit *e)
{
    return e->start == e->old_end;
}

static bool is_delete(const TextEdit *e)
{
    return e->start == e->new_end;
}

bool text_edit_is_small(const TextEdit *e)
{
    return e->new_end - e->start <= TYPED_MAX;
}

// Typing on behind what came in last.
static bool is_typed_on(const TextEdit *last, const TextEdit *e)
{
    return is_insert(e) && !is_delete(last) && e->start == last->new_end;
}

static bool is_backspace(const TextEdit *last, const TextEdit *e)
{
    return is_delete(e) && is_delete(last) && e->old_end == last->start;
}

static bool is_deleted_on(const TextEdit *last, const TextEdit *e)
{
    return is_delete(e) && is_delete(last) && e->start == last->start;
}

bool text_edit_goes_on(const TextEdit *last, const TextEdit *e)
{
    return is_typed_on(last, e) || is_backspace(last, e) || is_deleted_on(last, e);
}

static void fuse_typed(TextEdit *l, const TextEdit *e)
{
    l->new_end = e->new_end;
    l->new_end_row = e->new_end_row;
    l->new_end_col = e->new_end_col;
}

static void fuse_backspace(TextEdit *l, const TextEdit *e)
{
    l->start = l->new_end = e->start;
    l->start_row = l->new_end_row = e->start_row;
    l->start_col = l->new_end_col = e->start_col;
}

static void fuse_delete(TextEdit *l, const TextEdit *e)
{
    bool is_in_row = e->old_end_row == e->start_row;
    l->old_end += e->old_end - e->start;
    l->old_end_row += e->old_end_row - e->start_row;
    l->old_end_col = e->old_end_col + (is_in_row ? l->old_end_col - e->start_col : 0);
}

void text_edit_fuse_places(TextEdit *last, const TextEdit *e)
{
    bool exact = last->exact && e->exact;
    if (is_typed_on(last, e))
        fuse_typed(last, e);
    else if (is_backspace(last, e))
        fuse_backspace(last, e);
    else
        fuse_delete(last, e);
    if (!exact)
        *last = text_edit_unplaced(last);
}

void text_edit_fuse(StateEdit *last, const TextEdit *e, Tree removed)
{
    if (is_backspace(&last->edit, e))
        last->other = ptree_join(removed, last->other);
    else
        last->other = ptree_join(last->other, removed);
    text_edit_fuse_places(&last->edit, e);
}

TextEdit text_edit_rebased(const TextEdit *e, const TextEdit *last, size_t shift)
{
    TextEdit out = *e;
    out.start -= shift, out.old_end -= shift, out.new_end -= shift;
    bool back = is_backspace(last, &out);
    size_t row = back ? e->old_end_row : e->start_row, col = back ? e->old_end_col : e->start_col;
    size_t rows = last->new_end_row - row, cols = last->new_end_col - col;
    out.start_col += out.start_row == row ? cols : 0;
    out.old_end_col += out.old_end_row == row ? cols : 0;
    out.new_end_col += out.new_end_row == row ? cols : 0;
    out.start_row += rows, out.old_end_row += rows, out.new_end_row += rows;
    // a line end taken back: what stands in front of it, and how far it was moved, is not known
    // here
    return back && e->start_row != row ? text_edit_unplaced(&out) : out;
}
