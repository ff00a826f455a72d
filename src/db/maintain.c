#include "db/inner.h"

#include <stdio.h>
#include <unistd.h>

enum { COMPACT_SHARE = 8 }; // from one unused page in so many on

static bool migrate_one(Db *db, const char *const *scripts, int n, int64_t *version, Err *err)
{
    if (!db_begin(db, err))
        return false;
    // somebody else may have done it while we waited for the lock
    bool ok = db_number(db, "PRAGMA user_version", version, err);
    if (ok && *version < n) {
        char sql[64];
        snprintf(sql, sizeof sql, "PRAGMA user_version=%d", (int)*version + 1);
        ok = db_exec(db, scripts[*version], err) && db_exec(db, sql, err);
        ++*version;
    }
    if (ok)
        return db_commit(db, err);
    db_rollback(db);
    return false;
}

bool db_migrate(Db *db, const char *const *scripts, int n, Err *err)
{
    int64_t version = 0;
    if (!db_number(db, "PRAGMA user_version", &version, err))
        return false;
    while (version >= 0 && version < n)
        if (!migrate_one(db, scripts, n, &version, err))
            return err_wrap(err, "cannot bring the database up to date");
    if (version == n)
        return true;
    db->problem = DB_NEWER;
    return err_set(err,
                   "the database '%s' was written by a newer codelab; update codelab or set "
                   "CODELAB_DATA to another folder",
                   db->path);
}

bool db_check(Db *db, Err *err)
{
    Stmt *q = db_stmt(db, "PRAGMA quick_check(1)", err);
    if (!q)
        return false;
    bool sound = stmt_step(q, err) && str_eq_c(stmt_text(q, 0), "ok");
    if (!sound && !q->failed) {
        db->problem = DB_CORRUPT;
        err_set(err, "the database '%s' is damaged (" STR_FMT ")", db->path,
                STR_ARG(stmt_text(q, 0)));
    }
    stmt_reset(q);
    return sound;
}

bool db_compact(Db *db, int64_t *nfreed, Err *err)
{
    int64_t size, unused, before, after;
    *nfreed = 0;
    if (!db_number(db, "PRAGMA page_size", &size, err) ||
        !db_number(db, "PRAGMA page_count", &before, err) ||
        !db_number(db, "PRAGMA freelist_count", &unused, err))
        return false;
    if (unused * COMPACT_SHARE < before)
        return true;
    if (!db_exec(db, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)", err) ||
        !db_number(db, "PRAGMA page_count", &after, err))
        return false;
    *nfreed = (before - after) * size;
    return true;
}

static bool copy_pages(Db *db, sqlite3 *to, const char *path, Err *err)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", db->h, "main");
    int rc = SQLITE_OK;
    if (b) {
        rc = sqlite3_backup_step(b, -1);
        int finish = sqlite3_backup_finish(b);
        rc = rc == SQLITE_DONE ? finish : rc;
    } else {
        rc = sqlite3_errcode(to);
    }
    if (rc == SQLITE_OK)
        return true;
    db->problem = db_describe(to, rc, path, err);
    return false;
}

bool db_backup(Db *db, const char *to, Err *err)
{
    if (access(to, F_OK) == 0) {
        db->problem = DB_FAILED;
        return err_set(err, "cannot back up the database to '%s': it is there already", to);
    }
    (void)db_make_private(to); // sqlite3_open_v2 meets and tells the same failure
    sqlite3 *h = NULL;
    int rc = sqlite3_open_v2(to, &h, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (rc != SQLITE_OK)
        db->problem = db_describe(h, rc, to, err);
    bool ok = rc == SQLITE_OK && copy_pages(db, h, to, err);
    sqlite3_close(h);
    return ok || err_wrap(err, "cannot back up the database");
}
