// What history lets go: a list of versions is made, and taken off in slices.
#include "store/inner.h"

#include "base/mem.h"

enum { SLICE = 64, DAY_MS = 24 * 60 * 60 * 1000 };

// The versions that go, oldest first.
static const char list_table[] =
    "CREATE TEMP TABLE IF NOT EXISTS doomed_versions(id INTEGER PRIMARY KEY)";

#define NEXT_ID                                                                      \
    "coalesce((SELECT w.id FROM versions AS w WHERE w.file_id=v.file_id AND w.n>v.n" \
    " ORDER BY w.n LIMIT 1), 9223372036854775807)"
// The newest version of each file that is there stays, and what belongs to a point or a decision.
#define STAYS                                                                           \
    "EXISTS(SELECT 1 FROM files AS f WHERE f.id=v.file_id AND ((f.present AND " NEXT_ID \
    "=9223372036854775807)"                                                             \
    " OR EXISTS(SELECT 1 FROM decision_links WHERE version_id=v.id)"                    \
    " OR EXISTS(SELECT 1 FROM decision_links WHERE before_id=v.id)"                     \
    " OR EXISTS(SELECT 1 FROM points AS p WHERE"                                        \
    " p.project_id=f.project_id AND (p.file_id IS NULL OR p.file_id=f.id)"              \
    " AND p.moment>=v.id AND p.moment<" NEXT_ID ")))"
#define DOOM                                                                   \
    "INSERT OR IGNORE INTO temp.doomed_versions SELECT id FROM (SELECT v.*,"   \
    " lead(v.time_ms) OVER f AS next_ms, lead(v.cause) OVER f AS next_cause,"  \
    " row_number() OVER (PARTITION BY v.file_id ORDER BY v.n DESC) AS rank,"   \
    " count(*) OVER (PARTITION BY v.file_id) AS total"                         \
    " FROM files JOIN versions AS v ON v.file_id=files.id WHERE project_id=?1" \
    " WINDOW f AS (PARTITION BY v.file_id ORDER BY v.n)) AS v WHERE NOT " STAYS " AND "

static bool doom_old(Store *s, int64_t project, const HistoryLimits *l, Err *err)
{
    int64_t before = l->now_ms - l->max_days * DAY_MS;
    return l->max_days == 0 || STORE_RUN(s, DOOM "time_ms<?2", err, project, before);
}

// A tenth more than the limit is let be, so that not every save has something to let go.
static bool doom_many(Store *s, int64_t project, const HistoryLimits *l, Err *err)
{
    return l->max_entries == 0 ||
           STORE_RUN(s, DOOM "total>?2+?2/10 AND rank>?2", err, project, l->max_entries);
}

static bool doom_merged(Store *s, int64_t project, const HistoryLimits *l, Err *err)
{
    return l->merge_s == 0 || STORE_RUN(s,
                                        DOOM "time_ms<?2 AND cause=next_cause AND next_ms>=time_ms"
                                             " AND next_ms-time_ms<?3",
                                        err, project, l->now_ms - DAY_MS, l->merge_s * 1000);
}

// The oldest tenth, as long as there is too much.
static bool doom_large(Store *s, int64_t project, const HistoryLimits *l, Err *err)
{
    ProjectStats stats;
    if (l->max_bytes == 0)
        return true;
    if (!store_project_stats(s, project, &stats, err))
        return false;
    return stats.nstored <= l->max_bytes ||
           STORE_RUN(s,
                     "INSERT OR IGNORE INTO temp.doomed_versions SELECT v.id FROM versions AS v"
                     " CROSS JOIN files ON files.id=v.file_id WHERE project_id=?1"
                     " AND NOT " STAYS " ORDER BY v.id LIMIT ?2",
                     err, project, MAX(SLICE, stats.nversions / 10));
}

// Points that codelab made itself are no older than the rest.
static bool forget_points(Store *s, int64_t project, const HistoryLimits *l, Err *err)
{
    return l->max_days == 0 ||
           STORE_RUN(s, "DELETE FROM points WHERE project_id=?1 AND automatic AND time_ms<?2", err,
                     project, l->now_ms - l->max_days * DAY_MS);
}

static bool count(Store *s, int64_t *n, Err *err)
{
    Stmt *q = db_stmt(s->db, "SELECT count(*) FROM temp.doomed_versions", err);
    if (!q)
        return store_failed(s);
    *n = stmt_step(q, err) ? stmt_i64(q, 0) : 0;
    return store_end(s, q);
}

static bool make_list(Store *s, int64_t project, const HistoryLimits *l, int64_t *n, Err *err)
{
    bool ok = forget_points(s, project, l, err) && doom_old(s, project, l, err) &&
              doom_many(s, project, l, err) && doom_merged(s, project, l, err) && count(s, n, err);
    return ok && (*n > 0 || (doom_large(s, project, l, err) && count(s, n, err)));
}

// What may go was decided a while ago: a point or a decision may have come since.
static bool drop_slice(Store *s, int64_t *n, Err *err)
{
    return store_doom_none(s, err) &&
           STORE_RUN(s,
                     "DELETE FROM temp.doomed_versions WHERE id IN (SELECT v.id FROM versions AS v"
                     " WHERE v.id IN (SELECT id FROM temp.doomed_versions ORDER BY id LIMIT ?1)"
                     " AND " STAYS ")",
                     err, SLICE) &&
           STORE_RUN(s,
                     "INSERT OR IGNORE INTO temp.doomed SELECT blob_id FROM versions WHERE id IN"
                     " (SELECT id FROM temp.doomed_versions ORDER BY id LIMIT ?1)",
                     err, SLICE) &&
           STORE_RUN(s,
                     "DELETE FROM versions WHERE id IN"
                     " (SELECT id FROM temp.doomed_versions ORDER BY id LIMIT ?1)",
                     err, SLICE) &&
           (*n = db_changes(s->db), true) &&
           STORE_RUN(s,
                     "DELETE FROM temp.doomed_versions WHERE id IN"
                     " (SELECT id FROM temp.doomed_versions ORDER BY id LIMIT ?1)",
                     err, SLICE) &&
           (db_exec(s->db,
                    "DELETE FROM temp.doomed WHERE EXISTS(SELECT 1 FROM versions"
                    " WHERE blob_id=doomed.id) OR EXISTS(SELECT 1 FROM journal_docs"
                    " WHERE base_blob=doomed.id) OR EXISTS(SELECT 1 FROM review_blobs"
                    " WHERE blob_id=doomed.id)",
                    err) ||
            store_failed(s)) &&
           blob_free_bases(s, err) && blob_drop_unused(s, err);
}

bool store_history_trim(Store *s, int64_t project, const HistoryLimits *limits, HistoryTrimmed *out,
                        Err *err)
{
    int64_t left, gone = 0;
    // making the list takes longest, and locks nobody out
    bool ok = (db_exec(s->db, list_table, err) || store_failed(s)) && count(s, &left, err) &&
              (left > 0 || make_list(s, project, limits, &left, err));
    if (ok && left > 0)
        ok = (db_begin_relaxed(s->db, err) || store_failed(s)) &&
             store_finish(s, drop_slice(s, &gone, err), err);
    if (!ok)
        return err_wrap(err, "cannot tidy up history");
    out->versions += gone;
    out->more = left > 0;
    return true;
}
