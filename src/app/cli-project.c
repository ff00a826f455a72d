#include "app/cli-file.h"
#include "app/cli-project.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/fs.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/path.h"

static const char help[] =
    "usage: codelab project new NAME --template T [--to DIR]\n"
    "       codelab project templates\n"
    "       codelab project list [--removed | --names]\n"
    "       codelab project add [DIR]\n"
    "       codelab project info [PROJECT]   (stats is the same)\n"
    "       codelab project rename PROJECT NAME\n"
    "       codelab project move PROJECT DIR\n"
    "       codelab project remove [--force] PROJECT\n"
    "       codelab project restore PROJECT [--to DIR]\n"
    "       codelab project export [PROJECT] [--to FILE] [--no-history] [--force]\n"
    "       codelab project import FILE [--to DIR]\n"
    "       codelab project gc [--older-than DAYS]\n"
    "       codelab project verify [PROJECT]\n"
    "\n"
    "A project is a folder whose files codelab keeps in its database: it can be rebuilt from\n"
    "there alone.  PROJECT is its folder or its name; the project of the current folder if left\n"
    "out.  A folder that was moved is known again when it is opened.\n"
    "\n"
    "  new        make a folder with the files of a template, and a project of it\n"
    "  templates  what there is to begin with\n"
    "  list       the projects, the last opened first\n"
    "  add        take a folder in, or what is new in it (without what git ignores)\n"
    "  info       files, versions and sizes of one\n"
    "  rename     call it by another name\n"
    "  move       its folder is another one, such as a copy on a new disk\n"
    "  remove     set it aside; restore takes it back until gc forgets it; its folder is left\n"
    "             alone\n"
    "  restore    take back what was removed; if its folder is gone, or with --to, write all its\n"
    "             files there again, where nothing or an empty folder may be\n"
    "  export     write it into one file, NAME.codelab, with all its versions or the newest alone\n"
    "  import     make a project of such a file, in a new folder\n"
    "  gc         forget what was removed 30 days ago or more, and give room back to the disk\n"
    "  verify     read every version of it, or of all projects, against its hash; 1 if one is\n"
    "             damaged\n"
    "\n"
    "  --json             for programs: one object\n"
    "  --to DIR           make, restore, write it there\n"
    "  --no-history       only the newest version of each file\n"
    "  --removed          list what was removed instead\n"
    "  --names            list their names alone, one a line\n"
    "  --force            remove it even if its folder is gone; export over a file\n"
    "  --older-than DAYS  forget what was removed so many days ago; 0: all\n";

void project_put(JsonOut *w, const Project *p)
{
    json_out_str(w, "name", str_c(p->name));
    json_out_str(w, "dir", str_c(p->dir));
    json_out_bool(w, "exists", p->dir_exists);
    json_out_int(w, "opened_ms", p->opened_ms);
    json_out_int(w, "files", p->nfiles);
    json_out_int(w, "size", p->nbytes);
}

static void put_list_json(const ProjectRequest *r, const Projects *list)
{
    JsonOut w = {.out = r->out};
    json_out_object(&w, NULL);
    json_out_array(&w, "projects");
    VEC_EACH (Project, p, list) {
        json_out_object(&w, NULL);
        project_put(&w, p);
        json_out_end(&w);
    }
    json_out_end(&w);
    json_out_end(&w);
}

static void put_list(const Projects *list, bool names)
{
    VEC_EACH (Project, p, list) {
        if (names) {
            cli_put(stdout, str_c(p->name));
            putchar('\n');
            continue;
        }
        AUTO(free) char *when = cli_time(p->opened_ms);
        AUTO(free) char *size = cli_size(p->nbytes);
        printf("%s  %6lld files  %8s  ", when, (long long)p->nfiles, size);
        cli_put(stdout, str_c(p->name));
        fputs("  ", stdout);
        cli_put(stdout, str_c(p->dir));
        puts(p->dir_exists ? "" : "  (folder missing)");
    }
}

static bool list(const ProjectRequest *r, Err *err)
{
    Projects all = {0};
    if (r->removed)
        return project_list_removed(r, err);
    if (!store_project_list(r->store, &all, err))
        return false;
    if (r->json)
        put_list_json(r, &all);
    else
        put_list(&all, r->names);
    projects_deinit(&all);
    return true;
}

