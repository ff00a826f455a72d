// codelab project: names and folders, setting aside and taking back, what is forgotten, and whether
// all is still there.
#include "app/cli-file.h"
#include "app/cli-note.h"
#include "app/cli-project.h"
#include "app/cli-talk.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <stdio.h>

enum { MS_A_DAY = 86400000, DAYS_MAX = 36500, KEPT_DAYS = 30 };

// With --json its object, else one line: words, its name, words.
static bool tell(const ProjectRequest *r, int64_t project, const char *before, const char *after,
                 Err *err)
{
    Project p = {0};
    if (!store_project_get(r->store, project, &p, err))
        return false;
    if (r->json) {
        JsonOut w = {.out = r->out};
        json_out_object(&w, NULL);
        project_put(&w, &p);
        json_out_end(&w);
    } else {
        fputs(before, stdout);
        cli_put(stdout, str_c(p.name));
        puts(after);
    }
    project_deinit(&p);
    return true;
}

bool project_rename(const ProjectRequest *r, Err *err)
{
    Project p = {0};
    bool ok = project_find(r, &p, err) &&
              store_project_rename(r->store, p.id, str_c(r->arg2), err) &&
              tell(r, p.id, "it is called ", " from now on", err);
    project_deinit(&p);
    return ok;
}

bool project_move(const ProjectRequest *r, Err *err)
{
    Project p = {0};
    AUTO(free) char *dir = cli_absolute(r->arg2, err);
    bool ok = dir && (fs_is_dir(dir) || err_set(err, "'%s' is no folder", dir)) &&
              project_find(r, &p, err) && store_project_move(r->store, p.id, dir, err) &&
              tell(r, p.id, "", " is there from now on", err);
    project_deinit(&p);
    return ok;
}

static void put_removed(JsonOut *w, const RemovedProject *p)
{
    json_out_object(w, NULL);
    json_out_str(w, "name", str_c(p->name));
    json_out_str(w, "dir", str_c(p->dir));
    json_out_int(w, "removed_ms", p->removed_ms);
    json_out_end(w);
}

static void print_removed(const RemovedProject *p)
{
    AUTO(free) char *when = cli_time(p->removed_ms);
    printf("%s  ", when);
    cli_put(stdout, str_c(p->name));
    fputs("  ", stdout);
    cli_put(stdout, str_c(p->dir));
    putchar('\n');
}

bool project_list_removed(const ProjectRequest *r, Err *err)
{
    RemovedProjects all = {0};
    JsonOut w = {.out = r->out};
    if (!store_project_removed(r->store, &all, err))
        return false;
    if (r->json) {
        json_out_object(&w, NULL);
        json_out_array(&w, "removed");
    }
    VEC_EACH (RemovedProject, p, &all)
        if (r->json)
            put_removed(&w, p);
        else
            print_removed(p);
    if (r->json) {
        json_out_end(&w);
        json_out_end(&w);
    }
    removed_projects_deinit(&all);
    return true;
}

static bool remove_known(const ProjectRequest *r, const Project *p, Err *err)
{
    if (!p->dir_exists && !r->force)
        return err_set(err,
                       "the folder of '%s' is gone, so nothing would be left of it; restore it "
                       "first, or remove it with --force",
                       p->name);
    const char *told = p->dir_exists ? "; its folder is as it was, and codelab project restore "
                                       "takes it back within 30 days"
                                     : "; codelab project restore takes it back within 30 days";
    if (!store_project_remove(r->store, p->id, err))
        return false;
    cli_note(r->store, "remove", p->dir, "project");
    return tell(r, p->id, "removed ", told, err);
}

bool project_remove(const ProjectRequest *r, Err *err)
{
    Project p = {0};
    bool ok = project_find(r, &p, err) && remove_known(r, &p, err);
    project_deinit(&p);
    return ok;
}

// The newest that was removed and has this name or folder.
static bool find_removed(const ProjectRequest *r, int64_t *id, Err *err)
{
    RemovedProjects all = {0};
    AUTO(free) char *dir = cli_absolute(r->arg, err);
    *id = 0;
    if (!dir || !store_project_removed(r->store, &all, err))
        return false;
    VEC_EACH (RemovedProject, p, &all)
        if (*id == 0 && (strcmp(p->name, r->arg) == 0 || strcmp(p->dir, dir) == 0))
            *id = p->id;
    removed_projects_deinit(&all);
    return true;
}

static bool is_empty_folder(const char *dir)
{
    FsList list = {0};
    bool empty = fs_list(dir, &list, NULL) && list.n == 0;
    fs_list_deinit(&list);
    return empty;
}

