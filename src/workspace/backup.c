// A copy of the database now and then, on a worker, while the user works.
#include "base/clock.h"
#include "loop/loop.h"
#include "store/store.h"
#include "workspace/inner.h"

enum { FIRST_MS = 60 * 1000, HOUR_MS = 60 * 60 * 1000 };

typedef struct {
    Workspace *ws; // main thread only
    int keep;
    int64_t interval_ms;
    Err err;
    bool ok;
} BackupJob;

// The newest may be of another codelab, or of the command line.
static bool is_due(Store *s, int64_t interval_ms)
{
    Backups all = {0};
    bool listed = store_backups(s, &all, NULL);
    int64_t age = listed && all.n ? clock_wall_ms() - all.p[0].time_ms : INT64_MAX;
    bool due = listed && (age >= interval_ms || age < 0); // the clock may have jumped back
    backups_deinit(&all);
    return due;
}

static bool make(Store *s, int keep, Err *err)
{
    Backup made;
    if (!store_backup(s, keep, &made, err))
        return false;
    const AuditEntry e = {.kind = STR("backup"), .subject = str_c(made.path)};
    bool ok = !made.path || store_audit_add(s, &e, err);
    backup_deinit(&made);
    return ok;
}

// A store of its own: saves do not wait for it.
static void backup_work(void *arg, const atomic_bool *cancelled)
{
    BackupJob *j = arg;
    Store *s = store_open(NULL, &j->err);
    if (!s)
        return;
    store_set_cancel(s, cancelled);
    j->ok = !is_due(s, j->interval_ms) || make(s, j->keep, &j->err);
    store_close(s);
}

static void backup_done(void *arg, bool cancelled)
{
    BackupJob *j = arg;
    j->ws->backup.job = NULL;
    if (!j->ok && !cancelled)
        message_say(j->ws, MESSAGE_WARNING, "%s", err_text(&j->err));
    err_deinit(&j->err);
    free(j);
}

static void on_timer(void *arg)
{
    Workspace *ws = arg;
    int hours = ws->options.backup_hours;
    loop_timer_set(ws->backup.timer, HOUR_MS);
    if (hours == 0 || ws->backup.job)
        return;
    BackupJob *j = NEW(BackupJob);
    *j = (BackupJob){
        .ws = ws, .keep = ws->options.backup_keep, .interval_ms = (int64_t)hours * HOUR_MS};
    ws->backup.job = loop_job_new(ws->loop, backup_work, backup_done, j);
}

void backup_start(Workspace *ws)
{
    ws->backup.timer = loop_timer_new(ws->loop, on_timer, ws);
    loop_timer_set(ws->backup.timer, FIRST_MS);
}

void backup_stop(Workspace *ws)
{
    if (ws->backup.timer)
        loop_timer_free(steal(&ws->backup.timer));
    if (ws->backup.job)
        loop_job_cancel(ws->backup.job);
}
