// Files that got another path keep their history: each version's seal names the path, so it is made
// anew.
#include "store/inner.h"

typedef struct {
    int64_t id;
    char *path; // owned; the one it had
} Row;
typedef Vec(Row) Rows;

typedef struct {
    int64_t id, n;
    BlobHash hash;
} Sealed;
typedef Vec(Sealed) SealedVersions;

// The file itself and all below it, as paths are ordered.
static bool find_rows(Store *s, int64_t project, Str from, Rows *out, Err *err)
{
    AUTO(buf) Buf first = BUF_INIT;
    AUTO(buf) Buf behind = BUF_INIT;
    buf_addf(&first, STR_FMT "/", STR_ARG(from));
    buf_addf(&behind, STR_FMT "0", STR_ARG(from));
    Stmt *q = STORE_STMT(s,
                         "SELECT id, path FROM files WHERE project_id=?1"
                         " AND (path=?2 OR (path>?3 AND path<?4))",
                         err, project);
    if (!q)
        return false;
    stmt_bind_blob(q, 2, from);
    stmt_bind_blob(q, 3, buf_str(&first));
    stmt_bind_blob(q, 4, buf_str(&behind));
    while (stmt_step(q, err))
        vec_push(out, (Row){stmt_i64(q, 0), str_dup(stmt_blob(q, 1))});
    return store_end(s, q);
}

static bool find_versions(Store *s, int64_t file, SealedVersions *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT v.id, v.n, b.hash FROM versions AS v JOIN blobs AS b"
                         " ON b.id=v.blob_id WHERE v.file_id=?",
                         err, file);
    while (q && stmt_step(q, err)) {
        Sealed v = {.id = stmt_i64(q, 0), .n = stmt_i64(q, 1)};
        Str hash = stmt_blob(q, 2);
        memcpy(v.hash.b, hash.p, MIN(hash.n, sizeof v.hash.b));
        vec_push(out, v);
    }
    return q && store_end(s, q);
}

static bool seal_versions(Store *s, int64_t file, Str path, Err *err)
{
    SealedVersions all = {0};
    bool ok = find_versions(s, file, &all, err);
    for (size_t i = 0; ok && i < all.n; i++)
        ok = STORE_RUN(s, "UPDATE versions SET seal=?2 WHERE id=?1", err, all.p[i].id,
                       version_seal(&all.p[i].hash, path, all.p[i].n));
    vec_deinit(&all);
    return ok;
}

static bool move_undo(Store *s, int64_t project, Str from, Str to, Err *err)
{
    Stmt *q = STORE_STMT(s, "UPDATE OR REPLACE undos SET path=?3 WHERE project_id=?1 AND path=?2",
                         err, project);
    if (!q)
        return false;
    stmt_bind_blob(q, 2, from);
    stmt_bind_blob(q, 3, to);
    return store_run(s, q, err);
}

static bool move_row(Store *s, int64_t project, const Row *row, Str to, Err *err)
{
    int64_t there;
    if (!file_find(s, project, to, &there, err))
        return false;
    if (there)
        return true;
    Stmt *q = STORE_STMT(s, "UPDATE files SET path=?2, seen_ino=0 WHERE id=?1", err, row->id);
    if (!q)
        return false;
    stmt_bind_blob(q, 2, to);
    return store_run(s, q, err) && seal_versions(s, row->id, to, err) &&
           version_add_same(s, (FileRef){row->id, to},
                            &(NewVersion){.cause = CAUSE_RENAME, .label = str_c(row->path)}, err) &&
           move_undo(s, project, str_c(row->path), to, err);
}

bool store_files_moved(Store *s, int64_t project, Str from, Str to, Err *err)
{
    Rows rows = {0};
    if (!file_path_is_sound(from) || !file_path_is_sound(to))
        return err_set(err, "'" STR_FMT "' is no path in a project", STR_ARG(to));
    if (!db_begin(s->db, err))
        return store_failed(s);
    bool ok = find_rows(s, project, from, &rows, err);
    for (size_t i = 0; ok && i < rows.n; i++) {
        AUTO(buf) Buf path = BUF_INIT;
        buf_add(&path, to);
        buf_add(&path, str_from(str_c(rows.p[i].path), from.n));
        ok = move_row(s, project, &rows.p[i], buf_str(&path), err);
    }
    VEC_EACH (Row, r, &rows)
        free(r->path);
    vec_deinit(&rows);
    return store_finish(s, ok, err) || err_wrap(err, "cannot take the history along");
}
