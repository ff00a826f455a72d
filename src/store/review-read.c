#include "store/review-inner.h"

#include "base/mem.h"

#define HEADS                                                                                      \
    "SELECT r.id, r.project_id, r.run, r.returncode, r.time_ms, r.duration_ms, r.phase, r.folder," \
    " r.command, r.status, r.notes, count(e.id), coalesce(sum(e.state IN (0,3)),0),"               \
    " coalesce(sum(e.state IN (1,4)),0), coalesce(sum(e.state=2),0), coalesce(sum(e.state=5),0),"  \
    " coalesce(sum(e.nadded),0), coalesce(sum(e.nremoved),0), coalesce(sum(e.after_nbytes),0)"     \
    " FROM reviews AS r LEFT JOIN review_entries AS e ON e.review_id=r.id AND (e.flags & 128)=0 "
_Static_assert(REVIEW_PENDING == 0 && REVIEW_ACCEPTED == 1 && REVIEW_REJECTED == 2 &&
                   REVIEW_PARTLY == 3 && REVIEW_RESOLVED == 4 && REVIEW_APPLIED == 5 &&
                   REVIEW_IMPLIED == 128,
               "HEADS names them by number");

static ReviewHead read_head(Stmt *q)
{
    return (ReviewHead){.id = stmt_i64(q, 0),
                        .project = stmt_i64(q, 1),
                        .run = stmt_i64(q, 2),
                        .returncode = (int)stmt_i64(q, 3),
                        .time_ms = stmt_i64(q, 4),
                        .duration_ms = stmt_i64(q, 5),
                        .phase = (ReviewPhase)stmt_i64(q, 6),
                        .folder = str_dup(stmt_blob(q, 7)),
                        .command = str_dup(stmt_blob(q, 8)),
                        .status = str_dup(stmt_blob(q, 9)),
                        .notes = str_dup(stmt_blob(q, 10)),
                        .nentries = (size_t)stmt_i64(q, 11),
                        .npending = (size_t)stmt_i64(q, 12),
                        .naccepted = (size_t)stmt_i64(q, 13),
                        .nrejected = (size_t)stmt_i64(q, 14),
                        .napplied = (size_t)stmt_i64(q, 15),
                        .nadded = (size_t)stmt_i64(q, 16),
                        .nremoved = (size_t)stmt_i64(q, 17),
                        .nbytes = stmt_i64(q, 18)};
}

bool store_review_list(Store *s, int64_t project, StoreReviews which, ReviewHeads *out, Err *err)
{
    static const unsigned phases[] = {
        [STORE_REVIEWS_ALL] = 1 << REVIEW_WAITING | 1 << REVIEW_APPLYING | 1 << REVIEW_DONE,
        [STORE_REVIEWS_WAITING] = 1 << REVIEW_WAITING | 1 << REVIEW_APPLYING,
        [STORE_REVIEWS_BROKEN] = 1 << REVIEW_TAKING | 1 << REVIEW_APPLYING};
    Stmt *q = STORE_STMT(s,
                         HEADS "WHERE (?1=0 OR r.project_id=?1) AND (1<<r.phase & ?2)"
                               " GROUP BY r.id ORDER BY r.id DESC",
                         err, project, phases[which]);
    if (!q)
        return false;
    while (stmt_step(q, err))
        vec_push(out, read_head(q));
    return store_end(s, q);
}

bool store_review_get(Store *s, int64_t review, ReviewHead *out, Err *err)
{
    Stmt *q = STORE_STMT(s, HEADS "WHERE r.id=?1 GROUP BY r.id", err, review);
    if (!q)
        return false;
    bool found = stmt_step(q, err);
    if (found)
        *out = read_head(q);
    if (!store_end(s, q))
        return false;
    return found || err_set(err, "there is no review of this number");
}