bool project_find(const ProjectRequest *r, Project *out, Err *err)
{
    if (!r->arg)
        return cli_project_here(r->store, out, err);
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

bool project_take_in(const ProjectRequest *r, const char *dir, Project *out, int64_t *nfiles,
                     Err *err)
{
    int64_t id = store_project_open(r->store, dir, err);
    if (id)
        cli_obey(r->store, id);
    return id && store_project_scan(r->store, id, nfiles, err) &&
           store_project_get(r->store, id, out, err);
}

static void tell_added(const ProjectRequest *r, const Project *p, int64_t nfiles)
{
    AUTO(free) char *size = cli_size(p->nbytes);
    if (r->json) {
        JsonOut w = {.out = r->out};
        json_out_object(&w, NULL);
        project_put(&w, p);
        json_out_int(&w, "changed", nfiles);
        json_out_end(&w);
        return;
    }
    cli_put(stdout, str_c(p->name));
    printf(": %lld files (%s), %lld of them new or changed\n", (long long)p->nfiles, size,
           (long long)nfiles);
}

static bool add(const ProjectRequest *r, Err *err)
{
    AUTO(free) char *dir = cli_absolute(r->arg ? r->arg : ".", err);
    int64_t nfiles;
    Project p = {0};
    if (!dir)
        return false;
    if (!fs_is_dir(dir))
        return err_set(err, "cannot add '%s': it is no folder", dir);
    if (!project_take_in(r, dir, &p, &nfiles, err))
        return false;
    tell_added(r, &p, nfiles);
    warn_skipped(r->store, p.id);
    project_deinit(&p);
    return true;
}

static void put_info_json(const ProjectRequest *r, const Project *p, const ProjectStats *stats,
                          const SkippedFiles *skipped)
{
    JsonOut w = {.out = r->out};
    json_out_object(&w, NULL);
    project_put(&w, p);
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

static bool info(const ProjectRequest *r, Err *err)
{
    Project p = {0};
    ProjectStats stats;
    SkippedFiles skipped = {0};
    bool ok = project_find(r, &p, err) && store_project_stats(r->store, p.id, &stats, err) &&
              store_project_skipped(r->store, p.id, &skipped, err);
    if (ok && r->json)
        put_info_json(r, &p, &stats, &skipped);
    else if (ok)
        put_info(&p, &stats, &skipped);
    skipped_files_deinit(&skipped);
    project_deinit(&p);
    return ok;
}

static const struct {
    const char *name;
    int min_args, max_args;
    const char *words; // for the sentence about wrong use
    bool (*run)(const ProjectRequest *r, Err *err);
} verbs[] = {
    {"new", 1, 1, "one NAME", project_new},
    {"templates", 0, 0, "no further word", project_templates},
    {"list", 0, 0, "no project", list},
    {"add", 0, 1, "one folder", add},
    {"info", 0, 1, "one project", info},
    {"stats", 0, 1, "one project", info},
    {"rename", 2, 2, "a project and its new name", project_rename},
    {"move", 2, 2, "a project and its folder", project_move},
    {"remove", 1, 1, "one project", project_remove},
    {"restore", 1, 1, "one project", project_restore},
    {"export", 0, 1, "one project", project_export},
    {"import", 1, 1, "one file", project_import},
    {"gc", 0, 0, "no project", project_gc},
    {"verify", 0, 1, "one project", project_verify},
};

// The row of verbs; -1 with a sentence if the words do not fit.
static int find_verb(int argc, char **argv, Err *err)
{
    if (argc < 2) {
        err_set(err, "project needs a verb, such as list, add, info or new");
        return -1;
    }
    for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
        if (strcmp(argv[1], verbs[i].name) != 0)
            continue;
        if (argc - 2 >= verbs[i].min_args && argc - 2 <= verbs[i].max_args)
            return (int)i;
        err_set(err, "project %s takes %s", verbs[i].name, verbs[i].words);
        return -1;
    }
    err_set(err, "there is no 'project %s'", argv[1]);
    return -1;
}

static int run(int verb, ProjectRequest *r)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf out = BUF_INIT;
    r->out = &out;
    r->store = cli_store(&err);
    bool ok = r->store && verbs[verb].run(r, &err);
    if (out.n)
        puts(buf_c(&out));
    store_close(r->store);
    return ok ? CLI_OK : err.msg ? cli_fail(&err) : CLI_FAILED;
}

int cli_project(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    ProjectRequest r = {0};
    const CliOption options[] = {
        {"--json", &r.json, NULL},       {"--force", &r.force, NULL},
        {"--removed", &r.removed, NULL}, {"--names", &r.names, NULL},
        {"--to", NULL, &r.to},           {"--no-history", &r.no_history, NULL},
        {"--older-than", NULL, &r.days}, {"--template", NULL, &r.template},
    };
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, &err))
        return cli_misuse(&err, "project");
    int verb = find_verb(argc, argv, &err);
    if (verb < 0)
        return cli_misuse(&err, "project");
    r.arg = argc > 2 ? argv[2] : NULL;
    r.arg2 = argc > 3 ? argv[3] : NULL;
    return run(verb, &r);
}
