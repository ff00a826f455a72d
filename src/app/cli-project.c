#include "app/cli-file.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/fs.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/path.h"

static const char help[] =
    "usage: codelab project list [--json]\n"
    "       codelab project add [DIR]\n"
    "       codelab project info [--json] [PROJECT]\n"
    "       codelab project restore PROJECT [--to DIR]\n"
    "       codelab project remove [--force] PROJECT\n"
    "\n"
    "A project is a folder whose files codelab keeps in its database: it can be rebuilt from\n"
    "there alone.  PROJECT is its folder or its name; the project of the current folder if left\n"
    "out.\n"
    "\n"
    "  list       the projects, the last opened first\n"
    "  add        take a folder in, or what is new in it (without what git ignores)\n"
    "  info       files, versions and sizes of one\n"
    "  restore    write all its files again, into its folder or another; that must be missing\n"
    "             or empty\n"
    "  remove     forget it and its history; its folder is left alone\n"
    "\n"
    "  --json     for programs: one object, for list one with \"projects\": [...]\n"
    "  --to DIR   restore there\n"
    "  --force    remove it even if its folder is gone, so that nothing is left of it\n";

typedef struct {
    Store *store;
    const char *arg; // the word after the verb, NULL without one
    const char *to;
    bool json, force;
} Request;

// The members of its object.
static void put_project(JsonOut *w, const Project *p)
{
    json_out_str(w, "name", str_c(p->name));
    json_out_str(w, "dir", str_c(p->dir));
    json_out_bool(w, "exists", p->dir_exists);
    json_out_int(w, "opened_ms", p->opened_ms);
    json_out_int(w, "files", p->nfiles);
    json_out_int(w, "size", p->nbytes);
}

static void put_list_json(const Projects *list)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    json_out_object(&w, NULL);
    json_out_array(&w, "projects");
    VEC_EACH (Project, p, list) {
        json_out_object(&w, NULL);
        put_project(&w, p);
        json_out_end(&w);
    }
    json_out_end(&w);
    json_out_end(&w);
    puts(buf_c(&out));
}

static void put_list(const Projects *list)
{
    VEC_EACH (Project, p, list) {
        AUTO(free) char *when = cli_time(p->opened_ms);
        AUTO(free) char *size = cli_size(p->nbytes);
        printf("%s  %6lld files  %8s  ", when, (long long)p->nfiles, size);
        cli_put(stdout, str_c(p->name));
        fputs("  ", stdout);
        cli_put(stdout, str_c(p->dir));
        puts(p->dir_exists ? "" : "  (folder missing)");
    }
}

static bool list(const Request *r, Err *err)
{
    Projects all = {0};
    if (!store_project_list(r->store, &all, err))
        return false;
    if (r->json)
        put_list_json(&all);
    else
        put_list(&all);
    projects_deinit(&all);
    return true;
}

// The project around the current folder.
static bool find_here(Store *s, Project *out, Err *err)
{
    int64_t id;
    AUTO(err) Err why = {0};
    AUTO(free) char *rel = NULL;
    AUTO(free) char *inside = cli_absolute("x", err);
    if (!inside)
        return false;
    if (store_locate(s, inside, &id, &rel, &why))
        return store_project_get(s, id, out, err);
    return err_set(err, "%s", why.msg ? why.msg : "the current folder lies in no project");
}

static bool find_project(const Request *r, Project *out, Err *err)
{
    if (!r->arg)
        return find_here(r->store, out, err);
    AUTO(free) char *dir = cli_absolute(r->arg, err);
    if (!dir)
        return false;
    bool is_name = !strchr(r->arg, '/') && r->arg[0] != '.';
    if (store_project_find(r->store, dir, out, is_name ? NULL : err))
        return true;
    return is_name && store_project_find(r->store, r->arg, out, err);
}

static void warn_skipped(Store *s, int64_t project)
{
    SkippedFiles skipped = {0};
    AUTO(err) Err err = {0};
    if (!store_project_skipped(s, project, &skipped, &err))
        cli_fail(&err);
    VEC_EACH (SkippedFile, f, &skipped) {
        err_set(&err, "'%s' is not kept in history: %s", f->path, f->why);
        cli_fail(&err);
    }
    skipped_files_deinit(&skipped);
}

static bool add(const Request *r, Err *err)
{
    AUTO(free) char *dir = cli_absolute(r->arg ? r->arg : ".", err);
    int64_t nfiles;
    Project p;
    if (!dir)
        return false;
    if (!fs_is_dir(dir))
        return err_set(err, "cannot add '%s': it is no folder", dir);
    int64_t id = store_project_open(r->store, dir, err);
    if (!id || !store_project_scan(r->store, id, &nfiles, err) ||
        !store_project_get(r->store, id, &p, err))
        return false;
    AUTO(free) char *size = cli_size(p.nbytes);
    cli_put(stdout, str_c(p.name));
    printf(": %lld files (%s), %lld of them new or changed\n", (long long)p.nfiles, size,
           (long long)nfiles);
    project_deinit(&p);
    warn_skipped(r->store, id);
    return true;
}

