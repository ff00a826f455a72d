#include "store/inner.h"

bool store_screens_put(Store *s, int64_t project, Str screens, Err *err)
{
    AUTO(buf) Buf packed = BUF_INIT;
    PackKind kind = codec_pack(s->codec, screens, STR_NULL, &packed);
    if (!db_begin_relaxed(s->db, err))
        return store_failed(s);
    Stmt *q = STORE_STMT(s,
                         "INSERT OR REPLACE INTO screens(project_id,nbytes,codec,data)"
                         " VALUES(?,?,?,?)",
                         err, project, (int64_t)screens.n, kind);
    if (q)
        stmt_bind_blob(q, 4, buf_str(&packed));
    bool ok = q && store_run(s, q, err);
    return store_finish(s, ok, err) || err_wrap(err, "cannot keep what the terminals show");
}

bool store_screens_get(Store *s, int64_t project, Buf *screens, Err *err)
{
    Stmt *q =
        STORE_STMT(s, "SELECT codec,nbytes,data FROM screens WHERE project_id=?", err, project);
    if (!q)
        return false;
    // damaged: as if it were not there
    bool found =
        stmt_step(q, err) && codec_unpack(s->codec, (PackKind)stmt_i64(q, 0), stmt_blob(q, 2),
                                          STR_NULL, (size_t)stmt_i64(q, 1), screens);
    return store_end(s, q) && found;
}
