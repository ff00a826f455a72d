#include "review/inner.h"

#include "base/mem.h"

ReviewState review_state_of(const ReviewHunks *hunks)
{
    VEC_EACH (const ReviewHunk, h, hunks)
        if (h->state != hunks->p[0].state)
            return REVIEW_PARTLY;
    return hunks->p[0].state;
}

static void set_hunk(ReviewHunk *h, ReviewState state)
{
    if (h->state != REVIEW_APPLIED) // that is on the disk; review_undo() takes it back
        h->state = state;
}

static void update(Review *r, size_t i)
{
    ReviewText *t = r->texts.p[i];
    r->entries.p[i].state = review_state_of(&t->hunks);
    r->changed.p[i] = true;
}

void review_decide(Review *r, size_t i, ReviewState state)
{
    ReviewEntry *e = &r->entries.p[i];
    ReviewText *t = r->texts.p[i];
    if (e->state == REVIEW_APPLIED || (state == REVIEW_ACCEPTED && e->flags & REVIEW_LARGE))
        return;
    e->state = state;
    r->changed.p[i] = true;
    if (!t)
        return;
    VEC_EACH (ReviewHunk, h, &t->hunks)
        set_hunk(h, state);
    if (!t->whole)
        update(r, i);
}

void review_decide_hunk(Review *r, size_t i, size_t hunk, ReviewState state)
{
    ReviewText *t = r->texts.p[i];
    if (t->whole || r->entries.p[i].state == REVIEW_APPLIED)
        return;
    set_hunk(&t->hunks.p[hunk], state);
    update(r, i);
}

static bool is_undecided(const ReviewEntry *e)
{
    return e->state == REVIEW_PENDING || e->state == REVIEW_PARTLY;
}

// Of an entry that is decided in part, the hunks that are not.
static void decide_rest(Review *r, size_t i, ReviewState state)
{
    ReviewText *t = r->texts.p[i];
    if (r->entries.p[i].state == REVIEW_PENDING) {
        review_decide(r, i, state);
        return;
    }
    for (size_t h = 0; t && h < t->hunks.n; h++)
        if (t->hunks.p[h].state == REVIEW_PENDING)
            review_decide_hunk(r, i, h, state);
}

ReviewLeft review_decide_all(Review *r, Str group, ReviewState state, unsigned with)
{
    const unsigned never = REVIEW_OWN_BIT(REVIEW_OWN_CONFLICT) | REVIEW_OWN_BIT(REVIEW_OWN_LARGE);
    ReviewLeft left = {0};
    for (size_t i = 0; i < r->entries.n; i++) {
        const ReviewEntry *e = &r->entries.p[i];
        if (!is_undecided(e) || (group.n && !str_eq(review_group(e), group)))
            continue;
        unsigned owns = review_owns(e) & ~(with & ~never);
        if (state == REVIEW_ACCEPTED && owns)
            review_left_add(&left, owns);
        else
            decide_rest(r, i, state);
    }
    return left;
}

// How many of the lines that went and came belong to the first half.
static void find_cut(const ReviewHunk *h, int64_t cut[2])
{
    bool pairs = h->old_n >= 2 && h->new_n >= 2;
    cut[0] = pairs || !h->new_n ? h->old_n / 2 : h->old_n;
    cut[1] = pairs || !h->old_n ? h->new_n / 2 : 0;
}

bool review_split(Review *r, size_t i, size_t hunk)
{
    ReviewText *t = r->texts.p[i];
    ReviewHunk *h = &t->hunks.p[hunk];
    int64_t cut[2];
    if (t->whole || h->is_mode || h->is_edited || h->state == REVIEW_APPLIED ||
        h->old_n + h->new_n < 2)
        return false;
    find_cut(h, cut);
    ReviewHunk rest = {.old_row = h->old_row + cut[0],
                       .old_n = h->old_n - cut[0],
                       .new_row = h->new_row + cut[1],
                       .new_n = h->new_n - cut[1],
                       .state = h->state};
    h->old_n = cut[0];
    h->new_n = cut[1];
    vec_insert(&t->hunks, hunk + 1, rest);
    r->changed.p[i] = true;
    return true;
}

bool review_edit(Review *r, size_t i, size_t hunk, Str text)
{
    ReviewText *t = r->texts.p[i];
    ReviewHunk *h = &t->hunks.p[hunk];
    if (t->whole || h->is_mode || h->state == REVIEW_APPLIED)
        return false;
    buf_clear(&h->edited);
    buf_add(&h->edited, text);
    // unless it ends the file, the next line begins a line
    bool is_last = h->old_row + h->old_n == (int64_t)t->before_lines.n;
    if (!is_last && text.n && text.p[text.n - 1] != '\n')
        buf_add_byte(&h->edited, '\n');
    h->is_edited = true;
    h->state = REVIEW_ACCEPTED;
    update(r, i);
    return true;
}

void review_resolve(Review *r, size_t i, Str text, const uint8_t from[HASH_NBYTES])
{
    ReviewEntry *e = &r->entries.p[i];
    buf_clear(&r->resolved.p[i]);
    buf_add(&r->resolved.p[i], text);
    memcpy(e->resolved_from, from, sizeof e->resolved_from);
    e->state = REVIEW_RESOLVED;
    e->conflict = false;
    r->changed.p[i] = true;
}

static ReviewDecision decision_of(const Review *r, size_t i)
{
    const ReviewEntry *e = &r->entries.p[i];
    const ReviewText *t = r->texts.p[i];
    ReviewDecision d = {.entry = e->id, .state = e->state};
    for (size_t h = 0; t && !t->whole && h < t->hunks.n; h++) {
        ReviewHunk copy = t->hunks.p[h];
        copy.edited = (Buf)BUF_INIT;
        buf_add(&copy.edited, buf_str(&t->hunks.p[h].edited));
        vec_push(&d.hunks, copy);
    }
    d.is_resolved = e->state == REVIEW_RESOLVED;
    if (d.is_resolved) {
        buf_add(&d.text, buf_str(&r->resolved.p[i]));
        memcpy(d.from, e->resolved_from, sizeof d.from);
    }
    return d;
}

ReviewDecisions review_changes(Review *r)
{
    ReviewDecisions out = {0};
    for (size_t i = 0; i < r->entries.n; i++) {
        if (r->changed.p[i])
            vec_push(&out, decision_of(r, i));
        r->changed.p[i] = false;
    }
    return out;
}

bool review_save(Review *r, Store *s, Err *err)
{
    ReviewDecisions d = review_changes(r);
    bool ok = !d.n || store_review_decide(s, r->head.id, &d, err);
    review_decisions_deinit(&d);
    return ok;
}
