#include "store/walk.h"

#include "base/fs-tree.h"
#include "base/mem.h"
#include "base/path.h"

#include <time.h>

// A batch is one transaction: large enough that committing costs little, small enough that another
// program that waits for the lock gets its turn.
enum { BATCH_FILES = 500, BATCH_BYTES = 8 << 20 };

// A file that changed less than this before we looked may change again without its times telling.
enum { SETTLED_NS = 100 * 1000 * 1000 };

typedef struct {
    int64_t id;
    char *path; // owned
    FileState state;
    int64_t ino, mtime_ns, ctime_ns; // as it was when its content was taken; ino 0 = look again
} Known;
typedef Vec(Known) KnownFiles;

typedef struct {
    Store *s;
    int64_t project;
    char *dir;            // owned
    const RunWrites *run; // NULL: none
    char *label;          // owned; of what the run did, NULL: nothing is known of it
    int64_t ntaken;
    bool in_batch; // a transaction is open
    size_t batch_files, batch_nbytes;
} Scan;

static void known_deinit(KnownFiles *k)
{
    VEC_EACH (Known, x, k)
        free(x->path);
    vec_deinit(k);
}

static bool load_known(Store *s, int64_t project, KnownFiles *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT id,path,kind,mode,present,skip,nbytes,seen_ino,seen_mtime_ns,"
                         "seen_ctime_ns FROM files WHERE project_id=? ORDER BY path",
                         err, project);
    if (!q)
        return false;
    while (stmt_step(q, err)) {
        Known k = {
            .id = stmt_i64(q, 0),
            .path = str_dup(stmt_blob(q, 1)),
            .state = {.kind = (TreeKind)stmt_i64(q, 2),
                      .mode = (uint32_t)stmt_i64(q, 3),
                      .present = stmt_i64(q, 4) != 0,
                      .skip = (SkipReason)stmt_i64(q, 5),
                      .nbytes = stmt_i64(q, 6)},
            .ino = stmt_i64(q, 7),
            .mtime_ns = stmt_i64(q, 8),
            .ctime_ns = stmt_i64(q, 9),
        };
        vec_push(out, k);
    }
    return store_end(s, q);
}

static bool is_same(const WalkEntry *e, const Known *k)
{
    if (!k || !k->state.present || k->state.kind != e->kind || k->state.skip != e->skip ||
        k->state.mode != (e->st.mode & 07777))
        return false;
    if (e->kind == TREE_DIR)
        return true;
    return k->ino != 0 && k->ino == (int64_t)e->st.ino && k->mtime_ns == e->st.mtime_ns &&
           k->ctime_ns == e->st.ctime_ns && k->state.nbytes == (int64_t)e->st.nbytes;
}

static bool set_seen(Scan *scan, int64_t file, const FsStat *st, Err *err)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t age_ns = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec - st->ctime_ns;
    if (age_ns < SETTLED_NS)
        return true;
    return STORE_RUN(scan->s,
                     "UPDATE files SET seen_ino=?2, seen_mtime_ns=?3, seen_ctime_ns=?4 WHERE id=?1",
                     err, file, (int64_t)st->ino, st->mtime_ns, st->ctime_ns);
}

// The clock of a file system may stand still for some milliseconds.
static bool is_of_run(const Scan *scan, const WalkEntry *e)
{
    enum { TICK_MS = 20 };
    return scan->run && e->st.ctime_ns >= (scan->run->start_ms - TICK_MS) * 1000000;
}

static NewVersion version_of(const Scan *scan, const WalkEntry *e, bool is_first)
{
    NewVersion v = {.mode = e->st.mode & 07777, .cause = is_first ? CAUSE_SCAN : CAUSE_EXTERNAL};
    if (scan->label && is_of_run(scan, e)) {
        v.cause = CAUSE_RUN;
        v.label = str_c(scan->label);
    }
    return v;
}

// Its state without content: folders, links, and files that cannot be taken.
static bool take_entry(Scan *scan, int64_t file, const WalkEntry *e, const char *target, Err *err)
{
    FileState state = {.kind = e->kind,
                       .mode = e->st.mode & 07777,
                       .present = true,
                       .skip = e->skip,
                       .nbytes = e->kind == TREE_DIR ? 0 : (int64_t)e->st.nbytes,
                       .target = target};
    return file_set(scan->s, file, &state, err) && set_seen(scan, file, &e->st, err);
}

static bool take_link(Scan *scan, int64_t file, const WalkEntry *e, const char *full, Err *err)
{
    AUTO(buf) Buf target = BUF_INIT;
    WalkEntry entry = *e;
    if (!fs_link_read(full, &target, NULL))
        entry.skip = SKIP_UNREADABLE;
    return take_entry(scan, file, &entry, buf_c(&target), err);
}

static bool take_bytes(Scan *scan, int64_t file, const WalkEntry *e, Str bytes, Err *err)
{
    VersionRow newest;
    Version added;
    FileRef ref = {file, str_c(e->path)};
    if (!version_find(scan->s, ref, 0, &newest, err))
        return false;
    NewVersion from = version_of(scan, e, newest.v.id == 0);
    from.bytes = bytes;
    if (!version_add(scan->s, ref, &from, &added, err) ||
        (from.cause == CAUSE_RUN && !run_claim_file(scan->s, file, scan->run, err)))
        return false;
    scan->ntaken += added.id != newest.v.id;
    scan->batch_nbytes += bytes.n;
    return take_entry(scan, file, e, NULL, err);
}

