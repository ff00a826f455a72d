#include "store/review-inner.h"

#include "base/mem.h"

void review_side_deinit(ReviewSide *s)
{
    free(s->target);
    *s = (ReviewSide){0};
}

void review_side_copy(ReviewSide *to, const ReviewSide *from)
{
    *to = *from;
    to->target = from->target ? xstrdup(from->target) : NULL;
}

static void entry_deinit(ReviewEntry *e)
{
    free(e->path);
    free(e->why);
    review_side_deinit(&e->before);
    review_side_deinit(&e->after);
}

void review_entry_deinit(ReviewEntry *e)
{
    entry_deinit(e);
    *e = (ReviewEntry){0};
}

void review_entries_deinit(ReviewEntries *v)
{
    VEC_EACH (ReviewEntry, e, v)
        entry_deinit(e);
    vec_deinit(v);
}

void review_hunks_deinit(ReviewHunks *v)
{
    VEC_EACH (ReviewHunk, h, v)
        buf_deinit(&h->edited);
    vec_deinit(v);
}

void review_head_deinit(ReviewHead *h)
{
    free(h->folder);
    free(h->command);
    free(h->status);
    free(h->notes);
    *h = (ReviewHead){0};
}

void review_heads_deinit(ReviewHeads *v)
{
    VEC_EACH (ReviewHead, h, v)
        review_head_deinit(h);
    vec_deinit(v);
}

void review_news_deinit(ReviewNews *v)
{
    VEC_EACH (ReviewNew, n, v) {
        entry_deinit(&n->e);
        buf_deinit(&n->before);
        buf_deinit(&n->after);
    }
    vec_deinit(v);
}

void review_decisions_deinit(ReviewDecisions *v)
{
    VEC_EACH (ReviewDecision, d, v) {
        free(d->why);
        review_hunks_deinit(&d->hunks);
        buf_deinit(&d->text);
    }
    vec_deinit(v);
}

void review_steps_deinit(ReviewSteps *v)
{
    VEC_EACH (ReviewStep, x, v) {
        free(x->path);
        free(x->why);
        review_side_deinit(&x->before);
        review_side_deinit(&x->after);
        buf_deinit(&x->before_bytes);
        buf_deinit(&x->after_bytes);
    }
    vec_deinit(v);
}

void review_bind_text(Stmt *q, int at, const char *text)
{
    if (text)
        stmt_bind_blob(q, at, str_c(text));
    else
        stmt_bind_null(q, at);
}

void review_bind_side(Stmt *q, int at, const ReviewSide *side)
{
    const int64_t numbers[] = {side->thing,        side->mode,     side->nbytes,  side->blob,
                               (int64_t)side->ino, side->mtime_ns, side->ctime_ns};
    for (int i = 0; i < (int)ARRAY_LEN(numbers); i++)
        stmt_bind_i64(q, at + i, numbers[i]);
    if (side->has_hash)
        stmt_bind_blob(q, at + 7, str_n((const char *)side->hash, sizeof side->hash));
    else
        stmt_bind_null(q, at + 7);
    review_bind_text(q, at + 8, side->target);
}

ReviewSide review_read_side(Stmt *q, int at)
{
    int64_t thing = stmt_i64(q, at);
    ReviewSide side = {
        .thing =
            thing >= REVIEW_NOTHING && thing <= REVIEW_FOLDER ? (ReviewThing)thing : REVIEW_NOTHING,
        .mode = (uint32_t)stmt_i64(q, at + 1) & 0777,
        .nbytes = stmt_i64(q, at + 2),
        .blob = stmt_i64(q, at + 3),
        .ino = (uint64_t)stmt_i64(q, at + 4),
        .mtime_ns = stmt_i64(q, at + 5),
        .ctime_ns = stmt_i64(q, at + 6),
    };
    Str hash = stmt_blob(q, at + 7);
    side.has_hash = hash.n == sizeof side.hash;
    if (side.has_hash)
        memcpy(side.hash, hash.p, sizeof side.hash);
    if (side.thing == REVIEW_LINK)
        side.target = str_dup(stmt_blob(q, at + 8));
    return side;
}
