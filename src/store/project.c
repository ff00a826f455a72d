#include "store/inner.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <stdlib.h>

#define COLUMNS                                                                            \
    "SELECT id, dir, name, opened_ms,"                                                     \
    " (SELECT count(*) FROM files WHERE project_id=projects.id AND present AND kind=0),"   \
    " (SELECT coalesce(sum(nbytes),0) FROM files WHERE project_id=projects.id AND present" \
    "   AND kind=0 AND skip=0)"                                                            \
    " FROM projects "
#define IS_LISTED " NOT EXISTS(SELECT 1 FROM removals WHERE project_id=projects.id) "

void project_deinit(Project *p)
{
    free(p->name);
    free(p->dir);
    *p = (Project){0};
}

void projects_deinit(Projects *p)
{
    VEC_EACH (Project, x, p)
        project_deinit(x);
    vec_deinit(p);
}

static Project read_project(Stmt *q)
{
    Project p = {
        .id = stmt_i64(q, 0),
        .dir = str_dup(stmt_blob(q, 1)),
        .name = str_dup(stmt_blob(q, 2)),
        .opened_ms = stmt_i64(q, 3),
        .nfiles = stmt_i64(q, 4),
        .nbytes = stmt_i64(q, 5),
    };
    p.dir_exists = fs_is_dir(p.dir);
    return p;
}

// The one name a folder is known by: links followed while it exists.  Owned.
static char *real_dir(const char *dir)
{
    char *real = realpath(dir, NULL);
    return real ? real : path_normal("/", dir);
}

static bool find_dir(Store *s, Str dir, int64_t *id, Err *err)
{
    *id = 0;
    Stmt *q = db_stmt(s->db, "SELECT id FROM projects WHERE dir=?", err);
    if (!q)
        return store_failed(s);
    stmt_bind_blob(q, 1, dir);
    if (stmt_step(q, err))
        *id = stmt_i64(q, 0);
    return store_end(s, q);
}

static bool insert(Store *s, Str dir, int64_t *id, Err *err)
{
    Str name = path_base(dir);
    int64_t now = clock_wall_ms();
    Stmt *q = STORE_STMT(s, "INSERT INTO projects(added_ms,opened_ms,dir,name) VALUES(?,?,?,?)",
                         err, now, now);
    if (!q)
        return false;
    stmt_bind_blob(q, 3, dir);
    stmt_bind_blob(q, 4, name.n ? name : dir);
    if (!store_run(s, q, err))
        return false;
    *id = db_last_id(s->db);
    return true;
}

static bool find_or_insert(Store *s, const char *dir, int64_t *id, Err *err)
{
    if (!find_dir(s, str_c(dir), id, err) || *id != 0)
        return *id != 0;
    if (!project_find_moved(s, dir, id, err))
        return false;
    return *id == 0 ? insert(s, str_c(dir), id, err) : project_set_dir(s, *id, str_c(dir), err);
}

static bool open_dir(Store *s, const char *dir, int64_t *id, Err *err)
{
    return find_or_insert(s, dir, id, err) && project_mark(s, *id, dir, err) &&
           store_project_take_back(s, *id, err) &&
           STORE_RUN(s, "UPDATE projects SET opened_ms=?2 WHERE id=?1", err, *id, clock_wall_ms());
}

char *project_dir(Store *s, int64_t project, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT dir FROM projects WHERE id=?", err, project);
    if (!q)
        return NULL;
    char *dir = stmt_step(q, err) ? str_dup(stmt_blob(q, 0)) : NULL;
    if (store_end(s, q) && !dir)
        err_set(err, "the project is no longer in the database");
    return dir;
}

int64_t store_project_open(Store *s, const char *dir, Err *err)
{
    BUG_ON(dir[0] != '/');
    AUTO(free) char *real = real_dir(dir);
    int64_t id = 0;
    bool ok = db_begin(s->db, err) || store_failed(s);
    if (ok && store_finish(s, open_dir(s, real, &id, err), err))
        return id;
    err_wrap(err, "cannot add the project '%s'", dir);
    return 0;
}

// All that answer to it; the exact folder alone if there is one.
static bool find_named(Store *s, const char *dir_or_name, Projects *out, Err *err)
{
    AUTO(free) char *real = dir_or_name[0] == '/' ? real_dir(dir_or_name) : xstrdup("");
    Stmt *q = db_stmt(s->db,
                      COLUMNS "WHERE (dir=?1 OR dir=?2 OR name=?1) AND" IS_LISTED
                              "ORDER BY dir=?2 DESC, dir=?1 DESC, opened_ms DESC",
                      err);
    if (!q)
        return store_failed(s);
    stmt_bind_blob(q, 1, str_c(dir_or_name));
    stmt_bind_blob(q, 2, str_c(real));
    while (stmt_step(q, err))
        vec_push(out, read_project(q));
    return store_end(s, q);
}

static bool is_ambiguous(const Projects *found, const char *dir_or_name)
{
    return found->n > 1 && dir_or_name[0] != '/';
}

