#include "db/inner.h"

#include <errno.h>

static DbProblem problem_of_errno(int e)
{
    switch (e) {
    case ENOSPC:
    case EDQUOT:
        return DB_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
        return DB_READONLY;
    case ENOENT:
    case ENOTDIR:
        return DB_MISSING;
    default:
        return DB_FAILED;
    }
}

static DbProblem problem_of(int rc, int sys_errno)
{
    // a file shorter than its header says shows as a short read once the pages are wanted
    if (rc == SQLITE_IOERR_SHORT_READ)
        return DB_CORRUPT;
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return DB_LOCKED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return DB_CORRUPT;
    case SQLITE_FULL:
        return DB_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return DB_READONLY;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        return problem_of_errno(sys_errno);
    default:
        return DB_FAILED;
    }
}

static void say(DbProblem problem, const char *path, int sys_errno, const char *detail, Err *err)
{
    switch (problem) {
    case DB_LOCKED:
        err_set(err,
                "the database '%s' is locked by another program; try again when that is done, or "
                "set CODELAB_DATA to another folder",
                path);
        break;
    case DB_CORRUPT:
        err_set(err, "the database '%s' is damaged (%s) and is repaired at the next start", path,
                detail);
        break;
    case DB_FULL:
        err_set(err, "cannot write the database '%s': no space left on the disk", path);
        break;
    case DB_READONLY:
        err_set(err, "cannot write the database '%s': it or its folder is read-only", path);
        break;
    case DB_MISSING:
        err_set(err, "cannot open the database '%s': its folder is missing", path);
        break;
    default:
        if (sys_errno)
            err_set_errno(err, sys_errno, "cannot use the database '%s'", path);
        else
            err_set(err, "cannot use the database '%s': %s", path, detail);
    }
}

// Callers may want to know without reading.
static int code_of(DbProblem problem, int sys_errno)
{
    return problem == DB_LOCKED     ? EBUSY
           : problem == DB_FULL     ? ENOSPC
           : problem == DB_READONLY ? EROFS
                                    : sys_errno;
}

DbProblem db_describe(sqlite3 *h, int rc, const char *path, Err *err)
{
    bool by_system = (rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_IOERR;
    int sys_errno = by_system && h ? sqlite3_system_errno(h) : 0;
    DbProblem problem = problem_of(rc, sys_errno);
    say(problem, path, sys_errno, h ? sqlite3_errmsg(h) : sqlite3_errstr(rc), err);
    if (err)
        err->code = code_of(problem, sys_errno);
    return problem;
}

bool db_fail(Db *db, int rc, Err *err)
{
    db->problem = db_describe(db->h, rc, db->path, err);
    return false;
}
