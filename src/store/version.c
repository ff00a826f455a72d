#include "store/inner.h"

#include "base/clock.h"
#include "base/mem.h"

#define COLUMNS                                                                    \
    "SELECT v.id, v.n, v.time_ms, v.cause, b.nbytes, v.mode, b.hash, b.id, v.seal" \
    " FROM versions AS v JOIN blobs AS b ON b.id=v.blob_id "

static const char *const cause_names[] = {
    [CAUSE_OPEN] = "open",       [CAUSE_SAVE] = "save", [CAUSE_EXTERNAL] = "external",
    [CAUSE_RESTORE] = "restore", [CAUSE_SCAN] = "scan", [CAUSE_DELETE] = "delete",
    [CAUSE_UNSAVED] = "unsaved",
};
_Static_assert(ARRAY_LEN(cause_names) == CAUSE_UNSAVED + 1, "each cause has a name");

const char *version_cause_name(VersionCause c)
{
    return (size_t)c < ARRAY_LEN(cause_names) ? cause_names[c] : "unknown";
}

static VersionRow read_row(Stmt *q)
{
    VersionRow row = {
        .v = {.id = stmt_i64(q, 0),
              .n = stmt_i64(q, 1),
              .time_ms = stmt_i64(q, 2),
              .cause = (VersionCause)stmt_i64(q, 3),
              .nbytes = stmt_i64(q, 4),
              .mode = (uint32_t)stmt_i64(q, 5)},
        .blob = stmt_i64(q, 7),
    };
    Str hash = stmt_blob(q, 6);
    memcpy(row.hash.b, hash.p, MIN(hash.n, sizeof row.hash.b));
    hash_hex(row.hash.b, row.v.hash);
    return row;
}

int64_t version_seal(const BlobHash *hash, Str path, int64_t n)
{
    AUTO(buf) Buf all = BUF_INIT;
    BlobHash sum;
    int64_t seal;
    buf_add(&all, str_n((const char *)hash->b, sizeof hash->b));
    buf_addf(&all, "%lld/", (long long)n);
    buf_add(&all, path);
    sum = blob_hash(buf_str(&all));
    memcpy(&seal, sum.b, sizeof seal);
    return seal;
}

bool version_find(Store *s, FileRef file, int64_t n, VersionRow *out, Err *err)
{
    *out = (VersionRow){0};
    Stmt *q = STORE_STMT(s,
                         COLUMNS "WHERE v.file_id=?1 AND (?2=0 OR v.n=?2)"
                                 " ORDER BY v.n DESC LIMIT 1",
                         err, file.id, n);
    if (!q)
        return false;
    if (stmt_step(q, err)) {
        *out = read_row(q);
        out->broken = stmt_i64(q, 8) != version_seal(&out->hash, file.path, out->v.n);
    }
    return store_end(s, q);
}

static bool insert(Store *s, FileRef file, const NewVersion *from, VersionRow *row, Err *err)
{
    int64_t parent = row->v.n;
    row->v.n = parent + 1;
    row->v.time_ms = clock_wall_ms();
    row->v.cause = from->cause;
    row->v.nbytes = (int64_t)from->bytes.n;
    row->v.mode = from->mode;
    hash_hex(row->hash.b, row->v.hash);
    if (!STORE_RUN(s,
                   "INSERT INTO versions(file_id,n,parent,time_ms,cause,mode,blob_id,seal)"
                   " VALUES(?,?,NULLIF(?,0),?,?,?,?,?)",
                   err, file.id, row->v.n, parent, row->v.time_ms, row->v.cause, row->v.mode,
                   row->blob, version_seal(&row->hash, file.path, row->v.n)))
        return false;
    row->v.id = db_last_id(s->db);
    return true;
}

bool version_add(Store *s, FileRef file, const NewVersion *from, Version *out, Err *err)
{
    VersionRow row;
    if (!version_find(s, file, 0, &row, err))
        return false;
    BlobHash hash = blob_hash(from->bytes);
    bool same_end = (row.v.cause == CAUSE_DELETE) == (from->cause == CAUSE_DELETE);
    if (row.v.id != 0 && !row.broken && same_end && memcmp(&hash, &row.hash, sizeof hash) == 0) {
        *out = row.v;
        return true;
    }
    int64_t base = row.blob;
    row.hash = hash;
    if (!blob_put(s, from->bytes, &hash, base, &row.blob, err) || !insert(s, file, from, &row, err))
        return false;
    *out = row.v;
    return true;
}

