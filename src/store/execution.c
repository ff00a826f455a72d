#include "store/inner.h"

#include "base/mem.h"

// Older ones of a project are forgotten.
enum { KEPT = 1000 };

static Str or_empty(const char *text)
{
    return text ? str_c(text) : STR("");
}

bool store_execution_next(Store *s, int64_t *id, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT seq FROM sqlite_sequence WHERE name='executions'", err);
    if (!q)
        return false;
    *id = (stmt_step(q, err) ? stmt_i64(q, 0) : 0) + 1;
    return store_end(s, q);
}

static bool insert(Store *s, int64_t project, Execution *e, Str output, Err *err)
{
    AUTO(buf) Buf packed = BUF_INIT;
    PackKind kind = codec_pack(s->codec, output, STR_NULL, &packed);
    int64_t next = 0;
    if (!store_execution_next(s, &next, err))
        return false;
    Stmt *q = STORE_STMT(s,
                         "INSERT INTO executions(id,project_id,time_ms,duration_ms,returncode,"
                         "output_nbytes,output_codec,origin,command,language,status,output,subject,"
                         "ended,used,blocked) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                         err, MAX(e->id, next), project, e->time_ms, e->duration_ms, e->returncode,
                         (int64_t)output.n, kind, e->origin);
    if (!q)
        return false;
    stmt_bind_blob(q, 9, str_c(e->command));
    stmt_bind_blob(q, 10, str_c(e->language));
    stmt_bind_blob(q, 11, str_c(e->status));
    stmt_bind_blob(q, 12, buf_str(&packed));
    stmt_bind_blob(q, 13, or_empty(e->subject));
    stmt_bind_blob(q, 14, or_empty(e->ended));
    stmt_bind_blob(q, 15, or_empty(e->used));
    stmt_bind_blob(q, 16, or_empty(e->blocked));
    if (!store_run(s, q, err))
        return false;
    e->id = db_last_id(s->db);
    return true;
}

static bool forget_old(Store *s, int64_t project, Err *err)
{
    return STORE_RUN(s,
                     "DELETE FROM executions WHERE project_id=?1 AND id<=(SELECT id FROM executions"
                     " WHERE project_id=?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
                     err, project, KEPT);
}

bool store_execution_add(Store *s, int64_t project, Execution *e, Str output, Err *err)
{
    if (!db_begin_relaxed(s->db, err))
        return store_failed(s);
    bool ok = insert(s, project, e, output, err) && forget_old(s, project, err);
    return store_finish(s, ok, err) || err_wrap(err, "cannot record the run");
}

bool store_execution_list(Store *s, int64_t project, int limit, Executions *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT id,time_ms,duration_ms,returncode,command,language,status,"
                         "origin,subject,ended,used,blocked FROM executions WHERE project_id=? "
                         "ORDER BY id DESC LIMIT ?",
                         err, project, limit);
    if (!q)
        return false;
    while (stmt_step(q, err))
        vec_push(out, (Execution){.id = stmt_i64(q, 0),
                                  .time_ms = stmt_i64(q, 1),
                                  .duration_ms = stmt_i64(q, 2),
                                  .returncode = (int)stmt_i64(q, 3),
                                  .command = str_dup(stmt_blob(q, 4)),
                                  .language = str_dup(stmt_blob(q, 5)),
                                  .status = str_dup(stmt_blob(q, 6)),
                                  .origin = (ExecutionOrigin)stmt_i64(q, 7),
                                  .subject = str_dup(stmt_blob(q, 8)),
                                  .ended = str_dup(stmt_blob(q, 9)),
                                  .used = str_dup(stmt_blob(q, 10)),
                                  .blocked = str_dup(stmt_blob(q, 11))});
    return store_end(s, q);
}

bool store_execution_output(Store *s, int64_t execution, Buf *out, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT output_codec,output_nbytes,output FROM executions WHERE id=?",
                         err, execution);
    if (!q)
        return false;
    bool found = stmt_step(q, err);
    bool whole = found && codec_unpack(s->codec, (PackKind)stmt_i64(q, 0), stmt_blob(q, 2),
                                       STR_NULL, (size_t)stmt_i64(q, 1), out);
    if (!store_end(s, q))
        return false;
    if (!found)
        return err_set(err, "there is no run %lld in the database", (long long)execution);
    return whole || err_set(err, "the output of run %lld is damaged", (long long)execution);
}

void execution_deinit(Execution *e)
{
    free(e->command);
    free(e->language);
    free(e->status);
    free(e->subject);
    free(e->ended);
    free(e->used);
    free(e->blocked);
    *e = (Execution){0};
}

void executions_deinit(Executions *e)
{
    VEC_EACH (Execution, x, e)
        execution_deinit(x);
    vec_deinit(e);
}
