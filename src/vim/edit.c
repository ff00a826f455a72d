// Replacements in the order of the text, and the cursors after them.
#include "vim/inner.h"

void edit_put(Edit *e, size_t start, size_t end, Str with, size_t cur)
{
    if (start < e->until)
        return; // another cursor did it
    change_add(&e->c, start, end, with);
    if (e->until == 0 && e->last == 0)
        e->first = start + e->grown;
    if (cur != SIZE_MAX)
        vec_push(&e->at, ((Pos){start + e->grown + cur, start + e->grown + cur, -1}));
    e->grown += with.n - (end - start);
    e->last = end + e->grown;
    e->until = end;
}

void edit_at(Edit *e, size_t off)
{
    vec_push(&e->at, ((Pos){off + e->grown, off + e->grown, -1}));
}

void edit_deinit(Edit *e)
{
    change_deinit(&e->c);
    vec_deinit(&e->at);
}

bool edit_apply(X *x, Edit *e)
{
    Seat *s = x->seat;
    size_t splices = e->c.splices.n;
    VEC_EACH (const Pos, p, &e->at)
        change_select(&e->c, selection_at(p->head));
    e->c.after.primary = MIN(s->primary, e->at.n ? e->at.n - 1 : 0);
    if (e->at.n == 0)
        change_select(&e->c, selection_at(e->first));
    if (!view_change(x->v, &e->c, &x->err))
        return false;
    if (splices) {
        mark_put(x->vim, x->v->doc, '.', e->first);
        mark_put(x->vim, x->v->doc, '[', e->first);
        mark_put(x->vim, x->v->doc, ']', e->last);
    }
    vec_clear(&s->at);
    VEC_EACH (const Pos, p, &e->at)
        vec_push(&s->at, *p);
    if (s->at.n == 0)
        vec_push(&s->at, ((Pos){e->first, e->first, -1}));
    s->primary = MIN(s->primary, s->at.n - 1);
    return true;
}

Str eol_of(const X *x)
{
    return document_line_end(x->v->doc) == EOL_CRLF ? STR("\r\n") : STR("\n");
}

void seat_first_text(X *x)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (Pos, p, &x->seat->at) {
        p->head = p->anchor = walk_clamp(&w, line_text(&w, line_start(&w, p->head)));
        p->want = -1;
    }
}
