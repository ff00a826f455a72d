#include "db/inner.h"

typedef struct {
    char *table; // owned
    int64_t id;
} Orphan;
typedef Vec(Orphan) Orphans;

static bool find_orphans(Db *db, Orphans *out, Err *err)
{
    Stmt *q = db_stmt(db, "SELECT DISTINCT \"table\", rowid FROM pragma_foreign_key_check", err);
    if (!q)
        return false;
    while (stmt_step(q, err))
        vec_push(out, (Orphan){str_dup(stmt_text(q, 0)), stmt_i64(q, 1)});
    return stmt_end(q);
}

static bool delete_orphan(Db *db, const Orphan *o, Err *err)
{
    AUTO(free) char *sql = xasprintf("DELETE FROM \"%s\" WHERE rowid=?", o->table);
    Stmt *q = db_stmt(db, sql, err);
    if (!q)
        return false;
    stmt_bind_i64(q, 1, o->id);
    return stmt_run(q, err);
}

// One generation: deleting a row may leave its own children without a parent.
static bool drop_generation(Db *db, size_t *n, Err *err)
{
    Orphans orphans = {0};
    bool ok = find_orphans(db, &orphans, err);
    VEC_EACH (Orphan, o, &orphans) {
        ok = ok && delete_orphan(db, o, err);
        free(o->table);
    }
    *n = orphans.n;
    vec_deinit(&orphans);
    return ok;
}

bool db_drop_orphans(Db *db, size_t *nrows, Err *err)
{
    *nrows = 0;
    if (!db_begin(db, err))
        return false;
    size_t n = 0;
    do {
        if (!drop_generation(db, &n, err)) {
            db_rollback(db);
            return false;
        }
        *nrows += n;
    } while (n > 0);
    return db_commit(db, err) && db_exec(db, "PRAGMA foreign_keys=ON", err);
}
