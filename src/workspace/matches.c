#include "workspace/matches.h"
#include "workspace/find-inner.h"

#include <ctype.h>

enum {
    PATTERN_MAX = 64 << 10, // bytes
    AT_ONCE = 256 << 10,    // bytes that are searched without a worker
};

typedef enum { WANT_NEXT, WANT_SKIP, WANT_ALL } Want;

struct Matches {
    Workspace *ws; // borrowed
    LoopJob *job;  // under way; NULL: none
};

typedef Vec(Range) Ranges;

typedef struct {
    Matches *matches; // main thread only
    Want want;
    uint64_t doc;
    TextRev rev;
    Snap *snap; // one reference
    Buf pattern;
    FindQuery query;
    Selections sel; // owned; those that the search began with
    Pick pick;
    size_t limit;
    Ranges found; // owned
    bool more;    // ... than the limit
    Err err;
} Seek;

Matches *matches_new(Workspace *ws)
{
    Matches *m = NEW(Matches);
    m->ws = ws;
    return m;
}

void matches_free(Matches *m)
{
    free(m);
}

void matches_cancel(Matches *m)
{
    if (m->job)
        loop_job_cancel(m->job);
}

bool matches_is_busy(const Matches *m)
{
    return m->job != NULL;
}

static void seek_free(Seek *j)
{
    snap_free(j->snap);
    buf_deinit(&j->pattern);
    selections_deinit(&j->sel);
    vec_deinit(&j->found);
    err_deinit(&j->err);
    free(j);
}

static bool is_selected(const Selections *sel, Range m)
{
    size_t i = selections_find(sel, m.start + (m.end > m.start));
    return i < sel->v.n && selection_start(&sel->v.p[i]) == m.start &&
           selection_end(&sel->v.p[i]) == m.end;
}

// The first match in [from, to) that is not selected yet.
static bool find_new_one(Seek *j, Finder *f, Range part, const atomic_bool *cancelled)
{
    FindWalk w = {f, j->snap, part.start, part.end, cancelled};
    Range m;
    while (find_walk_next(&w, part.end, &m)) {
        if (m.start == m.end || is_selected(&j->sel, m))
            continue;
        vec_push(&j->found, m);
        return true;
    }
    return false;
}

static void find_all(Seek *j, Finder *f, const atomic_bool *cancelled)
{
    FindWalk w = {f, j->snap, 0, snap_size(j->snap), cancelled};
    Range m;
    while (!j->more && find_walk_next(&w, w.ends, &m)) {
        j->more = j->found.n == j->limit;
        if (!j->more)
            vec_push(&j->found, m);
    }
}

static void search_work(void *arg, const atomic_bool *cancelled)
{
    Seek *j = arg;
    Finder *f = finder_new(&j->query, &j->err);
    size_t from = selection_end(&j->sel.v.p[j->sel.primary]), size = snap_size(j->snap);
    if (f && j->want == WANT_ALL)
        find_all(j, f, cancelled);
    else if (f && !find_new_one(j, f, (Range){from, size}, cancelled))
        find_new_one(j, f, (Range){0, from}, cancelled);
    if (f && finder_problem(f)[0])
        err_set(&j->err, "%s", finder_problem(f));
    finder_free(f);
}

static void take_all(const Seek *j, View *v)
{
    AUTO(selections) Selections sel = {0};
    size_t old = view_selection(v).start;
    VEC_EACH (const Range, m, &j->found) {
        vec_push(&sel.v, selection_of(m->start, m->end));
        if (m->start <= old)
            sel.primary = sel.v.n - 1; // what is seen stays in sight
    }
    selections_normalize(&sel);
    view_select_picked(v, &sel, !j->more, j->pick);
}

static void take_next(const Seek *j, View *v)
{
    AUTO(selections) Selections sel = {0};
    Range m = j->found.p[0];
    selections_copy(&sel, &j->sel);
    if (j->want == WANT_SKIP)
        sel.v.p[sel.primary] = selection_of(m.start, m.end);
    else
        selections_add(&sel, selection_of(m.start, m.end));
    selections_normalize(&sel);
    view_select_picked(v, &sel, true, j->pick);
}

