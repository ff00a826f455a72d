// What an apply is going to do, and how it ended.
#include "store/review-inner.h"

#include "base/mem.h"

static bool insert_step(Store *s, int64_t review, int64_t round, ReviewStep *x, Err *err)
{
    Stmt *q = STORE_STMT(
        s,
        "INSERT INTO review_steps(review_id,entry_id,round,state,merged,path," SIDE_COLUMNS(
            "before") "," SIDE_COLUMNS("after") ") VALUES(?,?,?,?,?,?," SIDE_PLACES "," SIDE_PLACES
                                                ")",
        err, review, x->entry, round, STEP_PLANNED, x->merged);
    if (!q)
        return false;
    stmt_bind_blob(q, 6, str_c(x->path));
    review_bind_side(q, 7, &x->before);
    review_bind_side(q, 7 + SIDE_NCOLUMNS, &x->after);
    if (!store_run(s, q, err))
        return false;
    x->id = db_last_id(s->db);
    return true;
}

static bool put(Store *s, int64_t review, ReviewSide *side, Buf *bytes, int64_t base, Err *err)
{
    ReviewContent c = {buf_str(bytes), side->hash, base};
    bool ok = review_put_blob(s, review, &c, &side->blob, err);
    buf_deinit(bytes);
    return ok;
}

static bool plan(Store *s, int64_t review, int64_t round, ReviewSteps *steps, Err *err)
{
    VEC_EACH (ReviewStep, x, steps)
        if ((x->keep_before && !put(s, review, &x->before, &x->before_bytes, 0, err)) ||
            (x->keep_after && !put(s, review, &x->after, &x->after_bytes, x->before.blob, err)) ||
            !insert_step(s, review, round, x, err))
            return false;
    return true;
}

bool store_review_plan(Store *s, int64_t review, int64_t round, ReviewSteps *steps, Err *err)
{
    bool ok = db_begin_relaxed(s->db, err) || store_failed(s);
    return ok && store_finish(s, plan(s, review, round, steps, err), err);
}

bool store_review_start(Store *s, int64_t review, Err *err)
{
    return STORE_RUN(s, "UPDATE reviews SET phase=?2 WHERE id=?1", err, review, REVIEW_APPLYING);
}

bool store_review_steps(Store *s, int64_t review, int64_t round, ReviewSteps *out, Err *err)
{
    enum { SIDES = 5 };
    Stmt *q =
        STORE_STMT(s,
                   "SELECT id,entry_id,state,merged,path," SIDE_COLUMNS("before") "," SIDE_COLUMNS(
                       "after") " FROM review_steps WHERE review_id=? AND round=? ORDER BY path",
                   err, review, round);
    if (!q)
        return false;
    while (stmt_step(q, err))
        if (file_path_is_sound(stmt_blob(q, 4)))
            vec_push(out, (ReviewStep){.id = stmt_i64(q, 0),
                                       .entry = stmt_i64(q, 1),
                                       .state = (ReviewStepState)stmt_i64(q, 2),
                                       .merged = stmt_i64(q, 3) != 0,
                                       .path = str_dup(stmt_blob(q, 4)),
                                       .before = review_read_side(q, SIDES),
                                       .after = review_read_side(q, SIDES + SIDE_NCOLUMNS)});
    return store_end(s, q);
}

bool store_review_round(Store *s, int64_t review, ReviewStepState state, int64_t *round, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT round FROM review_steps WHERE review_id=? AND state=?"
                         " ORDER BY abs(round) DESC LIMIT 1",
                         err, review, state);
    *round = 0;
    if (!q)
        return false;
    if (stmt_step(q, err))
        *round = stmt_i64(q, 0);
    return store_end(s, q);
}

bool store_review_unplan(Store *s, int64_t review, Err *err)
{
    return STORE_RUN(s, "DELETE FROM review_steps WHERE review_id=? AND state=?", err, review,
                     STEP_PLANNED);
}

static bool end_steps(Store *s, const ReviewEnd *end, Err *err)
{
    if (end->steps)
        VEC_EACH (const ReviewStep, x, end->steps)
            if (!STORE_RUN(s, "UPDATE review_steps SET state=?2 WHERE id=?1", err, x->id, x->state))
                return false;
    // an undo and what it undid are over
    if (end->round < 0 && !STORE_RUN(s,
                                     "DELETE FROM review_steps WHERE review_id=?1 AND"
                                     " (round=?2 OR (round=-?2 AND entry_id IN (SELECT entry_id"
                                     " FROM review_steps WHERE review_id=?1 AND round=?2 AND"
                                     " state=?3)))",
                                     err, end->review, end->round, STEP_DONE))
        return false;
    return STORE_RUN(s, "DELETE FROM review_steps WHERE review_id=? AND state<>?", err, end->review,
                     STEP_DONE);
}

// Contents of secrets are needed no more once nothing of them waits.
static bool forget_secrets(Store *s, int64_t review, Err *err)
{
    return STORE_RUN(s,
                     "UPDATE review_steps SET before_blob=0, after_blob=0 WHERE review_id=?1 AND"
                     " entry_id IN (SELECT id FROM review_entries WHERE review_id=?1 AND"
                     " (flags & ?2) AND state IN (?3,?4))",
                     err, review, REVIEW_SECRET, REVIEW_APPLIED, REVIEW_REJECTED) &&
           STORE_RUN(s,
                     "UPDATE review_entries SET before_blob=0, after_blob=0, resolved=NULL"
                     " WHERE review_id=?1 AND (flags & ?2) AND state IN (?3,?4)",
                     err, review, REVIEW_SECRET, REVIEW_APPLIED, REVIEW_REJECTED);
}

static bool finish(Store *s, const ReviewEnd *end, DecisionLinks *links, Err *err)
{
    ReviewHead h = {0};
    bool ok =
        store_review_get(s, end->review, &h, err) && review_record(s, &h, end, links, err) &&
        end_steps(s, end, err) && review_decide_in(s, end->review, end->verdicts, err) &&
        STORE_RUN(s, "UPDATE reviews SET phase=?2 WHERE id=?1", err, end->review, end->phase) &&
        (end->phase != REVIEW_DONE || forget_secrets(s, end->review, err)) &&
        review_drop_blobs(s, end->review, err);
    review_head_deinit(&h);
    return ok;
}

bool store_review_end(Store *s, const ReviewEnd *end, DecisionLinks *links, Err *err)
{
    bool ok = db_begin(s->db, err) || store_failed(s);
    return ok && store_finish(s, finish(s, end, links, err), err);
}