static bool write_files(const ProjectRequest *r, const Project *p, const char *to, Err *err)
{
    int64_t nfiles;
    if (!store_project_restore(r->store, p->id, to, &nfiles, err))
        return false;
    cli_note(r->store, "restore", to, "project");
    if (r->json) {
        JsonOut w = {.out = r->out};
        json_out_object(&w, NULL);
        project_put(&w, p);
        json_out_str(&w, "to", str_c(to));
        json_out_int(&w, "restored", nfiles);
        json_out_end(&w);
        return true;
    }
    cli_put(stdout, str_c(p->name));
    printf(": %lld files restored to ", (long long)nfiles);
    cli_put(stdout, str_c(to));
    putchar('\n');
    return true;
}

// Only a folder that is gone is written again: taking back must not fail because nothing was lost.
static bool take_back(const ProjectRequest *r, int64_t id, Err *err)
{
    Project p = {0};
    AUTO(free) char *to = r->to ? cli_absolute(r->to, err) : NULL;
    if ((r->to && !to) || !store_project_take_back(r->store, id, err) ||
        !store_project_get(r->store, id, &p, err))
        return false;
    bool write = to || !p.dir_exists || is_empty_folder(p.dir);
    bool ok = write ? write_files(r, &p, to ? to : p.dir, err)
                    : tell(r, id, "", " is a project again", err);
    project_deinit(&p);
    return ok;
}

bool project_restore(const ProjectRequest *r, Err *err)
{
    Project p = {0};
    int64_t removed;
    AUTO(err) Err why = {0};
    if (project_find(r, &p, &why)) {
        AUTO(free) char *to = cli_absolute(r->to ? r->to : p.dir, err);
        bool ok = to && write_files(r, &p, to, err);
        project_deinit(&p);
        return ok;
    }
    if (!find_removed(r, &removed, err))
        return false;
    return removed ? take_back(r, removed, err) : err_set(err, "%s", err_text(&why));
}

bool project_gc(const ProjectRequest *r, Err *err)
{
    GcResult gone;
    long long days = KEPT_DAYS;
    if (r->days && (!str_to_i64(str_c(r->days), &days) || days < 0 || days > DAYS_MAX))
        return err_set(err, "'%s' is no number of days", r->days);
    if (!store_gc(r->store, clock_wall_ms() - days * MS_A_DAY + 1, &gone, err))
        return false;
    AUTO(free)
    char *detail = xasprintf("%lld projects, %lld contents", (long long)gone.nprojects,
                             (long long)gone.ncontents);
    if (gone.nprojects + gone.ncontents)
        cli_note(r->store, "delete", "what was removed", detail);
    if (r->json) {
        JsonOut w = {.out = r->out};
        json_out_object(&w, NULL);
        json_out_int(&w, "projects", gone.nprojects);
        json_out_int(&w, "contents", gone.ncontents);
        json_out_int(&w, "freed", gone.nfreed);
        json_out_end(&w);
        return true;
    }
    AUTO(free) char *size = cli_size(gone.nfreed);
    printf("forgot %lld removed project%s and %lld content%s; the database is %s smaller\n",
           (long long)gone.nprojects, gone.nprojects == 1 ? "" : "s", (long long)gone.ncontents,
           gone.ncontents == 1 ? "" : "s", size);
    return true;
}

static void put_verified(JsonOut *w, const VerifyResult *v)
{
    json_out_object(w, NULL);
    json_out_bool(w, "ok", v->damaged.n == 0);
    json_out_int(w, "versions", v->nversions);
    json_out_array(w, "damaged");
    VEC_EACH (DamagedVersion, d, &v->damaged) {
        json_out_object(w, NULL);
        json_out_str(w, "project", str_c(d->project));
        json_out_str(w, "path", str_c(d->path));
        json_out_int(w, "version", d->n);
        json_out_str(w, "why", str_c(d->why));
        json_out_end(w);
    }
    json_out_end(w);
    json_out_end(w);
}

static void print_verified(const VerifyResult *v)
{
    VEC_EACH (DamagedVersion, d, &v->damaged) {
        AUTO(free) char *path = path_join(d->project, d->path);
        cli_put(stdout, str_c(path));
        printf("@%lld: %s\n", (long long)d->n, d->why);
    }
    if (v->damaged.n)
        printf("%zu of %lld versions are damaged; codelab doctor --repair fills them up from a "
               "backup\n",
               v->damaged.n, (long long)v->nversions);
    else
        printf("%lld versions, each as it was written\n", (long long)v->nversions);
}

bool project_verify(const ProjectRequest *r, Err *err)
{
    Project p = {0};
    VerifyResult v = {0};
    if (r->arg && !project_find(r, &p, err))
        return false;
    bool ok = store_verify(r->store, p.id, &v, err);
    JsonOut w = {.out = r->out};
    if (ok && r->json)
        put_verified(&w, &v);
    else if (ok)
        print_verified(&v);
    ok = ok && v.damaged.n == 0;
    verify_result_deinit(&v);
    project_deinit(&p);
    return ok;
}
