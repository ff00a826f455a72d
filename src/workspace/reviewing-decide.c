// Decisions: made, taken back, kept.
#include "workspace/reviewing-inner.h"

/* What can be taken back ------------------------------------------------------------------------
 */

static void was_deinit(ReviewWas *w)
{
    review_hunks_deinit(&w->hunks);
    buf_deinit(&w->resolved);
}

void review_past_free(ReviewPast *p)
{
    while (p) {
        ReviewPast *next = p->next;
        VEC_EACH (ReviewWas, w, &p->was)
            was_deinit(w);
        vec_deinit(&p->was);
        free(p);
        p = next;
    }
}

static void copy_hunks(const ReviewHunks *from, ReviewHunks *to)
{
    VEC_EACH (const ReviewHunk, h, from) {
        ReviewHunk copy = *h;
        copy.edited = (Buf)BUF_INIT;
        buf_add(&copy.edited, buf_str(&h->edited));
        vec_push(to, copy);
    }
}

void reviewing_remember(Workspace *ws, size_t first, size_t n)
{
    Reviewing *r = &ws->reviewing;
    ReviewPast *p = NEW(ReviewPast);
    *p = (ReviewPast){.selected = r->selected, .hunk = r->hunk, .next = r->past};
    for (size_t i = first; i < first + n; i++) {
        const ReviewText *t = r->review->texts.p[i];
        ReviewWas w = {.entry = i, .state = r->review->entries.p[i].state, .has_hunks = t};
        if (t)
            copy_hunks(&t->hunks, &w.hunks);
        buf_add(&w.resolved, buf_str(&r->review->resolved.p[i]));
        vec_push(&p->was, w);
    }
    r->past = p;
}

static void put_back(Review *r, ReviewWas *w)
{
    ReviewText *t = r->texts.p[w->entry];
    r->entries.p[w->entry].state = w->state;
    r->changed.p[w->entry] = true;
    buf_deinit(&r->resolved.p[w->entry]);
    r->resolved.p[w->entry] = w->resolved;
    w->resolved = (Buf)BUF_INIT;
    if (w->has_hunks) {
        review_hunks_deinit(&t->hunks);
        t->hunks = w->hunks;
        w->hunks = (ReviewHunks){0};
    } else if (t && !t->whole) { // it was read since, as it is now
        VEC_EACH (ReviewHunk, h, &t->hunks)
            h->state = w->state == REVIEW_PARTLY ? REVIEW_PENDING : w->state;
    }
}

bool reviewing_undo(Workspace *ws, Err *err)
{
    Reviewing *r = &ws->reviewing;
    ReviewPast *p = r->past;
    if (!p)
        return err_set(err, "no decision is left to be taken back");
    VEC_EACH (ReviewWas, w, &p->was)
        put_back(r->review, w);
    r->past = p->next;
    p->next = NULL;
    reviewing_changed(ws);
    reviewing_select(ws, MIN(p->selected, r->rows.n - 1));
    r->hunk = p->hunk;
    r->stale = true;
    review_past_free(p);
    return true;
}

void reviewing_changed(Workspace *ws)
{
    ws->reviewing.unsaved = true;
    reviewing_fill(ws);
}

/* Deciding --------------------------------------------------------------------------------------
 */

static bool need(const Workspace *ws, Err *err)
{
    return ws->reviewing.review || err_set(err, "nothing is reviewed: run something first");
}

static ReviewState wish(bool accept)
{
    return accept ? REVIEW_ACCEPTED : REVIEW_REJECTED;
}

// To the next hunk, then the next row, that waits; where none does one stays.
static void go_on(Workspace *ws)
{
    Reviewing *r = &ws->reviewing;
    size_t n = reviewing_hunks(ws);
    for (size_t i = r->hunk + 1; i < n; i++)
        if (reviewing_hunk_sign(ws, i) == REVIEW_SIGN_PENDING) {
            reviewing_goto_hunk(ws, i);
            return;
        }
    if (r->selected < r->rows.n && r->rows.p[r->selected].waits && n)
        return; // a hunk above waits
    for (size_t i = r->selected + 1; i < r->rows.n; i++)
        if (r->rows.p[i].waits) {
            reviewing_select(ws, i);
            return;
        }
}

static bool may_be_accepted(const Review *r, size_t i, bool accept, Err *err)
{
    const ReviewEntry *e = &r->entries.p[i];
    if (e->state == REVIEW_APPLIED)
        return err_set(err, "'%s' is on the disk already", e->path);
    return !accept || !(e->flags & REVIEW_LARGE) ||
           err_set(err, "'%s' is too large to be kept: it can only be rejected", e->path);
}

bool reviewing_decide_hunk(Workspace *ws, bool accept, Err *err)
{
    Reviewing *r = &ws->reviewing;
    if (!need(ws, err))
        return false;
    size_t hunk = reviewing_hunk(ws), n = reviewing_hunks(ws);
    ptrdiff_t i = reviewing_entry(ws);
    if (i < 0 || hunk >= n)
        return reviewing_decide_file(ws, accept, err);
    if (!may_be_accepted(r->review, (size_t)i, accept, err))
        return false;
    reviewing_remember(ws, (size_t)i, 1);
    r->hunk = hunk;
    review_decide_hunk(r->review, (size_t)i, hunk, wish(accept));
    reviewing_changed(ws);
    go_on(ws);
    return true;
}

