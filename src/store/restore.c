#include "store/inner.h"

#include "base/fs-tree.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>

typedef struct {
    char *path, *target; // owned
    int64_t file;
    TreeKind kind;
    uint32_t mode;
    SkipReason skip;
} TreeEntry;
typedef Vec(TreeEntry) TreeEntries;

typedef struct {
    Store *s;
    const char *to;
    int64_t nfiles;
    int64_t nlost; // files that could not be restored
    Err first;     // why the first of them could not
} Restore;

static void entries_deinit(TreeEntries *t)
{
    VEC_EACH (TreeEntry, e, t) {
        free(e->path);
        free(e->target);
    }
    vec_deinit(t);
}

// Sorted by path: each folder before what it holds.
static bool load_entries(Store *s, int64_t project, TreeEntries *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT path,target,id,kind,mode,skip FROM files"
                         " WHERE project_id=? AND present ORDER BY path",
                         err, project);
    if (!q)
        return false;
    while (stmt_step(q, err)) {
        TreeEntry e = {
            .path = str_dup(stmt_blob(q, 0)),
            .target = str_dup(stmt_blob(q, 1)),
            .file = stmt_i64(q, 2),
            .kind = (TreeKind)stmt_i64(q, 3),
            .mode = (uint32_t)stmt_i64(q, 4),
            .skip = (SkipReason)stmt_i64(q, 5),
        };
        vec_push(out, e);
    }
    return store_end(s, q);
}

static bool is_fatal(int code)
{
    return code == ENOSPC || code == EDQUOT || code == EROFS || code == EIO || code == EMFILE ||
           code == ENFILE;
}

// Takes the sentence of one file that is lost.  False if there is no use in going on.
static bool lose(Restore *r, Err *why)
{
    bool fatal = is_fatal(why->code);
    r->nlost++;
    if (r->first.msg && !fatal) {
        err_deinit(why);
        return true;
    }
    err_deinit(&r->first);
    r->first = *why;
    *why = (Err){0};
    return !fatal;
}

static bool write_file(Restore *r, const TreeEntry *e, const char *full, Err *err)
{
    VersionRow row;
    AUTO(buf) Buf bytes = BUF_INIT;
    if (!version_find(r->s, (FileRef){e->file, str_c(e->path)}, 0, &row, err))
        return false;
    if (row.v.id == 0)
        return err_set(err, "the content of '%s' was lost", e->path);
    if (!version_content(r->s, &row, &bytes, err))
        return err_wrap(err, "cannot restore '%s'", e->path);
    return fs_create(full, buf_str(&bytes), e->mode, err);
}

static bool make_parents(const char *full, Err *err)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(full)));
    return fs_mkdirs(dir, err);
}

static bool make_entry(Restore *r, const TreeEntry *e, const char *full, Err *err)
{
    if (!file_path_is_sound(str_c(e->path)))
        return err_set(err, "'%s' is no path inside a project", e->path);
    if (!make_parents(full, err))
        return false;
    if (e->kind == TREE_DIR && !fs_mkdirs(full, err))
        return false;
    if (e->skip != SKIP_NONE)
        return err_set(err, "'%s' was never taken into history", e->path);
    if (e->kind == TREE_LINK)
        return fs_link_make(full, e->target, err);
    return e->kind == TREE_DIR || write_file(r, e, full, err);
}

// Links come last, so that nothing is ever written through one.
static bool make_entries(Restore *r, const TreeEntries *t, bool links)
{
    VEC_EACH (TreeEntry, e, t) {
        bool is_top = *e->path == '\0';
        if (is_top || (e->kind == TREE_LINK) != links || e->skip == SKIP_SPECIAL ||
            e->skip == SKIP_EXCLUDED)
            continue;
        AUTO(free) char *full = path_join(r->to, e->path);
        Err why = {0};
        if (make_entry(r, e, full, &why))
            r->nfiles += e->kind == TREE_FILE;
        else if (!lose(r, &why))
            return false;
    }
    return true;
}

// Innermost first: a folder may be made one that cannot be written to.
static bool set_dir_modes(Restore *r, const TreeEntries *t)
{
    for (size_t i = t->n; i-- > 0;) {
        const TreeEntry *e = &t->p[i];
        Err why = {0};
        if (e->kind != TREE_DIR)
            continue;
        AUTO(free) char *full = *e->path ? path_join(r->to, e->path) : xstrdup(r->to);
        if (!fs_set_mode(full, e->mode, &why) && !lose(r, &why))
            return false;
    }
    return true;
}

static bool check_target(const char *to, Err *err)
{
    FsList list = {0};
    FsStat st;
    if (!fs_lstat(to, &st, NULL))
        return fs_mkdirs(to, err);
    if (!fs_list(to, &list, err))
        return false;
    size_t n = list.n;
    fs_list_deinit(&list);
    return n == 0 || err_set(err, "'%s' is not empty", to);
}

static void empty_again(const char *to)
{
    FsList list = {0};
    if (!fs_list(to, &list, NULL))
        return;
    VEC_EACH (FsEntry, e, &list) {
        AUTO(free) char *full = path_join(to, e->name);
        (void)fs_remove_tree(full, NULL); // what made us stop is what is told
    }
    fs_list_deinit(&list);
}

static bool tell_lost(Restore *r, Err *err)
{
    if (r->nlost == 1)
        return err_set(err, "one file could not be restored: %s", err_text(&r->first));
    return err_set(err, "%lld files could not be restored, the first: %s", (long long)r->nlost,
                   err_text(&r->first));
}

static bool restore(Restore *r, const TreeEntries *t, Err *err)
{
    bool whole = make_entries(r, t, false) && make_entries(r, t, true) && set_dir_modes(r, t);
    if (!whole) {
        empty_again(r->to);
        r->nfiles = 0;
        return err_set(err, "%s", err_text(&r->first));
    }
    return fs_sync_tree(r->to, err) && (r->nlost == 0 || tell_lost(r, err));
}

static bool restore_view(Restore *r, int64_t project, Err *err)
{
    TreeEntries t = {0};
    bool ok = load_entries(r->s, project, &t, err) &&
              (t.n > 0 || err_set(err, "nothing of it is in the database")) &&
              check_target(r->to, err) && restore(r, &t, err);
    entries_deinit(&t);
    return ok;
}

bool store_project_restore(Store *s, int64_t project, const char *to, int64_t *nfiles, Err *err)
{
    Restore r = {.s = s, .to = to};
    bool ok = db_begin_read(s->db, err) || store_failed(s);
    if (ok) {
        ok = restore_view(&r, project, err);
        db_rollback(s->db); // it only read
    }
    err_deinit(&r.first);
    *nfiles = r.nfiles;
    return ok || err_wrap(err, "cannot restore the project into '%s'", to);
}
