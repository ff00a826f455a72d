// The contents of an entry, and the hunks between them.
#include "review/inner.h"

#include "base/fs-beneath.h"
#include "base/mem.h"

void review_text_free(ReviewText *t)
{
    if (!t)
        return;
    buf_deinit(&t->before);
    buf_deinit(&t->after);
    vec_deinit(&t->before_lines);
    vec_deinit(&t->after_lines);
    review_hunks_deinit(&t->hunks);
    free(t);
}

bool review_has_hunks(const ReviewEntry *e)
{
    bool files = e->after.thing == REVIEW_FILE && e->before.thing <= REVIEW_FILE;
    bool text = !(e->flags & (REVIEW_BINARY | REVIEW_LARGE));
    return files && text && (e->change == REVIEW_CHANGED || e->change == REVIEW_ADDED);
}

// What the disk still has of it, if it is still that.
static void read_disk(const char *dir, const ReviewEntry *e, Buf *out)
{
    ReviewSide now = {0};
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(fd) int root = fs_beneath_root(dir);
    if (root >= 0 && review_look(root, e->path, &now, &bytes, NULL) && now.thing == REVIEW_FILE &&
        (e->before.has_hash ? review_same_content(&e->before, &now)
                            : review_is_untouched(&e->before, &now)))
        buf_add(out, buf_str(&bytes));
    review_side_deinit(&now);
}

// False: it can no longer be had.
static bool read_side(Store *s, const char *dir, const ReviewEntry *e, bool after, Buf *out)
{
    const ReviewSide *side = after ? &e->after : &e->before;
    if (side->thing != REVIEW_FILE || side->nbytes == 0)
        return true;
    if (side->blob && side->has_hash)
        return store_review_content(s, side->blob, side->hash, out, NULL);
    if (!after)
        read_disk(dir, e, out);
    return out->n > 0;
}

static void add_mode(const ReviewEntry *e, ReviewHunks *out)
{
    if (e->change == REVIEW_CHANGED && e->before.mode != e->after.mode)
        vec_push(out, (ReviewHunk){.is_mode = true, .state = e->state});
}

static void add_hunks(const ReviewEntry *e, const ReviewText *t, ReviewHunks *out)
{
    DiffHunks hunks = {0};
    diff_lines(&t->before_lines, &t->after_lines, &hunks);
    diff_slide(&t->before_lines, &t->after_lines, &hunks);
    VEC_EACH (DiffHunk, h, &hunks)
        vec_push(out, (ReviewHunk){.old_row = (int64_t)h->old_row,
                                   .old_n = (int64_t)h->old_n,
                                   .new_row = (int64_t)h->new_row,
                                   .new_n = (int64_t)h->new_n,
                                   .state = e->state});
    vec_deinit(&hunks);
}

static bool equal_rows(const ReviewText *t, int64_t old_row, int64_t new_row, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        if (!str_eq(t->before_lines.p[old_row + i], t->after_lines.p[new_row + i]))
            return false;
    return true;
}

// Hunks that were kept are of these two texts: what stands between them is equal in both.
static bool are_sound(const ReviewText *t, const ReviewHunks *hunks)
{
    int64_t old_at = 0, new_at = 0;
    int64_t old_end = (int64_t)t->before_lines.n, new_end = (int64_t)t->after_lines.n;
    for (size_t i = 0; i <= hunks->n; i++) {
        const ReviewHunk *h = i < hunks->n ? &hunks->p[i] : NULL;
        if (h && h->is_mode)
            continue;
        int64_t old_row = h ? h->old_row : old_end, new_row = h ? h->new_row : new_end;
        int64_t gap = old_row - old_at;
        if (gap < 0 || new_row - new_at != gap || old_row > old_end || new_row > new_end ||
            !equal_rows(t, old_at, new_at, gap))
            return false;
        if (!h)
            break;
        if (h->old_n < 0 || h->new_n < 0 || h->old_n > old_end - old_row ||
            h->new_n > new_end - new_row)
            return false;
        old_at = old_row + h->old_n;
        new_at = new_row + h->new_n;
    }
    return true;
}

static ReviewState without_hunks(ReviewState s)
{
    return s == REVIEW_PARTLY || s == REVIEW_RESOLVED ? REVIEW_PENDING : s;
}

static bool load_hunks(Store *s, const ReviewEntry *e, ReviewText *t, Err *err)
{
    ReviewHunks kept = {0};
    if (review_has_hunks(e) && !store_review_hunks(s, e->id, &kept, err)) {
        review_hunks_deinit(&kept);
        return false;
    }
    if (kept.n && are_sound(t, &kept)) {
        t->hunks = kept;
        return true;
    }
    review_hunks_deinit(&kept);
    ReviewEntry all = *e;
    all.state = without_hunks(e->state);
    add_mode(&all, &t->hunks);
    if (t->is_text)
        add_hunks(&all, t, &t->hunks);
    return true;
}

ReviewText *review_text_load(Store *s, const char *dir, const ReviewEntry *e, Err *err)
{
    ReviewText *t = NEW(ReviewText);
    bool files = e->before.thing == REVIEW_FILE || e->after.thing == REVIEW_FILE;
    bool shown = files && !(e->flags & (REVIEW_BINARY | REVIEW_LARGE));
    t->is_text = shown && e->change != REVIEW_MODE && read_side(s, dir, e, false, &t->before) &&
                 read_side(s, dir, e, true, &t->after) &&
                 // what is gone and large was not looked into when it was taken
                 review_is_text(buf_str(&t->before)) && review_is_text(buf_str(&t->after));
    if (!t->is_text) {
        buf_clear(&t->before);
        buf_clear(&t->after);
    }
    diff_split(buf_str(&t->before), &t->before_lines);
    diff_split(buf_str(&t->after), &t->after_lines);
    t->whole = !review_has_hunks(e) || !t->is_text;
    if (load_hunks(s, e, t, err)) {
        t->whole |= t->hunks.n == 0;
        return t;
    }
    review_text_free(t);
    return NULL;
}

void review_text_put(Review *r, size_t i, ReviewText *t)
{
    review_text_free(r->texts.p[i]);
    r->texts.p[i] = t;
}

bool review_text_read(Review *r, size_t i, Store *s, Err *err)
{
    if (r->texts.p[i])
        return true;
    ReviewText *t = review_text_load(s, r->dir, &r->entries.p[i], err);
    if (t)
        review_text_put(r, i, t);
    return t != NULL;
}

static Str lines(const DiffLines *v, int64_t row, int64_t n)
{
    if (n == 0)
        return STR("");
    Str last = v->p[row + n - 1];
    return str_n(v->p[row].p, (size_t)(last.p + last.n - v->p[row].p));
}

Str review_hunk_text(const ReviewText *t, const ReviewHunk *h)
{
    return h->is_edited ? buf_str(&h->edited) : lines(&t->after_lines, h->new_row, h->new_n);
}

void review_compose(const ReviewText *t, unsigned states, Buf *out)
{
    int64_t at = 0;
    VEC_EACH (const ReviewHunk, h, &t->hunks) {
        if (h->is_mode)
            continue;
        buf_add(out, lines(&t->before_lines, at, h->old_row - at));
        buf_add(out, states & REVIEW_BIT(h->state) ? review_hunk_text(t, h)
                                                   : lines(&t->before_lines, h->old_row, h->old_n));
        at = h->old_row + h->old_n;
    }
    buf_add(out, lines(&t->before_lines, at, (int64_t)t->before_lines.n - at));
}
