// Insert and replace mode: what begins them, what their keys do, what ends them.
#include "vim/inner.h"
#include "base/utf8.h"

bool insert_begin(X *x, VimMode mode)
{
    Seat *s = x->seat;
    if (!view_may_edit(x->v, &x->err))
        return false;
    s->mode = mode;
    s->repeat = 1;
    s->again = 0;
    vec_clear(&s->typed);
    VEC_EACH (Pos, p, &s->at)
        p->anchor = p->head;
    s->began = seat_pos(s)->head;
    VEC_EACH (char *, u, &s->under)
        free(*u);
    vec_clear(&s->under);
    return true;
}

static bool begin_counted(X *x, VimMode mode)
{
    if (!insert_begin(x, mode))
        return false;
    x->seat->repeat = x->count;
    return true;
}

// i a I A gi gI R
static bool begin(X *x)
{
    Walk w;
    uint32_t id = x->c.id;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (Pos, p, &x->seat->at) {
        if (id == 'a' && !walk_eol(&w, p->head))
            p->head = walk_next(&w, p->head);
        else if (id == 'A')
            p->head = line_end(&w, p->head);
        else if (id == 'I')
            p->head = line_text(&w, line_start(&w, p->head));
        else if (id == TWO('g', 'I'))
            p->head = line_start(&w, p->head);
    }
    size_t off;
    if (id == TWO('g', 'i') && mark_get(x->vim, x->v->doc, '^', &off))
        seat_set(x->seat, MIN(off, w.end));
    dot_note(x, false, NULL);
    return begin_counted(x, id == 'R' ? VIM_REPLACE : VIM_INSERT);
}

static bool open_line(X *x)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    Str eol = eol_of(x);
    bool above = x->c.id == 'O';
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Pos, p, &x->seat->at) {
        AUTO(buf) Buf with = BUF_INIT;
        size_t line = line_start(&w, p->head), at = above ? line : line_end(&w, line);
        if (!above)
            buf_add(&with, eol);
        if (x->ws->options.auto_indent) {
            Document *d = x->v->doc;
            snap_add_to(w.s, line, line_text(&w, line), &with);
            if (!above && d->syntax && syntax_indent_after(d->syntax, d->text, at) > 0)
                buf_add_fill(&with, d->tabs ? '\t' : ' ', d->tabs ? 1 : (size_t)d->indent_width);
        }
        size_t cur = with.n;
        if (above)
            buf_add(&with, eol);
        edit_put(&e, at, at, buf_str(&with), cur);
    }
    dot_note(x, false, NULL);
    if (!edit_apply(x, &e) || !begin_counted(x, VIM_INSERT))
        return false;
    x->seat->again = 'o'; // also behind O, whose lines come in their order
    return true;
}

// Ending ------------------------------------------------------------------------------------------

static void repeat_typed(X *x)
{
    Seat *s = x->seat;
    Codes typed = s->typed;
    int times = s->repeat;
    uint32_t again = s->again;
    s->typed = (Codes){0};
    s->repeat = 1;
    for (int i = 1; i < times && x->vim->budget > 0; i++) {
        if (again) {
            Cmd c = x->c;
            x->c = (Cmd){.id = again};
            bool once = x->vim->repeating;
            x->vim->repeating = true; // that is no change of its own
            seat_read(x->vim, s);
            x->count = 1;
            (void)open_line(x);
            seat_show(x->vim, s);
            x->vim->repeating = once;
            x->c = c;
        }
        vim_play(x->vim, &typed);
    }
    vec_deinit(&s->typed);
    s->typed = typed;
}

// ".": what was typed, as far as it was text.
static void keep_typed(Vim *vim, const Codes *typed)
{
    Buf *text = &vim->regs['.'].text;
    if (typed->n == 0)
        return;
    buf_clear(text);
    VEC_EACH (const uint32_t, code, typed) {
        if (*code == CODE_BACK && text->n)
            text->n = utf8_prev(buf_str(text), text->n);
        else if (*code == CODE_ENTER)
            buf_add_byte(text, '\n');
        else if (*code == CODE_TAB || *code == 10 || (*code >= 32 && *code < CODE_KIND))
            utf8_add(text, *code);
    }
}

