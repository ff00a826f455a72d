#include "db/salvage.h"

typedef struct {
    Salvage *s;
    Stmt *forward, *backward; // rows of [?1, ?2), rowid first
    Stmt *insert;
    int ncols;   // after the rowid
    bool failed; // the new database cannot be written
} TableCopy;

// Without the set-up of db_open: nothing may be written to the broken file, and what its header
// says of its length may be wrong.  NULL if it is no database any more.
static Db *open_broken(const char *path)
{
    Db *db = NEW(Db);
    db->path = xstrdup(path);
    int rc = sqlite3_open_v2(path, &db->h, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK) {
        db_close(db);
        return NULL;
    }
    sqlite3_extended_result_codes(db->h, 1);
    sqlite3_db_config(db->h, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_db_config(db->h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    // With this SQLite reads on in a file that was cut short; if it fails less can be read.
    (void)db_exec(db, "PRAGMA writable_schema=ON", NULL);
    return db;
}

// An older database may lack some.
static bool has_column(Db *db, const char *table, const char *column)
{
    Stmt *q = db_stmt(db, "SELECT 1 FROM pragma_table_info(?1) WHERE name=?2", NULL);
    if (!q)
        return false;
    stmt_bind_text(q, 1, str_c(table));
    stmt_bind_text(q, 2, str_c(column));
    bool found = stmt_step(q, NULL);
    stmt_reset(q);
    return found;
}

static Stmt *prepare_scan(Db *from, const SalvageTable *t, const bool *has, const char *order)
{
    AUTO(buf) Buf sql = BUF_INIT;
    buf_add_c(&sql, "SELECT rowid");
    for (size_t i = 0; i < t->columns.n; i++)
        if (has[i])
            buf_addf(&sql, ",\"%s\"", t->columns.p[i].name);
    buf_addf(&sql, " FROM \"%s\" WHERE rowid>=?1 AND rowid<?2 ORDER BY rowid %s", t->name, order);
    return db_stmt(from, buf_c(&sql), NULL);
}

static void copy_row(TableCopy *c, Stmt *row)
{
    for (int i = 1; i <= c->ncols; i++) {
        int rc = sqlite3_bind_value(c->insert->h, i, sqlite3_column_value(row->h, i));
        BUG_ON(rc == SQLITE_RANGE);
    }
    c->failed = !salvage_run(c->s, c->insert);
}

// Copies rows from one end of [*lo, *hi) and moves that end behind the last one that was readable.
// True if the other end was reached.
static bool copy_run(TableCopy *c, bool up, int64_t *lo, int64_t *hi)
{
    Stmt *q = up ? c->forward : c->backward;
    stmt_bind_i64(q, 1, *lo);
    stmt_bind_i64(q, 2, *hi);
    while (!c->failed && stmt_step(q, NULL)) {
        int64_t id = stmt_i64(q, 0);
        if (id < *lo || id >= *hi) { // a damaged tree that leads in circles
            stmt_reset(q);
            return false;
        }
        copy_row(c, q);
        *lo = up ? id + 1 : *lo;
        *hi = up ? *hi : id;
    }
    return stmt_end(q) && !c->failed;
}

// A damaged page stops a scan, so what stands behind it is reached from the other end.
static bool copy_table(Salvage *s, Db *from, SalvageTable *t)
{
    TableCopy c = {.s = s};
    AUTO(free) bool *has = NEW_ARRAY(bool, t->columns.n);
    int64_t lo = INT64_MIN, hi = INT64_MAX;
    for (size_t i = 0; i < t->columns.n; i++)
        c.ncols += has[i] = has_column(from, t->name, t->columns.p[i].name);
    c.forward = c.ncols ? prepare_scan(from, t, has, "ASC") : NULL;
    c.backward = c.ncols ? prepare_scan(from, t, has, "DESC") : NULL;
    if (!c.forward || !c.backward)
        return true; // nothing leads to its rows
    c.insert = salvage_insert(s, t, has);
    if (!c.insert)
        return false;
    t->whole = copy_run(&c, true, &lo, &hi);
    if (!t->whole && !c.failed)
        (void)copy_run(&c, false, &lo, &hi); // what it leaves out is looked for in the leaves
    return !c.failed;
}

bool salvage_trees(Salvage *s, const char *from)
{
    Db *broken = open_broken(from);
    bool ok = true;
    if (!broken)
        return true;
    VEC_EACH (SalvageTable, t, &s->tables)
        ok = ok && copy_table(s, broken, t);
    db_close(broken);
    return ok;
}