static void take(const Seek *j, View *v)
{
    Workspace *ws = j->matches->ws;
    bool same = v && v->doc->id == j->doc && text_rev(v->doc->text) == j->rev &&
                selections_equal(&v->sel, &j->sel);
    if (!same)
        return;
    if (j->found.n == 0)
        message_say(ws, MESSAGE_RESULT, "%s",
                    err_text(&j->err)[0] ? err_text(&j->err) : "there are no more matches");
    else if (j->want == WANT_ALL)
        take_all(j, v);
    else
        take_next(j, v);
}

static void search_done(void *arg, bool cancelled)
{
    Seek *j = arg;
    j->matches->job = NULL;
    if (!cancelled)
        take(j, workspace_view(j->matches->ws));
    seek_free(j);
}

static bool start(Seek *j, Err *err)
{
    Matches *m = j->matches;
    static const atomic_bool never;
    if (snap_size(j->snap) <= AT_ONCE) {
        search_work(j, &never);
        take(j, workspace_view(m->ws));
        seek_free(j);
        return true;
    }
    if (m->job) {
        seek_free(j);
        return err_set(err, "the search before is still under way");
    }
    m->job = loop_job_new(m->ws->loop, search_work, search_done, j);
    return true;
}

static Seek *seek_new(Matches *m, const View *v, Want want)
{
    Seek *j = NEW(Seek);
    *j = (Seek){.matches = m,
                .want = want,
                .doc = v->doc->id,
                .rev = text_rev(v->doc->text),
                .snap = text_snapshot(v->doc->text),
                .pick = v->pick == PICK_WORD ? PICK_WORD : PICK_PLAIN,
                .limit = (size_t)MAX(1, m->ws->options.cursor_limit)};
    selections_copy(&j->sel, &v->sel);
    return j;
}

// Look for what the primary selection of v holds.
static bool seek_selected(Matches *m, const View *v, Want want, Err *err)
{
    Range r = view_selection(v);
    const FindOptions *o = find_options(m->ws->find);
    bool word = v->pick == PICK_WORD;
    if (r.end - r.start > PATTERN_MAX)
        return err_set(err, "the selection is too long to look for: more than %d KB",
                       PATTERN_MAX >> 10);
    Seek *j = seek_new(m, v, want);
    snap_add_to(j->snap, r.start, r.end, &j->pattern);
    Str pattern = buf_str(&j->pattern);
    j->query = (FindQuery){.pattern = pattern,
                           .ignore_case = !word && o->ignore_case && !find_has_capitals(pattern),
                           .whole_word = word || o->whole_word};
    return start(j, err);
}

// Have all cursors select something; false with a sentence if the primary one cannot.
static bool select_words(View *v, Err *err)
{
    AUTO(selections) Selections sel = {0};
    selections_copy(&sel, &v->sel);
    edit_select_words(text_now(v->doc->text), &sel);
    if (selection_is_empty(&sel.v.p[sel.primary]))
        return err_set(err, "there is no word at the cursor");
    view_select_picked(v, &sel, true, PICK_WORD);
    return true;
}

bool matches_add_next(Matches *m, View *v, bool skip, Err *err)
{
    if (selection_is_empty(view_primary(v)))
        return select_words(v, err);
    if (v->sel.v.n > 1 && !edit_selects_same(text_now(v->doc->text), &v->sel)) {
        if (!selections_all_empty(&v->sel) && v->pick != PICK_WORD)
            return select_words(v, err);
    }
    return seek_selected(m, v, skip ? WANT_SKIP : WANT_NEXT, err);
}

bool matches_add_all(Matches *m, View *v, Err *err)
{
    if (selection_is_empty(view_primary(v)) && !select_words(v, err))
        return false;
    return seek_selected(m, v, WANT_ALL, err);
}
