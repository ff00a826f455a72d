/* What the files of this room share. */
#ifndef DB_INNER_H
#define DB_INNER_H

#include "db/db.h"

#include "base/vec.h"

#include <sqlite3.h>

struct Stmt {
    sqlite3_stmt *h; // owned
    Db *db;
    char *sql;   // owned
    bool failed; // the last step failed
};

struct Db {
    sqlite3 *h;
    char *path; // owned
    DbProblem problem;
    int depth;         // of begun transactions
    bool relaxed;      // commits do not wait for the disk
    Vec(Stmt *) stmts; // owned; one a text
};

/* Remember and say what a result code of sqlite means for this database.  Always false. */
bool db_fail(Db *db, int rc, Err *err);
/* The same for a handle without a Db; path names the file. */
DbProblem db_describe(sqlite3 *h, int rc, const char *path, Err *err);
/* One number, the first column of the first row; false if it failed or there is no row. */
bool db_number(Db *db, const char *sql, int64_t *out, Err *err);
/* Create an empty file only the user may read, unless there is one; 0 or -errno.  Never opens it:
 * closing any descriptor of a database would drop the locks of this process on it. */
int db_make_private(const char *path);

#endif
