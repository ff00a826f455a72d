// A project's folder brought back to a moment.
#include "store/inner.h"

#include "base/fs-tree.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/walk.h"

#include <stdio.h>
#include <errno.h>
#include <sys/stat.h>

typedef struct {
    Store *s;
    int64_t project;
    const char *dir;
    Str label;
} Restore;

// Nothing is written through a link.
static bool has_way(const Restore *r, const char *path, Err *err)
{
    FsStat st;
    AUTO(free) char *part = path_join(r->dir, path);
    for (char *slash = strchr(part + strlen(r->dir) + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (fs_lstat(part, &st, NULL) && !S_ISDIR(st.mode))
            return err_set(err, "'%s' is in the way: it is no folder", part);
        *slash = '/';
    }
    return true;
}

// What stands there now becomes a version; *there tells whether anything does.
static bool keep_present(const Restore *r, const char *path, const char *full, bool *there,
                         Err *err)
{
    WalkEntry e;
    bool gone;
    AUTO(buf) Buf bytes = BUF_INIT;
    *there = walk_look(r->dir, path, &e, &gone);
    if (!*there)
        return gone || err_set(err, "cannot look at '%s'", path);
    if (e.kind != TREE_FILE || e.skip != SKIP_NONE)
        return err_set(err, "'%s' is in the way: it is not kept in history", path);
    NewVersion v = {
        .path = str_c(path), .mode = e.st.mode, .cause = CAUSE_EXTERNAL, .label = STR_NULL};
    if (!fs_read(full, STORE_MAX_FILE_BYTES, &bytes, err))
        return false;
    v.bytes = buf_str(&bytes);
    return store_version_add(r->s, r->project, &v, NULL, err);
}

static bool write_bytes(const char *full, Str bytes, uint32_t mode, bool is_new, Err *err)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(full)));
    return fs_mkdirs(dir, err) && fs_write(full, bytes, err) &&
           (!is_new || fs_set_mode(full, mode, err));
}

// It was called otherwise: it gets that name again, and its history with it.
static bool name_again(const Restore *r, const MomentFile *f, const char *full, Err *err)
{
    AUTO(free) char *now = path_join(r->dir, f->now);
    AUTO(free) char *dir = str_dup(path_dir(str_c(full)));
    if (!fs_is_gone(full) || !fs_mkdirs(dir, err))
        return err_set(err, "'%s' is in the way", f->path);
    if (rename(now, full) != 0)
        return err_set_errno(err, errno, "cannot rename '%s'", f->now);
    return store_files_moved(r->s, r->project, str_c(f->now), str_c(f->path), err);
}

static bool write_file(const Restore *r, const MomentFile *f, Err *err)
{
    bool there;
    Version meta;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(free) char *full = path_join(r->dir, f->path);
    bool renamed = f->kind == MOMENT_CHANGED && strcmp(f->path, f->now) != 0;
    if (!has_way(r, f->path, err) ||
        !store_version_read(r->s, r->project, str_c(f->now), f->n, &meta, &bytes, err) ||
        (renamed && !name_again(r, f, full, err)) || !keep_present(r, f->path, full, &there, err) ||
        !write_bytes(full, buf_str(&bytes), f->mode, !there, err))
        return false;
    NewVersion v = {.path = str_c(f->path),
                    .bytes = buf_str(&bytes),
                    .mode = f->mode,
                    .cause = CAUSE_RESTORE,
                    .label = r->label,
                    .parent = f->n};
    return store_version_add(r->s, r->project, &v, NULL, err);
}

static bool remove_file(const Restore *r, const MomentFile *f, Err *err)
{
    bool there;
    char *id = NULL;
    AUTO(free) char *full = path_join(r->dir, f->now);
    AUTO(buf) Buf bytes = BUF_INIT;
    Version newest;
    if (!has_way(r, f->now, err) || !keep_present(r, f->now, full, &there, err))
        return false;
    if (there && !trash_put(full, NULL, &id, err))
        return false;
    free(id);
    if (!store_version_read(r->s, r->project, str_c(f->now), 0, &newest, &bytes, err))
        return false;
    NewVersion v = {.path = str_c(f->now),
                    .bytes = buf_str(&bytes),
                    .mode = newest.mode,
                    .cause = CAUSE_DELETE,
                    .label = r->label};
    return store_version_add(r->s, r->project, &v, NULL, err);
}

static void restore_file(const Restore *r, const MomentFile *f, MomentRestored *out)
{
    Err why = {0};
    bool writes = f->kind == MOMENT_CHANGED || f->kind == MOMENT_GONE;
    if (!writes && f->kind != MOMENT_EXTRA)
        return;
    if (writes ? write_file(r, f, &why) : remove_file(r, f, &why)) {
        out->written += writes;
        out->removed += !writes;
        return;
    }
    out->failed++;
    if (!out->first.msg)
        out->first = why;
    else
        err_deinit(&why);
}

static bool name_point(Store *s, int64_t project, Str label, Err *err)
{
    AUTO(free) char *name = xasprintf("before %s " STR_FMT, "restoring", STR_ARG(label));
    HistoryPoint p = {.automatic = true, .path = (char *)"", .name = name};
    return store_point_add(s, project, &p, err);
}

bool store_moment_restore(Store *s, int64_t project, int64_t moment, Str label, MomentRestored *out,
                          Err *err)
{
    MomentFiles files = {0};
    int64_t ntaken;
    *out = (MomentRestored){0};
    AUTO(free) char *dir = project_dir(s, project, err);
    // what is there now is the moment before
    bool ok = dir && store_project_scan(s, project, &ntaken, err) &&
              store_moment_files(s, project, moment, &files, err) &&
              name_point(s, project, label, err);
    Restore r = {s, project, dir, label};
    VEC_EACH (MomentFile, f, &files)
        if (ok)
            restore_file(&r, f, out);
    moment_files_deinit(&files);
    return ok || err_wrap(err, "cannot restore the project");
}
