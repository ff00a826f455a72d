#include "review/inner.h"

#include "base/mem.h"
#include "base/path.h"

char *review_dir(Store *s, const ReviewHead *h, Err *err)
{
    Project p = {0};
    if (!store_project_get(s, h->project, &p, err))
        return NULL;
    char *dir = *h->folder ? path_join(p.dir, h->folder) : xstrdup(p.dir);
    project_deinit(&p);
    return dir;
}

// Takes those that are shown.
static void add_shown(Review *r, ReviewEntries *all)
{
    VEC_EACH (ReviewEntry, e, all) {
        if (e->flags & REVIEW_IMPLIED) {
            review_entry_deinit(e);
            continue;
        }
        vec_push(&r->entries, *e);
        vec_push(&r->texts, NULL);
        vec_push(&r->resolved, (Buf)BUF_INIT);
        vec_push(&r->changed, false);
    }
    vec_deinit(all);
}

Review *review_open(Store *s, int64_t review, Err *err)
{
    ReviewEntries all = {0};
    Review *r = NEW(Review);
    bool ok = store_review_get(s, review, &r->head, err) &&
              (r->dir = review_dir(s, &r->head, err)) != NULL &&
              store_review_entries(s, review, &all, err);
    add_shown(r, &all);
    // their hunks would be forgotten if all of one was decided anew
    for (size_t i = 0; ok && i < r->entries.n; i++)
        ok = r->entries.p[i].state != REVIEW_PARTLY || review_text_read(r, i, s, err);
    if (ok)
        return r;
    review_free(r);
    return NULL;
}

void review_free(Review *r)
{
    if (!r)
        return;
    VEC_EACH (ReviewText *, t, &r->texts)
        review_text_free(*t);
    VEC_EACH (Buf, b, &r->resolved)
        buf_deinit(b);
    vec_deinit(&r->texts);
    vec_deinit(&r->resolved);
    vec_deinit(&r->changed);
    review_entries_deinit(&r->entries);
    review_head_deinit(&r->head);
    free(r->dir);
    free(r);
}

ptrdiff_t review_find(const Review *r, Str path)
{
    size_t low = 0, high = r->entries.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = str_cmp(str_c(r->entries.p[mid].path), path);
        if (order == 0)
            return (ptrdiff_t)mid;
        *(order < 0 ? &low : &high) = order < 0 ? mid + 1 : mid;
    }
    return -1;
}

Str review_group(const ReviewEntry *e)
{
    return e->group_n ? str_n(e->path, e->group_n) : STR_NULL;
}

size_t review_count(const Review *r, ReviewState state)
{
    size_t n = 0;
    VEC_EACH (const ReviewEntry, e, &r->entries)
        n += e->state == state;
    return n;
}