void insert_end(X *x)
{
    Vim *vim = x->vim;
    Seat *s = x->seat;
    if (s->repeat > 1 && s->typed.n)
        repeat_typed(x);
    seat_read(vim, s);
    keep_typed(vim, &s->typed);
    if (!vim->repeating && vim->dot.set && vim->dot.cmd.id) {
        vec_clear(&vim->dot.typed);
        for (size_t i = 0; i < s->typed.n; i++)
            vec_push(&vim->dot.typed, s->typed.p[i]);
    }
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    mark_put(vim, x->v->doc, '^', seat_pos(s)->head);
    s->mode = VIM_NORMAL;
    if (s->box) {
        s->box = false;
        size_t first = s->at.p[0].head;
        bool moves = (s->box_at == SIZE_MAX || s->typed.n == 0) && first > line_start(&w, first);
        seat_set(s, moves ? walk_prev(&w, first) : walk_clamp(&w, MIN(s->box_at, first)));
        return;
    }
    VEC_EACH (Pos, p, &s->at) {
        if (p->head > line_start(&w, p->head) && !s->once)
            p->head = walk_prev(&w, p->head);
        p->anchor = p->head;
        p->want = -1;
    }
}

// Keys --------------------------------------------------------------------------------------------

// What stands below or above the cursor.
static bool copy_char(X *x, bool below)
{
    Walk w;
    size_t line, next;
    AUTO(buf) Buf c = BUF_INIT;
    walk_init(&w, text_now(x->v->doc->text));
    size_t at = view_cursor(x->v);
    if (!(below ? line_below(&w, at, &line) : line_above(&w, at, &line)))
        return false;
    size_t from = off_of_col(x, &w, line, col_of(x, &w, at));
    if (walk_eol(&w, from))
        return false;
    next = walk_next(&w, from);
    snap_add_to(w.s, from, next, &c);
    return view_type(x->v, buf_str(&c), &x->err);
}

// ctrl+w, ctrl+u: back to the start of the word or of the line.
static bool delete_back(X *x, bool word)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Selection, sel, &x->v->sel.v) {
        size_t at = sel->head, line = line_start(&w, at), began = x->seat->began;
        if (at == line && at > 0) {
            edit_put(&e, walk_prev(&w, at), at, STR_NULL, 0);
            continue;
        }
        size_t from = began > line && began < at ? began : line;
        size_t to = word ? at : from;
        while (word && to > line && is_blank(walk_byte(&w, to - 1)))
            to--;
        int class = to > line ? walk_class(&w, walk_prev(&w, to), false) : 0;
        while (word && to > line && walk_class(&w, walk_prev(&w, to), false) == class)
            to = walk_prev(&w, to);
        edit_put(&e, word && to < from && at > from ? from : to, at, STR_NULL, 0);
    }
    return edit_apply(x, &e);
}

static bool shift_line(X *x, int by)
{
    return view_indent_lines(x->v, by < 0, &x->err);
}

// R ----------------------------------------------------------------------------------------------

static bool replace_type(X *x, Str text)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Selection, sel, &x->v->sel.v) {
        bool end = walk_eol(&w, sel->head) || str_eq_c(text, "\n");
        size_t next = end ? sel->head : walk_next(&w, sel->head);
        if (x->v->sel.v.n == 1) {
            AUTO(buf) Buf old = BUF_INIT;
            snap_add_to(w.s, sel->head, next, &old);
            vec_push(&x->seat->under, end ? NULL : buf_take(&old));
        }
        edit_put(&e, sel->head, next, str_eq_c(text, "\n") ? eol_of(x) : text,
                 str_eq_c(text, "\n") ? eol_of(x).n : text.n);
    }
    return edit_apply(x, &e);
}

static bool replace_back(X *x)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    size_t at = view_cursor(x->v);
    walk_init(&w, text_now(x->v->doc->text));
    if (at == 0)
        return false;
    size_t prev = walk_prev(&w, at);
    if (x->seat->under.n == 0 || x->v->sel.v.n > 1) {
        edit_at(&e, prev);
        return edit_apply(x, &e);
    }
    AUTO(free) char *old = vec_pop(&x->seat->under);
    edit_put(&e, prev, at, str_c(old), 0);
    return edit_apply(x, &e);
}

static bool replace_code(X *x, uint32_t code)
{
    char bytes[4];
    if (code == CODE_BACK)
        return replace_back(x), true;
    if (code == CODE_ENTER)
        return replace_type(x, STR("\n")), true;
    if (code >= CODE_KIND || (code < 32 && code != CODE_TAB))
        return true;
    return replace_type(x, str_n(bytes, utf8_encode(code, bytes))), true;
}

