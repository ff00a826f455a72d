// A key: to the line, to insert mode, or to a command that may want more of them.
#include "vim/inner.h"
#include "base/clock.h"

enum { BUDGET = 1000000, SLICE_NS = 4000000, STEPS_MAX = 10000 };

Vim *vim_new(Workspace *ws)
{
    Vim *vim = NEW(Vim);
    vim->ws = ws;
    vim->hlsearch = true;
    vim->pattern_dir = 1;
    vim->budget = BUDGET;
    return vim;
}

static void free_lines(Vim *vim)
{
    buf_deinit(&vim->line);
    lines_deinit(&vim->past[0]);
    lines_deinit(&vim->past[1]);
    lines_deinit(&vim->offers);
    free(vim->line_kept);
    free(vim->sub_with);
    free(vim->sub_flags);
    free(vim->folder);
    buf_deinit(&vim->confirm.with);
    free(vim->pattern);
    seek_forget(vim);
}

void vim_free(Vim *vim)
{
    if (!vim)
        return;
    far_forget(vim);
    VEC_EACH (Seat *, s, &vim->seats) {
        seat_deinit(*s);
        free(*s);
    }
    vec_deinit(&vim->seats);
    for (size_t i = 0; i < ARRAY_LEN(vim->regs); i++)
        reg_deinit(&vim->regs[i]);
    VEC_EACH (NamedMark, m, &vim->marks)
        mark_deinit(&m->at);
    vec_deinit(&vim->marks);
    vec_deinit(&vim->steps);
    vec_deinit(&vim->visuals);
    vec_deinit(&vim->keys);
    vec_deinit(&vim->stuff);
    vec_deinit(&vim->line_digraph);
    vec_deinit(&vim->recorded);
    vec_deinit(&vim->dot.typed);
    line_undo_deinit(&vim->line_undo);
    free(vim->dot.line);
    free_lines(vim);
    free(vim);
}

void x_init(X *x, Vim *vim, const Cmd *c)
{
    View *v = workspace_view(vim->ws);
    *x = (X){.vim = vim, .ws = vim->ws, .v = v, .c = *c, .count = MAX(1, c->count)};
    x->seat = v ? seat_of(vim, v) : NULL;
}

bool run_command(X *x, const char *id, Str arg)
{
    const Command *c = command_find(str_c(id));
    BUG_ON(!c);
    return c->run(x->ws, arg, &x->err);
}

void vim_fail(Vim *vim)
{
    vec_clear(&vim->stuff);
    vim->stuff_at = 0;
    vim->failed = true;
}

// Steps of undo -----------------------------------------------------------------------------------

void vim_step_begin(Vim *vim, const View *v)
{
    const Seat *s = seat_find(vim, v);
    if (vim->depth)
        return;
    text_undo_break(v->doc->text);
    vim->before_doc = v->doc->id;
    line_undo_begin(vim, v);
    vim->before = text_state(v->doc->text);
    vim->before_cursor = s && s->at.n ? s->at.p[s->primary].head : view_cursor(v);
}

void vim_step_end(Vim *vim)
{
    const View *v = workspace_view(vim->ws);
    if (vim->depth || !v || v->doc->id != vim->before_doc)
        return;
    size_t now = text_state(v->doc->text);
    if (now == vim->before || vim->undoing) {
        vim->undoing = false;
        return;
    }
    text_undo_break(v->doc->text);
    line_undo_end(vim, v);
    if (vim->steps.n == STEPS_MAX)
        vec_remove(&vim->steps, 0, STEPS_MAX / 2);
    vec_push(&vim->steps, ((Step){v->doc->id, vim->before, now, vim->before_cursor}));
}

// Modes -------------------------------------------------------------------------------------------

static void keep_visual(X *x)
{
    Vim *vim = x->vim;
    const Pos *p = seat_pos(x->seat);
    LastVisual last = {x->v->doc->id, p->anchor, p->head, x->seat->mode, p->want == WANT_END};
    size_t i = 0;
    while (i < vim->visuals.n && vim->visuals.p[i].doc != last.doc)
        i++;
    if (i == vim->visuals.n)
        vec_push(&vim->visuals, last);
    vim->visuals.p[i] = last;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t a = MIN(p->anchor, p->head), b = MAX(p->anchor, p->head);
    bool lines = x->seat->mode == VIM_VISUAL_LINE;
    mark_put(vim, x->v->doc, '<', lines ? line_start(&w, a) : a);
    mark_put(vim, x->v->doc, '>', lines ? walk_clamp(&w, line_end(&w, b)) : b);
}

