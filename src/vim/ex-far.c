// :s and :g over more lines than one turn looks through: a worker makes the new text beside the old
// one, or notes the lines.
#include "vim/ex.h"

typedef struct FarJob {
    Vim *vim; // borrowed; NULL: it is gone
    uint64_t doc;
    TextRev rev;
    Snap *snap; // owned
    Far far;
    FindQuery query;
    Buf pattern, with;    // owned
    TextRewrite *rewrite; // owned; NULL: nothing is changed by it
    Lines lines;          // owned
    SubDone done;
    size_t grown;
    Err problem;
} FarJob;

bool ex_is_far(const ExLines *l)
{
    return l->behind - l->start > EX_FAR_BYTES;
}

static void put(FarJob *j, size_t start, size_t end, Str with)
{
    text_rewrite_put(j->rewrite, start, end, with);
    j->grown += with.n - (end - start);
}

static void replace(FarJob *j, Finder *f, const atomic_bool *cancelled)
{
    FindReplacement r = {.with = buf_str(&j->with)};
    AUTO(buf) Buf text = BUF_INIT;
    SubWalk s;
    sub_walk_init(&s, f, j->snap, &j->far.lines, j->far.all);
    s.cancelled = cancelled;
    while (sub_walk_next(&s)) {
        if (!j->rewrite)
            continue;
        buf_clear(&text);
        finder_expand(f, &r, &text);
        s.done.last = sub_walk_shown(&s, buf_str(&text), j->grown);
        put(j, s.a, s.b, buf_str(&text));
    }
    j->done = s.done;
}

// Lines that follow one another go at once; the last of all with the line end before them.
static void delete_run(FarJob *j, Walk *w, Range run, bool is_last)
{
    bool takes_before = is_last && run.start > 0;
    size_t start = takes_before ? line_end(w, run.start - 1) : run.start;
    j->done.last = start + j->grown;
    put(j, start, run.end, STR_NULL);
}

static void delete_lines(FarJob *j, LineWalk *m)
{
    Range run = {0, 0};
    size_t line, below;
    bool more = true;
    while (more && line_walk_next(m, &line)) {
        if (run.end > run.start && line > run.end)
            delete_run(j, &m->w, run, false);
        if (line > run.end || run.end == run.start)
            run.start = line;
        more = line_below(&m->w, line, &below);
        run.end = more ? below : line_end(&m->w, line);
        j->done.made++;
    }
    if (j->done.made)
        delete_run(j, &m->w, run, !more);
}

static void gather(FarJob *j, Finder *f, const atomic_bool *cancelled)
{
    LineWalk m;
    line_walk_init(&m, f, j->snap, &j->far.lines, j->far.without);
    m.cancelled = cancelled;
    if (j->far.what == FAR_LINES)
        ex_collect(&m, &j->lines, &j->problem);
    else
        delete_lines(j, &m);
}

static void work(void *arg, const atomic_bool *cancelled)
{
    FarJob *j = arg;
    Finder *f = finder_new(&j->query, &j->problem);
    if (j->far.what == FAR_REPLACE || j->far.what == FAR_DELETE)
        j->rewrite = text_rewrite_new(j->snap);
    if (f && j->far.what <= FAR_REPLACE)
        replace(j, f, cancelled);
    else if (f)
        gather(j, f, cancelled);
    if (f && finder_problem(f)[0])
        err_set(&j->problem, "%s", finder_problem(f));
    if (j->rewrite && !*cancelled)
        text_rewrite_end(j->rewrite);
    finder_free(f);
}

static void bring_in(FarJob *j, X *x)
{
    Text *t = x->v->doc->text;
    Selections before = {0};
    selections_copy(&before, &x->v->sel);
    vim_step_begin(x->vim, x->v);
    BUG_ON(!text_rewrite_apply(t, steal(&j->rewrite)));
    view_sync(x->v);
    Walk w;
    walk_init(&w, text_now(t));
    seat_set(x->seat, walk_clamp(&w, line_start(&w, MIN(j->done.last, w.end))));
    x->v->reveal = true;
    seat_show(x->vim, x->seat);
    vim_step_end(x->vim);
    selection_log_note(&x->v->doc->selections, text_state(t), &before, &x->v->sel);
    selections_deinit(&before);
}

static void run_lines(FarJob *j, X *x)
{
    Ex e = {.x = x};
    vim_step_begin(x->vim, x->v);
    (void)ex_global_run(&e, &j->lines, buf_str(&j->with)); // x->err says it
    seat_show(x->vim, x->seat);
    vim_step_end(x->vim);
}

static void finish(FarJob *j, X *x)
{
    bool none = j->done.made == 0 && j->far.what != FAR_LINES;
    if (j->problem.msg)
        err_set(&x->err, "%s", err_text(&j->problem));
    else if (none && !j->far.quiet)
        err_set(&x->err, "pattern not found: %s", x->vim->pattern);
    else if (none)
        return;
    else if (j->far.what == FAR_LINES)
        run_lines(j, x);
    else if (j->far.what == FAR_COUNT)
        ex_told(x, &j->done, true);
    else if (view_may_edit(x->v, &x->err))
        bring_in(j, x);
    if (!x->err.msg && j->far.what == FAR_REPLACE)
        ex_told(x, &j->done, false);
    if (!x->err.msg && j->far.what == FAR_DELETE)
        message_say(x->ws, MESSAGE_RESULT, "%zu fewer lines", j->done.made);
}

static void far_free(FarJob *j)
{
    snap_free(j->snap);
    text_rewrite_free(j->rewrite);
    buf_deinit(&j->pattern);
    buf_deinit(&j->with);
    vec_deinit(&j->lines);
    err_deinit(&j->problem);
    free(j);
}

static void done(void *arg, bool cancelled)
{
    FarJob *j = arg;
    Vim *vim = j->vim;
    View *v = vim ? workspace_view(vim->ws) : NULL;
    if (vim) {
        vim->far = NULL;
        workspace_replaced(vim->ws);
    }
    bool holds = v && v->doc->id == j->doc && text_rev(v->doc->text) == j->rev;
    if (vim && cancelled) {
        message_say(vim->ws, MESSAGE_RESULT, "The command was stopped: nothing is changed");
    } else if (vim && !holds) {
        message_say(vim->ws, MESSAGE_WARNING,
                    "the text changed meanwhile, or another is shown: nothing was replaced");
    } else if (vim) {
        X x;
        x_init(&x, vim, &(Cmd){0});
        finish(j, &x);
        if (x.err.msg)
            message_say(vim->ws, MESSAGE_WARNING, "%s", err_text(&x.err));
        err_deinit(&x.err);
    }
    far_free(j);
}

bool ex_far(X *x, const Far *far, Str with)
{
    Vim *vim = x->vim;
    if (x->ws->replacing || vim->far)
        return err_set(&x->err, "another command over many lines is under way");
    if (far->what != FAR_COUNT && !view_may_edit(x->v, &x->err))
        return false;
    FarJob *j = NEW(FarJob);
    j->vim = vim;
    j->doc = x->v->doc->id;
    j->rev = text_rev(x->v->doc->text);
    j->snap = text_snapshot(x->v->doc->text);
    j->far = *far;
    j->query = seek_query(vim, &j->pattern);
    buf_add(&j->with, with);
    vim->far = j;
    return workspace_replace_aside(x->ws, work, done, j);
}

void far_forget(Vim *vim)
{
    if (!vim->far)
        return;
    vim->far->vim = NULL;
    vim->far = NULL;
    (void)workspace_stop_replacing(vim->ws); // it may have been stopped before
}
