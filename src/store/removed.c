// Projects that are set aside, and what is forgotten for good.
#include "store/inner.h"
#include "store/upkeep.h"

#include "base/clock.h"

static bool put_away(Store *s, int64_t project, Err *err)
{
    if (!STORE_RUN(s,
                   "INSERT OR IGNORE INTO removals(project_id,time_ms)"
                   " SELECT id, ?2 FROM projects WHERE id=?1",
                   err, project, clock_wall_ms()))
        return false;
    return db_changes(s->db) > 0 || err_set(err, "it is no longer in the database");
}

bool store_project_remove(Store *s, int64_t project, Err *err)
{
    bool ok = db_begin(s->db, err) || store_failed(s);
    return (ok && store_finish(s, put_away(s, project, err), err)) ||
           err_wrap(err, "cannot remove the project");
}

bool store_project_take_back(Store *s, int64_t project, Err *err)
{
    return STORE_RUN(s, "DELETE FROM removals WHERE project_id=?", err, project);
}

bool store_project_removed(Store *s, RemovedProjects *out, Err *err)
{
    Stmt *q = db_stmt(s->db,
                      "SELECT id, name, dir, time_ms FROM removals"
                      " JOIN projects ON id=project_id ORDER BY time_ms DESC, id DESC",
                      err);
    if (!q)
        return store_failed(s);
    while (stmt_step(q, err))
        vec_push(out, (RemovedProject){.id = stmt_i64(q, 0),
                                       .name = str_dup(stmt_blob(q, 1)),
                                       .dir = str_dup(stmt_blob(q, 2)),
                                       .removed_ms = stmt_i64(q, 3)});
    return store_end(s, q);
}

void removed_projects_deinit(RemovedProjects *r)
{
    VEC_EACH (RemovedProject, p, r) {
        free(p->name);
        free(p->dir);
    }
    vec_deinit(r);
}

static bool count_contents(Store *s, int64_t *n, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT count(*) FROM blobs WHERE id<>?", err, 0);
    if (q && stmt_step(q, err))
        *n = stmt_i64(q, 0);
    return q && store_end(s, q);
}

static bool forget(Store *s, int64_t before_ms, GcResult *out, Err *err)
{
    static const char all_unused[] =
        "INSERT INTO temp.doomed SELECT id FROM blobs"
        " WHERE NOT EXISTS(SELECT 1 FROM versions WHERE blob_id=blobs.id)"
        " AND NOT EXISTS(SELECT 1 FROM journal_docs WHERE base_blob=blobs.id)"
        " AND NOT EXISTS(SELECT 1 FROM review_blobs WHERE blob_id=blobs.id)";
    int64_t before = 0, after = 0;
    if (!STORE_RUN(s,
                   "DELETE FROM projects WHERE id IN"
                   " (SELECT project_id FROM removals WHERE time_ms<?)",
                   err, before_ms))
        return false;
    out->nprojects = db_changes(s->db);
    if (!count_contents(s, &before, err))
        return false;
    if (!store_doom_none(s, err))
        return false;
    if (!db_exec(s->db, all_unused, err))
        return store_failed(s);
    if (!blob_drop_unused(s, err) || !count_contents(s, &after, err))
        return false;
    out->ncontents = before - after;
    return true;
}

bool store_gc(Store *s, int64_t before_ms, GcResult *out, Err *err)
{
    *out = (GcResult){0};
    bool ok = db_begin(s->db, err) || store_failed(s);
    ok = ok && store_finish(s, forget(s, before_ms, out, err), err) &&
         (db_compact(s->db, &out->nfreed, err) || store_failed(s));
    return ok || err_wrap(err, "cannot clean the database up");
}
