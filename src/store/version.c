#include "store/inner.h"

#include "base/clock.h"
#include "base/mem.h"

#define COLUMNS                                                                              \
    "SELECT v.id, v.n, v.time_ms, v.cause, b.nbytes, v.mode, b.hash, b.id, v.seal, v.parent" \
    " FROM versions AS v JOIN blobs AS b ON b.id=v.blob_id "

static const char *const cause_names[] = {
    [CAUSE_OPEN] = "open",       [CAUSE_SAVE] = "save",     [CAUSE_EXTERNAL] = "external",
    [CAUSE_RESTORE] = "restore", [CAUSE_SCAN] = "scan",     [CAUSE_DELETE] = "delete",
    [CAUSE_UNSAVED] = "unsaved", [CAUSE_AI] = "ai",         [CAUSE_AGENT] = "agent",
    [CAUSE_RUN] = "run",         [CAUSE_FORMAT] = "format", [CAUSE_REPLACE] = "replace",
    [CAUSE_RENAME] = "rename",
};
_Static_assert(ARRAY_LEN(cause_names) == CAUSE_COUNT, "each cause has a name");

const char *version_cause_name(VersionCause c)
{
    return (size_t)c < ARRAY_LEN(cause_names) ? cause_names[c] : "unknown";
}

VersionCause version_cause_find(Str name)
{
    size_t i = 0;
    while (i < CAUSE_COUNT && !str_eq_c(name, cause_names[i]))
        i++;
    return (VersionCause)i;
}

