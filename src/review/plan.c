// What was accepted becomes steps from what the disk has to what it shall have.
#include "review/inner.h"

#include "base/mem.h"

#include <errno.h>

typedef struct {
    Apply *a;
    size_t entry;
    const ReviewEntry *e;
    ReviewSide now; // owned
    Buf now_text;   // owned
} Planning;

static bool is_wanted(const ReviewEntry *e)
{
    return e->state == REVIEW_ACCEPTED || e->state == REVIEW_RESOLVED || e->state == REVIEW_PARTLY;
}

// Folders that come or go with what is in them, for each thing that is wanted.
static void want_folders(const Apply *a, const ReviewEntry *e, bool *wanted)
{
    AUTO(free) char *path = xstrdup(e->path);
    for (char *slash; (slash = strrchr(path, '/'));) {
        *slash = '\0';
        ptrdiff_t i = apply_find(a, path);
        if (i < 0)
            continue;
        if (wanted[i])
            return;
        wanted[i] = (a->entries.p[i].flags & REVIEW_IMPLIED) != 0;
    }
}

static void settle_failed(Planning *p, const Err *err)
{
    bool above = err->code == ELOOP || err->code == ENOTDIR || err->code == EXDEV;
    AUTO(free)
    char *why =
        above ? xasprintf("cannot write '%s': a folder above it is something else on the disk now",
                          p->e->path)
              : xstrdup(err_text(err));
    apply_settle(p->a, p->entry, REVIEW_FAILED, why);
}

static bool move(Planning *p, const ReviewMove *m, Err *err)
{
    AUTO(free) char *why = NULL;
    ReviewStep step;
    ReviewMoveKind kind = review_move(m, p->e->path, &step, &why);
    switch (kind) {
    case MOVE_NONE:
        apply_settle(p->a, p->entry, REVIEW_WRITTEN, NULL);
        return true;
    case MOVE_CONFLICT:
    case MOVE_FAILED:
        if (!(p->e->flags & REVIEW_IMPLIED)) // what is in it will tell
            apply_settle(p->a, p->entry, kind == MOVE_CONFLICT ? REVIEW_CONFLICT : REVIEW_FAILED,
                         why);
        return true;
    default:
        step.path = xstrdup(p->e->path);
        step.entry = p->e->id;
        step.merged = kind == MOVE_MERGED;
        // contents of secrets of the disk are kept nowhere
        if (p->e->flags & REVIEW_SECRET) {
            step.keep_before = false;
            buf_deinit(&step.before_bytes);
        }
        return apply_add(p->a, &step, err);
    }
}

static Str some(const Buf *b)
{
    return b->p ? buf_str(b) : STR("");
}

// All of the entry, as the run left it.
static bool plan_whole(Planning *p, Err *err)
{
    const ReviewEntry *e = p->e;
    ReviewText *t = NULL;
    ReviewMove m = {
        .from = &e->before, .to = &e->after, .now = &p->now, .now_text = some(&p->now_text)};
    bool files = p->now.thing == REVIEW_FILE && review_has_hunks(e);
    // the texts are needed only if the disk has moved on
    if (files && !review_same_content(&e->before, &p->now) &&
        !review_same_content(&e->after, &p->now)) {
        t = review_text_load(p->a->s, p->a->dir, e, NULL);
        if (t && t->is_text && review_is_text(buf_str(&p->now_text))) {
            m.from_text = some(&t->before);
            m.to_text = some(&t->after);
        }
    }
    bool ok = move(p, &m, err);
    review_text_free(t);
    return ok;
}

static ReviewSide side_of(const Buf *text, uint32_t mode)
{
    ReviewSide s = {
        .thing = REVIEW_FILE, .mode = mode, .nbytes = (int64_t)text->n, .has_hash = true};
    hash_sha256(buf_str(text), s.hash);
    return s;
}

static uint32_t mode_with(const ReviewEntry *e, const ReviewHunks *hunks, unsigned states)
{
    bool takes = e->before.thing != REVIEW_FILE;
    VEC_EACH (const ReviewHunk, h, hunks)
        takes |= h->is_mode && states & REVIEW_BIT(h->state);
    return takes ? e->after.mode : e->before.mode;
}

static unsigned states_in(const ReviewHunks *hunks)
{
    unsigned states = 0;
    VEC_EACH (const ReviewHunk, h, hunks)
        states |= REVIEW_BIT(h->state);
    return states;
}

// Those of its hunks that were accepted, upon those that were applied before.
static bool plan_hunks(Planning *p, const ReviewText *t, Err *err)
{
    const unsigned before = REVIEW_BIT(REVIEW_APPLIED);
    const unsigned after = before | REVIEW_BIT(REVIEW_ACCEPTED);
    AUTO(buf) Buf from_text = BUF_INIT, to_text = BUF_INIT;
    review_compose(t, before, &from_text);
    review_compose(t, after, &to_text);
    ReviewSide from = side_of(&from_text, mode_with(p->e, &t->hunks, before));
    ReviewSide to = side_of(&to_text, mode_with(p->e, &t->hunks, after));
    if (p->e->before.thing == REVIEW_NOTHING && !(states_in(&t->hunks) & before))
        from = (ReviewSide){0};
    ReviewMove m = {&from, &to, some(&from_text), some(&to_text), &p->now, some(&p->now_text)};
    return move(p, &m, err);
}

