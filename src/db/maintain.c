#include "db/inner.h"

#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

enum {
    COMPACT_SHARE = 8, // from one unused page in so many on
    BACKUP_PAGES = 256
};

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

int db_version(Db *db)
{
    int64_t version = 0;
    return db_number(db, "PRAGMA user_version", &version, NULL) ? (int)version : -1;
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

// A few pages at a time: whoever waits for the disk waits a short while only.
static int copy_steps(sqlite3_backup *b, const atomic_bool *cancel)
{
    int rc;
    do {
        if (cancel && *cancel)
            return SQLITE_INTERRUPT;
        rc = sqlite3_backup_step(b, BACKUP_PAGES);
    } while (rc == SQLITE_OK);
    return rc;
}

static bool copy_pages(Db *db, sqlite3 *to, const char *path, const atomic_bool *cancel, Err *err)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", db->h, "main");
    int rc = SQLITE_OK;
    if (b) {
        rc = copy_steps(b, cancel);
        int finish = sqlite3_backup_finish(b);
        rc = rc == SQLITE_DONE ? finish : rc;
    } else {
        rc = sqlite3_errcode(to);
    }
    // one file, with no log beside it
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        return true;
    if (rc == SQLITE_INTERRUPT)
        return err_set_errno(err, ECANCELED, "stopped");
    db->problem = db_describe(to, rc, path, err);
    return false;
}

static bool copy_to(Db *db, const char *to, const atomic_bool *cancel, Err *err)
{
    sqlite3 *h = NULL;
    int rc = sqlite3_open_v2(to, &h, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (rc != SQLITE_OK)
        db->problem = db_describe(h, rc, to, err);
    bool ok = rc == SQLITE_OK && copy_pages(db, h, to, cancel, err);
    sqlite3_close(h);
    return ok;
}

// One view of it from the first page to the last: a write of somebody else would have the copy
// begin anew.
static bool copy_view(Db *db, const char *to, const atomic_bool *cancel, Err *err)
{
    int64_t n;
    if (!db_begin_read(db, err))
        return false;
    bool ok = db_number(db, "SELECT count(*) FROM sqlite_master", &n, err) &&
              copy_to(db, to, cancel, err);
    db_rollback(db); // it only read
    return ok;
}

bool db_backup(Db *db, const char *to, const atomic_bool *cancel, Err *err)
{
    if (access(to, F_OK) == 0) {
        db->problem = DB_FAILED;
        return err_set(err, "cannot back up the database to '%s': it is there already", to);
    }
    (void)db_make_private(to); // sqlite3_open_v2 meets and tells the same failure
    return copy_view(db, to, cancel, err) || err_wrap(err, "cannot back up the database");
}

bool db_is_sound(const char *path, Err *err)
{
    Db *db = NEW(Db);
    db->path = xstrdup(path);
    int rc = sqlite3_open_v2(path, &db->h, SQLITE_OPEN_READONLY, NULL);
    bool sound = rc == SQLITE_OK ? db_check(db, err) : db_fail(db, rc, err);
    db_close(db);
    return sound;
}
