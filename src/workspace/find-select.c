// Selecting all matches, one cursor each.
#include "workspace/find-inner.h"

typedef struct {
    FindOrder order;
    Selections all;
    size_t most; // cursors
    size_t near; // the selection that is to be the primary starts here or behind
    bool is_cut;
    Err problem;
} FindSelect;

static void select_work(void *arg, const atomic_bool *cancelled)
{
    FindSelect *j = arg;
    Finder *finder = finder_new(&j->order.query, &j->problem);
    FindWalk w = {finder, j->order.snap, j->order.scope.start, j->order.scope.end, cancelled};
    Range m;
    while (finder && find_walk_next(&w, w.ends, &m)) {
        j->is_cut = j->all.v.n == j->most;
        if (j->is_cut)
            break;
        if (m.start <= j->near)
            j->all.primary = j->all.v.n;
        vec_push(&j->all.v, selection_of(m.start, m.end));
    }
    if (finder && finder_problem(finder)[0])
        err_set(&j->problem, "%s", finder_problem(finder));
    finder_free(finder);
}

static void finish(Find *f, FindSelect *j)
{
    if (j->problem.msg) {
        message_say(f->ws, MESSAGE_WARNING, "cannot select all: %s", err_text(&j->problem));
        return;
    }
    if (j->all.v.n == 0)
        return;
    view_select_picked(workspace_view(f->ws), &j->all, !j->is_cut, PICK_PLAIN);
    find_blur(f);
}

static void select_done(void *arg, bool cancelled)
{
    FindSelect *j = arg;
    Find *f = j->order.find;
    f->select = NULL;
    if (!cancelled && find_order_holds(&j->order))
        finish(f, j);
    find_order_deinit(&j->order);
    vec_deinit(&j->all.v);
    err_deinit(&j->problem);
    free(j);
}

bool find_select_all(Find *f, Err *err)
{
    View *v = workspace_view(f->ws);
    if (!v || f->select)
        return err_set(err, v ? "all matches are being selected" : "no file is open");
    if (!f->brief)
        return err_set(err, "%s", f->problem.msg ? find_problem(f) : "nothing to search for");
    find_history_keep(f);
    view_sync(v);
    FindSelect *j = NEW(FindSelect);
    find_order_init(&j->order, f, v);
    j->near = view_selection(v).start;
    j->most = (size_t)MAX(1, f->ws->options.cursor_limit);
    if (find_is_at_once(f, v)) {
        static const atomic_bool never;
        select_work(j, &never);
        select_done(j, false);
    } else {
        f->select = loop_job_new(f->ws->loop, select_work, select_done, j);
    }
    return true;
}
