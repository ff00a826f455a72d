// An apply from its plan to its end; one that died in the midst is taken up again.
#include "review/inner.h"

#include "base/fs-beneath.h"
#include "base/mem.h"

enum { BATCH_STEPS = 500, BATCH_BYTES = 8 << 20 };

void review_outcome_deinit(ReviewOutcome *o)
{
    VEC_EACH (ReviewApplied, x, &o->all) {
        free(x->path);
        free(x->why);
    }
    vec_deinit(&o->all);
    decision_links_deinit(&o->links);
}

static bool apply_init(Apply *a, Store *s, int64_t review, ReviewOutcome *out, Err *err)
{
    *a = (Apply){.s = s, .root = -1, .out = out};
    *out = (ReviewOutcome){0};
    if (!store_review_get(s, review, &a->head, err))
        return false;
    a->dir = review_dir(s, &a->head, err);
    if (!a->dir)
        return false;
    int root = fs_beneath_root(a->dir);
    if (root < 0)
        return err_set_errno(err, -root, "cannot open '%s'", a->dir);
    a->root = root;
    return store_review_entries(s, review, &a->entries, err);
}

static void apply_deinit(Apply *a)
{
    auto_fd(&a->root);
    review_head_deinit(&a->head);
    free(a->dir);
    review_entries_deinit(&a->entries);
    review_steps_deinit(&a->steps);
    review_decisions_deinit(&a->verdicts);
    vec_deinit(&a->settled);
}

ptrdiff_t apply_find(const Apply *a, const char *path)
{
    Review r = {.entries = a->entries};
    return review_find(&r, str_c(path));
}

static bool keep_steps(Apply *a, Err *err)
{
    ReviewSteps batch = {.p = a->steps.p + a->nkept, .n = a->steps.n - a->nkept};
    a->nkept = a->steps.n;
    a->nbytes = 0;
    return !batch.n || store_review_plan(a->s, a->head.id, a->round, &batch, err);
}

bool apply_add(Apply *a, ReviewStep *step, Err *err)
{
    vec_push(&a->steps, *step);
    a->nbytes += step->before_bytes.n + step->after_bytes.n;
    bool full = a->steps.n - a->nkept >= BATCH_STEPS || a->nbytes >= BATCH_BYTES;
    return !full || keep_steps(a, err);
}

static void settle_hunks(const Apply *a, ReviewHunks *hunks)
{
    VEC_EACH (ReviewHunk, h, hunks) {
        if (a->round > 0 && h->state == REVIEW_ACCEPTED) {
            h->state = REVIEW_APPLIED;
            h->round = a->round;
        } else if (a->round < 0 && h->state == REVIEW_APPLIED && h->round == -a->round) {
            h->state = REVIEW_PENDING;
        }
    }
}

static void count(ReviewOutcome *out, const ReviewEntry *e, ReviewResult result, const char *why)
{
    size_t *const counts[] = {[REVIEW_WRITTEN] = &out->nwritten,
                              [REVIEW_MERGED] = &out->nmerged,
                              [REVIEW_CONFLICT] = &out->nconflicts,
                              [REVIEW_FAILED] = &out->nfailed};
    if (e->flags & REVIEW_IMPLIED)
        return;
    ++*counts[result];
    vec_push(&out->all,
             (ReviewApplied){e->id, xstrdup(e->path), result, why ? xstrdup(why) : NULL});
}

void apply_settle(Apply *a, size_t entry, ReviewResult result, const char *why)
{
    const ReviewEntry *e = &a->entries.p[entry];
    ReviewDecision d = {.entry = e->id, .state = e->state};
    bool done = result == REVIEW_WRITTEN || result == REVIEW_MERGED;
    if (e->has_hunks) // what cannot be read now can be decided anew
        (void)store_review_hunks(a->s, e->id, &d.hunks, NULL);
    if (done) {
        settle_hunks(a, &d.hunks);
        d.state = d.hunks.n      ? review_state_of(&d.hunks)
                  : a->round < 0 ? REVIEW_PENDING
                                 : REVIEW_APPLIED;
    } else {
        d.conflict = result == REVIEW_CONFLICT;
        d.why = xstrdup(why);
    }
    vec_push(&a->verdicts, d);
    vec_push(&a->settled, entry);
    count(a->out, e, result, why);
}

static void settle_steps(Apply *a)
{
    VEC_EACH (const ReviewStep, x, &a->steps) {
        ptrdiff_t i = apply_find(a, x->path);
        if (i < 0 || a->entries.p[i].id != x->entry)
            continue;
        apply_settle(a, (size_t)i,
                     x->state != STEP_DONE ? REVIEW_FAILED
                     : x->merged           ? REVIEW_MERGED
                                           : REVIEW_WRITTEN,
                     x->state == STEP_DONE ? NULL : x->why);
    }
}

