#include "store/inner.h"

#include <errno.h>
#include <unistd.h>

// The next start of codelab that finds this mark checks the whole database.
static const char mark[] = "damaged\n";

void store_mark_damaged(Store *s)
{
    ssize_t n = s->lock_fd < 0 ? 0 : pwrite(s->lock_fd, mark, sizeof mark - 1, 0);
    (void)n; // without the mark the damage is found when it is met again
}

bool store_failed(Store *s)
{
    if (db_problem(s->db) == DB_CORRUPT)
        store_mark_damaged(s);
    return false;
}

Stmt *store_stmt(Store *s, const char *sql, const int64_t *args, size_t n, Err *err)
{
    Stmt *q = db_stmt(s->db, sql, err);
    if (!q)
        store_failed(s);
    for (size_t i = 0; q && i < n; i++)
        stmt_bind_i64(q, (int)i + 1, args[i]);
    return q;
}

bool store_run(Store *s, Stmt *q, Err *err)
{
    return q && (stmt_run(q, err) || store_failed(s));
}

bool store_end(Store *s, Stmt *q)
{
    return stmt_end(q) || store_failed(s);
}

bool store_doom_none(Store *s, Err *err)
{
    static const char table[] = "CREATE TEMP TABLE IF NOT EXISTS doomed(id INTEGER PRIMARY KEY);"
                                "DELETE FROM temp.doomed";
    return db_exec(s->db, table, err) || store_failed(s);
}

bool store_finish(Store *s, bool ok, Err *err)
{
    if (ok && db_commit(s->db, err))
        return true;
    if (!ok)
        db_rollback(s->db);
    s->cached_blob = 0; // its row may be undone and its id given to another
    return store_failed(s);
}

bool store_is_cancelled(const Store *s)
{
    return s->cancel && *s->cancel;
}

bool store_stopped(const Store *s, Err *err)
{
    if (!store_is_cancelled(s))
        return false;
    err_set_errno(err, ECANCELED, "stopped");
    return true;
}