bool store_project_find(Store *s, const char *dir_or_name, Project *out, Err *err)
{
    Projects found = {0};
    bool ok = find_named(s, dir_or_name, &found, err);
    if (ok && found.n == 0)
        ok = err_set(err, "no project '%s' is known", dir_or_name);
    else if (ok && is_ambiguous(&found, dir_or_name))
        ok = err_set(err, "%zu projects are called '%s': name the folder, such as '%s'", found.n,
                     dir_or_name, found.p[0].dir);
    if (ok) {
        *out = found.p[0];
        vec_remove(&found, 0, 1);
    }
    projects_deinit(&found);
    return ok;
}

bool store_project_get(Store *s, int64_t project, Project *out, Err *err)
{
    Stmt *q = STORE_STMT(s, COLUMNS "WHERE id=?", err, project);
    if (!q)
        return false;
    bool found = stmt_step(q, err);
    if (found)
        *out = read_project(q);
    if (!store_end(s, q))
        return false;
    return found || err_set(err, "the project is no longer in the database");
}

bool store_project_list(Store *s, Projects *out, Err *err)
{
    Stmt *q = db_stmt(s->db, COLUMNS "WHERE" IS_LISTED "ORDER BY opened_ms DESC, id DESC", err);
    if (!q)
        return store_failed(s);
    while (stmt_step(q, err))
        vec_push(out, read_project(q));
    return store_end(s, q);
}

bool store_project_stats(Store *s, int64_t project, ProjectStats *out, Err *err)
{
    Stmt *q =
        STORE_STMT(s,
                   "WITH mine AS (SELECT blob_id FROM versions JOIN files ON files.id=file_id"
                   "  WHERE project_id=?)"
                   " SELECT (SELECT count(*) FROM mine), (SELECT coalesce(sum(length(data)),0)"
                   "  FROM blobs WHERE id IN (SELECT blob_id FROM mine))",
                   err, project);
    if (!q)
        return false;
    if (stmt_step(q, err))
        *out = (ProjectStats){.nversions = stmt_i64(q, 0), .nstored = stmt_i64(q, 1)};
    return store_end(s, q);
}

static bool check_name(Str name, Err *err)
{
    bool fits = name.n && name.n <= 255 && !memchr(name.p, '/', name.n) &&
                !memchr(name.p, '\0', name.n) && name.p[0] != '.' && name.p[0] != '-';
    return fits || err_set(err, "'" STR_FMT "' is no name for a project", STR_ARG(name));
}

bool store_project_rename(Store *s, int64_t project, Str name, Err *err)
{
    if (!check_name(name, err))
        return false;
    Stmt *q = STORE_STMT(s, "UPDATE projects SET name=?2 WHERE id=?1", err, project);
    if (!q)
        return false;
    stmt_bind_blob(q, 2, name);
    return store_run(s, q, err);
}

static bool move_to(Store *s, int64_t project, const char *dir, Err *err)
{
    int64_t other;
    if (!find_dir(s, str_c(dir), &other, err))
        return false;
    if (other != 0 && other != project)
        return err_set(err, "'%s' is another project", dir);
    return project_set_dir(s, project, str_c(dir), err) && project_mark(s, project, dir, err);
}

bool store_project_move(Store *s, int64_t project, const char *dir, Err *err)
{
    BUG_ON(dir[0] != '/');
    AUTO(free) char *real = real_dir(dir);
    bool ok = db_begin(s->db, err) || store_failed(s);
    return (ok && store_finish(s, move_to(s, project, real, err), err)) ||
           err_wrap(err, "cannot move the project");
}

// The innermost project that holds the path; *rel is a view into it.
static bool locate(Store *s, Str path, int64_t *project, Str *rel, Err *err)
{
    for (ptrdiff_t slash = str_rfind_byte(path, '/'); slash >= 0;
         slash = str_rfind_byte(str_upto(path, (size_t)slash), '/')) {
        Str dir = slash == 0 ? STR("/") : str_upto(path, (size_t)slash);
        if (!find_dir(s, dir, project, err))
            return false;
        *rel = str_from(path, (size_t)slash + 1);
        if (*project != 0 || slash == 0)
            break;
    }
    return *project != 0;
}

char *project_follow_links(const char *path)
{
    AUTO(free) char *dir = xstrdup(path);
    for (char *slash = strrchr(dir, '/'); slash && slash != dir; slash = strrchr(dir, '/')) {
        *slash = '\0';
        AUTO(free) char *real = realpath(dir, NULL);
        if (real)
            return path_join(real, path + (slash - dir) + 1);
    }
    return xstrdup(path);
}

bool store_locate(Store *s, const char *abs_path, int64_t *project, char **rel, Err *err)
{
    Str found = STR_NULL;
    Err why = {0};
    AUTO(free) char *normal = path_normal("/", abs_path);
    AUTO(free) char *real = project_follow_links(normal);
    *project = 0;
    bool ok = locate(s, str_c(normal), project, &found, &why) ||
              (!why.msg && locate(s, str_c(real), project, &found, &why));
    if (ok)
        *rel = str_dup(found);
    else if (why.msg)
        err_set(err, "%s", why.msg);
    err_deinit(&why);
    return ok;
}