static VersionRow read_row(Stmt *q)
{
    VersionRow row = {
        .v = {.id = stmt_i64(q, 0),
              .n = stmt_i64(q, 1),
              .time_ms = stmt_i64(q, 2),
              .cause = (VersionCause)stmt_i64(q, 3),
              .nbytes = stmt_i64(q, 4),
              .mode = (uint32_t)stmt_i64(q, 5),
              .parent = stmt_i64(q, 9)},
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

// Which earlier version a new one is packed against: the one before it, but each sixteenth the one
// sixteen before, and so on.  So no chain is long, and a content that stands alone is needed once
// in thousands of versions.  Large contents get shorter chains.
static int64_t base_number(int64_t n, int64_t nbytes)
{
    int64_t radix = nbytes <= 300 << 10 ? 16 : nbytes <= 600 << 10 ? 8 : nbytes <= 1 << 20 ? 4 : 2;
    int64_t step = 1;
    while (n % (step * radix) == 0)
        step *= radix;
    return n - step;
}

bool version_base(Store *s, FileRef file, int64_t n, int64_t nbytes, int64_t *blob, Err *err)
{
    *blob = 0;
    Stmt *q = STORE_STMT(s,
                         "SELECT blob_id FROM versions WHERE file_id=?1 AND n<=max(?2,(SELECT"
                         " min(n) FROM versions WHERE file_id=?1)) ORDER BY n DESC LIMIT 1",
                         err, file.id, base_number(n, nbytes));
    if (!q)
        return false;
    if (stmt_step(q, err))
        *blob = stmt_i64(q, 0);
    return store_end(s, q);
}

// What others did is not the user's.
static bool is_of_user(VersionCause c)
{
    return c != CAUSE_OPEN && c != CAUSE_EXTERNAL && c != CAUSE_SCAN && c != CAUSE_AI &&
           c != CAUSE_AGENT;
}

static void bind_words(const Store *s, Stmt *q, const NewVersion *from)
{
    Str author = from->author.p            ? from->author
                 : is_of_user(from->cause) ? str_c(s->user)
                                           : STR_NULL;
    if (from->label.n)
        stmt_bind_blob(q, 9, from->label);
    if (author.n)
        stmt_bind_blob(q, 10, author);
}

// A row made from `row`, which is the newest one until now; *row becomes it.
static bool insert(Store *s, FileRef file, const NewVersion *from, VersionRow *row, Err *err)
{
    Version *v = &row->v;
    v->parent = from->parent ? from->parent : v->n;
    v->n++;
    v->time_ms = clock_wall_ms();
    v->cause = from->cause;
    v->nbytes = (int64_t)from->bytes.n;
    v->mode = from->mode;
    hash_hex(row->hash.b, v->hash);
    Stmt *q = STORE_STMT(s,
                         "INSERT INTO versions(file_id,n,parent,time_ms,cause,mode,blob_id,seal,"
                         "label,author) VALUES(?,?,NULLIF(?,0),?,?,?,?,?,?,?)",
                         err, file.id, v->n, v->parent, v->time_ms, v->cause, v->mode, row->blob,
                         version_seal(&row->hash, file.path, v->n));
    if (!q)
        return false;
    bind_words(s, q, from);
    if (!store_run(s, q, err))
        return false;
    v->id = db_last_id(s->db);
    return true;
}

static bool is_newest(const VersionRow *row, const BlobHash *hash, VersionCause cause)
{
    bool same_end = (row->v.cause == CAUSE_DELETE) == (cause == CAUSE_DELETE);
    return row->v.id != 0 && !row->broken && same_end &&
           memcmp(hash, &row->hash, sizeof *hash) == 0;
}

bool version_add_hashed(Store *s, FileRef file, const NewVersion *from, const BlobHash *hash,
                        Version *out, Err *err)
{
    VersionRow row;
    if (!version_find(s, file, 0, &row, err))
        return false;
    if (is_newest(&row, hash, from->cause)) {
        *out = row.v;
        return true;
    }
    int64_t base;
    row.hash = *hash;
    if (!version_base(s, file, row.v.n + 1, (int64_t)from->bytes.n, &base, err) ||
        !blob_put(s, from->bytes, hash, base, &row.blob, err) || !insert(s, file, from, &row, err))
        return false;
    *out = row.v;
    return true;
}

bool version_add(Store *s, FileRef file, const NewVersion *from, Version *out, Err *err)
{
    BlobHash hash = blob_hash(from->bytes);
    return version_add_hashed(s, file, from, &hash, out, err);
}

bool version_claim(Store *s, int64_t id, const NewVersion *from, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "UPDATE versions SET cause=?2, parent=coalesce(NULLIF(?3,0),parent),"
                         " label=?9, author=?10 WHERE id=?1",
                         err, id, from->cause, from->parent);
    if (!q)
        return false;
    bind_words(s, q, from);
    return store_run(s, q, err);
}

bool version_add_blob(Store *s, FileRef file, const NewVersion *from, const VersionBlob *content,
                      Version *out, Err *err)
{
    VersionRow row;
    if (!version_find(s, file, 0, &row, err))
        return false;
    if (!is_newest(&row, &content->hash, from->cause)) {
        row.hash = content->hash;
        row.blob = content->blob;
        if (!insert(s, file, from, &row, err))
            return false;
    }
    *out = row.v;
    return true;
}

bool version_add_same(Store *s, FileRef file, const NewVersion *how, Err *err)
{
    VersionRow row;
    if (!version_find(s, file, 0, &row, err))
        return false;
    if (row.v.id == 0 || row.broken || row.v.cause == CAUSE_DELETE)
        return true;
    NewVersion from = *how;
    from.bytes = (Str){NULL, (size_t)row.v.nbytes};
    from.mode = row.v.mode;
    return insert(s, file, &from, &row, err);
}

// Unpacks what the new version will be packed against while others may still write.  A base that
// cannot be read is then left alone: meeting damage inside a transaction would spoil that.
static void warm_up(Store *s, int64_t project, const NewVersion *v)
{
    int64_t file, base;
    VersionRow newest;
    AUTO(buf) Buf content = BUF_INIT;
    if (file_find(s, project, v->path, &file, NULL) && file != 0 &&
        version_find(s, (FileRef){file, v->path}, 0, &newest, NULL) && newest.v.id != 0 &&
        version_base(s, (FileRef){file, v->path}, newest.v.n + 1, (int64_t)v->bytes.n, &base,
                     NULL) &&
        base != 0 && !blob_get(s, base, &content, NULL))
        s->unreadable_blob = base;
}

typedef struct {
    const NewVersion *from;
    const VersionFile *of; // NULL: of no file that is there
} Order;

static bool save_in_transaction(Store *s, int64_t project, Order o, Version *out, Err *err)
{
    int64_t file;
    const NewVersion *from = o.from;
    FileState state = {.kind = TREE_FILE,
                       .mode = from->mode,
                       .present = from->cause != CAUSE_DELETE,
                       .nbytes = (int64_t)from->bytes.n};
    if (!file_ensure(s, project, from->path, &file, err))
        return false;
    FileRef ref = {file, from->path};
    return (o.of ? version_add_in_order(s, ref, from, o.of, err)
                 : version_add(s, ref, from, out, err)) &&
           file_set(s, file, &state, err);
}

static bool check_new(const NewVersion *v, Err *err)
{
    if (!file_path_is_sound(v->path))
        return err_set(err, "'" STR_FMT "' is no path inside a project", STR_ARG(v->path));
    if (v->bytes.n > STORE_MAX_FILE_BYTES)
        return err_set(err, "'" STR_FMT "' is not kept in history: it is larger than %zu MB",
                       STR_ARG(v->path), STORE_MAX_FILE_BYTES >> 20);
    return true;
}

static bool add(Store *s, int64_t project, Order o, Version *out, Err *err)
{
    NewVersion from = *o.from;
    Version version = {0};
    from.mode &= 07777;
    if (!check_new(&from, err))
        return false;
    if (store_keeps(s, from.path)) {
        warm_up(s, project, &from);
        bool ok = db_begin(s->db, err) || store_failed(s);
        Order order = {&from, o.of};
        if (!ok || !store_finish(s, save_in_transaction(s, project, order, &version, err), err))
            return err_wrap(err, "cannot record '" STR_FMT "' in history", STR_ARG(from.path));
    }
    if (out)
        *out = version;
    return true;
}

bool store_version_add(Store *s, int64_t project, const NewVersion *v, Version *out, Err *err)
{
    return add(s, project, (Order){v, NULL}, out, err);
}

bool store_version_of_file(Store *s, int64_t project, const NewVersion *v, const VersionFile *of,
                           Err *err)
{
    return add(s, project, (Order){v, of}, NULL, err);
}

bool store_save_version(Store *s, int64_t project, Str path, Str bytes, uint32_t mode,
                        VersionCause cause, Version *out, Err *err)
{
    NewVersion v = {.path = path, .bytes = bytes, .mode = mode, .cause = cause};
    return store_version_add(s, project, &v, out, err);
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
