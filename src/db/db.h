/* SQLite with our manners: open, statements, transactions, migrations, backup.
 *
 * Owns sqlite3.  Knows no schema.  Every failure is a sentence.  One Db belongs to one thread.
 *
 *   Db *db = db_open(path, &err);
 *   Stmt *q = db_stmt(db, "SELECT name FROM projects WHERE id=?", &err);   // cached, borrowed
 *   stmt_bind_i64(q, 1, id);
 *   while (stmt_step(q, &err)) puts(stmt_text(q, 0).p);
 *   stmt_reset(q);
 */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

typedef struct Db Db;
typedef struct Stmt Stmt;

typedef enum {
    DB_OK,
    DB_MISSING,
    DB_LOCKED,
    DB_CORRUPT,
    DB_NEWER,
    DB_FULL,
    DB_READONLY,
    DB_FAILED
} DbProblem;

/* Open or create: WAL, foreign keys, busy time-out, application id checked. */
Db *db_open(const char *path, Err *err);
void db_close(Db *db);
/* What kind of failure the last false/NULL was (db may be NULL: of the last db_open on this
 * thread). */
DbProblem db_problem(const Db *db);
bool db_exec(Db *db, const char *sql, Err *err);

/* Scripts[i] brings user_version from i to i + 1, each in its own transaction.  A database whose
 * version is above `n` is refused (DB_NEWER). */
bool db_migrate(Db *db, const char *const *scripts, int n, Err *err);
/* A quick integrity check; false with a sentence if something is broken. */
bool db_check(Db *db, Err *err);
/* Copy what can be read of a broken database into a new file at `to`. */
bool db_salvage(const char *from, const char *to, size_t *nrows, Err *err);
bool db_backup(Db *db, const char *to, Err *err);

/* Transactions nest (savepoints); db_commit of the outermost makes it durable. */
bool db_begin(Db *db, Err *err);
bool db_commit(Db *db, Err *err);
void db_rollback(Db *db);
int64_t db_last_id(const Db *db);
int64_t db_changes(const Db *db);

/* Prepared once per text and kept; borrowed; reset and cleared of bindings. */
Stmt *db_stmt(Db *db, const char *sql, Err *err);
void stmt_bind_i64(Stmt *q, int i, int64_t v);
void stmt_bind_f64(Stmt *q, int i, double v);
void stmt_bind_text(Stmt *q, int i, Str v); // copied; p == NULL binds NULL
void stmt_bind_blob(Stmt *q, int i, Str v);
void stmt_bind_null(Stmt *q, int i);
/* True: there is a row.  False: done, or failed if err says so. */
bool stmt_step(Stmt *q, Err *err);
/* Step to the end of a statement without rows, and reset. */
bool stmt_run(Stmt *q, Err *err);
int64_t stmt_i64(Stmt *q, int col);
double stmt_f64(Stmt *q, int col);
Str stmt_text(Stmt *q, int col); // borrowed until the next step or reset; NUL-terminated
Str stmt_blob(Stmt *q, int col);
bool stmt_is_null(Stmt *q, int col);
void stmt_reset(Stmt *q);

#endif
