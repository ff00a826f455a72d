// codelab project new: a folder to begin with.
#include "app/cli-file.h"
#include "app/cli-project.h"
#include "app/cli-talk.h"

#include "base/fs-tree.h"
#include "base/fs.h"
#include "base/mem.h"
#include "run/run.h"

#include <stdio.h>

bool project_templates(const ProjectRequest *r, Err *err)
{
    JsonOut w = {.out = r->out};
    (void)err;
    if (r->json) {
        json_out_object(&w, NULL);
        json_out_array(&w, "templates");
    }
    for (const Template *t = template_all; t->name; t++) {
        if (!r->json) {
            printf("%-12s  %-12s  %s\n", t->name, t->title, t->run);
            continue;
        }
        json_out_object(&w, NULL);
        json_out_str(&w, "name", str_c(t->name));
        json_out_str(&w, "title", str_c(t->title));
        json_out_str(&w, "main", str_c(t->main));
        json_out_str(&w, "run", str_c(t->run));
        json_out_str(&w, "test", str_c(t->test));
        json_out_end(&w);
    }
    if (r->json) {
        json_out_end(&w);
        json_out_end(&w);
    }
    return true;
}

static void tell(const ProjectRequest *r, const Project *p, const Template *t)
{
    if (r->json) {
        JsonOut w = {.out = r->out};
        json_out_object(&w, NULL);
        project_put(&w, p);
        json_out_str(&w, "template", str_c(t->name));
        json_out_str(&w, "main", str_c(t->main));
        json_out_str(&w, "run", str_c(t->run));
        json_out_str(&w, "test", str_c(t->test));
        json_out_end(&w);
        return;
    }
    cli_put(stdout, str_c(p->name));
    fputs(" is made in ", stdout);
    cli_put(stdout, str_c(p->dir));
    printf("; there:\n    codelab %s\n    codelab run -- %s\n    codelab run -- %s\n", t->main,
           t->run, t->test);
}

static bool make(const ProjectRequest *r, const Template *t, const char *dir, Err *err)
{
    int64_t nfiles;
    Project p = {0};
    bool is_new = !fs_exists(dir);
    if (!template_write(t, dir, str_c(r->arg), err) || !project_take_in(r, dir, &p, &nfiles, err))
        return false;
    if (is_new) // all that is in it came of the user's own word
        cli_trust(r->store, dir);
    tell(r, &p, t);
    project_deinit(&p);
    return true;
}

bool project_new(const ProjectRequest *r, Err *err)
{
    const Template *t = r->template ? template_find(r->template, err) : NULL;
    if (!r->template)
        return err_set(err, "project new needs --template; codelab project templates lists them");
    if (!t || !template_name_is_fit(str_c(r->arg), err))
        return false;
    AUTO(free) char *dir = cli_absolute(r->to ? r->to : r->arg, err);
    return dir && make(r, t, dir, err);
}