// Moving about within insert mode begins a new insertion.
static void begin_anew(X *x)
{
    Seat *s = x->seat;
    vec_clear(&s->typed);
    s->repeat = 1;
    s->again = 0;
    s->box = false;
    if (!x->vim->repeating) {
        x->vim->dot.cmd = (Cmd){.id = 'i'};
        x->vim->dot.visual = false;
    }
    vim_step_end(x->vim);
    vim_step_begin(x->vim, x->v);
}

static bool arrow(X *x, uint32_t code)
{
    static const struct {
        KeyKind kind;
        Move move;
    } moves[] = {{KEY_UP, MOVE_UP},       {KEY_DOWN, MOVE_DOWN},       {KEY_LEFT, MOVE_LEFT},
                 {KEY_RIGHT, MOVE_RIGHT}, {KEY_HOME, MOVE_LINE_START}, {KEY_END, MOVE_LINE_END}};
    for (size_t i = 0; i < ARRAY_LEN(moves); i++)
        if (code == KEY_CODE(moves[i].kind)) {
            view_move(x->v, moves[i].move, false);
            begin_anew(x);
            x->seat->began = view_cursor(x->v);
            return true;
        }
    return false;
}

// "0" or "^" and ctrl+d: no indent at all.
static bool drop_indent(X *x)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t at = view_cursor(x->v), line = line_start(&w, at);
    int before = at > line ? walk_byte(&w, at - 1) : 0;
    size_t n = x->seat->typed.n;
    bool typed = n > 1 && (x->seat->typed.p[n - 2] == '0' || x->seat->typed.p[n - 2] == '^');
    if (!typed || (before != '0' && before != '^') || line_text(&w, line) < at - 1 ||
        x->v->sel.v.n > 1)
        return false;
    edit_put(&e, line, at, STR_NULL, 0);
    return edit_apply(x, &e);
}

static bool control(X *x, uint32_t code)
{
    switch (code) {
    case CTRL('w'):
        return delete_back(x, true), true;
    case CTRL('u'):
        return delete_back(x, false), true;
    case CTRL('t'):
        return shift_line(x, 1), true;
    case CTRL('d'):
        if (!drop_indent(x))
            (void)shift_line(x, -1); // x->err says it
        return true;
    case CTRL('e'):
        return copy_char(x, true), true;
    case CTRL('y'):
        return copy_char(x, false), true;
    case CTRL('a'):
        vim_play(x->vim, &x->vim->dot.typed);
        return true;
    default:
        return false;
    }
}

static bool plain(X *x, uint32_t code, bool played)
{
    char bytes[4];
    if (!played)
        return false;
    if (code == CODE_BACK)
        return run_command(x, "edit.deleteLeft", STR_NULL), true;
    if (code == CODE_ENTER)
        return run_command(x, "edit.newline", STR_NULL), true;
    if (code == CODE_TAB)
        return run_command(x, "edit.tab", STR_NULL), true;
    if (code == KEY_CODE(KEY_DELETE))
        return run_command(x, "edit.deleteRight", STR_NULL), true;
    if (code < 32 || code >= CODE_KIND)
        return true;
    return view_type(x->v, str_n(bytes, utf8_encode(code, bytes)), &x->err), true;
}

bool insert_code(X *x, uint32_t code, bool played)
{
    Vim *vim = x->vim;
    if (vim->keys.n)
        return insert_pending(x, code, played);
    if (code == CTRL('r') || code == CTRL('v') || code == CTRL('q') || code == CTRL('k')) {
        vec_push(&vim->keys, code);
        return true;
    }
    if (code == CTRL('o')) {
        seat_read(vim, x->seat);
        x->seat->once = true;
        insert_end(x);
        return true;
    }
    if (arrow(x, code) || control(x, code))
        return true;
    if (x->seat->mode == VIM_REPLACE)
        return replace_code(x, code);
    return plain(x, code, played);
}

const CommandRow commands_insert[] = {
    {'i', 0, begin},
    {KEY_CODE(KEY_INSERT), 0, begin},
    {'a', 0, begin},
    {'I', 0, begin},
    {'A', 0, begin},
    {TWO('g', 'i'), 0, begin},
    {TWO('g', 'I'), 0, begin},
    {'R', 0, begin},
    {'o', 0, open_line},
    {'O', 0, open_line},
    {0},
};
