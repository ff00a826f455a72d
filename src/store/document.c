#include "store/inner.h"

#include "base/clock.h"

// Sessions change often, and what a power cut takes of them is a layout: these writes do not wait
// for the disk.
static bool begin(Store *s, Err *err)
{
    return db_begin_relaxed(s->db, err) || store_failed(s);
}

// The first column of the only row, appended.  False without an error if there is none.
static bool get(Store *s, Stmt *q, Buf *out, Err *err)
{
    if (!q)
        return false;
    bool found = stmt_step(q, err);
    if (found)
        buf_add(out, stmt_blob(q, 0));
    return store_end(s, q) && found;
}

static bool put_session(Store *s, int64_t project, Str json, Err *err)
{
    Stmt *q =
        STORE_STMT(s, "INSERT OR REPLACE INTO sessions(project_id,time_ms,json) VALUES(?,?,?)", err,
                   project, clock_wall_ms());
    if (q)
        stmt_bind_blob(q, 3, json);
    return store_run(s, q, err);
}

bool store_session_put(Store *s, int64_t project, Str json, Err *err)
{
    return begin(s, err) && store_finish(s, put_session(s, project, json, err), err);
}

bool store_session_get(Store *s, int64_t project, Buf *json, Err *err)
{
    return get(s, STORE_STMT(s, "SELECT json FROM sessions WHERE project_id=?", err, project), json,
               err);
}

static bool put_setting(Store *s, Str key, Str value, Err *err)
{
    Stmt *q = db_stmt(s->db, "INSERT OR REPLACE INTO settings(key,value) VALUES(?,?)", err);
    if (!q)
        return store_failed(s);
    stmt_bind_blob(q, 1, key);
    stmt_bind_blob(q, 2, value);
    return store_run(s, q, err);
}

bool store_setting_put(Store *s, Str key, Str value, Err *err)
{
    return begin(s, err) && store_finish(s, put_setting(s, key, value, err), err);
}

bool store_setting_get(Store *s, Str key, Buf *value, Err *err)
{
    Stmt *q = db_stmt(s->db, "SELECT value FROM settings WHERE key=?", err);
    if (!q)
        return store_failed(s);
    stmt_bind_blob(q, 1, key);
    return get(s, q, value, err);
}