static bool take_file(Scan *scan, int64_t file, const WalkEntry *e, const char *full, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    WalkEntry entry = *e;
    if (e->skip == SKIP_NONE) {
        if (fs_read(full, STORE_MAX_FILE_BYTES, &bytes, NULL))
            return take_bytes(scan, file, e, buf_str(&bytes), err);
        entry.skip = SKIP_UNREADABLE;
    }
    return take_entry(scan, file, &entry, NULL, err);
}

// By the run, or by nobody that is known.
static bool note_gone(Scan *scan, FileRef file, Err *err)
{
    NewVersion how = {.cause = CAUSE_DELETE, .label = str_c(scan->label)};
    if (!scan->label)
        how.author = STR("");
    return version_add_same(scan->s, file, &how, err);
}

static bool take_new_state(Scan *scan, const WalkEntry *e, const Known *k, Err *err)
{
    AUTO(free) char *full = *e->path ? path_join(scan->dir, e->path) : xstrdup(scan->dir);
    int64_t file = k ? k->id : 0;
    if (!file && !file_ensure(scan->s, scan->project, str_c(e->path), &file, err))
        return false;
    // the content a folder or a link stands in the place of
    if (k && k->state.kind == TREE_FILE && e->kind != TREE_FILE &&
        !note_gone(scan, (FileRef){file, str_c(e->path)}, err))
        return false;
    switch (e->kind) {
    case TREE_DIR:
        return take_entry(scan, file, e, NULL, err);
    case TREE_LINK:
        return take_link(scan, file, e, full, err);
    default:
        return take_file(scan, file, e, full, err);
    }
}

// Where nothing changed nothing is locked.
static bool begin_batch(Scan *scan, Err *err)
{
    if (scan->in_batch)
        return true;
    scan->batch_files = 0;
    scan->batch_nbytes = 0;
    scan->in_batch = db_begin(scan->s->db, err) || store_failed(scan->s);
    return scan->in_batch;
}

static bool end_batch(Scan *scan, bool ok, Err *err)
{
    if (!scan->in_batch)
        return ok;
    scan->in_batch = false;
    return store_finish(scan->s, ok, err);
}

static bool is_full(Scan *scan)
{
    return ++scan->batch_files >= BATCH_FILES || scan->batch_nbytes >= BATCH_BYTES;
}

static bool take(Scan *scan, const WalkEntry *e, const Known *k, Err *err)
{
    WalkEntry entry = *e;
    if (is_same(e, k) || (!scan->label && is_of_run(scan, e)))
        return true;
    if (e->kind == TREE_FILE && !store_keeps(scan->s, str_c(e->path)))
        entry.skip = SKIP_EXCLUDED;
    if (entry.skip == SKIP_EXCLUDED && is_same(&entry, k))
        return true;
    if (!begin_batch(scan, err) || !take_new_state(scan, &entry, k, err))
        return false;
    return !is_full(scan) || end_batch(scan, true, err);
}

static bool forget(Scan *scan, const Known *k, Err *err)
{
    FileState state = k->state;
    state.present = false;
    scan->ntaken += k->state.kind == TREE_FILE;
    if (!begin_batch(scan, err) ||
        (k->state.kind == TREE_FILE && !note_gone(scan, (FileRef){k->id, str_c(k->path)}, err)) ||
        !file_set(scan->s, k->id, &state, err))
        return false;
    return !is_full(scan) || end_batch(scan, true, err);
}

// The walk did not come by: it is gone, or ignored now but known since somebody saved it here.
static bool take_unseen(Scan *scan, const Known *k, Err *err)
{
    WalkEntry e;
    bool gone;
    if (!k->state.present)
        return true;
    if (walk_look(scan->dir, k->path, &e, &gone)) {
        e.path = k->path;
        return take(scan, &e, k, err);
    }
    return !gone || forget(scan, k, err);
}

// Both lists are sorted by path.  A folder that is empty all of a sudden was more likely made anew
// than emptied file by file: what it held is kept, so that it can be restored.
static bool merge(Scan *scan, const Walk *walk, const KnownFiles *known, Err *err)
{
    bool is_emptied = walk->n == 1;
    size_t i = 0, j = 0;
    while ((i < walk->n || j < known->n) && !store_is_cancelled(scan->s)) {
        int order = i == walk->n    ? 1
                    : j == known->n ? -1
                                    : strcmp(walk->p[i].path, known->p[j].path);
        if (order > 0) {
            if (!is_emptied && !take_unseen(scan, &known->p[j], err))
                return false;
        } else if (!take(scan, &walk->p[i], order ? NULL : &known->p[j], err)) {
            return false;
        }
        i += order <= 0;
        j += order >= 0;
    }
    return true;
}

static bool scan_project(Store *s, int64_t project, const RunWrites *run, int64_t *nfiles, Err *err)
{
    Scan scan = {.s = s, .project = project, .run = run, .dir = project_dir(s, project, err)};
    Walk walk = {0};
    KnownFiles known = {0};
    if (run && run->execution)
        scan.label = run_label(run);
    bool ok = scan.dir && walk_tree(s, scan.dir, &walk, err) && load_known(s, project, &known, err);
    ok = ok && end_batch(&scan, merge(&scan, &walk, &known, err), err) && !store_stopped(s, err);
    walk_deinit(&walk);
    known_deinit(&known);
    if (!ok && scan.dir)
        err_wrap(err, "cannot take '%s' into history", scan.dir);
    free(scan.dir);
    free(scan.label);
    *nfiles = scan.ntaken;
    return ok;
}

bool store_project_scan(Store *s, int64_t project, int64_t *nfiles, Err *err)
{
    return scan_project(s, project, NULL, nfiles, err);
}

bool store_run_scan(Store *s, int64_t project, const RunWrites *run, int64_t *nfiles, Err *err)
{
    return scan_project(s, project, run, nfiles, err);
}
