// "U": the line that was changed last, as it was before.
#include "vim/inner.h"

// Where the text differs from what it was: bytes from the start, and from the end of both.
static bool one_line(Text *t, TextRev rev, const Snap *was, size_t *row)
{
    TextEdit e;
    size_t first = SIZE_MAX, last = 0;
    TextPull got;
    while ((got = text_pull(t, &rev, &e)) == TEXT_EDIT_ONE) {
        first = MIN(first, e.start);
        last = MAX(text_map(&e, last, true), e.new_end);
    }
    const Snap *now = text_now(t);
    if (got == TEXT_EDIT_LOST || first == SIZE_MAX)
        return false;
    *row = snap_row_at(now, first).n;
    size_t lines = snap_row_at(now, snap_size(now)).n;
    return snap_row_at(now, MIN(last, snap_size(now))).n == *row &&
           snap_row_at(was, snap_size(was)).n == lines &&
           snap_row_at(was, MIN(first, snap_size(was))).n == *row;
}

void line_undo_begin(Vim *vim, const View *v)
{
    LineUndo *u = &vim->line_undo;
    snap_free(u->was);
    u->was = text_snapshot(v->doc->text);
    u->rev = text_rev(v->doc->text);
}

void line_undo_end(Vim *vim, const View *v)
{
    LineUndo *u = &vim->line_undo;
    size_t row;
    Walk w;
    if (!u->was)
        return;
    if (!one_line(v->doc->text, u->rev, u->was, &row)) {
        u->doc = 0;
    } else if (u->doc != v->doc->id || u->row != row) {
        walk_init(&w, u->was);
        size_t line = line_of_row(&w, row);
        buf_clear(&u->text);
        snap_add_to(u->was, line, line_end(&w, line), &u->text);
        u->doc = v->doc->id;
        u->row = row;
        u->col = vim->before_cursor - MIN(vim->before_cursor, line);
    }
}

void line_undo_deinit(LineUndo *u)
{
    snap_free(u->was);
    buf_deinit(&u->text);
}

// Done again it takes itself back.
bool line_undo(X *x)
{
    LineUndo *u = &x->vim->line_undo;
    AUTO(edit) Edit e = {0};
    AUTO(buf) Buf now = BUF_INIT;
    Walk w;
    if (u->doc != x->v->doc->id)
        return err_set(&x->err, "no line was changed last, or more than one");
    walk_init(&w, text_now(x->v->doc->text));
    size_t line = line_of_row(&w, u->row), end = line_end(&w, line);
    size_t head = seat_pos(x->seat)->head;
    snap_add_to(w.s, line, end, &now);
    edit_put(&e, line, end, buf_str(&u->text), MIN(u->col, u->text.n));
    if (!edit_apply(x, &e))
        return false;
    u->col = head >= line && head <= end ? head - line : 0;
    buf_clear(&u->text);
    buf_add(&u->text, buf_str(&now));
    x->v->reveal = true;
    return true;
}
