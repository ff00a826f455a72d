#include "workspace/inner.h"
#include "lang/lang.h"
#include "loop/loop.h"

struct Toolchains {
    const Lang *lang;
    LangVersions all; // owned; for the project
    LoopJob *job;     // NULL: nobody looks
};

typedef struct {
    Workspace *ws;
    const Lang *lang;
    char *project; // owned
    LangVersions found;
} Look;

static void look_work(void *arg, const atomic_bool *cancelled)
{
    Look *j = arg;
    (void)cancelled; // it is bounded by its own limits of time
    lang_installed(j->lang, j->project, &j->found);
}

static void look_done(void *arg, bool cancelled)
{
    Look *j = arg;
    Toolchains *t = j->ws->toolchains;
    t->job = NULL;
    if (!cancelled) {
        lang_versions_deinit(&t->all);
        t->lang = j->lang;
        t->all = j->found;
        j->found = (LangVersions){0};
        j->ws->palette.stale = true;
    }
    lang_versions_deinit(&j->found);
    free(j->project);
    free(j);
}

const Lang *toolchains_lang(const Workspace *ws, Err *err)
{
    const View *v = workspace_view(ws);
    const char *path = v ? v->doc->path : NULL;
    const Lang *l = path ? lang_for_file(path) : NULL;
    if (!l)
        err_set(err, "the active file is of no language that can be run");
    return l;
}

void toolchains_look(Workspace *ws, const Lang *l)
{
    if (!ws->toolchains)
        ws->toolchains = NEW(Toolchains);
    if (ws->toolchains->job)
        return;
    Look *j = NEW(Look);
    *j = (Look){.ws = ws, .lang = l, .project = xstrdup(ws->root)};
    ws->toolchains->job = loop_job_new(ws->loop, look_work, look_done, j);
}

bool toolchains_get(const Workspace *ws, const Lang *l, size_t i, const char **version,
                    const char **path)
{
    const Toolchains *t = ws->toolchains;
    if (!t || t->lang != l || i >= t->all.n)
        return false;
    *version = t->all.p[i].version;
    *path = t->all.p[i].path;
    return true;
}

void toolchains_stop(Workspace *ws)
{
    if (ws->toolchains && ws->toolchains->job)
        loop_job_cancel(ws->toolchains->job);
}

void toolchains_free(Toolchains *t)
{
    if (!t)
        return;
    lang_versions_deinit(&t->all);
    free(t);
}