static bool plan_text(Planning *p, Err *err)
{
    AUTO(err) Err why = {0};
    ReviewText *t = review_text_load(p->a->s, p->a->dir, p->e, &why);
    bool ok = true;
    if (!t || !t->is_text) {
        if (!why.msg)
            err_set(&why, "what '%s' held can no longer be read", p->e->path);
        settle_failed(p, &why);
    } else if (states_in(&t->hunks) & REVIEW_BIT(REVIEW_ACCEPTED)) {
        ok = plan_hunks(p, t, err);
    }
    review_text_free(t);
    return ok;
}

static bool is_resolved_for(const ReviewEntry *e, const ReviewSide *now)
{
    static const uint8_t nothing[HASH_NBYTES];
    const uint8_t *has = now->thing == REVIEW_FILE ? now->hash : nothing;
    return (now->thing == REVIEW_NOTHING || now->has_hash) &&
           memcmp(has, e->resolved_from, HASH_NBYTES) == 0;
}

static bool plan_resolved(Planning *p, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(err) Err why = {0};
    const ReviewEntry *e = p->e;
    if (!is_resolved_for(e, &p->now)) {
        AUTO(free) char *again = xasprintf("'%s' was changed on the disk once more", e->path);
        apply_settle(p->a, p->entry, REVIEW_CONFLICT, again);
        return true;
    }
    if (!store_review_text(p->a->s, e->resolved, &text, &why)) {
        settle_failed(p, &why);
        return true;
    }
    const ReviewSide *like = e->after.thing == REVIEW_FILE ? &e->after : &e->before;
    ReviewSide to = side_of(&text, like->mode);
    ReviewMove m = {&p->now, &to, some(&p->now_text), some(&text), &p->now, some(&p->now_text)};
    return move(p, &m, err);
}

// The step of that path, NULL if there is none; they stand in the order of paths.
static const ReviewStep *find_step(const Apply *a, const char *path)
{
    size_t lo = 0, hi = a->steps.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = strcmp(a->steps.p[mid].path, path);
        if (order == 0)
            return &a->steps.p[mid];
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

// A step before this one puts a folder above it in the place of what is there now.
static bool is_under_new_folder(const Apply *a, const char *path)
{
    AUTO(free) char *above = xstrdup(path);
    for (char *slash; (slash = strrchr(above, '/'));) {
        *slash = '\0';
        const ReviewStep *x = find_step(a, above);
        if (x)
            return x->after.thing == REVIEW_FOLDER;
    }
    return false;
}

static bool look(Planning *p, Err *err)
{
    if (review_look(p->a->root, p->e->path, &p->now, &p->now_text, err))
        return true;
    if (!is_under_new_folder(p->a, p->e->path))
        return false;
    err_deinit(err);
    p->now = (ReviewSide){0};
    return true;
}

static bool plan_entry(Apply *a, size_t i, Err *err)
{
    Planning p = {.a = a, .entry = i, .e = &a->entries.p[i]};
    AUTO(err) Err why = {0};
    bool ok = true;
    if (!look(&p, &why)) {
        if (!(p.e->flags & REVIEW_IMPLIED))
            settle_failed(&p, &why);
    } else if (p.e->state == REVIEW_RESOLVED) {
        ok = plan_resolved(&p, err);
    } else {
        ok = p.e->has_hunks ? plan_text(&p, err) : plan_whole(&p, err);
    }
    review_side_deinit(&p.now);
    buf_deinit(&p.now_text);
    return ok;
}

bool review_plan(Apply *a, Err *err)
{
    AUTO(free) bool *wanted = xcalloc(a->entries.n + 1, sizeof *wanted);
    bool ok = true;
    for (size_t i = 0; i < a->entries.n; i++)
        if (!(a->entries.p[i].flags & REVIEW_IMPLIED) && is_wanted(&a->entries.p[i])) {
            wanted[i] = true;
            want_folders(a, &a->entries.p[i], wanted);
        }
    for (size_t i = 0; ok && i < a->entries.n; i++)
        ok = !wanted[i] || plan_entry(a, i, err);
    return ok;
}

// The way back of a step, with the texts if the disk has moved on.
static bool undo_step(Planning *p, const ReviewStep *x, Err *err)
{
    AUTO(buf) Buf from = BUF_INIT, to = BUF_INIT;
    ReviewMove m = {
        .from = &x->after, .to = &x->before, .now = &p->now, .now_text = some(&p->now_text)};
    bool files = x->after.thing == REVIEW_FILE && x->before.thing == REVIEW_FILE &&
                 p->now.thing == REVIEW_FILE;
    if (files && !review_same_content(&x->after, &p->now) && x->after.blob && x->before.blob &&
        store_review_content(p->a->s, x->after.blob, x->after.hash, &from, NULL) &&
        store_review_content(p->a->s, x->before.blob, x->before.hash, &to, NULL) &&
        review_is_text(buf_str(&from)) && review_is_text(buf_str(&to)) &&
        review_is_text(buf_str(&p->now_text))) {
        m.from_text = some(&from);
        m.to_text = some(&to);
    }
    return move(p, &m, err);
}

bool review_plan_undo(Apply *a, const ReviewSteps *done, Err *err)
{
    bool ok = true;
    VEC_EACH (const ReviewStep, x, done) {
        ptrdiff_t i = apply_find(a, x->path);
        if (!ok || x->state != STEP_DONE || i < 0)
            continue;
        Planning p = {.a = a, .entry = (size_t)i, .e = &a->entries.p[i]};
        AUTO(err) Err why = {0};
        if (look(&p, &why))
            ok = undo_step(&p, x, err);
        else
            settle_failed(&p, &why);
        review_side_deinit(&p.now);
        buf_deinit(&p.now_text);
    }
    return ok;
}