void vim_set_mode(X *x, VimMode mode)
{
    Seat *s = x->seat;
    if (mode_is_visual(s->mode) && !mode_is_visual(mode)) {
        Walk w;
        keep_visual(x);
        walk_init(&w, text_now(x->v->doc->text));
        if (s->mode == VIM_VISUAL_BLOCK)
            seat_set(s, seat_pos(s)->head);
        VEC_EACH (Pos, p, &s->at)
            p->head = p->anchor = walk_clamp(&w, p->head);
    }
    s->mode = mode;
}

// Commands ----------------------------------------------------------------------------------------

static const CommandRow *find_row(const CommandRow *const *tables, size_t n, uint32_t id)
{
    for (size_t i = 0; i < n; i++)
        for (const CommandRow *r = tables[i]; r->run; r++)
            if (r->id == id)
                return r;
    return NULL;
}

const CommandRow *normal_find(uint32_t id)
{
    static const CommandRow *const tables[] = {
        commands_change,       commands_put,    commands_insert,   commands_repeat,
        commands_begin_visual, commands_window, commands_surround, commands_line,
        commands_shared,       commands_marks,  vim_macros,        vim_joins};
    return find_row(tables, ARRAY_LEN(tables), id);
}

const CommandRow *visual_find(uint32_t id)
{
    static const CommandRow *const tables[] = {
        commands_visual, commands_visual_change, commands_visual_put, commands_visual_block,
        commands_shared, commands_line,          commands_marks,      vim_macros,
        vim_visual_joins};
    return find_row(tables, ARRAY_LEN(tables), id);
}

bool cmd_exec(X *x)
{
    bool visual = mode_is_visual(x->seat->mode);
    const CommandRow *row = visual ? visual_find(x->c.id) : normal_find(x->c.id);
    const MotionRow *motion = motion_find(x->c.id);
    if (row && (!x->c.op || visual))
        return row->run(x);
    if (x->c.op)
        return visual ? operate_visual(x, x->c.op, -1) : operate_motion(x);
    if (motion && motion->flags & TAKES_LINE && !x->line) {
        line_open(x, (char)x->c.id, STR_NULL);
        return true;
    }
    return motion && move_all(x, motion);
}

// In normal mode a cursor stands on a character.
static void stay_on(X *x)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (Pos, p, &x->seat->at)
        p->head = p->anchor = x->seat->once ? MIN(p->head, w.end) : walk_clamp(&w, p->head);
}

void x_finish(X *x, bool ok)
{
    Vim *vim = x->vim;
    View *v = workspace_view(vim->ws);
    if (x->err.msg)
        message_say(x->ws, MESSAGE_RESULT, "%s", err_text(&x->err));
    if (!ok)
        vim_fail(vim);
    err_deinit(&x->err);
    if (!v || v != x->v) {
        vim_step_end(vim);
        return;
    }
    if (x->seat->mode == VIM_NORMAL && !vim->confirm.on)
        stay_on(x);
    seat_show(vim, x->seat);
    if (x->seat->mode == VIM_NORMAL && x->seat->once && !vim->line_mark) {
        x->seat->once = false;
        (void)insert_begin(x, VIM_INSERT);
        seat_show(vim, x->seat);
    } else if (x->seat->mode != VIM_INSERT && x->seat->mode != VIM_REPLACE && !vim->line_mark &&
               !vim->confirm.on) {
        vim_step_end(vim);
    }
}

// An operator waits for the pattern behind "/".
static bool wants_line(const Cmd *c)
{
    const MotionRow *m = motion_find(c->id);
    return m && m->flags & TAKES_LINE;
}

