// One file becomes a project.  What it says is not believed: paths, links, sizes and hashes are
// checked, and all of it is one transaction.
#include "store/decision-inner.h"

#include "base/clock.h"
#include "base/fs-tree.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <sys/statvfs.h>

enum { MAX_PATH_BYTES = 4096, MAX_WORDS = 4096 };
// So much may come out of an archive of a byte: more is no project but a trap.
enum { TREE_RATIO = 100, ALL_RATIO = 1000 };
#define TREE_FREE ((int64_t)1 << 30)
#define ALL_FREE  ((int64_t)8 << 30)

typedef struct {
    int64_t id; // of its row in the database
    char *path; // owned
    TreeKind kind;
    bool present;
    int64_t last_blob, last_n, last_nbytes; // of its newest version so far
} ImportFile;

typedef struct {
    int64_t old, new;
} Moment;

typedef struct {
    Store *s;
    ArchiveReader r;
    int64_t project;
    char *name; // owned
    Vec(ImportFile) files;
    Vec(Moment) moments; // ids of versions: there and here, both growing
    Map paths;           // of files, to their number + 1
    Map contents;        // by hash, to the id of the blob
    int64_t all_nbytes;
    int64_t last_decision; // its number
    ImportResult *out;
} Import;

static bool bad(Err *err, const char *what)
{
    return err_set(err, "the archive is not sound: %s", what);
}

// No file or link has something below it.
static bool has_sound_parents(const Import *x, Str path)
{
    for (Str dir = path_dir(path); dir.n && !str_eq_c(dir, "."); dir = path_dir(dir)) {
        size_t at = (size_t)(uintptr_t)map_find(&x->paths, dir);
        if (at && x->files.p[at - 1].kind != TREE_DIR && x->files.p[at - 1].present)
            return false;
    }
    return true;
}

// Leads nowhere but into the project, textually.
static bool link_stays_inside(Str path, Str target)
{
    Str part;
    int depth = 0;
    if (!target.n || target.p[0] == '/' || memchr(target.p, '\0', target.n))
        return false;
    for (size_t i = 0; i < path.n; i++)
        depth += path.p[i] == '/';
    while (str_split(&target, '/', &part)) {
        if (str_eq_c(part, ".."))
            depth--;
        else if (part.n && !str_eq_c(part, "."))
            depth++;
        if (depth < 0)
            return false;
    }
    return true;
}

static bool check_file(const Import *x, Str path, int64_t kind, Err *err)
{
    if (path.n > MAX_PATH_BYTES || (path.n && !file_path_is_sound(path)) ||
        (!path.n && kind != TREE_DIR))
        return bad(err, "a path leads out of the project");
    if (map_has(&x->paths, path))
        return bad(err, "a path stands there twice");
    return kind <= TREE_LINK || bad(err, "a file is of no known kind");
}

static bool insert_file(Import *x, Str path, const ImportFile *f, uint32_t mode, Str target,
                        int64_t *id, Err *err)
{
    AUTO(free) char *to = f->kind == TREE_LINK ? str_dup(target) : NULL;
    FileState state = {.kind = f->kind, .mode = mode, .present = f->present, .target = to};
    return file_ensure(x->s, x->project, path, id, err) && file_set(x->s, *id, &state, err);
}

static bool read_file(Import *x, Err *err)
{
    Str path = archive_str(&x->r);
    ImportFile f = {.kind = (TreeKind)archive_int(&x->r)};
    uint32_t mode = (uint32_t)archive_int(&x->r) & 0777;
    f.present = archive_int(&x->r) != 0;
    Str target = archive_str(&x->r);
    if (!archive_is_read(&x->r))
        return bad(err, "a record is damaged");
    if (!check_file(x, path, f.kind, err))
        return false;
    if (f.present && f.kind == TREE_LINK && !link_stays_inside(path, target)) {
        f.present = false;
        x->out->nlinks++;
    }
    if (!insert_file(x, path, &f, mode, target, &f.id, err))
        return false;
    f.path = str_dup(path);
    vec_push(&x->files, f);
    map_set(&x->paths, path, (void *)(uintptr_t)x->files.n); // NOLINT(performance-no-int-to-ptr)
    return true;
}

typedef struct {
    int64_t file, id, n, parent, time_ms, cause, mode, nbytes, packing;
    Str label, author, hash, packed;
} NewRow;

