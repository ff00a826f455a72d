// The store lives on workers: tasks run one at a time, in order, so that it needs no lock.
#include "workspace/inner.h"
#include "base/log.h"
#include "loop/loop.h"
#include "review/review.h"
#include "store/store.h"

#include <errno.h>

enum {
    RETRY_MS = 2000,
    PATIENCE_MS = 500, // of the journal with locks: an edit is to be somewhere within a second
};

typedef struct {
    StoreTask task;
    bool lasts; // it waits where the database is locked
} Entry;

struct StoreQueue {
    Workspace *ws;   // borrowed
    bool speaks;     // of what keeps all tasks from the store
    Vec(Entry) todo; // waiting, oldest first
    Entry now;       // the one that runs, if `running`
    bool running;
    Store *store;    // owned; touched by the running job only
    int64_t project; // id, 0 until opened
    bool ok;         // of the task that runs
    Err err;
    LoopTimer *retry; // owned; until the first one is tried again
    bool in_trouble;  // the user was told, and not yet that it is over
    bool hopeless;    // we leave, and nothing more can be written
};

static bool open_store(StoreQueue *q)
{
    if (!q->store)
        q->store = store_open(NULL, &q->err);
    if (q->store && !q->speaks)
        store_set_patience(q->store, PATIENCE_MS);
    if (q->store && !q->project) {
        q->project = store_project_open(q->store, q->ws->root, &q->err);
        // what cannot be finished now waits: codelab review tells why
        if (q->project && q->speaks)
            (void)review_recover(q->store, q->project, NULL, NULL);
    }
    return q->project != 0;
}

static void work(void *arg, const atomic_bool *cancelled)
{
    StoreQueue *q = arg;
    (void)cancelled;
    q->ok = !q->hopeless && open_store(q) &&
            q->now.task.work(q->store, q->project, q->now.task.job, &q->err);
}

static void start_next(StoreQueue *q);

// The database is out of reach, whatever the task was.
static bool is_out_of_reach(const StoreQueue *q)
{
    int code = q->err.code;
    return !q->project || code == EBUSY || code == ENOSPC || code == EROFS || code == EIO;
}

// One word for all tasks that fail of the same, and one when that is over.
static void tell(StoreQueue *q)
{
    bool was = q->in_trouble;
    q->in_trouble = !q->ok && is_out_of_reach(q);
    if (q->speaks && was && !q->in_trouble)
        message_say(q->ws, MESSAGE_INFO, "history is kept again");
    if (was || !q->in_trouble || !q->speaks)
        return;
    if (q->err.code == EBUSY)
        message_say(q->ws, MESSAGE_WARNING,
                    "another program locks the database: history waits until it is free again");
    else
        message_say(q->ws, MESSAGE_ERROR, "history is not kept: %s", err_text(&q->err));
}

// True if the task has to wait for the lock of another program.
static bool waits(StoreQueue *q)
{
    bool locked = !q->ok && q->err.code == EBUSY, leaving = q->ws->history_keep.leaving;
    q->hopeless = q->hopeless || (locked && leaving);
    if (!locked || leaving || !q->now.lasts)
        return false;
    vec_insert(&q->todo, 0, q->now);
    err_deinit(&q->err);
    loop_timer_set(q->retry, RETRY_MS);
    return true;
}

static void done(void *arg, bool cancelled)
{
    StoreQueue *q = arg;
    (void)cancelled;
    q->running = false;
    if (!q->ok && q->err.msg)
        log_at(LOG_WARN, "store", "a task failed: %s", err_text(&q->err));
    tell(q);
    if (waits(q))
        return;
    q->now.task.done(q->ws, q->now.task.job, q->ok, &q->err);
    err_deinit(&q->err);
    start_next(q);
}

static void start_next(StoreQueue *q)
{
    if (q->running || q->todo.n == 0)
        return;
    q->now = q->todo.p[0];
    vec_remove(&q->todo, 0, 1);
    q->running = true;
    q->ok = false;
    loop_job_new(q->ws->loop, work, done, q);
}

static void on_retry(void *arg)
{
    start_next(arg);
}

StoreQueue *storeq_new(Workspace *ws, bool speaks)
{
    StoreQueue *q = NEW(StoreQueue);
    q->ws = ws;
    q->speaks = speaks;
    q->retry = loop_timer_new(ws->loop, on_retry, q);
    return q;
}

void storeq_free(StoreQueue *q)
{
    if (!q)
        return;
    start_next(q); // what waits for a lock is tried once more
    while (storeq_is_busy(q))
        loop_turn(q->ws->loop, -1);
    loop_timer_free(q->retry);
    vec_deinit(&q->todo);
    store_close(q->store);
    err_deinit(&q->err);
    free(q);
}

void storeq_push(StoreQueue *q, StoreTask task)
{
    vec_push(&q->todo, ((Entry){.task = task}));
    start_next(q);
}

void storeq_push_lasting(StoreQueue *q, StoreTask task)
{
    vec_push(&q->todo, ((Entry){task, true}));
    start_next(q);
}

void storeq_push_first(StoreQueue *q, StoreTask task)
{
    vec_insert(&q->todo, 0, ((Entry){.task = task}));
    start_next(q);
}

bool storeq_is_busy(const StoreQueue *q)
{
    return q && (q->running || q->todo.n > 0);
}

bool storeq_is_open(const StoreQueue *q)
{
    return q->project != 0 && !q->in_trouble;
}
