// The store lives on workers: tasks run one at a time, in order, so that it needs no lock.
#include "workspace/inner.h"
#include "loop/loop.h"
#include "store/store.h"

struct StoreQueue {
    Workspace *ws;       // borrowed
    Vec(StoreTask) todo; // waiting, oldest first
    StoreTask now;       // the one that runs, if `running`
    bool running;
    Store *store;    // owned; touched by the running job only
    int64_t project; // id, 0 until opened
    bool ok;         // of the task that runs
    Err err;
};

static bool open_store(StoreQueue *q)
{
    if (!q->store)
        q->store = store_open(NULL, &q->err);
    if (q->store && !q->project)
        q->project = store_project_open(q->store, q->ws->root, &q->err);
    return q->project != 0;
}

static void work(void *arg, const atomic_bool *cancelled)
{
    StoreQueue *q = arg;
    (void)cancelled;
    q->ok = open_store(q) && q->now.work(q->store, q->project, q->now.job, &q->err);
}

static void start_next(StoreQueue *q);

static void done(void *arg, bool cancelled)
{
    StoreQueue *q = arg;
    (void)cancelled;
    q->running = false;
    q->now.done(q->ws, q->now.job, q->ok, &q->err);
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

StoreQueue *storeq_new(Workspace *ws)
{
    StoreQueue *q = NEW(StoreQueue);
    q->ws = ws;
    return q;
}

void storeq_free(StoreQueue *q)
{
    if (!q)
        return;
    while (storeq_is_busy(q))
        loop_turn(q->ws->loop, -1);
    vec_deinit(&q->todo);
    store_close(q->store);
    err_deinit(&q->err);
    free(q);
}

void storeq_push(StoreQueue *q, StoreTask task)
{
    vec_push(&q->todo, task);
    start_next(q);
}

void storeq_push_first(StoreQueue *q, StoreTask task)
{
    vec_insert(&q->todo, 0, task);
    start_next(q);
}

bool storeq_is_busy(const StoreQueue *q)
{
    return q && (q->running || q->todo.n > 0);
}

bool storeq_is_open(const StoreQueue *q)
{
    return q->project != 0;
}
