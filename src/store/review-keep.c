// Keeping what a run wrote, and what is decided of it.
#include "store/review-inner.h"

#include "base/mem.h"

static bool insert_head(Store *s, const ReviewHead *h, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "INSERT INTO reviews(project_id,run,returncode,time_ms,duration_ms,phase,"
                         "folder,command,status,notes) VALUES(?,?,?,?,?,?,?,?,?,x'')",
                         err, h->project, h->run, h->returncode, h->time_ms, h->duration_ms,
                         REVIEW_TAKING);
    if (!q)
        return false;
    stmt_bind_blob(q, 7, str_c(h->folder ? h->folder : ""));
    stmt_bind_blob(q, 8, str_c(h->command ? h->command : ""));
    stmt_bind_blob(q, 9, str_c(h->status ? h->status : ""));
    return store_run(s, q, err);
}

// Locked before anybody sees it, lest it be taken for what somebody left who died.
static bool begin(Store *s, ReviewHead *h, Err *err)
{
    if (!insert_head(s, h, err))
        return false;
    h->id = db_last_id(s->db);
    return store_review_lock(s, h->id) || err_set(err, "its number is taken");
}

bool store_review_begin(Store *s, ReviewHead *h, Err *err)
{
    bool ok = db_begin(s->db, err) || store_failed(s);
    if (ok && store_finish(s, begin(s, h, err), err))
        return true;
    h->id = 0;
    return err_wrap(err, "cannot keep what the run wrote");
}

bool review_put_blob(Store *s, int64_t review, const ReviewContent *c, int64_t *blob, Err *err)
{
    BlobHash hash;
    memcpy(hash.b, c->hash, sizeof hash.b);
    // what is there already is not read again: it is checked when it is needed
    if (!blob_find(s, &hash, blob, err) ||
        (*blob == 0 && !blob_put(s, c->bytes, &hash, c->base, blob, err)))
        return false;
    return STORE_RUN(s, "INSERT OR IGNORE INTO review_blobs(review_id,blob_id) VALUES(?,?)", err,
                     review, *blob);
}

bool review_drop_blobs(Store *s, int64_t review, Err *err)
{
    return store_doom_none(s, err) &&
           STORE_RUN(s,
                     "INSERT OR IGNORE INTO temp.doomed SELECT blob_id FROM review_blobs"
                     " WHERE review_id=?1 AND blob_id NOT IN"
                     " (SELECT before_blob FROM review_entries WHERE review_id=?1"
                     "  UNION SELECT after_blob FROM review_entries WHERE review_id=?1"
                     "  UNION SELECT coalesce(resolved,0) FROM review_entries WHERE review_id=?1"
                     "  UNION SELECT before_blob FROM review_steps WHERE review_id=?1"
                     "  UNION SELECT after_blob FROM review_steps WHERE review_id=?1)",
                     err, review) &&
           STORE_RUN(s,
                     "DELETE FROM review_blobs WHERE review_id=?1"
                     " AND blob_id IN (SELECT id FROM temp.doomed)",
                     err, review) &&
           blob_drop_unused(s, err);
}

static bool put_side(Store *s, int64_t review, ReviewSide *side, const Buf *bytes, int64_t base,
                     Err *err)
{
    ReviewContent c = {buf_str(bytes), side->hash, base};
    return review_put_blob(s, review, &c, &side->blob, err);
}

static bool insert_entry(Store *s, int64_t review, ReviewEntry *e, Err *err)
{
    Stmt *q =
        STORE_STMT(s,
                   "INSERT INTO review_entries(review_id,change,flags,group_n,nadded,nremoved,"
                   "state,path," SIDE_COLUMNS("before") "," SIDE_COLUMNS(
                       "after") ") VALUES(?,?,?,?,?,?,?,?," SIDE_PLACES "," SIDE_PLACES ")",
                   err, review, e->change, e->flags, (int64_t)e->group_n, (int64_t)e->nadded,
                   (int64_t)e->nremoved, e->state);
    if (!q)
        return false;
    stmt_bind_blob(q, 8, str_c(e->path));
    review_bind_side(q, 9, &e->before);
    review_bind_side(q, 9 + SIDE_NCOLUMNS, &e->after);
    if (!store_run(s, q, err))
        return false;
    e->id = db_last_id(s->db);
    return true;
}

static bool add_all(Store *s, int64_t review, ReviewNews *entries, Err *err)
{
    VEC_EACH (ReviewNew, n, entries)
        if ((n->keep_before && !put_side(s, review, &n->e.before, &n->before, 0, err)) ||
            (n->keep_after &&
             !put_side(s, review, &n->e.after, &n->after, n->e.before.blob, err)) ||
            !insert_entry(s, review, &n->e, err))
            return false;
    return true;
}

bool store_review_add(Store *s, int64_t review, ReviewNews *entries, Err *err)
{
    bool ok = db_begin_relaxed(s->db, err) || store_failed(s);
    return (ok && store_finish(s, add_all(s, review, entries, err), err)) ||
           err_wrap(err, "cannot keep what the run wrote");
}

