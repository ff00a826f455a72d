/* SQLite with our manners: open, statements, transactions, migrations, backup.
 *
 * Owns sqlite3.  Knows no schema.  Every failure is a sentence.  One Db belongs to one thread;
 * several, also of several processes, may have the same file open.
 *
 *   Db *db = db_open(path, &err);
 *   Stmt *q = db_stmt(db, "SELECT name FROM projects WHERE id=?", &err);   // cached, borrowed
 *   stmt_bind_i64(q, 1, id);
 *   while (stmt_step(q, &err))
 *       puts(stmt_text(q, 0).p);
 *   return stmt_end(q); // false: the last step failed and said why
 */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/err.h"
#include "base/str.h"

#include <stdatomic.h>
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

/* Open or create (mode 0600; its folder must be there): WAL, foreign keys, application id checked.
 * A file that is no database, or a cut one, is DB_CORRUPT; one of another program DB_FAILED. */
Db *db_open(const char *path, Err *err);
void db_close(Db *db);
/* How long to wait for a lock of somebody else before DB_LOCKED; 2500 ms at first. */
void db_set_busy_ms(Db *db, int ms);
/* What kind of failure the last false/NULL was (db may be NULL: of the last db_open on this
 * thread). */
DbProblem db_problem(const Db *db);
/* Run statements that give no rows (or whose rows nobody wants). */
bool db_exec(Db *db, const char *sql, Err *err);

/* Scripts[i] brings user_version from i to i + 1, each in its own transaction.  A database whose
 * version is above `n` is refused (DB_NEWER). */
bool db_migrate(Db *db, const char *const *scripts, int n, Err *err);
/* How many scripts it has been brought through; -1 if that cannot be read. */
int db_version(Db *db);
/* A quick integrity check; false with a sentence if something is broken.  Reads the whole file. */
bool db_check(Db *db, Err *err);
/* Copy what can be read of the broken database `from`, which nobody may have open, into the tables
 * of the same names that `to` has, leaving out rows that `to` has already.  Where trees are damaged
 * rows are taken from the single pages.  `from` is left as it is; of one that is nothing but noise
 * no row comes.  Foreign keys of `to` are not kept: mend them, then db_drop_orphans().  False only
 * if `to` fails. */
bool db_salvage(const char *from, Db *to, size_t *nrows, Err *err);
/* Delete rows whose parents are missing, until there are none, and keep foreign keys from now on.
 */
bool db_drop_orphans(Db *db, size_t *nrows, Err *err);
/* Give pages that nothing uses back to the disk, if they are many; *nfreed counts the bytes.  Then
 * it writes the whole database anew, which needs as much room again for a moment. */
bool db_compact(Db *db, int64_t *nfreed, Err *err);
/* A copy of the whole database as it is now, written to `to`, which must not exist; mode 0600, on
 * the disk when this returns true.  Made in small steps while others write; *cancel (may be NULL)
 * turning true ends it.  What a failure leaves at `to` is the caller's to remove. */
bool db_backup(Db *db, const char *to, const atomic_bool *cancel, Err *err);
/* The database at `path`, which nobody has open, passes db_check(). */
bool db_is_sound(const char *path, Err *err);

/* Transactions nest (savepoints); db_commit of the outermost makes it durable: once it returned
 * true, not even a power cut loses it.  After db_commit failed everything up to the matching begin
 * is undone already. */
bool db_begin(Db *db, Err *err);
/* As db_begin for what may be lost in a power cut (never in a crash of the program): nothing waits
 * for the disk.  Inside another transaction it is as durable as that one. */
bool db_begin_relaxed(Db *db, Err *err);
/* One view of the database for several reads; takes no lock that others would wait for. */
bool db_begin_read(Db *db, Err *err);
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
/* True: there is a row.  False: done, or failed; stmt_end tells which. */
bool stmt_step(Stmt *q, Err *err);
/* Reset; false if the last step failed. */
bool stmt_end(Stmt *q);
/* Step to the end of a statement without rows, and reset. */
bool stmt_run(Stmt *q, Err *err);
int64_t stmt_i64(Stmt *q, int col);
double stmt_f64(Stmt *q, int col);
Str stmt_text(Stmt *q, int col); // borrowed until the next step or reset; NUL-terminated
Str stmt_blob(Stmt *q, int col);
bool stmt_is_null(Stmt *q, int col);
void stmt_reset(Stmt *q);

#endif
