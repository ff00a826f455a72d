// Doing it again: the dot, macros, undo and redo.
#include "vim/inner.h"

void dot_note(X *x, bool visual, const Span *s)
{
    Dot *d = &x->vim->dot;
    if (x->vim->repeating)
        return;
    d->set = true;
    d->cmd = x->c;
    d->visual = visual;
    vec_clear(&d->typed);
    free(d->line);
    d->line = x->line ? xstrdup(x->line) : NULL;
    if (!visual || !s || s->parts.n == 0)
        return;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t start = s->parts.p[0].start, end = vec_last(&s->parts).end;
    size_t last = end > start && s->shape == CHARS ? walk_prev(&w, end) : end;
    d->shape = s->shape;
    d->rows = line_row(&w, last) - line_row(&w, start);
    if (s->shape == BLOCK)
        d->cols = s->to_end ? WANT_END : s->right - s->left;
    else
        d->cols = col_of(x, &w, last) - (d->rows ? 0 : col_of(x, &w, start)) + 1;
}

// As much as was selected then, from the cursor on.
static void select_again(X *x)
{
    const Dot *d = &x->vim->dot;
    Seat *s = x->seat;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t head = seat_pos(s)->head, line = line_start(&w, head);
    int col = col_of(x, &w, head);
    for (size_t i = 0; i < d->rows && line_below(&w, line, &line); i++)
        continue;
    int to = d->cols == WANT_END                 ? WANT_END
             : d->shape == BLOCK || d->rows == 0 ? col + d->cols - 1
                                                 : d->cols - 1;
    s->mode = d->shape == LINES   ? VIM_VISUAL_LINE
              : d->shape == BLOCK ? VIM_VISUAL_BLOCK
                                  : VIM_VISUAL;
    size_t end = to == WANT_END ? line_end(&w, line) : off_of_col(x, &w, line, MAX(to, 0));
    vec_clear(&s->at);
    vec_push(&s->at, ((Pos){head, d->shape == LINES ? line : walk_clamp(&w, end),
                            to == WANT_END ? WANT_END : -1}));
    s->primary = 0;
}

static bool dot(X *x)
{
    Vim *vim = x->vim;
    Dot *d = &vim->dot;
    if (!d->set || vim->repeating)
        return false;
    if (x->c.count)
        d->cmd.count = x->c.count;
    // "1p, "2p, ...: each dot puts what was deleted before
    if (d->cmd.reg >= '1' && d->cmd.reg < '9' && (d->cmd.id & 255 & ~32u) == 'P')
        d->cmd.reg++;
    if (d->visual)
        select_again(x);
    x->c = d->cmd;
    x->count = MAX(1, d->cmd.count);
    x->line = d->line;
    vim->repeating = true;
    vim->depth++;
    bool ok = cmd_exec(x);
    if (x->seat->mode == VIM_INSERT || x->seat->mode == VIM_REPLACE) {
        seat_show(vim, x->seat);
        Codes typed = {0};
        for (size_t i = 0; i < d->typed.n; i++)
            vec_push(&typed, d->typed.p[i]);
        vec_push(&typed, CODE_ESC);
        vim_play(vim, &typed);
        vec_deinit(&typed);
    }
    vim->depth--;
    vim->repeating = false;
    return ok;
}

// Macros ------------------------------------------------------------------------------------------

static bool record(X *x)
{
    Vim *vim = x->vim;
    AUTO(buf) Buf text = BUF_INIT;
    if (!vim->recording) {
        if (!reg_is_valid(x->c.arg, true) || x->c.arg > 127 || strchr("-+*_", (int)x->c.arg))
            return err_set(&x->err, "a macro is recorded into a register a to z");
        vim->recording = x->c.arg;
        vec_clear(&vim->recorded);
        return true;
    }
    for (size_t i = 0; i + 1 < vim->recorded.n; i++) // the last one ends it
        code_add(&text, vim->recorded.p[i]);
    reg_set(vim, vim->recording, buf_str(&text), CHARS);
    vim->recording = 0;
    return true;
}