static bool hunks_wait(const ReviewHunks *hunks)
{
    VEC_EACH (const ReviewHunk, h, hunks)
        if (h->state == REVIEW_PENDING || h->state == REVIEW_ACCEPTED)
            return true;
    return false;
}

// Does it wait, once it is settled so?
static bool decision_waits(const ReviewDecision *d)
{
    if (d->state == REVIEW_PARTLY)
        return hunks_wait(&d->hunks);
    return d->state != REVIEW_REJECTED && d->state != REVIEW_APPLIED;
}

static bool entry_waits(const Apply *a, const ReviewEntry *e)
{
    ReviewDecision d = {.state = e->state};
    if (e->flags & REVIEW_IMPLIED)
        return false;
    if (e->state == REVIEW_PARTLY)
        (void)store_review_hunks(a->s, e->id, &d.hunks, NULL); // none: nothing of them waits
    bool waits = decision_waits(&d);
    review_hunks_deinit(&d.hunks);
    return waits;
}

static size_t count_waiting(const Apply *a)
{
    size_t n = 0;
    Vec(bool) known = {0};
    VEC_EACH (const ReviewEntry, e, &a->entries)
        vec_push(&known, (e->flags & REVIEW_IMPLIED) != 0);
    for (size_t i = 0; i < a->settled.n; i++) {
        n += !known.p[a->settled.p[i]] && decision_waits(&a->verdicts.p[i]);
        known.p[a->settled.p[i]] = true;
    }
    for (size_t i = 0; i < a->entries.n; i++)
        n += !known.p[i] && entry_waits(a, &a->entries.p[i]);
    vec_deinit(&known);
    return n;
}

static void note_audit(const Apply *a)
{
    const ReviewOutcome *o = a->out;
    size_t done = o->nwritten + o->nmerged, left = o->nconflicts + o->nfailed;
    AUTO(free)
    char *subject = xasprintf("%s #%lld", a->head.run ? "run" : "review",
                              (long long)(a->head.run ? a->head.run : a->head.id));
    AUTO(free)
    char *detail = xasprintf("%zu %s, %zu left", done, a->round < 0 ? "put back" : "applied", left);
    AuditEntry e = {.kind = a->round < 0 ? STR("undo") : STR("apply"),
                    .subject = str_c(subject),
                    .detail = str_c(detail),
                    .folder = str_c(a->dir)};
    // it was done: that it could not be noted does not undo it, and history tells it as well
    (void)store_audit_add(a->s, &e, NULL);
}

// The steps are in the store: do them, and say so.
static bool run_steps(Apply *a, Err *err)
{
    if (a->steps.n && !review_do_steps(a, err))
        return false;
    settle_steps(a);
    a->out->nwaiting = count_waiting(a);
    ReviewEnd end = {.review = a->head.id,
                     .round = a->round,
                     .phase = a->out->nwaiting ? REVIEW_WAITING : REVIEW_DONE,
                     .steps = &a->steps,
                     .verdicts = &a->verdicts};
    if (!store_review_end(a->s, &end, &a->out->links, err))
        return false;
    if (a->steps.n)
        note_audit(a);
    return true;
}

static bool start(Apply *a, Err *err)
{
    return keep_steps(a, err) && (!a->steps.n || store_review_start(a->s, a->head.id, err)) &&
           run_steps(a, err);
}

static bool lock(Store *s, int64_t review, Err *err)
{
    return store_review_lock(s, review) ||
           err_set(err, "another codelab is applying it at this moment");
}

// The steps that somebody who died did not come to the end of.
static bool resume(Store *s, int64_t review, Err *err)
{
    Apply a;
    ReviewOutcome out;
    bool ok = apply_init(&a, s, review, &out, err) &&
              store_review_round(s, review, STEP_PLANNED, &a.round, err) &&
              store_review_steps(s, review, a.round, &a.steps, err) && run_steps(&a, err);
    apply_deinit(&a);
    review_outcome_deinit(&out);
    return ok;
}

// With the lock: what was begun before is finished first.
static bool catch_up(Store *s, int64_t review, Err *err)
{
    ReviewHead h = {0};
    bool ok =
        store_review_get(s, review, &h, err) &&
        (h.phase == REVIEW_APPLYING ? resume(s, review, err) : store_review_unplan(s, review, err));
    review_head_deinit(&h);
    return ok;
}

static bool next_round(Apply *a, Err *err)
{
    if (!store_review_round(a->s, a->head.id, STEP_DONE, &a->round, err))
        return false;
    a->round++;
    return a->head.phase == REVIEW_WAITING ||
           err_set(err, "it was applied or discarded already; to undo that comes first");
}

