// Where vim stands in a view, kept beside what the view has selected.
#include "vim/inner.h"

void seat_deinit(Seat *s)
{
    vec_deinit(&s->at);
    selections_deinit(&s->shown);
    vec_deinit(&s->typed);
    VEC_EACH (char *, u, &s->under)
        free(*u);
    vec_deinit(&s->under);
}

Seat *seat_find(const Vim *vim, const View *v)
{
    for (size_t i = 0; i < vim->seats.n; i++)
        if (vim->seats.p[i]->view == v && vim->seats.p[i]->doc == v->doc->id)
            return vim->seats.p[i];
    return NULL;
}

static bool is_shown(const Workspace *ws, const Seat *s)
{
    VEC_EACH (View *, v, &ws->views)
        if (*v == s->view && (*v)->doc->id == s->doc)
            return true;
    return false;
}

static void drop_old(Vim *vim)
{
    for (size_t i = 0; i < vim->seats.n;) {
        Seat *s = vim->seats.p[i];
        if (is_shown(vim->ws, s)) {
            i++;
            continue;
        }
        seat_deinit(s);
        free(s);
        vec_remove(&vim->seats, i, 1);
    }
}

Seat *seat_of(Vim *vim, View *v)
{
    Seat *s = seat_find(vim, v);
    if (s)
        return s;
    drop_old(vim);
    s = NEW(Seat);
    s->view = v;
    s->doc = v->doc->id;
    s->rev = (TextRev)-1;
    vec_push(&vim->seats, s);
    return s;
}

void seat_set(Seat *s, size_t head)
{
    vec_clear(&s->at);
    vec_push(&s->at, ((Pos){head, head, -1}));
    s->primary = 0;
}

static Pos pos_of(Walk *w, const Selection *x, bool insert)
{
    Pos p = {x->anchor, x->head, x->want_col};
    if (insert)
        return (Pos){x->head, x->head, -1};
    if (x->head > x->anchor)
        p.head = walk_prev(w, x->head);
    else if (x->anchor > x->head)
        p.anchor = walk_prev(w, x->anchor);
    else
        p.head = p.anchor = walk_clamp(w, x->head);
    return p;
}

// What somebody else selected is selected in visual mode.
void seat_read(Vim *vim, Seat *s)
{
    View *v = s->view;
    (void)vim;
    view_sync(v);
    bool insert = s->mode == VIM_INSERT || s->mode == VIM_REPLACE;
    if (s->at.n && s->rev == v->rev && selections_equal(&s->shown, &v->sel))
        return;
    Walk w;
    walk_init(&w, text_now(v->doc->text));
    bool selected = !selections_all_empty(&v->sel);
    if (!insert && selected)
        s->mode = VIM_VISUAL;
    else if (!insert)
        s->mode = VIM_NORMAL;
    vec_clear(&s->at);
    VEC_EACH (const Selection, x, &v->sel.v)
        vec_push(&s->at, pos_of(&w, x, insert));
    s->primary = v->sel.primary;
    selections_copy(&s->shown, &v->sel);
    s->rev = v->rev;
}

static Selection shown_chars(Walk *w, const Pos *p)
{
    size_t below;
    Selection x = selection_of(p->anchor, p->head);
    size_t *last = p->head >= p->anchor ? &x.head : &x.anchor;
    if (!walk_eol(w, *last))
        *last = walk_next(w, *last);
    else
        *last = line_below(w, *last, &below) ? below : snap_size(w->s);
    x.want_col = -1;
    return x;
}

static Selection shown_lines(Walk *w, const Pos *p)
{
    size_t a = line_start(w, MIN(p->anchor, p->head)), below;
    size_t b = line_end(w, MAX(p->anchor, p->head));
    b = line_below(w, b, &below) ? below : snap_size(w->s);
    return p->head >= p->anchor ? selection_of(a, b) : selection_of(b, a);
}

static void show_block(Vim *vim, Seat *s, Selections *out)
{
    X x;
    Span span = {0};
    x_init(&x, vim, &(Cmd){0});
    size_t limit = (size_t)MAX(1, vim->ws->options.cursor_limit);
    span_of_visual(&x, &span, BLOCK);
    bool up = seat_pos(s)->head < seat_pos(s)->anchor;
    for (size_t i = 0; i < span.parts.n && i < limit; i++)
        vec_push(&out->v, selection_of(span.parts.p[i].start, span.parts.p[i].end));
    out->primary = up || out->v.n == 0 ? 0 : out->v.n - 1;
    span_deinit(&span);
    err_deinit(&x.err);
}

static Selection shown_cursor(const Pos *p)
{
    Selection x = selection_at(p->head);
    x.want_col = p->want;
    return x;
}

static void merge_cursors(Seat *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->at.n; i++) {
        if (n && s->at.p[n - 1].head == s->at.p[i].head && s->mode < VIM_VISUAL) {
            s->primary -= i <= s->primary && s->primary > 0;
            continue;
        }
        s->at.p[n++] = s->at.p[i];
    }
    s->at.n = n;
    s->primary = MIN(s->primary, n - 1);
}

void seat_show(Vim *vim, Seat *s)
{
    AUTO(selections) Selections sel = {0};
    Walk w;
    walk_init(&w, text_now(s->view->doc->text));
    merge_cursors(s);
    sel.primary = s->primary;
    if (s->mode == VIM_VISUAL_BLOCK) {
        show_block(vim, s, &sel);
    } else {
        VEC_EACH (Pos, p, &s->at) {
            p->head = MIN(p->head, w.end);
            p->anchor = MIN(p->anchor, w.end);
            vec_push(&sel.v, s->mode == VIM_VISUAL        ? shown_chars(&w, p)
                             : s->mode == VIM_VISUAL_LINE ? shown_lines(&w, p)
                                                          : shown_cursor(p));
        }
    }
    if (!selections_equal(&sel, &s->view->sel))
        view_select_all(s->view, &sel);
    selections_copy(&s->shown, &s->view->sel);
    s->rev = s->view->rev;
}