static NewRow read_row(ArchiveReader *r)
{
    NewRow v = {0};
    int64_t *const numbers[] = {&v.file, &v.id, &v.n, &v.parent, &v.time_ms, &v.cause, &v.mode};
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        *numbers[i] = archive_int(r);
    v.label = archive_str(r);
    v.author = archive_str(r);
    v.hash = archive_str(r);
    v.nbytes = archive_int(r);
    v.packing = archive_int(r);
    v.packed = archive_str(r);
    return v;
}

static bool check_row(Import *x, const NewRow *v, Err *err)
{
    if (!archive_is_read(&x->r) || v->hash.n != sizeof(BlobHash) || v->label.n > MAX_WORDS ||
        v->author.n > MAX_WORDS || v->cause >= CAUSE_COUNT || v->packing > ARCHIVE_SAME)
        return bad(err, "a record is damaged");
    if ((uint64_t)v->file >= x->files.n || v->id <= (x->moments.n ? vec_last(&x->moments).old : 0))
        return bad(err, "a version is out of its place");
    const ImportFile *f = &x->files.p[v->file];
    if (f->kind != TREE_FILE || v->n <= f->last_n || v->parent >= v->n)
        return bad(err, "a version is out of its place");
    if ((uint64_t)v->nbytes > STORE_MAX_FILE_BYTES)
        return bad(err, "a file is larger than 64 MB");
    x->all_nbytes += v->nbytes;
    return x->all_nbytes <= ALL_FREE + (int64_t)x->r.nbytes * ALL_RATIO ||
           bad(err, "it would become too large");
}

static bool unpack(Import *x, const NewRow *v, Buf *out, Err *err)
{
    AUTO(buf) Buf base = BUF_INIT;
    const ImportFile *f = &x->files.p[v->file];
    if (v->packing == PACK_DELTA &&
        (f->last_blob == 0 || !blob_get(x->s, f->last_blob, &base, err)))
        return bad(err, "a content has nothing to stand on");
    return codec_unpack(x->s->codec, (PackKind)v->packing, v->packed, buf_str(&base),
                        (size_t)v->nbytes, out) ||
           bad(err, "a content is damaged");
}

static bool put_content(Import *x, const NewRow *v, const BlobHash *want, int64_t *blob, Err *err)
{
    int64_t base;
    AUTO(buf) Buf bytes = BUF_INIT;
    const ImportFile *f = &x->files.p[v->file];
    if (!unpack(x, v, &bytes, err))
        return false;
    BlobHash hash = blob_hash(buf_str(&bytes));
    if (memcmp(&hash, want, sizeof hash) != 0)
        return bad(err, "a content is not what its hash says");
    if (!version_base(x->s, (FileRef){f->id, str_c(f->path)}, v->n, v->nbytes, &base, err) ||
        !blob_put(x->s, buf_str(&bytes), &hash, base, blob, err))
        return false;
    map_set(&x->contents, v->hash, (void *)(uintptr_t)*blob); // NOLINT(performance-no-int-to-ptr)
    return true;
}

static bool insert_version(Import *x, const NewRow *v, const BlobHash *hash, int64_t blob, Err *err)
{
    const ImportFile *f = &x->files.p[v->file];
    Stmt *q = STORE_STMT(x->s,
                         "INSERT INTO versions(file_id,n,parent,time_ms,cause,mode,blob_id,seal,"
                         "label,author) VALUES(?,?,NULLIF(?,0),?,?,?,?,?,?,?)",
                         err, f->id, v->n, v->parent, v->time_ms, v->cause, v->mode & 0777, blob,
                         version_seal(hash, str_c(f->path), v->n));
    if (!q)
        return false;
    if (v->label.n)
        stmt_bind_blob(q, 9, v->label);
    if (v->author.n)
        stmt_bind_blob(q, 10, v->author);
    return store_run(x->s, q, err);
}