static void put_info_json(const Project *p, const ProjectStats *stats, const SkippedFiles *skipped)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    json_out_object(&w, NULL);
    put_project(&w, p);
    json_out_int(&w, "versions", stats->nversions);
    json_out_int(&w, "stored", stats->nstored);
    json_out_array(&w, "skipped");
    VEC_EACH (SkippedFile, f, skipped) {
        json_out_object(&w, NULL);
        json_out_str(&w, "path", str_c(f->path));
        json_out_str(&w, "why", str_c(f->why));
        json_out_end(&w);
    }
    json_out_end(&w);
    json_out_end(&w);
    puts(buf_c(&out));
}

static void put_info(const Project *p, const ProjectStats *stats, const SkippedFiles *skipped)
{
    AUTO(free) char *when = cli_time(p->opened_ms);
    AUTO(free) char *size = cli_size(p->nbytes);
    AUTO(free) char *stored = cli_size(stats->nstored);
    fputs("name      ", stdout);
    cli_put(stdout, str_c(p->name));
    fputs("\nfolder    ", stdout);
    cli_put(stdout, str_c(p->dir));
    puts(p->dir_exists ? "" : "  (missing; codelab project restore brings it back)");
    printf("opened    %s\nfiles     %lld, %s\nversions  %lld, %s in the database\n", when,
           (long long)p->nfiles, size, (long long)stats->nversions, stored);
    VEC_EACH (SkippedFile, f, skipped) {
        fputs("left out  ", stdout);
        cli_put(stdout, str_c(f->path));
        printf(": %s\n", f->why);
    }
}

static bool info(const Request *r, Err *err)
{
    Project p = {0};
    ProjectStats stats;
    SkippedFiles skipped = {0};
    bool ok = find_project(r, &p, err) && store_project_stats(r->store, p.id, &stats, err) &&
              store_project_skipped(r->store, p.id, &skipped, err);
    if (ok)
        (r->json ? put_info_json : put_info)(&p, &stats, &skipped);
    skipped_files_deinit(&skipped);
    project_deinit(&p);
    return ok;
}

static bool restore_to(const Request *r, const Project *p, const char *to, Err *err)
{
    int64_t nfiles;
    if (!store_project_restore(r->store, p->id, to, &nfiles, err))
        return false;
    cli_put(stdout, str_c(p->name));
    printf(": %lld files restored to ", (long long)nfiles);
    cli_put(stdout, str_c(to));
    putchar('\n');
    return true;
}

static bool restore(const Request *r, Err *err)
{
    Project p = {0};
    AUTO(free) char *to = r->to ? cli_absolute(r->to, err) : NULL;
    bool ok = (to || !r->to) && find_project(r, &p, err) && restore_to(r, &p, to ? to : p.dir, err);
    project_deinit(&p);
    return ok;
}

static bool remove_known(const Request *r, const Project *p, Err *err)
{
    if (!p->dir_exists && !r->force)
        return err_set(err,
                       "the folder of '%s' is gone, so nothing would be left of it; restore it "
                       "first, or remove it with --force",
                       p->name);
    if (!store_project_remove(r->store, p->id, err))
        return false;
    fputs("removed ", stdout);
    cli_put(stdout, str_c(p->name));
    fputs(p->dir_exists ? "; its folder is as it was\n" : "\n", stdout);
    return true;
}

static bool remove_project(const Request *r, Err *err)
{
    Project p = {0};
    bool ok = find_project(r, &p, err) && remove_known(r, &p, err);
    project_deinit(&p);
    return ok;
}

static const struct {
    const char *name;
    int min_args, max_args;
    bool (*run)(const Request *r, Err *err);
} verbs[] = {
    {"list", 0, 0, list},
    {"add", 0, 1, add},
    {"info", 0, 1, info},
    {"restore", 1, 1, restore},
    {"remove", 1, 1, remove_project},
};

// The row of verbs; -1 with a sentence if the words do not fit.
static int find_verb(int argc, char **argv, Err *err)
{
    if (argc < 2) {
        err_set(err, "project needs list, add, info, restore or remove");
        return -1;
    }
    for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
        if (strcmp(argv[1], verbs[i].name) != 0)
            continue;
        if (argc - 2 >= verbs[i].min_args && argc - 2 <= verbs[i].max_args)
            return (int)i;
        err_set(err, "project %s takes %s project", verbs[i].name,
                verbs[i].max_args == 0 ? "no" : "one");
        return -1;
    }
    err_set(err, "there is no 'project %s'", argv[1]);
    return -1;
}

int cli_project(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    Request r = {0};
    const CliOption options[] = {
        {"--json", &r.json, NULL}, {"--force", &r.force, NULL}, {"--to", NULL, &r.to}};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, &err))
        return cli_misuse(&err, "project");
    int verb = find_verb(argc, argv, &err);
    if (verb < 0)
        return cli_misuse(&err, "project");
    r.arg = argc > 2 ? argv[2] : NULL;
    r.store = cli_store(&err);
    bool ok = r.store && verbs[verb].run(&r, &err);
    store_close(r.store);
    return ok ? CLI_OK : cli_fail(&err);
}
