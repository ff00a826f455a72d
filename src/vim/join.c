// Joining lines: J and gJ.
#include "vim/inner.h"

typedef struct {
    size_t start;
    size_t lines; // how many become one
    bool plain;   // nothing is added or left out
} Join;

// The end of what is there of the line so far.
typedef struct {
    bool any;         // it holds something
    int last, before; // its last bytes, 0: none in the line joined last
} Tail;

static void look_at(Walk *w, size_t start, size_t end, Tail *t)
{
    t->any |= end > start;
    t->last = end > start ? walk_byte(w, end - 1) : 0;
    t->before = end > start + 1 ? walk_byte(w, end - 2) : 0;
}

// One blank between two, unless there is one or a bracket closes.
static bool wants_blank(Walk *w, size_t next, Tail *t)
{
    if (walk_eol(w, next) || walk_byte(w, next) == ')' || !t->any || t->last == '\t')
        return false;
    return t->last != ' ';
}

// The cursor goes to where the last two meet.
static bool join_at(Edit *e, Walk *w, const Join *j)
{
    size_t end = line_end(w, j->start), next, cursor = SIZE_MAX;
    Tail tail = {0};
    look_at(w, line_start(w, j->start), end, &tail);
    for (size_t i = 1; i < j->lines && line_below(w, end, &next); i++) {
        size_t text = j->plain ? next : line_text(w, next);
        bool blank = !j->plain && wants_blank(w, text, &tail);
        cursor = end + e->grown;
        edit_put(e, end, text, blank ? STR(" ") : STR_NULL, SIZE_MAX);
        end = line_end(w, text);
        look_at(w, text, end, &tail);
    }
    if (cursor != SIZE_MAX)
        vec_push(&e->at, ((Pos){cursor, cursor, -1}));
    return cursor != SIZE_MAX;
}

static bool join_lines(X *x)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    bool plain = x->c.id == TWO('g', 'J'), any = false;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Pos, p, &x->seat->at) {
        Join j = {p->head, (size_t)MAX(2, x->count), plain};
        size_t below;
        if (line_start(&w, p->head) < e.until)
            continue;
        if (!line_below(&w, p->head, &below)) { // a count too large goes to its start, as in vim
            any |= x->count > 2;
            if (x->count > 2)
                edit_at(&e, line_start(&w, p->head));
            continue;
        }
        any |= join_at(&e, &w, &j);
    }
    if (!any)
        return false;
    dot_note(x, false, NULL);
    return edit_apply(x, &e);
}

static bool join_selected(X *x)
{
    AUTO(edit) Edit e = {0};
    Span s = {0};
    Walk w;
    bool plain = x->c.id == TWO('g', 'J'), any = false;
    walk_init(&w, text_now(x->v->doc->text));
    span_of_visual(x, &s, LINES);
    for (size_t i = 0; x->seat->mode != VIM_VISUAL_LINE && i < MIN(s.parts.n, x->seat->at.n); i++)
        s.parts.p[i].at = MIN(x->seat->at.p[i].anchor, x->seat->at.p[i].head);
    vim_set_mode(x, VIM_NORMAL);
    dot_note(x, true, &s);
    for (size_t i = 0; i < s.parts.n; i++) {
        const Part *p = &s.parts.p[i];
        size_t rows = line_row(&w, p->end) - line_row(&w, p->start) + 1;
        Join j = {p->start, MAX(rows, (size_t)2), plain};
        any |= join_at(&e, &w, &j);
        x->seat->at.p[MIN(i, x->seat->at.n - 1)].head = p->at;
    }
    span_deinit(&s);
    return any && edit_apply(x, &e);
}

const CommandRow vim_joins[] = {
    {'J', 0, join_lines},
    {TWO('g', 'J'), 0, join_lines},
    {0},
};

const CommandRow vim_visual_joins[] = {
    {'J', 0, join_selected},
    {TWO('g', 'J'), 0, join_selected},
    {0},
};
