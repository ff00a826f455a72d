#include "db/inner.h"

#include <stdio.h>

// SQLite takes this between transactions only.
static bool set_relaxed(Db *db, bool relaxed, Err *err)
{
    if (db->relaxed == relaxed)
        return true;
    if (!db_exec(db, relaxed ? "PRAGMA synchronous=NORMAL" : "PRAGMA synchronous=FULL", err))
        return false;
    db->relaxed = relaxed;
    return true;
}

static bool savepoint(Db *db, const char *verb, Err *err)
{
    char sql[64];
    snprintf(sql, sizeof sql, "%s level_%d", verb, db->depth);
    return db_exec(db, sql, err);
}

// A failure such as a full disk may have made SQLite undo the whole transaction by itself.
static bool is_open(const Db *db)
{
    return !sqlite3_get_autocommit(db->h);
}

static bool undone(Db *db, Err *err)
{
    return err_set(err, "cannot write the database '%s': an earlier step failed and undid it",
                   db->path);
}

static bool begin(Db *db, const char *verb, Err *err)
{
    if (db->depth > 0 && !is_open(db))
        return undone(db, err);
    if (db->depth == 0 ? !db_exec(db, verb, err) : !savepoint(db, "SAVEPOINT", err))
        return false;
    db->depth++;
    return true;
}

// Taking the write lock at once: a transaction that first reads and then wants it can fail in the
// middle, which no waiting mends.
bool db_begin(Db *db, Err *err)
{
    if (db->depth == 0 && !set_relaxed(db, false, err))
        return false;
    return begin(db, "BEGIN IMMEDIATE", err);
}

bool db_begin_relaxed(Db *db, Err *err)
{
    if (db->depth == 0 && !set_relaxed(db, true, err))
        return false;
    return begin(db, "BEGIN IMMEDIATE", err);
}

bool db_begin_read(Db *db, Err *err)
{
    return begin(db, "BEGIN", err);
}

bool db_commit(Db *db, Err *err)
{
    BUG_ON(db->depth == 0);
    db->depth--;
    if (!is_open(db))
        return undone(db, err);
    if (db->depth == 0 ? db_exec(db, "COMMIT", err) : savepoint(db, "RELEASE", err))
        return true;
    DbProblem problem = db->problem;
    db->depth++;
    db_rollback(db);
    db->problem = problem;
    return false;
}

void db_rollback(Db *db)
{
    BUG_ON(db->depth == 0);
    DbProblem problem = db->problem;
    db->depth--;
    // Only a rollback that SQLite did already can fail here, and then there is nothing to undo.
    if (is_open(db) && db->depth == 0)
        (void)db_exec(db, "ROLLBACK", NULL);
    else if (is_open(db) && savepoint(db, "ROLLBACK TO", NULL))
        (void)savepoint(db, "RELEASE", NULL);
    db->problem = problem;
}