static bool forget(Store *s, int64_t review, Err *err)
{
    return store_doom_none(s, err) &&
           STORE_RUN(s,
                     "INSERT INTO temp.doomed SELECT blob_id FROM review_blobs WHERE review_id=?",
                     err, review) &&
           STORE_RUN(s, "DELETE FROM reviews WHERE id=?", err, review) && blob_drop_unused(s, err);
}

bool store_review_forget(Store *s, int64_t review, Err *err)
{
    bool ok = db_begin(s->db, err) || store_failed(s);
    return (ok && store_finish(s, forget(s, review, err), err)) ||
           err_wrap(err, "cannot forget what the run wrote");
}

// The oldest one beyond those that are kept, 0: none.
static bool oldest(Store *s, int64_t review, int64_t *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT id FROM reviews WHERE project_id=(SELECT project_id FROM reviews"
                         " WHERE id=?1) AND phase IN (?2,?3) ORDER BY id DESC LIMIT 1 OFFSET ?4",
                         err, review, REVIEW_WAITING, REVIEW_DONE, REVIEWS_KEPT);
    *out = 0;
    if (!q)
        return false;
    if (stmt_step(q, err))
        *out = stmt_i64(q, 0);
    return store_end(s, q);
}

static bool set_ready(Store *s, int64_t review, Str notes, Err *err)
{
    int64_t old;
    Stmt *q = STORE_STMT(s, "UPDATE reviews SET phase=?2, notes=?3 WHERE id=?1", err, review,
                         REVIEW_WAITING);
    if (!q)
        return false;
    stmt_bind_blob(q, 3, notes.p ? notes : STR(""));
    return store_run(s, q, err) && oldest(s, review, &old, err) && (!old || forget(s, old, err));
}

bool store_review_ready(Store *s, int64_t review, Str notes, Err *err)
{
    bool ok = db_begin(s->db, err) || store_failed(s);
    return (ok && store_finish(s, set_ready(s, review, notes, err), err)) ||
           err_wrap(err, "cannot keep what the run wrote");
}

static bool insert_hunk(Store *s, int64_t entry, const ReviewHunk *h, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "INSERT INTO review_hunks(entry_id,old_row,old_n,new_row,new_n,state,"
                         "is_mode,round,edited) VALUES(?,?,?,?,?,?,?,?,?)",
                         err, entry, h->old_row, h->old_n, h->new_row, h->new_n, h->state,
                         h->is_mode, h->round);
    if (!q)
        return false;
    if (h->is_edited)
        stmt_bind_blob(q, 9, h->edited.p ? buf_str(&h->edited) : STR(""));
    else
        stmt_bind_null(q, 9);
    return store_run(s, q, err);
}

static bool set_resolved(Store *s, int64_t review, const ReviewDecision *d, Err *err)
{
    int64_t blob;
    BlobHash hash = blob_hash(buf_str(&d->text));
    ReviewContent c = {buf_str(&d->text), hash.b, 0};
    if (!review_put_blob(s, review, &c, &blob, err))
        return false;
    Stmt *q = STORE_STMT(s, "UPDATE review_entries SET resolved=?2, resolved_from=?3 WHERE id=?1",
                         err, d->entry, blob);
    if (q)
        stmt_bind_blob(q, 3, str_n((const char *)d->from, sizeof d->from));
    return store_run(s, q, err);
}

static bool set_state(Store *s, int64_t review, const ReviewDecision *d, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "UPDATE review_entries SET state=?3, conflict=?4, why=?5"
                         " WHERE id=?1 AND review_id=?2",
                         err, d->entry, review, d->state, d->conflict);
    if (!q)
        return false;
    review_bind_text(q, 5, d->why);
    if (!store_run(s, q, err))
        return false;
    return db_changes(s->db) > 0 || err_set(err, "it is no longer part of the review");
}

static bool decide(Store *s, int64_t review, const ReviewDecision *d, Err *err)
{
    if (!set_state(s, review, d, err) ||
        !STORE_RUN(s, "DELETE FROM review_hunks WHERE entry_id=?", err, d->entry))
        return false;
    VEC_EACH (const ReviewHunk, h, &d->hunks)
        if (!insert_hunk(s, d->entry, h, err))
            return false;
    return !d->is_resolved || set_resolved(s, review, d, err);
}

bool review_decide_in(Store *s, int64_t review, const ReviewDecisions *all, Err *err)
{
    VEC_EACH (const ReviewDecision, d, all)
        if (!decide(s, review, d, err))
            return false;
    return true;
}

bool store_review_decide(Store *s, int64_t review, const ReviewDecisions *d, Err *err)
{
    bool ok = db_begin(s->db, err) || store_failed(s);
    return (ok && store_finish(s, review_decide_in(s, review, d, err), err)) ||
           err_wrap(err, "cannot keep what was decided");
}
