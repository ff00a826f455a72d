// Replacing: one match at once, all of them by a worker that makes the new text beside the old one.
#include "workspace/find-inner.h"

enum {
    FEW = 256,          // replacements that the text takes one by one, so that places in it stay
    WAKE_EVERY = 50000, // replacements
};

struct FindSwap {
    FindOrder order;
    Loop *loop;      // borrowed
    Buf replacement; // owned
    bool keep_case, crlf;
    TextRewrite *rewrite; // owned
    Vec(Range) few;       // the first ones
    Vec(size_t) few_end;  // ends of their new texts in `bytes`
    Buf bytes;
    size_t at[3]; // places: top, anchor, cursor; of the new text when it is done
    size_t made;  // atomic
    Err problem;
};

// Offsets that are to stay where they are in the text around them; one within a match goes to the
// end of what takes its place.
typedef struct {
    size_t at[3];
    bool is_passed[3];
    size_t removed, added; // bytes before
} PlaceMap;

static void pass(PlaceMap *p, Range m, size_t n)
{
    for (size_t i = 0; i < ARRAY_LEN(p->at); i++) {
        if (p->is_passed[i] || (m.start < p->at[i] && m.end <= p->at[i]))
            continue;
        bool is_within = m.start < p->at[i];
        p->at[i] = (is_within ? m.start + n : p->at[i]) - p->removed + p->added;
        p->is_passed[i] = true;
    }
    p->removed += m.end - m.start;
    p->added += n;
}

static void swap_all(FindSwap *j, Finder *finder, const atomic_bool *cancelled)
{
    FindWalk w = {finder, j->order.snap, j->order.scope.start, j->order.scope.end, cancelled};
    FindReplacement r = {buf_str(&j->replacement), j->keep_case, j->crlf};
    PlaceMap places = {.at = {j->at[0], j->at[1], j->at[2]}};
    Range m;
    size_t n = 0;
    while (find_walk_next(&w, w.ends, &m)) {
        size_t from = n < FEW ? j->bytes.n : 0;
        if (n >= FEW)
            buf_clear(&j->bytes);
        finder_expand(finder, &r, &j->bytes);
        Str with = str_from(buf_str(&j->bytes), from);
        text_rewrite_put(j->rewrite, m.start, m.end, with);
        pass(&places, m, with.n);
        if (n < FEW) {
            vec_push(&j->few, m);
            vec_push(&j->few_end, j->bytes.n);
        }
        __atomic_store_n(&j->made, ++n, __ATOMIC_RELAXED);
        if (n % WAKE_EVERY == 0)
            loop_wake(j->loop);
    }
    if (*cancelled || finder_problem(finder)[0])
        return;
    text_rewrite_end(j->rewrite);
    for (size_t i = 0; i < ARRAY_LEN(places.at); i++)
        j->at[i] =
            places.is_passed[i] ? places.at[i] : places.at[i] - places.removed + places.added;
}

static void swap_work(void *arg, const atomic_bool *cancelled)
{
    FindSwap *j = arg;
    Finder *finder = finder_new(&j->order.query, &j->problem);
    j->rewrite = text_rewrite_new(j->order.snap);
    if (finder)
        swap_all(j, finder, cancelled);
    if (finder && finder_problem(finder)[0])
        err_set(&j->problem, "%s", finder_problem(finder));
    finder_free(finder);
}

static void apply_few(Text *t, const FindSwap *j)
{
    TextSplice v[FEW];
    size_t from = 0;
    for (size_t i = 0; i < j->few.n; i++) {
        Str with = str_n(j->bytes.p + from, j->few_end.p[i] - from);
        v[i] = (TextSplice){j->few.p[i].start, j->few.p[i].end, with};
        from = j->few_end.p[i];
    }
    (void)text_replace_many(t, v, j->few.n); // its revision is of no use here
}

