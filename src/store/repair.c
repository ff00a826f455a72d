#include "store/inner.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define RECOVERED    "CAST('/recovered' AS BLOB)"
#define RECOVERED_ID "(SELECT id FROM projects WHERE dir=" RECOVERED ")"

// Children whose parents were lost get a stand-in, so that their contents can still be found.
static const char adopt_children[] =
    "INSERT OR IGNORE INTO projects(dir,name,added_ms,opened_ms)"
    " VALUES(" RECOVERED ", CAST('recovered' AS BLOB), 0, 0);"
    "INSERT INTO projects(id,dir,name,added_ms,opened_ms)"
    " SELECT DISTINCT project_id, CAST('/recovered/project-' || project_id AS BLOB),"
    "  CAST('recovered-' || project_id AS BLOB), 0, 0"
    " FROM (SELECT project_id FROM files UNION SELECT project_id FROM decisions)"
    " WHERE project_id NOT IN (SELECT id FROM projects);"
    "INSERT INTO files(id,project_id,path)"
    " SELECT DISTINCT file_id, " RECOVERED_ID ", CAST('file-' || file_id AS BLOB)"
    " FROM versions WHERE file_id NOT IN (SELECT id FROM files);"
    "UPDATE decision_links SET before_id=NULL WHERE before_id NOT IN (SELECT id FROM versions);";

// So do contents of which nothing tells the file; cause 4 is CAUSE_SCAN.
static const char adopt_contents[] =
    "INSERT INTO files(project_id,path)"
    " SELECT " RECOVERED_ID ", CAST('content-' || id AS BLOB) FROM blobs"
    " WHERE NOT EXISTS(SELECT 1 FROM versions WHERE blob_id=blobs.id)"
    " AND NOT EXISTS(SELECT 1 FROM review_blobs WHERE blob_id=blobs.id);"
    "INSERT INTO versions(file_id,n,time_ms,cause,mode,blob_id)"
    " SELECT files.id, 1, 0, 4, 420, blobs.id FROM blobs JOIN files"
    "  ON project_id=" RECOVERED_ID " AND path=CAST('content-' || blobs.id AS BLOB)"
    " WHERE NOT EXISTS(SELECT 1 FROM versions WHERE blob_id=blobs.id);";

static const char mend[] = "UPDATE journal_docs SET base_blob=NULL WHERE base_blob NOT IN"
                           " (SELECT id FROM blobs);"
                           "UPDATE files SET seen_ino=0, nbytes=coalesce("
                           " (SELECT blobs.nbytes FROM versions JOIN blobs ON blobs.id=blob_id"
                           "  WHERE file_id=files.id ORDER BY n DESC LIMIT 1), 0);"
                           "DELETE FROM projects WHERE dir=" RECOVERED
                           " AND NOT EXISTS(SELECT 1 FROM files WHERE project_id=projects.id);";
_Static_assert(CAUSE_SCAN == 4, "adopt_contents names it by number");

typedef struct {
    int64_t version, seal;
} Seal;
typedef Vec(Seal) Seals;

// Of all versions of files that got their names from us.
static bool find_seals(Db *db, Seals *out, Err *err)
{
    Stmt *q = db_stmt(db,
                      "SELECT versions.id, n, path, hash FROM versions"
                      " JOIN files ON files.id=file_id JOIN blobs ON blobs.id=blob_id"
                      " WHERE project_id=" RECOVERED_ID,
                      err);
    if (!q)
        return false;
    while (stmt_step(q, err)) {
        BlobHash hash = {0};
        Str sum = stmt_blob(q, 3);
        memcpy(hash.b, sum.p, MIN(sum.n, sizeof hash.b));
        int64_t seal = version_seal(&hash, stmt_blob(q, 2), stmt_i64(q, 1));
        vec_push(out, (Seal){stmt_i64(q, 0), seal});
    }
    return stmt_end(q);
}

static bool seal_adopted(Db *db, Err *err)
{
    Seals seals = {0};
    bool ok = find_seals(db, &seals, err);
    Stmt *q = ok ? db_stmt(db, "UPDATE versions SET seal=?2 WHERE id=?1", err) : NULL;
    ok = q != NULL;
    VEC_EACH (Seal, x, &seals) {
        if (!ok)
            break;
        stmt_bind_i64(q, 1, x->version);
        stmt_bind_i64(q, 2, x->seal);
        ok = stmt_run(q, err);
    }
    vec_deinit(&seals);
    return ok;
}

