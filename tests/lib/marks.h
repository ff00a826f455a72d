/* Texts with their selections marked.  In "a|b[cd]e<f>!" '|' is a cursor, [ ] a selection whose
 * cursor is at its end, < > one whose cursor is at its start; '!' stands behind the primary one if
 * that is not the first. */
#ifndef TESTS_LIB_MARKS_H
#define TESTS_LIB_MARKS_H

#include "edit/edit.h"

/* The text without marks, owned; the selections go to *sel. */
static inline char *unmark(const char *marked, Selections *sel)
{
    AUTO(buf) Buf out = BUF_INIT;
    size_t open = 0;
    vec_clear(&sel->v);
    sel->primary = 0;
    for (const char *p = marked; *p; p++) {
        if (*p == '|')
            vec_push(&sel->v, selection_at(out.n));
        else if (*p == '[' || *p == '<')
            open = out.n;
        else if (*p == ']')
            vec_push(&sel->v, selection_of(open, out.n));
        else if (*p == '>')
            vec_push(&sel->v, selection_of(out.n, open));
        else if (*p == '!')
            sel->primary = sel->v.n - 1;
        else
            buf_add_byte(&out, *p);
    }
    if (sel->v.n == 0)
        vec_push(&sel->v, selection_at(0));
    return xstrdup(buf_c(&out));
}

/* The same the other way round. */
static inline void add_marked(Str text, const Selections *sel, Buf *out)
{
    size_t at = 0;
    for (size_t i = 0; i < sel->v.n; i++) {
        const Selection *x = &sel->v.p[i];
        size_t start = selection_start(x), end = selection_end(x);
        bool back = x->head < x->anchor;
        buf_add(out, str_n(text.p + at, start - at));
        buf_add_c(out, start == end ? "|" : back ? "<" : "[");
        buf_add(out, str_n(text.p + start, end - start));
        buf_add_c(out, start == end ? "" : back ? ">" : "]");
        buf_add_c(out, i && i == sel->primary ? "!" : "");
        at = end;
    }
    buf_add(out, str_from(text, at));
}

#endif