bool version_add_deleted(Store *s, FileRef file, Err *err)
{
    VersionRow row;
    if (!version_find(s, file, 0, &row, err))
        return false;
    if (row.v.id == 0 || row.broken || row.v.cause == CAUSE_DELETE)
        return true;
    NewVersion from = {
        .bytes = {NULL, (size_t)row.v.nbytes}, .mode = row.v.mode, .cause = CAUSE_DELETE};
    return insert(s, file, &from, &row, err);
}

// Unpacks what the new version will be packed against while others may still write.  A base that
// cannot be read is then left alone: meeting damage inside a transaction would spoil that.
static void warm_up(Store *s, int64_t project, Str path)
{
    int64_t file;
    VersionRow newest;
    AUTO(buf) Buf base = BUF_INIT;
    if (file_find(s, project, path, &file, NULL) && file != 0 &&
        version_find(s, (FileRef){file, path}, 0, &newest, NULL) && newest.v.id != 0 &&
        !blob_get(s, newest.blob, &base, NULL))
        s->unreadable_blob = newest.blob;
}

static bool save_in_transaction(Store *s, int64_t project, Str path, const NewVersion *from,
                                Version *out, Err *err)
{
    int64_t file;
    FileState state = {.kind = TREE_FILE,
                       .mode = from->mode,
                       .present = from->cause != CAUSE_DELETE,
                       .nbytes = (int64_t)from->bytes.n};
    return file_ensure(s, project, path, &file, err) &&
           version_add(s, (FileRef){file, path}, from, out, err) && file_set(s, file, &state, err);
}

static bool check_new(Str path, Str bytes, Err *err)
{
    if (!file_path_is_sound(path))
        return err_set(err, "'" STR_FMT "' is no path inside a project", STR_ARG(path));
    if (bytes.n > STORE_MAX_FILE_BYTES)
        return err_set(err, "'" STR_FMT "' is not kept in history: it is larger than %zu MB",
                       STR_ARG(path), STORE_MAX_FILE_BYTES >> 20);
    return true;
}

bool store_save_version(Store *s, int64_t project, Str path, Str bytes, uint32_t mode,
                        VersionCause cause, Version *out, Err *err)
{
    NewVersion from = {.bytes = bytes, .mode = mode & 07777, .cause = cause};
    Version version;
    if (!check_new(path, bytes, err))
        return false;
    warm_up(s, project, path);
    bool ok = db_begin(s->db, err) || store_failed(s);
    if (!ok || !store_finish(s, save_in_transaction(s, project, path, &from, &version, err), err))
        return err_wrap(err, "cannot record '" STR_FMT "' in history", STR_ARG(path));
    if (out)
        *out = version;
    return true;
}

bool store_versions(Store *s, int64_t project, Str path, Versions *out, Err *err)
{
    int64_t file;
    if (!file_find(s, project, path, &file, err))
        return false;
    Stmt *q = STORE_STMT(s, COLUMNS "WHERE v.file_id=? ORDER BY v.n DESC", err, file);
    if (!q)
        return false;
    while (stmt_step(q, err))
        vec_push(out, read_row(q).v);
    return store_end(s, q);
}

bool version_content(Store *s, const VersionRow *row, Buf *out, Err *err)
{
    if (row->broken)
        return err_set(err, "its record in the database is damaged");
    return blob_get(s, row->blob, out, err);
}

static bool read_version(Store *s, FileRef file, int64_t n, Version *meta, Buf *out, Err *err)
{
    VersionRow row;
    if (!version_find(s, file, n, &row, err))
        return false;
    if (row.v.id == 0)
        return err_set(err, "there is no such version");
    if (meta)
        *meta = row.v;
    return version_content(s, &row, out, err);
}

bool store_version_read(Store *s, int64_t project, Str path, int64_t n, Version *meta, Buf *out,
                        Err *err)
{
    int64_t file;
    if (!file_find(s, project, path, &file, err))
        return false;
    if (file == 0)
        return err_set(err, "there is no history of '" STR_FMT "'", STR_ARG(path));
    if (read_version(s, (FileRef){file, path}, n, meta, out, err))
        return true;
    if (n == 0)
        return err_wrap(err, "cannot read the newest version of '" STR_FMT "'", STR_ARG(path));
    return err_wrap(err, "cannot read version %lld of '" STR_FMT "'", (long long)n, STR_ARG(path));
}
