// A project becomes one file.
#include "store/decision-inner.h"
#include "store/inner.h"

#include "base/fs-tree.h"
#include "base/map.h"
#include "base/mem.h"

typedef struct {
    int64_t file, path_at; // path_at: where its NUL-terminated path begins in Export.paths
    int64_t number;        // of its record
    int64_t last_blob;     // of the version written before, 0 = none
} ExportFile;

typedef struct {
    Store *s;
    ArchiveWriter w;
    Vec(ExportFile) files; // by id
    Vec(int64_t) written;  // ids of versions, growing
    Map contents;          // by hash: those that stand in the archive
    Buf paths;
    ExportResult *out;
} Export;

static bool is_of(const Export *x, size_t i, int64_t file)
{
    return i < x->files.n && x->files.p[i].file == file;
}

static ExportFile *find_file(const Export *x, int64_t file)
{
    size_t lo = 0, hi = x->files.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->files.p[mid].file < file)
            lo = mid + 1;
        else
            hi = mid;
    }
    return is_of(x, lo, file) ? &x->files.p[lo] : NULL;
}

static bool write_project(Export *x, int64_t project, Err *err)
{
    Stmt *q = STORE_STMT(x->s, "SELECT name, added_ms FROM projects WHERE id=?", err, project);
    bool found = q && stmt_step(q, err);
    if (found) {
        archive_put_str(&x->w, stmt_blob(q, 0));
        archive_put_int(&x->w, MAX(stmt_i64(q, 1), 0));
    }
    if (!q || !store_end(x->s, q))
        return false;
    if (!found)
        return err_set(err, "the project is no longer in the database");
    return archive_write(&x->w, ARCHIVE_PROJECT, err);
}

// What has a version, and the folders and links of now.
#define WANTED                                                                       \
    " FROM files AS f WHERE project_id=?1 AND ((f.present AND skip=0 AND f.kind<>0)" \
    " OR EXISTS(SELECT 1 FROM versions WHERE file_id=f.id AND (?2 OR f.present)))"

static bool write_file(Export *x, Stmt *q, Err *err)
{
    Str path = stmt_blob(q, 1);
    ExportFile f = {
        .file = stmt_i64(q, 0), .path_at = (int64_t)x->paths.n, .number = (int64_t)x->files.n};
    buf_add(&x->paths, path);
    buf_add_byte(&x->paths, '\0');
    vec_push(&x->files, f);
    archive_put_str(&x->w, path);
    for (int col = 2; col <= 4; col++)
        archive_put_int(&x->w, stmt_i64(q, col));
    archive_put_str(&x->w, stmt_blob(q, 5));
    x->out->nfiles += stmt_i64(q, 2) == TREE_FILE;
    return archive_write(&x->w, ARCHIVE_FILE, err);
}

static bool write_files(Export *x, int64_t project, bool history, Err *err)
{
    Stmt *q = STORE_STMT(
        x->s, "SELECT f.id, f.path, f.kind, f.mode, f.present, f.target" WANTED " ORDER BY f.id",
        err, project, history);
    bool ok = q != NULL;
    while (ok && stmt_step(q, err))
        ok = write_file(x, q, err);
    if (q && !ok)
        stmt_reset(q);
    return ok && store_end(x->s, q);
}

typedef struct {
    int64_t id, file, n, parent, time_ms, cause, mode;
    Buf label, author;
} ExportVersion;
typedef Vec(ExportVersion) ExportVersions;

static bool find_versions(Export *x, int64_t project, bool history, ExportVersions *out, Err *err)
{
    Stmt *q = STORE_STMT(x->s,
                         "SELECT v.id, v.file_id, v.n, coalesce(v.parent,0), v.time_ms, v.cause,"
                         " v.mode, v.label, v.author FROM versions AS v JOIN files AS f"
                         " ON f.id=v.file_id WHERE f.project_id=?1 AND (?2 OR (f.present AND v.n="
                         "(SELECT max(n) FROM versions WHERE file_id=f.id))) ORDER BY v.id",
                         err, project, history);
    while (q && stmt_step(q, err)) {
        ExportVersion v = {stmt_i64(q, 0), stmt_i64(q, 1), stmt_i64(q, 2),
                           stmt_i64(q, 3), stmt_i64(q, 4), stmt_i64(q, 5),
                           stmt_i64(q, 6), BUF_INIT,       BUF_INIT};
        buf_add(&v.label, stmt_blob(q, 7));
        buf_add(&v.author, stmt_blob(q, 8));
        vec_push(out, v);
    }
    return q && store_end(x->s, q);
}

// Against the version before, if that can still be read.
static int pack(Export *x, const ExportFile *f, const VersionRow *row, Str bytes, Buf *packed)
{
    Str hash = str_n((const char *)row->hash.b, sizeof row->hash.b);
    AUTO(buf) Buf base = BUF_INIT;
    if (map_has(&x->contents, hash))
        return ARCHIVE_SAME;
    map_set(&x->contents, hash, NULL);
    bool has_base = f->last_blob != 0 && blob_get(x->s, f->last_blob, &base, NULL);
    return (int)codec_pack(x->s->codec, bytes, has_base ? buf_str(&base) : STR_NULL, packed);
}

