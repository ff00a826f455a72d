// Selections made from others: line ends, words, what is the same.
#include "edit/inner.h"

enum { SAME_BYTES_MAX = 64 << 10 };

static bool add_line_ends(const Snap *s, const Selection *x, size_t limit, Selections *out)
{
    size_t end = selection_end(x);
    for (size_t line = selection_start(x);;) {
        size_t stop = snap_line_end(s, line, SIZE_MAX);
        if (stop >= end)
            break;
        if (out->v.n == limit)
            return false;
        vec_push(&out->v, selection_at(edit_content_end(s, line)));
        line = stop + 1;
    }
    if (out->v.n == limit)
        return false;
    // a line that is only touched gets none
    if (selection_is_empty(x) || snap_line_start(s, end, 1) != end)
        vec_push(&out->v, selection_at(end));
    return true;
}

bool edit_select_line_ends(const Snap *s, const Selections *sel, size_t limit, Selections *out)
{
    bool all = true;
    vec_clear(&out->v);
    for (size_t i = 0; all && i < sel->v.n; i++) {
        all = add_line_ends(s, &sel->v.p[i], limit, out);
        if (i <= sel->primary)
            out->primary = out->v.n - 1;
    }
    selections_normalize(out);
    return all;
}

bool edit_selects_same(const Snap *s, const Selections *sel)
{
    AUTO(buf) Buf first = BUF_INIT, other = BUF_INIT;
    const Selection *x = &sel->v.p[0];
    size_t n = selection_end(x) - selection_start(x);
    if (n == 0 || n > SAME_BYTES_MAX)
        return false;
    snap_add_to(s, selection_start(x), selection_end(x), &first);
    for (size_t i = 1; i < sel->v.n; i++) {
        x = &sel->v.p[i];
        buf_clear(&other);
        if (selection_end(x) - selection_start(x) == n)
            snap_add_to(s, selection_start(x), selection_end(x), &other);
        if (!str_eq(buf_str(&first), buf_str(&other)))
            return false;
    }
    return true;
}

void edit_select_words(const Snap *s, Selections *sel)
{
    VEC_EACH (Selection, x, &sel->v) {
        size_t start, end;
        char c;
        if (!selection_is_empty(x))
            continue;
        snap_word_at(s, x->head, &start, &end);
        if (start < end && snap_read(s, start, &c, 1) == 1 && c != ' ' && c != '\t')
            *x = selection_of(start, end);
    }
    selections_normalize(sel);
}
