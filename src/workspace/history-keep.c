#include "workspace/history-keep.h"
#include "base/clock.h"
#include "store/store.h"
#include "workspace/inner.h"

enum { ADDED_MAX = 200 }; // versions after which history is tidied up again

typedef struct {
    Strings globs; // owned
} RulesJob;

static void add_globs(Texts globs, Strings *out)
{
    for (size_t i = 0; i < globs.n; i++)
        vec_push(out, xstrdup(globs.p[i]));
}

void history_keep_globs(const Workspace *ws, Strings *out)
{
    add_globs(ws->options.history_secrets, out);
    add_globs(ws->options.history_exclude, out);
}

void history_keep_tell(const Workspace *ws, Store *s)
{
    Strings globs = {0};
    history_keep_globs(ws, &globs);
    store_set_excluded(s, (const char *const *)globs.p, globs.n);
    history_globs_deinit(&globs);
}

void history_globs_deinit(Strings *globs)
{
    VEC_EACH (char *, g, globs)
        free(*g);
    vec_deinit(globs);
}

static bool rules_work(Store *s, int64_t project, void *arg, Err *err)
{
    const RulesJob *j = arg;
    (void)project;
    (void)err;
    store_set_excluded(s, (const char *const *)j->globs.p, j->globs.n);
    return true;
}

// That the store cannot be opened is said by its first task.
static void rules_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    RulesJob *j = arg;
    (void)ws;
    (void)ok;
    (void)err;
    history_globs_deinit(&j->globs);
    free(j);
}

void history_keep_start(Workspace *ws)
{
    RulesJob *j = NEW(RulesJob);
    history_keep_globs(ws, &j->globs);
    ws->history_keep.rules_at = ws->option_set.stamp;
    storeq_push(ws->store, (StoreTask){rules_work, rules_done, j});
}

typedef struct {
    HistoryLimits limits;
    HistoryTrimmed trimmed;
} TrimJob;

static bool trim_work(Store *s, int64_t project, void *arg, Err *err)
{
    TrimJob *j = arg;
    return store_history_trim(s, project, &j->limits, &j->trimmed, err);
}

// Saves come in between: each slice is a task of its own.
static void trim_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    TrimJob *j = arg;
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_WARNING, "%s", err_text(err));
    if (ok && j->trimmed.more && !ws->history_keep.leaving) {
        storeq_push(ws->store, (StoreTask){trim_work, trim_done, j});
        return;
    }
    if (j->trimmed.versions)
        ws->history_keep.changes++;
    ws->history_keep.tidying = false;
    free(j);
}

static void tidy(Workspace *ws)
{
    const Options *o = &ws->options;
    HistoryKeep *k = &ws->history_keep;
    TrimJob *j = NEW(TrimJob);
    j->limits = (HistoryLimits){.max_days = o->history_days,
                                .max_entries = o->history_entries,
                                .max_bytes = (int64_t)o->history_mb * 1000000,
                                .merge_s = o->history_merge_s,
                                .now_ms = clock_wall_ms()};
    k->tidying = k->tidied = true;
    k->added = 0;
    storeq_push(ws->store, (StoreTask){trim_work, trim_done, j});
}

void history_keep_settle(Workspace *ws)
{
    HistoryKeep *k = &ws->history_keep;
    if (k->rules_at != ws->option_set.stamp)
        history_keep_start(ws);
    bool due = !k->tidied || k->added >= ADDED_MAX;
    if (due && !k->tidying && !ws->scan && !storeq_is_busy(ws->store))
        tidy(ws);
}

void history_keep_added(Workspace *ws)
{
    ws->history_keep.added++;
    ws->history_keep.changes++;
}

static bool point_work(Store *s, int64_t project, void *arg, Err *err)
{
    const HistoryPoint p = {.automatic = true, .path = (char *)"", .name = arg};
    (void)err;
    (void)store_point_add(s, project, &p, NULL); // a history without versions has no points
    return true;
}

static void point_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    (void)ok;
    (void)err;
    ws->history_keep.changes++;
    free(arg);
}

void record_point(Workspace *ws, const char *name)
{
    if (ws->store && ws->options.history_on)
        storeq_push(ws->store, (StoreTask){point_work, point_done, xstrdup(name)});
}