static bool write_version(Export *x, const ExportVersion *v, Err *err)
{
    VersionRow row;
    ExportFile *f = find_file(x, v->file);
    AUTO(buf) Buf bytes = BUF_INIT, packed = BUF_INIT;
    AUTO(err) Err why = {0};
    if (!f) // of a path that came between: it is not of this view
        return true;
    Str path = str_c(x->paths.p + f->path_at);
    if (!version_find(x->s, (FileRef){v->file, path}, v->n, &row, &why) || row.v.id == 0 ||
        !version_content(x->s, &row, &bytes, &why)) {
        x->out->ndamaged++;
        return true;
    }
    int kind = pack(x, f, &row, buf_str(&bytes), &packed);
    f->last_blob = row.blob;
    const int64_t numbers[] = {f->number,          v->id,    v->n,   v->parent,
                               MAX(v->time_ms, 0), v->cause, v->mode};
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        archive_put_int(&x->w, numbers[i]);
    archive_put_str(&x->w, buf_str(&v->label));
    archive_put_str(&x->w, buf_str(&v->author));
    archive_put_str(&x->w, str_n((const char *)row.hash.b, sizeof row.hash.b));
    archive_put_int(&x->w, row.v.nbytes);
    archive_put_int(&x->w, kind);
    archive_put_str(&x->w, buf_str(&packed));
    x->out->nversions++;
    vec_push(&x->written, v->id);
    return archive_write(&x->w, ARCHIVE_VERSION, err);
}

static bool write_versions(Export *x, int64_t project, bool history, Err *err)
{
    ExportVersions all = {0};
    bool ok = find_versions(x, project, history, &all, err);
    VEC_EACH (ExportVersion, v, &all) {
        ok = ok && !store_stopped(x->s, err) && write_version(x, v, err);
        buf_deinit(&v->label);
        buf_deinit(&v->author);
    }
    vec_deinit(&all);
    return ok;
}

static bool write_points(Export *x, int64_t project, Err *err)
{
    Stmt *q = STORE_STMT(x->s,
                         "SELECT coalesce(file_id,0), moment, time_ms, automatic, name FROM points"
                         " WHERE project_id=? ORDER BY id",
                         err, project);
    bool ok = q != NULL;
    while (ok && stmt_step(q, err)) {
        int64_t file = stmt_i64(q, 0);
        const ExportFile *f = find_file(x, file);
        if (file && !f)
            continue;
        archive_put_int(&x->w, f ? f->number + 1 : 0);
        for (int col = 1; col <= 3; col++)
            archive_put_int(&x->w, MAX(stmt_i64(q, col), 0));
        archive_put_str(&x->w, stmt_blob(q, 4));
        ok = archive_write(&x->w, ARCHIVE_POINT, err);
    }
    if (q && !ok)
        stmt_reset(q);
    return ok && store_end(x->s, q);
}

static int64_t find_written(const void *arg, int64_t version)
{
    const Export *x = arg;
    size_t lo = 0, hi = x->written.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->written.p[mid] < version)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < x->written.n && x->written.p[lo] == version ? version : 0;
}

static bool write_decisions(Export *x, int64_t project, Err *err)
{
    const DecisionVersions versions = {find_written, x};
    return decisions_export(x->s, project, &x->w, &versions, err);
}

static bool write_all(Export *x, int64_t project, FsSave *save, bool history, Err *err)
{
    return archive_begin(&x->w, save, err) && write_project(x, project, err) &&
           write_files(x, project, history, err) && write_versions(x, project, history, err) &&
           (!history || write_points(x, project, err)) && write_decisions(x, project, err) &&
           archive_end(&x->w, err);
}

static bool export_view(Export *x, int64_t project, const char *to, bool history, Err *err)
{
    FsStat st;
    FsSave *save = fs_save_begin(to, err);
    if (!save)
        return false;
    if (!write_all(x, project, save, history, err)) {
        fs_save_abort(save);
        return false;
    }
    // it holds all that was ever written in the project
    if (!fs_save_commit(save, &st, NULL, err) || !fs_set_mode(to, 0600, err))
        return false;
    x->out->nbytes = (int64_t)st.nbytes;
    return true;
}

bool store_project_export(Store *s, int64_t project, const char *to, bool history,
                          ExportResult *out, Err *err)
{
    Export x = {.s = s, .out = out};
    *out = (ExportResult){0};
    bool ok = db_begin_read(s->db, err) || store_failed(s);
    if (ok) {
        ok = export_view(&x, project, to, history, err);
        db_rollback(s->db); // it only read
    }
    archive_deinit(&x.w);
    vec_deinit(&x.files);
    vec_deinit(&x.written);
    map_deinit(&x.contents);
    buf_deinit(&x.paths);
    return ok || err_wrap(err, "cannot export the project");
}
