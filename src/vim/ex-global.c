// :g and :v.
#include "vim/ex.h"

enum { LINES_MAX = 1000000 };

void line_walk_init(LineWalk *m, Finder *finder, const Snap *snap, const ExLines *l, bool without)
{
    *m = (LineWalk){.finder = finder, .lines = *l, .without = without, .next = l->start};
    walk_init(&m->w, snap);
}

// The first match that begins at or behind the line.
static void look(LineWalk *m, size_t line)
{
    m->more = finder_next(m->finder, m->w.s, line, m->lines.behind, m->cancelled, &m->a, &m->b);
    m->looked = true;
}

bool line_walk_next(LineWalk *m, size_t *line)
{
    while (!m->over && !(m->cancelled && *m->cancelled)) {
        size_t at = m->next;
        if (!m->looked || (m->more && m->a < at))
            look(m, at);
        bool has = m->more && m->a <= line_end(&m->w, at);
        m->over = !line_below(&m->w, at, &m->next) || m->next > m->lines.end;
        if (has != m->without) {
            *line = at;
            return true;
        }
    }
    return false;
}

bool ex_collect(LineWalk *m, Lines *out, Err *err)
{
    size_t line;
    while (line_walk_next(m, &line)) {
        if (out->n == LINES_MAX)
            return err_set(err, "more than %d lines match", LINES_MAX);
        vec_push(out, line);
    }
    return true;
}

// Where a line went by the edits made since; SIZE_MAX: it is gone.
static void follow(const Text *t, TextRev *rev, Lines *lines, size_t from)
{
    TextEdit e;
    TextPull got;
    while ((got = text_pull(t, rev, &e)) == TEXT_EDIT_ONE)
        for (size_t i = from; i < lines->n; i++) {
            size_t *at = &lines->p[i];
            if (*at == SIZE_MAX)
                continue;
            if (*at > e.start && *at < e.old_end)
                *at = SIZE_MAX;
            else if (*at == e.start && e.old_end > e.start && e.new_end == e.start)
                *at = e.old_end > *at && i + 1 < lines->n && lines->p[i + 1] <= e.old_end ? SIZE_MAX
                                                                                          : *at;
            else if (*at >= e.old_end && *at > e.start)
                *at += e.new_end - e.old_end;
        }
    if (got == TEXT_EDIT_LOST)
        lines->n = from;
}

// All lines at once where that is all there is to do.
static bool delete_all(Ex *e, const Lines *lines)
{
    X *x = e->x;
    AUTO(edit) Edit edit = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    for (size_t i = 0; i < lines->n;) {
        size_t start = lines->p[i], end = line_end(&w, start), below;
        bool more;
        while ((more = line_below(&w, end, &below)) && ++i < lines->n && lines->p[i] == below)
            end = line_end(&w, below);
        if (!more) {
            edit_put(&edit, start > edit.until && start ? line_end(&w, start - 1) : start, end,
                     STR_NULL, 0);
            break;
        }
        edit_put(&edit, start, below, STR_NULL, 0);
    }
    x->seat->primary = 0;
    if (edit.at.n)
        edit.at.p[0] = vec_last(&edit.at), edit.at.n = 1;
    if (!edit_apply(x, &edit))
        return false;
    seat_first_text(x);
    return true;
}

static bool run_each(Ex *e, Lines *lines, Str command)
{
    X *x = e->x;
    Text *t = x->v->doc->text;
    TextRev rev = text_rev(t);
    bool any = false;
    x->vim->depth++;
    for (size_t i = 0; i < lines->n && x->vim->budget > 0; i++) {
        follow(t, &rev, lines, i);
        if (i >= lines->n || lines->p[i] == SIZE_MAX)
            continue;
        seat_set(x->seat, lines->p[i]);
        X one;
        x_init(&one, x->vim, &(Cmd){0});
        any |= ex_run(&one, command);
        if (one.err.msg && !x->err.msg)
            err_set(&x->err, "%s", err_text(&one.err));
        err_deinit(&one.err);
        if (workspace_view(x->ws) != x->v)
            break;
    }
    x->vim->depth--;
    if (any)
        err_deinit(&x->err);
    return any;
}

bool ex_global_run(Ex *e, Lines *lines, Str command)
{
    X *x = e->x;
    bool ok = false;
    x->vim->in_global = true;
    if (lines->n == 0)
        err_set(&x->err, "pattern not found: %s", x->vim->pattern);
    else if (str_eq_c(str_trim(command), "d"))
        ok = delete_all(e, lines);
    else if (str_eq_c(command, "p"))
        ok = true, message_say(x->ws, MESSAGE_RESULT, "%zu lines match", lines->n);
    else
        ok = run_each(e, lines, command);
    x->vim->in_global = false;
    return ok;
}

static bool run_near(Ex *e, const ExLines *l, bool without, Str command)
{
    Lines lines = {0};
    LineWalk m;
    line_walk_init(&m, e->x->vim->finder, text_now(e->x->v->doc->text), l, without);
    bool ok = ex_collect(&m, &lines, &e->x->err) && ex_global_run(e, &lines, command);
    vec_deinit(&lines);
    return ok;
}

bool ex_global(Ex *e)
{
    X *x = e->x;
    Str s = e->arg;
    bool without = e->bang || e->name[0] == 'v';
    if (x->vim->in_global)
        return err_set(&x->err, ":g cannot run within :g");
    if (s.n == 0)
        return err_set(&x->err, ":g wants a pattern: :g/pattern/command");
    char mark = s.p[0];
    s = str_from(s, 1);
    Str pattern = ex_until(&s, mark);
    AUTO(free) char *command = str_dup(s.n ? s : STR("p"));
    ExLines all = ex_lines(e);
    if (!seek_set(x, pattern, 0))
        return false;
    if (!ex_is_far(&all))
        return run_near(e, &all, without, str_c(command));
    bool deletes = str_eq_c(str_trim(str_c(command)), "d");
    return ex_far(
        x, &(Far){.lines = all, .without = without, .what = deletes ? FAR_DELETE : FAR_LINES},
        str_c(command));
}