static void normal_code(Vim *vim, Seat *s, uint32_t code)
{
    Cmd c;
    X x;
    bool visual = mode_is_visual(s->mode);
    if (vim->keys.n == 0)
        vim_step_begin(vim, s->view);
    vec_push(&vim->keys, code);
    bool stops = code == 'q' && vim->recording && vim->keys.n == 1;
    Parse r = stops ? PARSE_DONE : cmd_parse(&vim->keys, visual, &c);
    if (r == PARSE_MORE && code != CODE_ESC && code != CTRL('c'))
        return;
    bool alone = vim->keys.n == 1;
    vec_clear(&vim->keys);
    if (stops)
        c = (Cmd){.id = 'q'};
    if (r != PARSE_DONE) {
        if (code == CODE_ESC || code == CTRL('c'))
            s->once = false;
        if (!(alone && (code == CODE_ESC || code == CTRL('c'))))
            vim_fail(vim);
        return;
    }
    x_init(&x, vim, &c);
    if (wants_line(&c)) {
        line_open(&x, (char)c.id, STR_NULL);
        return;
    }
    x_finish(&x, cmd_exec(&x));
}

static bool insert_mode_code(Vim *vim, Seat *s, uint32_t code, bool played)
{
    X x;
    x_init(&x, vim, &(Cmd){0});
    if (code == CODE_ESC || code == CTRL('c')) {
        vec_clear(&vim->keys);
        insert_end(&x);
        x_finish(&x, true);
        return true;
    }
    if (code != CODE_BACK || seat_pos(s)->head > 0 || vim->keys.n) // there is nothing to take back
        vec_push(&s->typed, code);
    bool taken = insert_code(&x, code, played);
    if (x.err.msg)
        message_say(vim->ws, MESSAGE_RESULT, "%s", err_text(&x.err));
    err_deinit(&x.err);
    if (s->mode == VIM_NORMAL) // ctrl+o
        seat_show(vim, s);
    return taken;
}

static bool code_goes(Vim *vim, uint32_t code, bool played)
{
    View *v = workspace_view(vim->ws);
    if (!v)
        return true;
    if (vim->line_mark) {
        line_code(vim, code);
        return true;
    }
    if (vim->confirm.on) {
        confirm_code(vim, code);
        return true;
    }
    Seat *s = seat_of(vim, v);
    seat_read(vim, s);
    if (s->mode == VIM_INSERT || s->mode == VIM_REPLACE)
        return insert_mode_code(vim, s, code, played);
    normal_code(vim, s, code);
    return true;
}

bool vim_press(Vim *vim, uint32_t code)
{
    return code_goes(vim, code, false);
}

void vim_code(Vim *vim, uint32_t code)
{
    (void)code_goes(vim, code, true);
}

// Keys of keys ------------------------------------------------------------------------------------

void vim_play(Vim *vim, const Codes *codes)
{
    Codes own = {0}; // what is played may change what it came from
    for (size_t i = 0; i < codes->n; i++)
        vec_push(&own, codes->p[i]);
    vim->depth++;
    for (size_t i = 0; i < own.n && !vim->failed && vim->depth < 50; i++) {
        if (vim->budget-- <= 0) {
            vim_fail(vim);
            break;
        }
        vim_code(vim, own.p[i]);
    }
    vim->depth--;
    vec_deinit(&own);
}

void vim_stuff(Vim *vim, const Codes *codes)
{
    Codes all = {0};
    for (size_t i = 0; i < codes->n; i++)
        vec_push(&all, codes->p[i]);
    for (size_t i = vim->stuff_at; i < vim->stuff.n; i++)
        vec_push(&all, vim->stuff.p[i]);
    vec_deinit(&vim->stuff);
    vim->stuff.p = all.p;
    vim->stuff.n = all.n;
    vim->stuff.cap = all.cap;
    vim->stuff_at = 0;
}

void vim_drain(Vim *vim, bool all)
{
    int64_t end = clock_mono_ns() + SLICE_NS;
    while (vim->stuff_at < vim->stuff.n && (all || clock_mono_ns() < end)) {
        if (vim->budget-- <= 0) {
            vim_fail(vim);
            message_say(vim->ws, MESSAGE_RESULT, "the macro was stopped: it goes on for ever");
            break;
        }
        vim->failed = false;
        vim_code(vim, vim->stuff.p[vim->stuff_at++]);
    }
    if (vim->stuff_at == vim->stuff.n) {
        vec_clear(&vim->stuff);
        vim->stuff_at = 0;
    } else {
        workspace_wake(vim->ws);
    }
}