bool review_apply(Store *s, int64_t review, ReviewOutcome *out, Err *err)
{
    Apply a = {.root = -1};
    *out = (ReviewOutcome){0};
    if (!lock(s, review, err))
        return err_wrap(err, "cannot apply the review");
    bool ok = catch_up(s, review, err) && apply_init(&a, s, review, out, err) &&
              next_round(&a, err) && review_plan(&a, err) && start(&a, err);
    store_review_unlock(s, review);
    apply_deinit(&a);
    return ok || err_wrap(err, "cannot apply the review");
}

static void set_all(Apply *a, ReviewState from, ReviewState to)
{
    for (size_t i = 0; i < a->entries.n; i++) {
        const ReviewEntry *e = &a->entries.p[i];
        ReviewDecision d = {.entry = e->id, .state = e->state};
        if (e->has_hunks) // what cannot be read now can be decided anew
            (void)store_review_hunks(a->s, e->id, &d.hunks, NULL);
        VEC_EACH (ReviewHunk, h, &d.hunks)
            if (to == REVIEW_REJECTED ? h->state != REVIEW_APPLIED : h->state == from)
                h->state = to;
        if (d.hunks.n)
            d.state = review_state_of(&d.hunks);
        else if (to == REVIEW_REJECTED ? e->state != REVIEW_APPLIED : e->state == from)
            d.state = to;
        vec_push(&a->verdicts, d);
        vec_push(&a->settled, i);
    }
}

static bool set_phase(Apply *a, ReviewPhase phase, Err *err)
{
    ReviewEnd end = {.review = a->head.id, .phase = phase, .verdicts = &a->verdicts};
    a->out->nwaiting = count_waiting(a);
    return store_review_end(a->s, &end, NULL, err);
}

bool review_discard(Store *s, int64_t review, Err *err)
{
    Apply a = {.root = -1};
    ReviewOutcome out = {0};
    if (!lock(s, review, err))
        return err_wrap(err, "cannot discard the review");
    bool ok = catch_up(s, review, err) && apply_init(&a, s, review, &out, err);
    if (ok) {
        set_all(&a, REVIEW_PENDING, REVIEW_REJECTED);
        ok = set_phase(&a, REVIEW_DONE, err);
    }
    store_review_unlock(s, review);
    apply_deinit(&a);
    review_outcome_deinit(&out);
    return ok || err_wrap(err, "cannot discard the review");
}

static bool undo_steps(Apply *a, Err *err)
{
    ReviewSteps done = {0};
    bool ok = store_review_steps(a->s, a->head.id, a->round, &done, err);
    a->round = -a->round;
    ok = ok && review_plan_undo(a, &done, err) && start(a, err);
    review_steps_deinit(&done);
    return ok;
}

static bool undo(Apply *a, Err *err)
{
    if (!store_review_round(a->s, a->head.id, STEP_DONE, &a->round, err))
        return false;
    if (a->round)
        return undo_steps(a, err);
    if (a->head.phase != REVIEW_DONE)
        return err_set(err, "nothing of it was applied");
    set_all(a, REVIEW_REJECTED, REVIEW_PENDING);
    return set_phase(a, REVIEW_WAITING, err);
}

bool review_undo(Store *s, int64_t review, ReviewOutcome *out, Err *err)
{
    Apply a = {.root = -1};
    *out = (ReviewOutcome){0};
    if (!lock(s, review, err))
        return err_wrap(err, "cannot undo it");
    bool ok = catch_up(s, review, err) && apply_init(&a, s, review, out, err) && undo(&a, err);
    store_review_unlock(s, review);
    apply_deinit(&a);
    return ok || err_wrap(err, "cannot undo it");
}

// Nobody lives who takes it or applies it.
static bool recover(Store *s, const ReviewHead *h, size_t *n, Err *err)
{
    if (h->phase != REVIEW_APPLYING && h->phase != REVIEW_TAKING)
        return true;
    if (!store_review_lock(s, h->id))
        return true;
    bool ok =
        h->phase == REVIEW_TAKING ? store_review_forget(s, h->id, err) : catch_up(s, h->id, err);
    store_review_unlock(s, h->id);
    *n += ok;
    return ok;
}

bool review_recover(Store *s, int64_t project, size_t *n, Err *err)
{
    ReviewHeads all = {0};
    size_t count = 0;
    bool ok = store_review_list(s, project, STORE_REVIEWS_BROKEN, &all, err);
    VEC_EACH (ReviewHead, h, &all)
        ok = ok && recover(s, h, &count, err);
    review_heads_deinit(&all);
    if (n)
        *n = count;
    return ok || err_wrap(err, "cannot finish what was being applied");
}
