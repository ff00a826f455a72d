#include "db/inner.h"

#include <limits.h>

static Stmt *cached(Db *db, const char *sql)
{
    VEC_EACH (Stmt *, q, &db->stmts)
        if (strcmp((*q)->sql, sql) == 0)
            return *q;
    return NULL;
}

Stmt *db_stmt(Db *db, const char *sql, Err *err)
{
    Stmt *q = cached(db, sql);
    if (q) {
        stmt_reset(q);
        sqlite3_clear_bindings(q->h);
        return q;
    }
    sqlite3_stmt *h = NULL;
    int rc = sqlite3_prepare_v3(db->h, sql, -1, SQLITE_PREPARE_PERSISTENT, &h, NULL);
    if (rc != SQLITE_OK) {
        db_fail(db, rc, err);
        return NULL;
    }
    q = NEW(Stmt);
    *q = (Stmt){.h = h, .db = db, .sql = xstrdup(sql)};
    vec_push(&db->stmts, q);
    return q;
}

// Binding fails for a wrong index, which is a bug, or for more than SQLite's limit of bytes, which
// then shows as NULL in a NOT NULL column when the statement is run.
static void check_bound(int rc)
{
    BUG_ON(rc == SQLITE_RANGE || rc == SQLITE_MISUSE);
    BUG_ON(rc == SQLITE_NOMEM);
}

void stmt_bind_i64(Stmt *q, int i, int64_t v)
{
    check_bound(sqlite3_bind_int64(q->h, i, v));
}

void stmt_bind_f64(Stmt *q, int i, double v)
{
    check_bound(sqlite3_bind_double(q->h, i, v));
}

void stmt_bind_text(Stmt *q, int i, Str v)
{
    check_bound(sqlite3_bind_text64(q->h, i, v.p, v.n, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void stmt_bind_blob(Stmt *q, int i, Str v)
{
    check_bound(sqlite3_bind_blob64(q->h, i, v.p ? v.p : "", v.n, SQLITE_TRANSIENT));
}

void stmt_bind_null(Stmt *q, int i)
{
    check_bound(sqlite3_bind_null(q->h, i));
}

bool stmt_step(Stmt *q, Err *err)
{
    int rc = sqlite3_step(q->h);
    q->failed = rc != SQLITE_ROW && rc != SQLITE_DONE;
    if (q->failed)
        db_fail(q->db, rc, err);
    return rc == SQLITE_ROW;
}

bool stmt_end(Stmt *q)
{
    bool ok = !q->failed;
    stmt_reset(q);
    return ok;
}

bool stmt_run(Stmt *q, Err *err)
{
    while (stmt_step(q, err)) {
    }
    return stmt_end(q);
}

int64_t stmt_i64(Stmt *q, int col)
{
    return sqlite3_column_int64(q->h, col);
}

double stmt_f64(Stmt *q, int col)
{
    return sqlite3_column_double(q->h, col);
}

Str stmt_text(Stmt *q, int col)
{
    const char *p = (const char *)sqlite3_column_text(q->h, col);
    return (Str){p ? p : "", (size_t)sqlite3_column_bytes(q->h, col)};
}

Str stmt_blob(Stmt *q, int col)
{
    const char *p = sqlite3_column_blob(q->h, col);
    return (Str){p ? p : "", (size_t)sqlite3_column_bytes(q->h, col)};
}

bool stmt_is_null(Stmt *q, int col)
{
    return sqlite3_column_type(q->h, col) == SQLITE_NULL;
}

void stmt_reset(Stmt *q)
{
    (void)sqlite3_reset(q->h); // repeats the failure that stmt_step has told
    q->failed = false;
}
