#include "db/inner.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

enum {
    APPLICATION_ID = 0x434c4142, // "CLAB"
    BUSY_MS = 2500,
    RETRY_MS = 10
};

// How the last db_open of this thread failed: there is no Db that could remember it.
static _Thread_local DbProblem open_problem;

int db_make_private(const char *path)
{
    return mknod(path, S_IFREG | 0600, 0) == 0 || errno == EEXIST ? 0 : -errno;
}

bool db_exec(Db *db, const char *sql, Err *err)
{
    int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK || db_fail(db, rc, err);
}

bool db_number(Db *db, const char *sql, int64_t *out, Err *err)
{
    Stmt *q = db_stmt(db, sql, err);
    if (!q)
        return false;
    bool got = stmt_step(q, err);
    if (got)
        *out = stmt_i64(q, 0);
    return stmt_end(q) && got;
}

// Turning on WAL needs the file for itself for a moment; SQLite does not wait for that by itself.
static bool set_wal(Db *db, Err *err)
{
    const struct timespec pause = {.tv_nsec = RETRY_MS * 1000000L};
    int rc;
    for (int waited = 0;; waited += RETRY_MS) {
        rc = sqlite3_exec(db->h, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
        if ((rc & 0xff) != SQLITE_BUSY || waited >= BUSY_MS)
            break;
        nanosleep(&pause, NULL);
    }
    return rc == SQLITE_OK || db_fail(db, rc, err);
}

static bool claim(Db *db, Err *err)
{
    if (!db_begin(db, err))
        return false;
    int64_t ntables = 0, id = 0;
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA application_id=%d", APPLICATION_ID);
    bool ok = db_number(db, "PRAGMA application_id", &id, err) &&
              db_number(db, "SELECT count(*) FROM sqlite_master", &ntables, err);
    if (ok && id != APPLICATION_ID && ntables > 0) {
        db->problem = DB_FAILED;
        ok = err_set(err, "'%s' is the database of another program", db->path);
    }
    ok = ok && (id == APPLICATION_ID || db_exec(db, sql, err));
    if (ok)
        return db_commit(db, err);
    db_rollback(db);
    return false;
}

static bool check_owner(Db *db, Err *err)
{
    int64_t id = 0;
    if (!db_number(db, "PRAGMA application_id", &id, err))
        return false;
    return id == APPLICATION_ID || claim(db, err);
}

static bool set_up(Db *db, Err *err)
{
    sqlite3_extended_result_codes(db->h, 1);
    db_set_busy_ms(db, BUSY_MS);
    // Nothing a damaged or foreign schema holds may run code of its own.
    sqlite3_db_config(db->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (sqlite3_db_readonly(db->h, "main") == 1)
        return db_fail(db, SQLITE_READONLY, err);
    return check_owner(db, err) && set_wal(db, err) &&
           db_exec(db,
                   "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;"
                   "PRAGMA cell_size_check=ON; PRAGMA journal_size_limit=67108864;"
                   "PRAGMA secure_delete=ON",
                   err);
}

Db *db_open(const char *path, Err *err)
{
    Db *db = NEW(Db);
    db->path = xstrdup(path);
    // A failure to create it is told by sqlite3_open_v2, which meets the same one.
    (void)db_make_private(path);
    int rc = sqlite3_open_v2(path, &db->h,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
                                 SQLITE_OPEN_EXRESCODE,
                             NULL);
    bool ok = rc == SQLITE_OK ? set_up(db, err) : db_fail(db, rc, err);
    open_problem = ok ? DB_OK : db->problem;
    if (ok)
        return db;
    db_close(db);
    return NULL;
}

void db_close(Db *db)
{
    if (!db)
        return;
    VEC_EACH (Stmt *, q, &db->stmts) {
        sqlite3_finalize((*q)->h);
        free((*q)->sql);
        free(*q);
    }
    vec_deinit(&db->stmts);
    int rc = sqlite3_close(db->h);
    BUG_ON(rc == SQLITE_BUSY); // every statement is ours and finalized
    free(db->path);
    free(db);
}

void db_set_busy_ms(Db *db, int ms)
{
    sqlite3_busy_timeout(db->h, ms);
}

DbProblem db_problem(const Db *db)
{
    return db ? db->problem : open_problem;
}

int64_t db_last_id(const Db *db)
{
    return sqlite3_last_insert_rowid(db->h);
}

int64_t db_changes(const Db *db)
{
    return sqlite3_changes64(db->h);
}