static bool play(X *x)
{
    Vim *vim = x->vim;
    uint32_t name = x->c.arg == '@' ? vim->played : x->c.arg;
    Codes once = {0}, all = {0};
    Shape shape;
    if (name == 0)
        return err_set(&x->err, "no register was played yet");
    if (name > 127 || !reg_is_valid(name, false))
        return false;
    AUTO(buf) Buf text = BUF_INIT;
    if (name == ':')
        buf_add_byte(&text, ':');
    buf_add(&text, reg_text(x, name, &shape));
    if (name == ':')
        buf_add_byte(&text, '\r');
    codes_of_text(buf_str(&text), &once);
    vim->played = name;
    size_t times = MIN((size_t)x->count, (size_t)1000000 / MAX(once.n, (size_t)1));
    for (size_t i = 0; i < times; i++)
        for (size_t k = 0; k < once.n; k++)
            vec_push(&all, once.p[k]);
    vim_stuff(vim, &all);
    vec_deinit(&once);
    vec_deinit(&all);
    return true;
}

// Undo --------------------------------------------------------------------------------------------

// Go to a state; *first and *last: what it changed, in the text after.
static bool go(X *x, size_t state, size_t *first, size_t *last)
{
    Text *t = x->v->doc->text;
    TextRev rev = text_rev(t);
    TextEdit e;
    size_t off;
    *first = SIZE_MAX;
    *last = 0;
    macro_ungroup(x->ws);
    if (!text_state_go(t, state, &off))
        return false;
    while (text_pull(t, &rev, &e) == TEXT_EDIT_ONE) {
        *first = MIN(*first, e.start);
        *last = MAX(text_map(&e, *last, true), e.new_end);
    }
    if (*first == SIZE_MAX)
        *first = *last = off;
    VEC_EACH (View *, v, &x->ws->views)
        view_sync(*v);
    return true;
}

// Back to where the cursor was before the change, if that is among the lines that changed.
static void land(X *x, size_t cursor, size_t first, size_t last)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    first = MIN(first, w.end);
    last = MIN(last, w.end);
    size_t above, line = line_start(&w, first);
    size_t from = line_above(&w, line, &above) ? above : line;
    bool among = cursor <= w.end && line_start(&w, cursor) >= from &&
                 line_start(&w, cursor) <= line_start(&w, last);
    bool own = among && line_start(&w, cursor) >= line_start(&w, first);
    if (own || among)
        seat_set(x->seat, walk_clamp(&w, cursor));
    else
        seat_set(x->seat, walk_clamp(&w, line_text(&w, line)));
    x->v->reveal = true;
}

static const Step *step_to(const Vim *vim, uint64_t doc, size_t state, bool from)
{
    for (size_t i = vim->steps.n; i-- > 0;) {
        const Step *s = &vim->steps.p[i];
        if (s->doc == doc && (from ? s->from : s->to) == state)
            return s;
    }
    return NULL;
}

static bool undo_one(X *x, bool redo)
{
    Text *t = x->v->doc->text;
    size_t first, last;
    const Step *s = step_to(x->vim, x->v->doc->id, text_state(t), redo);
    if (!s) {
        bool ok = redo ? view_redo(x->v, &x->err) : view_undo(x->v, &x->err);
        seat_read(x->vim, x->seat);
        return ok;
    }
    Step step = *s;
    if (!view_may_edit(x->v, &x->err) || !go(x, redo ? step.to : step.from, &first, &last))
        return false;
    land(x, step.cursor, first, last);
    return true;
}

static bool undo(X *x)
{
    bool redo = x->c.id == CTRL('r'), any = false;
    x->vim->undoing = true;
    for (int i = 0; i < x->count && undo_one(x, redo); i++)
        any = true;
    return any;
}

const CommandRow commands_repeat[] = {
    {'.', 0, dot}, {'u', 0, undo}, {'U', 0, line_undo}, {CTRL('r'), 0, undo}, {0},
};
const CommandRow vim_macros[] = {{'q', TAKES_ARG, record}, {'@', TAKES_ARG, play}, {0}};
