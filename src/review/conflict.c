// The three texts of a conflict.
#include "review/inner.h"

#include "base/fs-beneath.h"
#include "base/mem.h"

static bool read_disk(const Review *r, const ReviewEntry *e, ReviewMerge *out, Err *err)
{
    ReviewSide now = {0};
    int root = fs_beneath_root(r->dir);
    if (root < 0)
        return err_set_errno(err, -root, "cannot open '%s'", r->dir);
    bool ok = review_look(root, e->path, &now, &out->disk, err);
    close(root);
    bool text = now.thing == REVIEW_NOTHING ||
                (now.thing == REVIEW_FILE && now.has_hash && review_is_text(buf_str(&out->disk)));
    if (now.has_hash)
        memcpy(out->disk_hash, now.hash, sizeof out->disk_hash);
    review_side_deinit(&now);
    return ok && (text || err_set(err, "'%s' is no text on the disk", e->path));
}

static bool read_run(Store *s, const Review *r, const ReviewEntry *e, ReviewMerge *out, Err *err)
{
    ReviewText *t = review_text_load(s, r->dir, e, err);
    if (!t)
        return false;
    bool ok = t->is_text;
    if (ok) {
        review_compose(t, REVIEW_BIT(REVIEW_APPLIED), &out->base);
        if (!t->hunks.n || t->whole)
            buf_add(&out->run, buf_str(&t->after));
        else
            review_compose(t, ~REVIEW_BIT(REVIEW_REJECTED), &out->run);
    }
    review_text_free(t);
    return ok || err_set(err, "what '%s' held before the run is not known any more", e->path);
}

bool review_merge(Store *s, const Review *r, size_t i, ReviewMerge *out, Err *err)
{
    const ReviewEntry *e = &r->entries.p[i];
    *out = (ReviewMerge){0};
    if (e->flags & (REVIEW_BINARY | REVIEW_LARGE))
        return err_set(err, "'%s' is no text", e->path);
    if (!read_disk(r, e, out, err) || !read_run(s, r, e, out, err))
        return false;
    (void)merge_texts(buf_str(&out->base), buf_str(&out->disk), buf_str(&out->run), &out->pieces);
    return true;
}

void review_merge_deinit(ReviewMerge *m)
{
    buf_deinit(&m->base);
    buf_deinit(&m->disk);
    buf_deinit(&m->run);
    vec_deinit(&m->pieces);
}
