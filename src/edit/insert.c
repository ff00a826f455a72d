// Text that comes in at every selection, and what a copy of them is.
#include "edit/edit.h"

void edit_insert(const Selections *sel, Str with, Change *c)
{
    VEC_EACH (const Selection, x, &sel->v)
        change_replace(c, selection_start(x), selection_end(x), with, 0);
    c->after.primary = sel->primary;
}

void edit_insert_each(const Selections *sel, const Str *with, Change *c)
{
    VEC_EACH (const Selection, x, &sel->v)
        change_replace(c, selection_start(x), selection_end(x), *with++, 0);
    c->after.primary = sel->primary;
}

static void copy_lines(const Snap *s, const Selections *sel, Buf *out, Offs *ends)
{
    size_t last = SIZE_MAX;
    VEC_EACH (const Selection, x, &sel->v) {
        size_t line = snap_line_start(s, x->head, SIZE_MAX);
        if (line == last)
            continue; // two cursors in one line
        last = line;
        size_t n = out->n;
        snap_add_to(s, line, snap_next_line(s, line), out);
        if (out->n == n || out->p[out->n - 1] != '\n')
            buf_add_byte(out, '\n');
        vec_push(ends, out->n);
    }
}

static void copy_line_of(const Snap *s, size_t off, Buf *out)
{
    size_t n = out->n;
    snap_add_to(s, snap_line_start(s, off, SIZE_MAX), snap_line_end(s, off, SIZE_MAX), out);
    if (out->n > n && out->p[out->n - 1] == '\r')
        buf_splice(out, out->n - 1, out->n, STR_NULL);
}

// Bytes of all that is selected, and of the lines of what selects nothing, counted to the limit.
static size_t copied_bytes(const Snap *s, const Selections *sel)
{
    size_t n = 0;
    VEC_EACH (const Selection, x, &sel->v) {
        n += selection_end(x) - selection_start(x);
        if (selection_is_empty(x))
            n += snap_line_end(s, x->head, EDIT_COPY_MAX) -
                 snap_line_start(s, x->head, EDIT_COPY_MAX);
        if (n >= EDIT_COPY_MAX)
            break;
    }
    return n;
}

bool edit_copy(const Snap *s, const Selections *sel, Buf *out, Offs *ends, Err *err)
{
    if (copied_bytes(s, sel) >= EDIT_COPY_MAX)
        return err_set(err, "cannot copy so much: more than %zu MB", EDIT_COPY_MAX >> 20);
    if (selections_all_empty(sel)) {
        copy_lines(s, sel, out, ends);
        return true;
    }
    VEC_EACH (const Selection, x, &sel->v) {
        if (ends->n)
            buf_add_byte(out, '\n');
        if (selection_is_empty(x))
            copy_line_of(s, x->head, out);
        else
            snap_add_to(s, selection_start(x), selection_end(x), out);
        vec_push(ends, out->n);
    }
    return true;
}
