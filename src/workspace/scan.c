// Taking the whole project into the store while the user works: what git tracks can then be brought
// back even if the folder is gone.
#include "base/path.h"
#include "loop/loop.h"
#include "store/store.h"
#include "workspace/inner.h"

typedef struct {
    Workspace *ws; // main thread only
    char *root;    // owned
    Strings globs; // owned; of what is not kept
    Err err;
    bool ok;
} ScanJob;

// A store of its own: saves do not wait for it.
static void scan_work(void *arg, const atomic_bool *cancelled)
{
    ScanJob *j = arg;
    int64_t n = 0, project;
    Store *s = store_open(NULL, &j->err);
    if (!s)
        return;
    store_set_cancel(s, cancelled);
    store_set_excluded(s, (const char *const *)j->globs.p, j->globs.n);
    project = store_project_open(s, j->root, &j->err);
    j->ok = project && store_project_scan(s, project, &n, &j->err);
    store_close(s);
}

static void scan_done(void *arg, bool cancelled)
{
    ScanJob *j = arg;
    j->ws->scan = NULL;
    if (!j->ok && !cancelled && storeq_is_open(j->ws->store))
        message_say(j->ws, MESSAGE_WARNING, "not all of the project is kept in the store: %s",
                    err_text(&j->err));
    history_keep_added(j->ws);
    err_deinit(&j->err);
    history_globs_deinit(&j->globs);
    free(j->root);
    free(j);
}

// Folders that say they are projects; never a home or the whole disk.
static bool is_project(const char *root)
{
    const char *home = getenv("HOME");
    AUTO(free) char *git = path_join(root, ".git");
    AUTO(free) char *own = path_join(root, ".codelab");
    if (home && path_within(root, home))
        return false;
    return fs_exists(git) || fs_exists(own);
}

void scan_start(Workspace *ws)
{
    const Options *o = &ws->options;
    if (!is_project(ws->root) || !o->history_on || !o->history_external)
        return;
    ScanJob *j = NEW(ScanJob);
    *j = (ScanJob){.ws = ws, .root = xstrdup(ws->root)};
    history_keep_globs(ws, &j->globs);
    ws->scan = loop_job_new(ws->loop, scan_work, scan_done, j);
}
