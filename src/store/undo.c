#include "store/inner.h"

// Older ones of a project are forgotten.
enum { KEPT = 1000 };

static bool insert(Store *s, int64_t project, Str path, Str hash, Str undo, Err *err)
{
    AUTO(buf) Buf packed = BUF_INIT;
    PackKind kind = codec_pack(s->codec, undo, STR_NULL, &packed);
    Stmt *q = STORE_STMT(s,
                         "INSERT OR REPLACE INTO undos(project_id,nbytes,codec,path,hash,data)"
                         " VALUES(?,?,?,?,?,?)",
                         err, project, (int64_t)undo.n, kind);
    if (!q)
        return false;
    stmt_bind_blob(q, 4, path);
    stmt_bind_blob(q, 5, hash);
    stmt_bind_blob(q, 6, buf_str(&packed));
    return store_run(s, q, err);
}

static bool forget_old(Store *s, int64_t project, Err *err)
{
    return STORE_RUN(s,
                     "DELETE FROM undos WHERE project_id=?1 AND id<=(SELECT id FROM undos"
                     " WHERE project_id=?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
                     err, project, KEPT);
}

bool store_undo_put(Store *s, int64_t project, Str path, const uint8_t hash[32], Str undo, Err *err)
{
    if (!store_keeps(s, path))
        return true;
    if (!db_begin_relaxed(s->db, err))
        return store_failed(s);
    bool ok = insert(s, project, path, str_n((const char *)hash, 32), undo, err) &&
              forget_old(s, project, err);
    return store_finish(s, ok, err) || err_wrap(err, "cannot keep what can be undone");
}

bool store_undo_get(Store *s, int64_t project, Str path, const uint8_t hash[32], Buf *undo,
                    Err *err)
{
    Stmt *q = STORE_STMT(
        s, "SELECT codec,nbytes,data FROM undos WHERE project_id=? AND path=? AND hash=?", err,
        project);
    if (!q)
        return false;
    stmt_bind_blob(q, 2, path);
    stmt_bind_blob(q, 3, str_n((const char *)hash, 32));
    // damaged: as if it were not there
    bool found =
        stmt_step(q, err) && codec_unpack(s->codec, (PackKind)stmt_i64(q, 0), stmt_blob(q, 2),
                                          STR_NULL, (size_t)stmt_i64(q, 1), undo);
    return store_end(s, q) && found;
}
