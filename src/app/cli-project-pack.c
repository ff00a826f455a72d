// codelab project export and import: a project in one file.
#include "app/cli-file.h"
#include "app/cli-note.h"
#include "app/cli-project.h"
#include "app/cli-talk.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <stdio.h>
#include <sys/stat.h>

static void tell_export(const ProjectRequest *r, const char *to, const ExportResult *e)
{
    JsonOut w = {.out = r->out};
    if (r->json) {
        json_out_object(&w, NULL);
        json_out_str(&w, "file", str_c(to));
        json_out_int(&w, "files", e->nfiles);
        json_out_int(&w, "versions", e->nversions);
        json_out_int(&w, "damaged", e->ndamaged);
        json_out_int(&w, "size", e->nbytes);
        json_out_end(&w);
        return;
    }
    AUTO(free) char *size = cli_size(e->nbytes);
    cli_put(stdout, str_c(to));
    printf(": %lld files, %lld versions, %s\n", (long long)e->nfiles, (long long)e->nversions,
           size);
}

// What is new in the folder comes along.
static bool take_in_news(const ProjectRequest *r, const Project *p, Err *err)
{
    int64_t nfiles;
    cli_obey(r->store, p->id);
    return !p->dir_exists || store_project_scan(r->store, p->id, &nfiles, err);
}

static bool export_to(const ProjectRequest *r, const Project *p, const char *to, Err *err)
{
    ExportResult e;
    if (!fs_is_gone(to) && !r->force)
        return err_set(err, "'%s' is there already; --force replaces it", to);
    umask(077); // at no moment may others read what was written
    if (!take_in_news(r, p, err) ||
        !store_project_export(r->store, p->id, to, !r->no_history, &e, err))
        return false;
    cli_note(r->store, "export", p->dir, to);
    tell_export(r, to, &e);
    return e.ndamaged == 0 ||
           err_set(err, "%lld damaged versions are not in it; codelab project verify names them",
                   (long long)e.ndamaged);
}

bool project_export(const ProjectRequest *r, Err *err)
{
    Project p = {0};
    if (!project_find(r, &p, err))
        return false;
    AUTO(free) char *name = xasprintf("%s.codelab", p.name);
    AUTO(free) char *to = cli_absolute(r->to ? r->to : name, err);
    bool ok = to && export_to(r, &p, to, err);
    project_deinit(&p);
    return ok;
}

static void tell_import(const ProjectRequest *r, const Project *p, const ImportResult *i)
{
    JsonOut w = {.out = r->out};
    if (r->json) {
        json_out_object(&w, NULL);
        project_put(&w, p);
        json_out_int(&w, "versions", i->nversions);
        json_out_int(&w, "links_left_out", i->nlinks);
        json_out_end(&w);
        return;
    }
    cli_put(stdout, str_c(p->name));
    printf(": %lld files, %lld versions, in ", (long long)i->nfiles, (long long)i->nversions);
    cli_put(stdout, str_c(p->dir));
    putchar('\n');
    if (i->nlinks)
        fprintf(stderr, "codelab: %lld links that led out of it are left out\n",
                (long long)i->nlinks);
}

bool project_import(const ProjectRequest *r, Err *err)
{
    ImportResult i;
    Project p = {0};
    AUTO(free) char *file = cli_absolute(r->arg, err);
    AUTO(free) char *here = cli_absolute(".", err);
    AUTO(free) char *to = r->to ? cli_absolute(r->to, err) : NULL;
    if (!file || !here || (r->to && !to))
        return false;
    const ImportPlace place = {to, here};
    bool ok = store_project_import(r->store, file, &place, &i, err) &&
              store_project_get(r->store, i.project, &p, err);
    if (ok) {
        cli_note(r->store, "import", p.dir, file);
        tell_import(r, &p, &i);
    }
    project_deinit(&p);
    return ok;
}