static bool make_whole(Db *db, Err *err)
{
    size_t norphans;
    return db_exec(db, adopt_children, err) && db_drop_orphans(db, &norphans, err) &&
           db_exec(db, adopt_contents, err) && seal_adopted(db, err) && db_exec(db, mend, err);
}

// What the newest sound backup has besides; ids are never given twice, so that rows of the same id
// are the same.
static bool fill_up(const char *from, Db *db, size_t *nadded, Err *err)
{
    Backups all = {0};
    bool ok = true, found = false;
    *nadded = 0;
    if (!backups_of(from, &all, NULL))
        return true;
    for (size_t i = 0; ok && !found && i < all.n; i++) {
        found = db_is_sound(all.p[i].path, NULL);
        ok = !found || db_salvage(all.p[i].path, db, nadded, err);
    }
    backups_deinit(&all);
    return ok;
}

typedef struct {
    size_t nrows, nadded; // from the damaged one, from a backup
} Filled;

static bool fill(const char *from, const char *to, Filled *n, Err *err)
{
    Db *db = db_open(to, err);
    bool ok = db && store_migrate(db, err) && db_salvage(from, db, &n->nrows, err) &&
              fill_up(from, db, &n->nadded, err);
    if (ok && db_begin(db, err)) {
        ok = make_whole(db, err);
        if (ok)
            ok = db_commit(db, err);
        else
            db_rollback(db);
    }
    db_close(db);
    return ok;
}

// "<path>.broken-20240131-235959", with a number behind if that name is taken.  Owned.
static char *broken_name(const char *path)
{
    time_t now = (time_t)(clock_wall_ms() / 1000);
    struct tm tm;
    char when[32];
    strftime(when, sizeof when, "%Y%m%d-%H%M%S", gmtime_r(&now, &tm));
    char *name = xasprintf("%s.broken-%s", path, when);
    for (int i = 2; access(name, F_OK) == 0; i++) {
        free(name);
        name = xasprintf("%s.broken-%s-%d", path, when, i);
    }
    return name;
}

// A second name first where the file system can, so that at no moment there is no database.
static bool set_aside(const char *path, const char *suffix, const char *broken, Err *err)
{
    AUTO(free) char *from = xasprintf("%s%s", path, suffix);
    AUTO(free) char *to = xasprintf("%s%s", broken, suffix);
    if (link(from, to) == 0 || errno == ENOENT || rename(from, to) == 0)
        return true;
    return err_set_errno(err, errno, "cannot move '%s' aside", from);
}

static void remove_with(const char *path, const char *suffix)
{
    AUTO(free) char *name = xasprintf("%s%s", path, suffix);
    (void)unlink(name); // mostly there is none
}

// The log of the old database goes before the new one comes: it would be played into that.
static bool swap(const char *path, const char *fresh, const char *broken, Err *err)
{
    if (!set_aside(path, "", broken, err) || !set_aside(path, "-wal", broken, err))
        return false;
    remove_with(path, "-wal");
    remove_with(path, "-shm");
    if (rename(fresh, path) != 0)
        return err_set_errno(err, errno, "cannot put a new database at '%s'", path);
    return true;
}

static void set_notice(Store *s, const Filled *n, const char *broken)
{
    Str name = path_base(str_c(broken));
    AUTO(free) char *added = xasprintf(", and %zu more taken from a backup", n->nadded);
    free(s->notice);
    if (n->nrows + n->nadded > 0)
        s->notice = xasprintf("the database was damaged; what could be read of it (%zu records) "
                              "was saved%s; the damaged one is kept as '" STR_FMT "'",
                              n->nrows, n->nadded ? added : "", STR_ARG(name));
    else
        s->notice = xasprintf("the database was damaged beyond reading, so history starts anew; "
                              "the damaged one is kept as '" STR_FMT "'",
                              STR_ARG(name));
}

bool store_repair(Store *s, Err *err)
{
    AUTO(free) char *fresh = xasprintf("%s.new", s->path);
    AUTO(free) char *broken = broken_name(s->path);
    Filled n = {0};
    store_mark_damaged(s); // so that a repair that is cut short is taken up again
    remove_with(fresh, "");
    remove_with(fresh, "-wal");
    remove_with(fresh, "-shm");
    if (!fill(s->path, fresh, &n, err) || !swap(s->path, fresh, broken, err))
        return err_wrap(err, "cannot repair the database");
    set_notice(s, &n, broken);
    return true;
}
