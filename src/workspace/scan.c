// Taking the whole project into the store while the user works: what git tracks can then be brought
// back even if the folder is gone.
#include "base/path.h"
#include "loop/loop.h"
#include "store/store.h"
#include "workspace/inner.h"

typedef struct {
    Workspace *ws; // main thread only
    char *root;    // owned
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
    err_deinit(&j->err);
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
    if (!is_project(ws->root))
        return;
    ScanJob *j = NEW(ScanJob);
    *j = (ScanJob){.ws = ws, .root = xstrdup(ws->root)};
    ws->scan = loop_job_new(ws->loop, scan_work, scan_done, j);
}