static bool read_version(Import *x, Err *err)
{
    BlobHash hash;
    NewRow v = read_row(&x->r);
    if (!check_row(x, &v, err))
        return false;
    memcpy(hash.b, v.hash.p, sizeof hash.b);
    int64_t blob = (int64_t)(uintptr_t)map_find(&x->contents, v.hash);
    if (v.packing == ARCHIVE_SAME && blob == 0)
        return bad(err, "a content is missing");
    if (blob == 0 && !put_content(x, &v, &hash, &blob, err))
        return false;
    if (!insert_version(x, &v, &hash, blob, err))
        return false;
    Moment m = {v.id, db_last_id(x->s->db)};
    vec_push(&x->moments, m);
    ImportFile *f = &x->files.p[v.file];
    f->last_blob = blob;
    f->last_n = v.n;
    f->last_nbytes = v.nbytes;
    x->out->nversions++;
    return true;
}

// The last moment that is not after this one of there; NULL: none.
static const Moment *find_moment(const Import *x, int64_t old)
{
    size_t lo = 0, hi = x->moments.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->moments.p[mid].old <= old)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo ? &x->moments.p[lo - 1] : NULL;
}

// The last version here that belongs to a moment of there, 0: none.
static int64_t moment_here(const Import *x, int64_t old)
{
    const Moment *m = find_moment(x, old);
    return m ? m->new : 0;
}

static int64_t version_here(const void *arg, int64_t old)
{
    const Moment *m = find_moment(arg, old);
    return m && m->old == old ? m->new : 0;
}

static bool read_decision(Import *x, Err *err)
{
    const DecisionVersions versions = {version_here, x};
    AUTO(err) Err why = {0};
    return decision_import(x->s, x->project, &x->r, &versions, &x->last_decision, &why) ||
           bad(err, err_text(&why));
}

static bool read_point(Import *x, Err *err)
{
    int64_t file = archive_int(&x->r), moment = archive_int(&x->r), time_ms = archive_int(&x->r);
    int64_t automatic = archive_int(&x->r);
    Str name = archive_str(&x->r);
    if (!archive_is_read(&x->r) || (uint64_t)file > x->files.n || name.n > MAX_WORDS)
        return bad(err, "a record is damaged");
    Stmt *q = STORE_STMT(x->s,
                         "INSERT INTO points(project_id,file_id,moment,time_ms,automatic,name)"
                         " VALUES(?,NULLIF(?,0),?,?,?,?)",
                         err, x->project, file ? x->files.p[file - 1].id : 0,
                         moment_here(x, moment), time_ms, automatic != 0);
    if (!q)
        return false;
    stmt_bind_blob(q, 6, name);
    return store_run(x->s, q, err);
}

static bool read_record(Import *x, Err *err)
{
    switch (x->r.kind) {
    case ARCHIVE_FILE:
        return read_file(x, err);
    case ARCHIVE_VERSION:
        return read_version(x, err);
    case ARCHIVE_POINT:
        return read_point(x, err);
    case ARCHIVE_DECISION:
        return read_decision(x, err);
    default:
        return bad(err, "it has a record of no known kind");
    }
}

static bool read_name(Import *x, Err *err)
{
    if (!archive_next(&x->r, err))
        return false;
    Str name = archive_str(&x->r);
    (void)archive_int(&x->r); // when it was added there
    if (x->r.kind != ARCHIVE_PROJECT || !archive_is_read(&x->r))
        return bad(err, "it does not begin with a project");
    x->name = str_dup(name);
    return true;
}

static bool read_records(Import *x, Err *err)
{
    for (;;) {
        if (store_stopped(x->s, err) || !archive_next(&x->r, err))
            return false;
        if (x->r.kind == ARCHIVE_END)
            return true;
        if (!read_record(x, err))
            return false;
    }
}

// What will stand in the folder, known only now: is it a tree, and is there room?
static bool check_tree(Import *x, const char *above, Err *err)
{
    struct statvfs st;
    int64_t nbytes = 0;
    VEC_EACH (ImportFile, f, &x->files) {
        if (!f->present)
            continue;
        if (!has_sound_parents(x, str_c(f->path)))
            return bad(err, "a file stands in the place of a folder");
        if (f->kind == TREE_FILE && f->last_n == 0)
            return bad(err, "a content is missing");
        nbytes += f->last_nbytes;
        x->out->nfiles += f->kind == TREE_FILE;
    }
    if (nbytes > TREE_FREE + (int64_t)x->r.nbytes * TREE_RATIO)
        return bad(err, "it would become too large");
    if (statvfs(above, &st) == 0 && (uint64_t)nbytes / st.f_frsize >= st.f_bavail)
        return err_set_errno(err, ENOSPC, "cannot write the files");
    return true;
}