bool store_review_of_run(Store *s, int64_t run, int64_t *review, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT max(id) FROM reviews WHERE run=?1 AND phase<>?2", err, run,
                         REVIEW_TAKING);
    *review = 0;
    if (!q)
        return false;
    if (stmt_step(q, err))
        *review = stmt_i64(q, 0);
    return store_end(s, q);
}

#define ENTRIES                                                                        \
    "SELECT id,change,flags,group_n,nadded,nremoved,state,conflict,resolved,path,why," \
    "resolved_from,EXISTS(SELECT 1 FROM review_hunks WHERE "                           \
    "entry_id=review_entries.id)," SIDE_COLUMNS("before") "," SIDE_COLUMNS(            \
        "after") " FROM review_entries "

static ReviewEntry read_entry(Stmt *q)
{
    enum { SIDES = 13 };
    ReviewEntry e = {.id = stmt_i64(q, 0),
                     .change = (ReviewChange)stmt_i64(q, 1),
                     .flags = (unsigned)stmt_i64(q, 2),
                     .group_n = (size_t)stmt_i64(q, 3),
                     .nadded = (size_t)stmt_i64(q, 4),
                     .nremoved = (size_t)stmt_i64(q, 5),
                     .state = (ReviewState)stmt_i64(q, 6),
                     .conflict = stmt_i64(q, 7) != 0,
                     .resolved = stmt_i64(q, 8),
                     .has_hunks = stmt_i64(q, 12) != 0,
                     .path = str_dup(stmt_blob(q, 9)),
                     .why = stmt_is_null(q, 10) ? NULL : str_dup(stmt_blob(q, 10)),
                     .before = review_read_side(q, SIDES),
                     .after = review_read_side(q, SIDES + SIDE_NCOLUMNS)};
    Str from = stmt_blob(q, 11);
    memcpy(e.resolved_from, from.n ? from.p : "", MIN(from.n, sizeof e.resolved_from));
    e.group_n = MIN(e.group_n, strlen(e.path));
    return e;
}

bool store_review_entries(Store *s, int64_t review, ReviewEntries *out, Err *err)
{
    Stmt *q = STORE_STMT(s, ENTRIES "WHERE review_id=? ORDER BY path", err, review);
    if (!q)
        return false;
    while (stmt_step(q, err))
        if (file_path_is_sound(stmt_blob(q, 9)))
            vec_push(out, read_entry(q));
    return store_end(s, q);
}

bool store_review_content(Store *s, int64_t blob, const uint8_t hash[HASH_NBYTES], Buf *out,
                          Err *err)
{
    size_t n = out->n;
    if (!blob_get(s, blob, out, err))
        return false;
    BlobHash is = blob_hash(str_from(buf_str(out), n));
    if (memcmp(is.b, hash, sizeof is.b) == 0)
        return true;
    out->n = n;
    return err_set(err, "its content in the database is that of another file");
}

bool store_review_text(Store *s, int64_t blob, Buf *out, Err *err)
{
    return blob_get(s, blob, out, err);
}

bool store_review_hunks(Store *s, int64_t entry, ReviewHunks *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT old_row,old_n,new_row,new_n,state,is_mode,edited,round"
                         " FROM review_hunks WHERE entry_id=? ORDER BY id",
                         err, entry);
    if (!q)
        return false;
    while (stmt_step(q, err)) {
        ReviewHunk h = {.old_row = stmt_i64(q, 0),
                        .old_n = stmt_i64(q, 1),
                        .new_row = stmt_i64(q, 2),
                        .new_n = stmt_i64(q, 3),
                        .state = (ReviewState)stmt_i64(q, 4),
                        .is_mode = stmt_i64(q, 5) != 0,
                        .round = stmt_i64(q, 7),
                        .is_edited = !stmt_is_null(q, 6)};
        if (h.is_edited)
            buf_add(&h.edited, stmt_blob(q, 6));
        vec_push(out, h);
    }
    return store_end(s, q);
}
