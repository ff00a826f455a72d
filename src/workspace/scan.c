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
    bool is_whole; // all of the folder is looked at
    bool is_run;   // `run` is what it is for
    RunWrites run;
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
    if (!j->is_run)
        j->ok = project && store_project_scan(s, project, &n, &j->err);
    else if (j->is_whole)
        j->ok = project && store_run_scan(s, project, &j->run, &n, &j->err);
    else
        j->ok = project && store_run_claim(s, project, &j->run, &j->err);
    store_close(s);
}

static void next(Workspace *ws);

static void scan_done(void *arg, bool cancelled)
{
    ScanJob *j = arg;
    j->ws->scan = NULL;
    if (!cancelled)
        next(j->ws);
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

static void start(Workspace *ws, const HistoryRun *run)
{
    ScanJob *j = NEW(ScanJob);
    *j = (ScanJob){.ws = ws, .root = xstrdup(ws->root), .is_whole = is_project(ws->root)};
    if (run) {
        j->is_run = true;
        j->run = (RunWrites){run->execution, run->start_ms};
    }
    history_keep_globs(ws, &j->globs);
    ws->scan = loop_job_new(ws->loop, scan_work, scan_done, j);
}

static bool is_wanted(const Workspace *ws)
{
    const Options *o = &ws->options;
    return ws->store && o->history_on && o->history_external && !ws->history_keep.leaving;
}

static void next(Workspace *ws)
{
    HistoryKeep *k = &ws->history_keep;
    if (k->runs.n == 0 || !is_wanted(ws))
        return;
    HistoryRun run = k->runs.p[0];
    vec_remove(&k->runs, 0, 1);
    start(ws, &run);
}

void scan_start(Workspace *ws)
{
    if (is_project(ws->root) && is_wanted(ws))
        start(ws, NULL);
}

void scan_run(Workspace *ws, HistoryRun run)
{
    bool before = !run.execution;
    if (!is_wanted(ws) || (before && (ws->scan || !is_project(ws->root))))
        return;
    vec_push(&ws->history_keep.runs, run);
    if (!ws->scan)
        next(ws);
}