static void tell_left(Workspace *ws, const ReviewLeft *left)
{
    AUTO(buf) Buf words = BUF_INIT;
    if (!left->n)
        return;
    review_left_words(left, &words);
    message_say(ws, MESSAGE_WARNING, "%zu %s undecided, a yes of %s own is wanted: %s", left->n,
                left->n == 1 ? "is left" : "are left", left->n == 1 ? "its" : "their",
                buf_c(&words));
}

// Tools make binaries: the yes to their row is one to these, but to nothing else that wants its
// own.
static bool decide_group(Workspace *ws, const ReviewRow *row, bool accept)
{
    Reviewing *r = &ws->reviewing;
    AUTO(free) char *group = xstrdup(row->name);
    reviewing_remember(ws, row->first, row->n);
    ReviewLeft left =
        review_decide_all(r->review, str_c(group), wish(accept), REVIEW_OWN_BIT(REVIEW_OWN_BINARY));
    reviewing_changed(ws);
    tell_left(ws, &left);
    return true;
}

bool reviewing_decide_file(Workspace *ws, bool accept, Err *err)
{
    Reviewing *r = &ws->reviewing;
    if (!need(ws, err))
        return false;
    if (r->selected >= r->rows.n)
        return err_set(err, "nothing is selected");
    const ReviewRow *row = &r->rows.p[r->selected];
    if (row->is_group)
        return decide_group(ws, row, accept);
    if (!may_be_accepted(r->review, row->first, accept, err))
        return false;
    reviewing_remember(ws, row->first, 1);
    review_decide(r->review, row->first, wish(accept));
    r->hunk = SIZE_MAX - 1; // the file is done with
    reviewing_changed(ws);
    go_on(ws);
    r->hunk = r->hunk == SIZE_MAX - 1 ? 0 : r->hunk;
    return true;
}

bool reviewing_decide_all(Workspace *ws, bool accept, Err *err)
{
    Reviewing *r = &ws->reviewing;
    if (!need(ws, err))
        return false;
    reviewing_remember(ws, 0, r->review->entries.n);
    ReviewLeft left = review_decide_all(r->review, STR_NULL, wish(accept), 0);
    reviewing_changed(ws);
    tell_left(ws, &left);
    return true;
}

bool reviewing_split(Workspace *ws, Err *err)
{
    Reviewing *r = &ws->reviewing;
    ptrdiff_t i = reviewing_entry(ws);
    size_t hunk = reviewing_hunk(ws);
    if (!need(ws, err))
        return false;
    if (i < 0 || hunk >= reviewing_hunks(ws))
        return err_set(err, "there is no hunk to split here");
    reviewing_remember(ws, (size_t)i, 1);
    if (!review_split(r->review, (size_t)i, hunk)) {
        ReviewPast *p = r->past;
        r->past = p->next;
        p->next = NULL;
        review_past_free(p);
        return err_set(err, "this hunk cannot be split");
    }
    r->hunk = hunk;
    r->stale = true;
    reviewing_changed(ws);
    return true;
}

bool reviewing_step(Workspace *ws, int step, Err *err)
{
    Reviewing *r = &ws->reviewing;
    if (!need(ws, err))
        return false;
    size_t n = reviewing_hunks(ws), hunk = reviewing_hunk(ws);
    if (step > 0 ? hunk + 1 < n : hunk > 0 && n) {
        reviewing_goto_hunk(ws, hunk + (size_t)(ptrdiff_t)step);
        return true;
    }
    size_t was = r->selected;
    reviewing_move(ws, step);
    return r->selected != was ||
           err_set(err, step > 0 ? "this is the last one" : "this is the first one");
}

/* Keeping ---------------------------------------------------------------------------------------
 */

typedef struct {
    int64_t review;
    ReviewDecisions d;
} SaveJob;

static bool save_work(Store *s, int64_t project, void *arg, Err *err)
{
    SaveJob *j = arg;
    (void)project;
    return store_review_decide(s, j->review, &j->d, err);
}

static void save_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    SaveJob *j = arg;
    ws->reviewing.saving = false;
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_ERROR, "the decisions are not kept: %s", err_text(err));
    review_decisions_deinit(&j->d);
    free(j);
}

void reviewing_save(Workspace *ws)
{
    Reviewing *r = &ws->reviewing;
    if (!r->review || !ws->store || !r->unsaved)
        return;
    r->unsaved = false;
    ReviewDecisions d = review_changes(r->review);
    if (!d.n) {
        review_decisions_deinit(&d);
        return;
    }
    SaveJob *j = NEW(SaveJob);
    *j = (SaveJob){r->review->head.id, d};
    r->saving = true;
    storeq_push(ws->store, (StoreTask){save_work, save_done, j});
}