static bool set_sizes(Import *x, Err *err)
{
    VEC_EACH (ImportFile, f, &x->files)
        if (!STORE_RUN(x->s, "UPDATE files SET nbytes=?2 WHERE id=?1", err, f->id, f->last_nbytes))
            return false;
    return true;
}

static bool insert_project(Import *x, const char *dir, Err *err)
{
    int64_t now = clock_wall_ms();
    Stmt *q = STORE_STMT(x->s,
                         "INSERT OR IGNORE INTO projects(added_ms,opened_ms,dir,name)"
                         " VALUES(?,?,?,?)",
                         err, now, now);
    if (!q)
        return false;
    stmt_bind_blob(q, 3, str_c(dir));
    stmt_bind_blob(q, 4, *x->name ? str_c(x->name) : path_base(str_c(dir)));
    if (!store_run(x->s, q, err))
        return false;
    if (db_changes(x->s->db) == 0)
        return err_set(err, "'%s' is a project already; take another folder with --to", dir);
    x->project = db_last_id(x->s->db);
    return true;
}

// The files first: the transaction that tells of them is the last to be done.
static bool write_tree(Import *x, FsNew *folder, const char *dir, Err *err)
{
    int64_t n;
    bool has_mode = map_has(&x->paths, STR(""));
    if (x->files.n && !store_project_restore(x->s, x->project, fs_new_path(folder), &n, err)) {
        fs_new_abort(folder);
        return false;
    }
    if (!fs_new_commit(folder, !has_mode, err))
        return false;
    if (project_mark(x->s, x->project, dir, err))
        return true;
    (void)fs_remove_tree(dir, NULL);
    return false;
}

static bool take_in(Import *x, const char *dir, Err *err)
{
    AUTO(free) char *above = str_dup(path_dir(str_c(dir)));
    return insert_project(x, dir, err) && read_records(x, err) && check_tree(x, above, err) &&
           set_sizes(x, err) && decisions_imported(x->s, x->project, err);
}

static bool import_into(Import *x, const char *dir, Err *err)
{
    if (!db_begin(x->s->db, err))
        return store_failed(x->s);
    FsNew *folder = take_in(x, dir, err) ? fs_new_begin(dir, err) : NULL;
    bool placed = folder && write_tree(x, folder, dir, err);
    if (store_finish(x->s, placed, err))
        return true;
    if (placed)
        (void)fs_remove_tree(dir, NULL); // its record could not be written, which is told
    return false;
}

static bool check_dir(const char *dir, Err *err)
{
    FsList list = {0};
    FsStat st;
    if (!fs_lstat(dir, &st, NULL))
        return true;
    if (!fs_list(dir, &list, err))
        return false;
    size_t n = list.n;
    fs_list_deinit(&list);
    return n == 0 || err_set(err, "'%s' is not empty", dir);
}

// The folder that was asked for, or one of the project's name.  Owned.
static char *choose_dir(const Import *x, const ImportPlace *place, Err *err)
{
    Str name = str_c(x->name);
    if (place->to)
        return xstrdup(place->to);
    if (!file_path_is_sound(name) || memchr(name.p, '/', name.n) || name.n > 255) {
        err_set(err, "the project has no name a folder may have; say where with --to");
        return NULL;
    }
    return path_join(place->beside, x->name);
}

static bool import(Import *x, const char *path, const ImportPlace *place, Err *err)
{
    if (!archive_open(&x->r, path, err) || !archive_check(&x->r, err) || !read_name(x, err))
        return false;
    AUTO(free) char *named = choose_dir(x, place, err);
    AUTO(free) char *dir = named ? project_follow_links(named) : NULL;
    return dir && check_dir(dir, err) && import_into(x, dir, err);
}

bool store_project_import(Store *s, const char *path, const ImportPlace *place, ImportResult *out,
                          Err *err)
{
    Import x = {.s = s, .out = out};
    *out = (ImportResult){0};
    bool ok = import(&x, path, place, err);
    out->project = ok ? x.project : 0;
    archive_close(&x.r);
    VEC_EACH (ImportFile, f, &x.files)
        free(f->path);
    vec_deinit(&x.files);
    vec_deinit(&x.moments);
    map_deinit(&x.paths);
    map_deinit(&x.contents);
    free(x.name);
    return ok || err_wrap(err, "cannot import '%s'", path);
}
