// Is what history promises still there?
#include "store/inner.h"
#include "store/upkeep.h"

#include "base/mem.h"

typedef struct {
    int64_t id;
    char *path, *project; // owned
} KnownFile;
typedef Vec(KnownFile) KnownFiles;

static bool find_files(Store *s, int64_t project, KnownFiles *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT files.id, path, dir FROM files JOIN projects"
                         " ON projects.id=project_id WHERE ?1=0 OR project_id=?1"
                         " ORDER BY project_id, path",
                         err, project);
    while (q && stmt_step(q, err)) {
        KnownFile f = {stmt_i64(q, 0), str_dup(stmt_blob(q, 1)), str_dup(stmt_blob(q, 2))};
        vec_push(out, f);
    }
    return q && store_end(s, q);
}

static bool find_numbers(Store *s, int64_t file, int64_t **numbers, size_t *n, Err *err)
{
    Vec(int64_t) all = {0};
    Stmt *q = STORE_STMT(s, "SELECT n FROM versions WHERE file_id=? ORDER BY n", err, file);
    while (q && stmt_step(q, err))
        vec_push(&all, stmt_i64(q, 0));
    *numbers = all.p;
    *n = all.n;
    return q && store_end(s, q);
}

static void take_damage(VerifyResult *out, const KnownFile *f, int64_t n, const Err *why)
{
    DamagedVersion d = {xstrdup(f->project), xstrdup(f->path), n, xstrdup(err_text(why))};
    vec_push(&out->damaged, d);
}

// From the first on, since each was packed against the one before.
static bool verify_file(Store *s, const KnownFile *f, VerifyResult *out, Err *err)
{
    AUTO(free) int64_t *numbers = NULL;
    size_t n;
    if (!find_numbers(s, f->id, &numbers, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        VersionRow row;
        AUTO(err) Err why = {0};
        AUTO(buf) Buf bytes = BUF_INIT;
        if (store_stopped(s, err))
            return false;
        out->nversions++;
        bool ok = version_find(s, (FileRef){f->id, str_c(f->path)}, numbers[i], &row, &why) &&
                  (row.v.id != 0 || err_set(&why, "its content is missing from the database")) &&
                  version_content(s, &row, &bytes, &why);
        if (!ok)
            take_damage(out, f, numbers[i], &why);
    }
    return true;
}

bool store_verify(Store *s, int64_t project, VerifyResult *out, Err *err)
{
    KnownFiles files = {0};
    bool ok = find_files(s, project, &files, err);
    *out = (VerifyResult){0};
    s->cached_blob = 0; // what is remembered says nothing about what is on the disk
    VEC_EACH (KnownFile, f, &files) {
        ok = ok && verify_file(s, f, out, err);
        free(f->path);
        free(f->project);
    }
    vec_deinit(&files);
    return ok || err_wrap(err, "cannot check the contents");
}

void verify_result_deinit(VerifyResult *v)
{
    VEC_EACH (DamagedVersion, d, &v->damaged) {
        free(d->project);
        free(d->path);
        free(d->why);
    }
    vec_deinit(&v->damaged);
}