static void apply(Find *f, View *v, FindSwap *j)
{
    Text *t = v->doc->text;
    size_t n = j->made;
    AUTO(selections) Selections before = {0};
    selections_copy(&before, &v->sel);
    text_undo_break(t);
    if (n <= FEW)
        apply_few(t, j);
    else
        BUG_ON(!text_rewrite_apply(t, steal(&j->rewrite)));
    text_undo_break(t);
    view_sync(v);
    view_select(v, j->at[1], j->at[2]);
    v->top = snap_line_start(text_now(t), j->at[0], SIZE_MAX);
    selection_log_note(&v->doc->selections, text_state(t), &before, &v->sel);
    f->from = MIN(j->at[1], j->at[2]);
    message_say(f->ws, MESSAGE_RESULT, n == 1 ? "Replaced 1 place" : "Replaced %zu places", n);
}

static void finish(Find *f, FindSwap *j, bool cancelled)
{
    View *v = workspace_view(f->ws);
    if (cancelled)
        message_say(f->ws, MESSAGE_RESULT, "Replacing was stopped: nothing is changed");
    else if (!find_order_holds(&j->order))
        message_say(f->ws, MESSAGE_WARNING,
                    "cannot replace all: the text changed meanwhile; nothing was replaced");
    else if (j->problem.msg)
        message_say(f->ws, MESSAGE_WARNING, "cannot replace all: %s", err_text(&j->problem));
    else if (j->made == 0)
        message_say(f->ws, MESSAGE_RESULT, "Find: no match");
    else
        apply(f, v, j);
}

static void swap_done(void *arg, bool cancelled)
{
    FindSwap *j = arg;
    Find *f = j->order.find;
    f->swap = NULL;
    f->swapping = NULL;
    finish(f, j, cancelled);
    text_rewrite_free(j->rewrite);
    find_order_deinit(&j->order);
    buf_deinit(&j->replacement);
    buf_deinit(&j->bytes);
    vec_deinit(&j->few);
    vec_deinit(&j->few_end);
    err_deinit(&j->problem);
    free(j);
}

static View *ready(Find *f, Err *err)
{
    View *v = workspace_view(f->ws);
    if (!v)
        err_set(err, "no file is open");
    else if (find_text(f, FIND_PATTERN).n == 0)
        err_set(err, "nothing to search for");
    else if (!f->brief)
        err_set(err, "%s", find_problem(f));
    else if (f->swap)
        err_set(err, "a replacement is under way");
    else if (view_may_edit(v, err))
        return v;
    return NULL;
}

bool find_replace_all(Find *f, Err *err)
{
    View *v = ready(f, err);
    if (!v)
        return false;
    find_history_keep(f);
    FindSwap *j = NEW(FindSwap);
    find_order_init(&j->order, f, v);
    j->loop = f->ws->loop;
    j->keep_case = f->options.preserve_case;
    j->crlf = document_line_end(v->doc) == EOL_CRLF;
    j->at[0] = v->top;
    j->at[1] = view_primary(v)->anchor;
    j->at[2] = view_primary(v)->head;
    buf_add(&j->replacement, find_text(f, FIND_REPLACEMENT));
    f->swapping = j;
    f->swap = loop_job_new(f->ws->loop, swap_work, swap_done, j);
    return true;
}

bool find_is_swapping(const Find *f, size_t *made)
{
    *made = f->swapping ? __atomic_load_n(&f->swapping->made, __ATOMIC_RELAXED) : 0;
    return f->swapping;
}

// The selection is a match, within the scope.
static bool is_at_match(Find *f, const Snap *s, Range sel)
{
    Range scope = find_scope(f, s), m;
    return sel.start >= scope.start && sel.end <= scope.end &&
           finder_next(f->brief, s, sel.start, sel.end, NULL, &m.start, &m.end) &&
           m.start == sel.start && m.end == sel.end;
}

bool find_replace_one(Find *f, Err *err)
{
    View *v = ready(f, err);
    if (!v)
        return false;
    find_history_keep(f);
    const Snap *s = text_now(v->doc->text);
    Range sel = view_selection(v);
    if (sel.start != sel.end || f->passed == sel.start) { // which moves behind what comes in
        AUTO(buf) Buf with = BUF_INIT;
        FindReplacement r = {find_text(f, FIND_REPLACEMENT), f->options.preserve_case,
                             document_line_end(v->doc) == EOL_CRLF};
        if (is_at_match(f, s, sel)) {
            finder_expand(f->brief, &r, &with);
            if (!view_insert(v, buf_str(&with), err))
                return false;
        }
    }
    f->steps++;
    return true;
}
