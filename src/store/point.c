// Named points: moments that are kept.
#include "store/inner.h"

#include "base/clock.h"
#include "base/mem.h"

void history_points_deinit(HistoryPoints *p)
{
    VEC_EACH (HistoryPoint, x, p) {
        free(x->path);
        free(x->name);
    }
    vec_deinit(p);
}

static bool add(Store *s, int64_t project, const HistoryPoint *p, Err *err)
{
    int64_t file = 0, moment = p->moment;
    Str path = str_c(p->path);
    if (moment == 0 && !store_moment_now(s, project, &moment, err))
        return false;
    if (path.n && !file_find(s, project, path, &file, err))
        return false;
    if (moment == 0 || (path.n && file == 0))
        return err_set(err, "nothing of it is in history");
    Stmt *q = STORE_STMT(s,
                         "INSERT INTO points(project_id,file_id,moment,time_ms,automatic,name)"
                         " VALUES(?,NULLIF(?,0),?,?,?,?)",
                         err, project, file, moment, p->time_ms ? p->time_ms : clock_wall_ms(),
                         p->automatic);
    if (q)
        stmt_bind_blob(q, 6, str_c(p->name));
    return store_run(s, q, err);
}

bool store_point_add(Store *s, int64_t project, const HistoryPoint *point, Err *err)
{
    bool ok = db_begin(s->db, err) || store_failed(s);
    return (ok && store_finish(s, add(s, project, point, err), err)) ||
           err_wrap(err, "cannot name this point");
}

bool store_point_remove(Store *s, int64_t project, int64_t point, Err *err)
{
    return STORE_RUN(s, "DELETE FROM points WHERE id=?1 AND project_id=?2", err, point, project);
}

bool store_points(Store *s, int64_t project, Str path, HistoryPoints *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT p.id, moment, time_ms, automatic, f.path, p.name FROM points AS p"
                         " LEFT JOIN files AS f ON f.id=file_id WHERE p.project_id=?1"
                         " AND (?2 IS NULL OR file_id IS NULL OR f.path=?2)"
                         " ORDER BY moment DESC, p.id DESC",
                         err, project);
    if (!q)
        return false;
    if (path.n)
        stmt_bind_blob(q, 2, path);
    while (stmt_step(q, err))
        vec_push(out, (HistoryPoint){.id = stmt_i64(q, 0),
                                     .moment = stmt_i64(q, 1),
                                     .time_ms = stmt_i64(q, 2),
                                     .automatic = stmt_i64(q, 3) != 0,
                                     .path = str_dup(stmt_blob(q, 4)),
                                     .name = str_dup(stmt_blob(q, 5))});
    return store_end(s, q);
}
