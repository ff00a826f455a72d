// The changes that decisions explain.
#include "store/decision-inner.h"

#include "base/clock.h"
#include "base/mem.h"

void decision_links_deinit(DecisionLinks *links)
{
    VEC_EACH (DecisionLink, l, links)
        free(l->path);
    vec_deinit(links);
}

static void read_hash(Stmt *q, int col, char out[65])
{
    BlobHash hash = {0};
    Str sum = stmt_blob(q, col);
    *out = '\0';
    if (stmt_is_null(q, col))
        return;
    memcpy(hash.b, sum.p, MIN(sum.n, sizeof hash.b));
    hash_hex(hash.b, out);
}

static DecisionLink read_link(Stmt *q)
{
    DecisionLink l = {.path = str_dup(stmt_blob(q, 0)),
                      .n = stmt_i64(q, 1),
                      .before_n = stmt_i64(q, 2),
                      .version = stmt_i64(q, 3),
                      .before = stmt_i64(q, 4),
                      .time_ms = stmt_i64(q, 5),
                      .gone = stmt_i64(q, 6) == CAUSE_DELETE};
    read_hash(q, 7, l.hash_after);
    read_hash(q, 8, l.hash_before);
    if (l.gone) { // its version holds what went
        memcpy(l.hash_before, l.hash_after, sizeof l.hash_before);
        *l.hash_after = '\0';
    }
    return l;
}

bool decision_get_links(Store *s, int64_t id, DecisionLinks *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT f.path, v.n, w.n, v.id, w.id, v.time_ms, v.cause, b.hash, c.hash"
                         " FROM decision_links AS l JOIN versions AS v ON v.id=l.version_id"
                         " JOIN files AS f ON f.id=v.file_id JOIN blobs AS b ON b.id=v.blob_id"
                         " LEFT JOIN versions AS w ON w.id=l.before_id"
                         " LEFT JOIN blobs AS c ON c.id=w.blob_id"
                         " WHERE l.decision_id=? ORDER BY f.path, v.n",
                         err, id);
    while (q && stmt_step(q, err))
        vec_push(out, read_link(q));
    return q && store_end(s, q);
}

static bool find_version(Store *s, int64_t project, const DecisionLink *l, int64_t *id, Err *err)
{
    int64_t file;
    VersionRow row = {0};
    Str path = str_c(l->path);
    if (!file_find(s, project, path, &file, err) ||
        (file && !version_find(s, (FileRef){file, path}, l->n, &row, err)))
        return false;
    *id = row.v.id;
    if (*id == 0 && l->n)
        return err_set(err, "there is no version %lld of '%s'", (long long)l->n, l->path);
    return *id != 0 || err_set(err, "there is no history of '%s'", l->path);
}

static bool add_link(Store *s, int64_t id, int64_t version, const char *path, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "INSERT OR IGNORE INTO decision_links(decision_id,version_id,before_id,"
                         "path) SELECT ?1, v.id, (SELECT w.id FROM versions AS w"
                         " WHERE w.file_id=v.file_id AND w.n<v.n ORDER BY w.n DESC LIMIT 1), ?3"
                         " FROM versions AS v WHERE v.id=?2",
                         err, id, version);
    if (q)
        stmt_bind_blob(q, 3, str_c(path));
    return store_run(s, q, err);
}

bool decision_set_links(Store *s, int64_t project, int64_t id, const DecisionLinks *links, Err *err)
{
    int64_t version;
    if (!STORE_RUN(s, "DELETE FROM decision_links WHERE decision_id=?", err, id))
        return false;
    VEC_EACH (const DecisionLink, l, links)
        if (!find_version(s, project, l, &version, err) || !add_link(s, id, version, l->path, err))
            return false;
    return true;
}

// Its form, if there is one, tells no longer all of it.
static bool touch(Store *s, int64_t id, Err *err)
{
    return STORE_RUN(s, "UPDATE decisions SET changed_ms=max(?2, changed_ms+1) WHERE id=?1", err,
                     id, clock_wall_ms());
}

static bool link_one(Store *s, int64_t project, int64_t n, const DecisionLink *l, Err *err)
{
    int64_t id, version;
    return decision_find(s, project, n, &id, err) && find_version(s, project, l, &version, err) &&
           add_link(s, id, version, l->path, err) && touch(s, id, err);
}

bool store_decision_link(Store *s, int64_t project, int64_t n, const DecisionLink *l, Err *err)
{
    bool ok = db_begin(s->db, err) || store_failed(s);
    return ok && store_finish(s, link_one(s, project, n, l, err), err);
}

bool store_decision_unlink(Store *s, int64_t project, int64_t n, const DecisionLink *l, Err *err)
{
    int64_t id, version;
    if (!decision_find(s, project, n, &id, err) || !find_version(s, project, l, &version, err) ||
        !STORE_RUN(s, "DELETE FROM decision_links WHERE decision_id=? AND version_id=?", err, id,
                   version))
        return false;
    return db_changes(s->db) > 0 ? touch(s, id, err)
                                 : err_set(err, "it is not linked to that version");
}
