// What a kill left on disk.
#include "kill-life.h"

#include "base/fs.h"
#include "base/path.h"
#include "db/db.h"
#include "store/store.h"

#include "../lib/temp-dir.h"

#include <dirent.h>

#define DATA ".local/share/codelab/codelab.db"

static void check_file(World *w)
{
    AUTO(free) char *path = path_join(w->o.home, "p/a.sh");
    AUTO(buf) Buf now = BUF_INIT;
    temp_read(path, &now);
    const char *wrong = model_refuses_file(&w->m, buf_str(&now));
    if (wrong) {
        outer_put(&w->o, "found", buf_str(&now));
        world_fail(w, wrong);
    }
}

static void copy(const World *w, const char *to, const char *suffix)
{
    AUTO(free) char *from = xasprintf("%s/" DATA "%s", w->o.home, suffix);
    AUTO(free) char *there = xasprintf("%s/db%s", to, suffix);
    AUTO(buf) Buf bytes = BUF_INIT;
    if (!fs_read(from, 0, &bytes, NULL))
        return; // not begun yet, or no log
    temp_write(there, buf_str(&bytes));
}

static void check_database(const World *w, const char *path)
{
    AUTO(err) Err err = {0};
    Db *db = db_open(path, &err);
    Stmt *q = db ? db_stmt(db, "PRAGMA integrity_check", &err) : NULL;
    if (!q || !stmt_step(q, &err) || !str_eq(stmt_text(q, 0), STR("ok")))
        world_fail(w, "the database fails its integrity check");
    stmt_reset(q);
    db_close(db);
}

static bool has_version(const Versions *all, Store *s, int64_t project, Str want)
{
    VEC_EACH (const Version, v, all) {
        AUTO(buf) Buf bytes = BUF_INIT;
        if (v->nbytes == (int64_t)want.n &&
            store_version_read(s, project, STR("a.sh"), v->n, NULL, &bytes, NULL) &&
            str_eq(buf_str(&bytes), want))
            return true;
    }
    return false;
}

// Each acknowledged content is a version, or in the file still; but for those that another save
// overtook in the moment that a version takes, and a kill after that.
static void check_versions(World *w, const char *path)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *dir = path_join(w->o.home, "p");
    Versions all = {0};
    Project p = {0};
    Store *s = store_open(path, &err);
    if (!s || *store_notice(s) || !store_project_find(s, dir, &p, &err) ||
        !store_versions(s, p.id, STR("a.sh"), &all, &err))
        world_fail(w, err_text(&err));
    w->losses.overtaken = 0;
    for (size_t i = 0; i < w->m.acknowledged.n; i++) {
        Str saved = buf_str(&w->m.acknowledged.p[i]);
        if (str_eq(saved, buf_str(&w->m.file)) || has_version(&all, s, p.id, saved))
            continue;
        w->losses.overtaken++;
        if (w->left && i >= w->m.nold)
            world_fail(w, "no version was made of a save, though nothing killed it");
    }
    project_deinit(&p);
    vec_deinit(&all);
    store_close(s);
}

void world_check(World *w, bool versions)
{
    check_file(w);
    AUTO(free) char *dir = temp_dir_new();
    copy(w, dir, "");
    copy(w, dir, "-wal");
    AUTO(free) char *path = path_join(dir, "db");
    if (fs_exists(path)) {
        check_database(w, path);
        if (versions)
            check_versions(w, path);
    }
    temp_dir_free(steal(&dir));
}

// Its own names all begin alike: those of files that were not finished begin with a dot.  The first
// that is there, owned, or NULL.
static char *stray(const World *w, const char *folder, const char *allowed)
{
    AUTO(free) char *path = path_join(w->o.home, folder);
    char *found = NULL;
    DIR *d = opendir(path);
    for (const struct dirent *e; d && !found && (e = readdir(d));)
        if (e->d_name[0] == '.' && strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 &&
            strcmp(e->d_name, allowed) != 0)
            found = path_join(path, e->d_name);
    if (d)
        closedir(d);
    return found;
}

static void wait_folder(World *w, const char *folder, const char *allowed)
{
    char *left;
    while ((left = stray(w, folder, allowed))) {
        AUTO(free) char *text = xasprintf("no '%s', which is left behind", left);
        free(left);
        world_tick(w, text);
    }
}

void world_wait_names(World *w)
{
    wait_folder(w, "p", ".codelab");
    wait_folder(w, ".local/share/codelab", "");
}
