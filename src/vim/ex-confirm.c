// :s with the flag c: each match is shown, and a key says what becomes of it.
#include "vim/ex.h"

// The match is what is selected while it is asked about.
static void show(X *x)
{
    const Confirm *c = &x->vim->confirm;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    seat_set(x->seat, c->a);
    if (c->b > c->a) {
        x->seat->mode = VIM_VISUAL;
        seat_pos(x->seat)->head = walk_prev(&w, c->b);
    }
    x->v->reveal = true;
    seat_show(x->vim, x->seat);
}

static bool find(X *x, size_t from)
{
    Confirm *c = &x->vim->confirm;
    if (from > c->end || !seek_match(x, from, c->behind, &c->a, &c->b) || c->a > c->end)
        return false;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    c->took_end = c->b > c->a && walk_byte(&w, c->b - 1) == '\n';
    c->rev = text_rev(x->v->doc->text);
    show(x);
    return true;
}

bool ex_confirm(X *x, const ExLines *l, bool all, Str with)
{
    Confirm *c = &x->vim->confirm;
    if (!view_may_edit(x->v, &x->err))
        return false;
    buf_clear(&c->with);
    buf_add(&c->with, with);
    c->view = x->v;
    c->all = all;
    c->end = l->end;
    c->behind = l->behind;
    c->made = c->lines = 0;
    c->line = SIZE_MAX;
    c->on = find(x, l->start);
    return c->on || err_set(&x->err, "pattern not found: %s", x->vim->pattern);
}

void confirm_end(Vim *vim)
{
    Confirm *c = &vim->confirm;
    View *v = workspace_view(vim->ws);
    SubDone done = {c->made, c->lines, 0};
    X x;
    c->on = false;
    if (v != c->view)
        return;
    x_init(&x, vim, &(Cmd){0});
    if (x.seat->mode == VIM_VISUAL) {
        x.seat->mode = VIM_NORMAL;
        seat_pos(x.seat)->head = seat_pos(x.seat)->anchor;
    }
    ex_told(&x, &done, false);
    x_finish(&x, true);
}

// Behind the match, or in the line below it.
static bool behind(X *x, size_t at, size_t *from)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    const Confirm *c = &x->vim->confirm;
    if (!c->all)
        return ex_next_line(&w, at, c->took_end, from);
    *from = c->b > c->a ? at : walk_eol(&w, at) ? at + 1 : walk_next(&w, at);
    return true;
}

// What stands in its place ends at `at` then.
static bool replace(X *x, size_t *at)
{
    Confirm *c = &x->vim->confirm;
    AUTO(edit) Edit edit = {0};
    AUTO(buf) Buf text = BUF_INIT;
    Walk w;
    FindReplacement r = {.with = buf_str(&c->with)};
    walk_init(&w, text_now(x->v->doc->text));
    size_t line = line_start(&w, c->a);
    if (!seek_match(x, c->a, c->behind, &c->a, &c->b))
        return false;
    finder_expand(x->vim->finder, &r, &text);
    edit_put(&edit, c->a, c->b, buf_str(&text), 0);
    if (!edit_apply(x, &edit))
        return false;
    c->lines += line != c->line;
    c->line = line;
    c->made++;
    *at = c->a + text.n;
    c->end += text.n - (c->b - c->a);
    c->behind += text.n - (c->b - c->a);
    return true;
}

static void all(X *x)
{
    Confirm *c = &x->vim->confirm;
    ExLines rest = {c->a, c->end, c->behind};
    SubDone done = {0};
    (void)ex_replace(x, &rest, c->all, buf_str(&c->with), &done); // x->err says it
    c->made += done.made;
    c->lines += done.lines;
}

void confirm_code(Vim *vim, uint32_t code)
{
    X x;
    Confirm *c = &vim->confirm;
    x_init(&x, vim, &(Cmd){0});
    if (x.v != c->view) {
        confirm_end(vim);
        return;
    }
    bool yes = code == 'y' || code == 'l', goes_on = code == 'y' || code == 'n';
    size_t at = c->b, from;
    if (!goes_on && code != 'l' && code != 'a' && code != 'q' && code != CODE_ESC &&
        code != CTRL('c'))
        return; // no answer
    x.seat->mode = VIM_NORMAL;
    seat_set(x.seat, c->a);
    if (code == 'a')
        all(&x);
    else if (yes && !replace(&x, &at))
        goes_on = false;
    if (x.err.msg)
        message_say(vim->ws, MESSAGE_RESULT, "%s", err_text(&x.err));
    err_deinit(&x.err);
    if (!goes_on || !behind(&x, at, &from) || !find(&x, from))
        confirm_end(vim);
}
