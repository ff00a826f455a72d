#include "db/inner.h"

// A failing look-up costs microseconds; this many bound what a table with huge gaps can cost.
enum { MAX_PROBES = 200000 };

typedef Vec(char *) Names;

typedef struct {
    Stmt *forward, *backward; // of the broken database: rows of [?1, ?2), rowid first
    Stmt *insert;             // into the new one, the columns after the rowid
    int ncols;                // without the rowid
    int nprobes;
    size_t nrows;
    bool failed; // the new database cannot be written, err says why
    Err *err;
} TableCopy;

static void names_deinit(Names *names)
{
    VEC_EACH (char *, name, names)
        free(*name);
    vec_deinit(names);
}

static bool has_name(const Names *names, const char *name)
{
    VEC_EACH (char *, x, names)
        if (strcmp(*x, name) == 0)
            return true;
    return false;
}

static bool read_names(Db *db, const char *sql, const char *arg, Names *out, Err *err)
{
    Stmt *q = db_stmt(db, sql, err);
    if (!q)
        return false;
    if (arg)
        stmt_bind_text(q, 1, str_c(arg));
    while (stmt_step(q, err))
        vec_push(out, str_dup(stmt_text(q, 0)));
    return stmt_end(q);
}

// Without the set-up of db_open: nothing may be written to the broken file, and what its header
// says of its length may be wrong.
static Db *open_broken(const char *path, Err *err)
{
    Db *db = NEW(Db);
    db->path = xstrdup(path);
    int rc = sqlite3_open_v2(path, &db->h, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK) {
        db_fail(db, rc, err);
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

static void copy_row(TableCopy *t, Stmt *row)
{
    for (int i = 0; i < t->ncols; i++) {
        int rc = sqlite3_bind_value(t->insert->h, i + 1, sqlite3_column_value(row->h, i + 1));
        BUG_ON(rc == SQLITE_RANGE);
    }
    if (!stmt_run(t->insert, t->err))
        t->failed = true;
    else
        t->nrows += (size_t)db_changes(t->insert->db);
}

// Copies rows from one end of [*lo, *hi) and moves that end behind the last one that was readable.
// True if the other end was reached.
static bool copy_run(TableCopy *t, bool up, int64_t *lo, int64_t *hi)
{
    Stmt *q = up ? t->forward : t->backward;
    t->nprobes++;
    stmt_bind_i64(q, 1, *lo);
    stmt_bind_i64(q, 2, *hi);
    while (!t->failed && stmt_step(q, NULL)) {
        int64_t id = stmt_i64(q, 0);
        if (id < *lo || id >= *hi) { // a damaged tree that leads in circles
            stmt_reset(q);
            return false;
        }
        copy_row(t, q);
        *lo = up ? id + 1 : *lo;
        *hi = up ? *hi : id;
    }
    return stmt_end(q) && !t->failed;
}

// A damaged page stops a scan, so the rows behind it are reached from the other end, and those
// between two damaged pages by halving what is left.
static void copy_range(TableCopy *t, int64_t lo, int64_t hi)
{
    if (t->nprobes >= MAX_PROBES || lo >= hi)
        return;
    if (copy_run(t, true, &lo, &hi) || t->failed)
        return;
    if (copy_run(t, false, &lo, &hi) || t->failed || hi - lo <= 1)
        return;
    int64_t mid = lo + (hi - lo) / 2;
    copy_range(t, lo, mid);
    copy_range(t, mid, hi);
}

static void add_column_list(Buf *sql, const Names *columns)
{
    VEC_EACH (char *, name, columns)
        buf_addf(sql, "%s\"%s\"", name == columns->p ? "" : ",", *name);
}

static Stmt *prepare_scan(Db *from, const char *table, const Names *columns, const char *order)
{
    AUTO(buf) Buf sql = BUF_INIT;
    buf_add_c(&sql, "SELECT rowid,");
    add_column_list(&sql, columns);
    buf_addf(&sql, " FROM \"%s\" WHERE rowid>=?1 AND rowid<?2 ORDER BY rowid %s", table, order);
    return db_stmt(from, buf_c(&sql), NULL);
}

static Stmt *prepare_insert(Db *to, const char *table, const Names *columns, Err *err)
{
    AUTO(buf) Buf sql = BUF_INIT;
    buf_addf(&sql, "INSERT OR IGNORE INTO \"%s\"(", table);
    add_column_list(&sql, columns);
    buf_add_c(&sql, ") VALUES(?");
    for (size_t i = 1; i < columns->n; i++)
        buf_add_c(&sql, ",?");
    buf_add_byte(&sql, ')');
    return db_stmt(to, buf_c(&sql), err);
}

// The columns that both have: an older database may lack some.
static bool common_columns(Db *from, Db *to, const char *table, Names *out, Err *err)
{
    static const char sql[] = "SELECT name FROM pragma_table_info(?)";
    Names theirs = {0}, ours = {0};
    bool ok = read_names(to, sql, table, &ours, err);
    // what cannot be read of the broken one shows as columns it does not have
    (void)read_names(from, sql, table, &theirs, NULL);
    VEC_EACH (char *, name, &ours)
        if (has_name(&theirs, *name))
            vec_push(out, xstrdup(*name));
    names_deinit(&theirs);
    names_deinit(&ours);
    return ok;
}

// *readable counts the tables of which the broken database still knows.
static bool copy_table(Db *from, Db *to, const char *table, size_t *nrows, int *readable, Err *err)
{
    Names columns = {0};
    bool ok = common_columns(from, to, table, &columns, err);
    if (ok && columns.n > 0) {
        TableCopy t = {.ncols = (int)columns.n, .err = err};
        t.forward = prepare_scan(from, table, &columns, "ASC");
        t.backward = prepare_scan(from, table, &columns, "DESC");
        t.insert = prepare_insert(to, table, &columns, err);
        if (t.forward && t.backward && t.insert)
            copy_range(&t, 0, INT64_MAX);
        *readable += t.forward && t.backward;
        *nrows += t.nrows;
        ok = t.insert && !t.failed;
    }
    names_deinit(&columns);
    return ok;
}

static bool copy_tables(Db *from, Db *to, size_t *nrows, Err *err)
{
    Names tables = {0};
    int readable = 0;
    bool ok = read_names(to,
                         "SELECT name FROM sqlite_master WHERE type='table'"
                         " AND name NOT LIKE 'sqlite~_%' ESCAPE '~'",
                         NULL, &tables, err);
    for (size_t i = 0; ok && i < tables.n; i++)
        ok = copy_table(from, to, tables.p[i], nrows, &readable, err);
    names_deinit(&tables);
    if (!ok || readable > 0)
        return ok;
    to->problem = DB_CORRUPT;
    return err_set(err, "nothing can be read of the database '%s'", from->path);
}

bool db_salvage(const char *from, Db *to, size_t *nrows, Err *err)
{
    *nrows = 0;
    Db *broken = open_broken(from, err);
    if (!broken)
        return false;
    bool ok = db_exec(to, "PRAGMA foreign_keys=OFF", err) && db_begin(to, err);
    if (ok && copy_tables(broken, to, nrows, err))
        ok = db_commit(to, err);
    else if (ok) {
        db_rollback(to);
        ok = false;
    }
    db_close(broken);
    return ok;
}

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
