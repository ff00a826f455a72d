// A project as it was: of each file the newest version that belongs to a moment.
#include "store/inner.h"

#include "base/mem.h"

static bool ask(Store *s, Stmt *q, int64_t *out, Err *err)
{
    *out = 0;
    if (!q)
        return false;
    if (stmt_step(q, err))
        *out = stmt_i64(q, 0);
    return store_end(s, q);
}

bool store_moment_at(Store *s, int64_t project, int64_t time_ms, int64_t *moment, Err *err)
{
    return ask(s,
               STORE_STMT(s,
                          "SELECT max(v.id) FROM files AS f JOIN versions AS v ON v.file_id=f.id"
                          " WHERE f.project_id=?1 AND v.time_ms<=?2",
                          err, project, time_ms),
               moment, err);
}

bool store_moment_now(Store *s, int64_t project, int64_t *moment, Err *err)
{
    return store_moment_at(s, project, INT64_MAX, moment, err);
}

bool store_moment_version(Store *s, int64_t project, Str path, int64_t moment, int64_t *n, Err *err)
{
    int64_t file;
    return file_find(s, project, path, &file, err) &&
           ask(s,
               STORE_STMT(s, "SELECT max(n) FROM versions WHERE file_id=?1 AND id<=?2", err, file,
                          moment),
               n, err);
}

void moment_files_deinit(MomentFiles *f)
{
    VEC_EACH (MomentFile, x, f) {
        free(x->path);
        free(x->now);
    }
    vec_deinit(f);
}

typedef struct {
    bool present, known, deleted, same;
} FileThen;

// False: there is nothing to tell.
static bool kind_of(FileThen t, MomentKind *out)
{
    if (!t.known || t.deleted) {
        *out = t.known ? MOMENT_EXTRA : MOMENT_UNKNOWN;
        return t.present;
    }
    *out = !t.present ? MOMENT_GONE : t.same ? MOMENT_SAME : MOMENT_CHANGED;
    return true;
}

static void add_file(Stmt *q, MomentFiles *out)
{
    Str path = stmt_blob(q, 1), was = stmt_is_null(q, 9) ? path : stmt_blob(q, 9);
    FileThen then = {.present = stmt_i64(q, 2) != 0,
                     .known = !stmt_is_null(q, 3),
                     .deleted = stmt_i64(q, 4) == CAUSE_DELETE,
                     .same = stmt_i64(q, 7) == stmt_i64(q, 8) && str_eq(path, was)};
    MomentFile f = {.file = stmt_i64(q, 0),
                    .n = stmt_i64(q, 3),
                    .mode = (uint32_t)stmt_i64(q, 5),
                    .nbytes = stmt_i64(q, 6)};
    if (!kind_of(then, &f.kind))
        return;
    f.now = str_dup(path);
    f.path = str_dup(was);
    vec_push(out, f);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const MomentFile *)a)->path, ((const MomentFile *)b)->path);
}

bool store_moment_files(Store *s, int64_t project, int64_t moment, MomentFiles *out, Err *err)
{
    Stmt *q = STORE_STMT(
        s,
        "SELECT f.id, f.path, f.present AND f.kind=0, v.n, v.cause, v.mode, b.nbytes, v.blob_id,"
        " (SELECT blob_id FROM versions WHERE file_id=f.id ORDER BY n DESC LIMIT 1),"
        " (SELECT label FROM versions WHERE file_id=f.id AND id>?2 AND cause=?3"
        "  ORDER BY id LIMIT 1)"
        " FROM files AS f LEFT JOIN versions AS v ON v.file_id=f.id"
        "  AND v.n=(SELECT max(n) FROM versions WHERE file_id=f.id AND id<=?2)"
        " LEFT JOIN blobs AS b ON b.id=v.blob_id"
        " WHERE f.project_id=?1 AND (f.kind=0 OR v.id)",
        err, project, moment, CAUSE_RENAME);
    if (!q)
        return false;
    while (stmt_step(q, err))
        add_file(q, out);
    if (out->n)
        qsort(out->p, out->n, sizeof *out->p, by_path);
    return store_end(s, q);
}
