#include "loop/inner.h"

#include "base/bug.h"

static void on_wake(uv_async_t *wake)
{
    loop_fired(CONTAINER_OF(wake, Loop, wake));
}

static void on_deadline(uv_timer_t *deadline)
{
    uv_stop(&CONTAINER_OF(deadline, Loop, deadline)->uv);
}

Loop *loop_new(void)
{
    Loop *l = NEW(Loop);
    BUG_ON(uv_loop_init(&l->uv) != 0);
    BUG_ON(uv_async_init(&l->uv, &l->wake, on_wake) != 0);
    BUG_ON(uv_timer_init(&l->uv, &l->deadline) != 0);
    return l;
}

void loop_handle_made(Loop *l)
{
    l->nhandles++;
}

void loop_handle_gone(Loop *l)
{
    BUG_ON(l->nhandles == 0);
    l->nhandles--;
}

static void drain_jobs(Loop *l)
{
    l->closing = true; // `done` may queue further jobs
    loop_jobs_cancel(l);
    while (l->njobs)
        loop_turn(l, -1);
}

void loop_free(Loop *l)
{
    if (!l)
        return;
    BUG_ON(l->turning);
    drain_jobs(l);
    loop_children_deinit(l);
    loop_watches_deinit(l);
    BUG_ON(l->nhandles != 0);
    uv_close((uv_handle_t *)&l->wake, NULL);
    uv_close((uv_handle_t *)&l->deadline, NULL);
    while (uv_run(&l->uv, UV_RUN_DEFAULT) != 0)
        ;
    BUG_ON(uv_loop_close(&l->uv) != 0);
    vec_deinit(&l->unstarted);
    free(l);
}

/* Run callbacks, after a sleep of at most timeout_ms; true if there were any. */
static bool run(Loop *l, int timeout_ms)
{
    l->fired = false;
    if (timeout_ms > 0) {
        uv_update_time(&l->uv); // else the time since the last turn would count as waited
        BUG_ON(uv_timer_start(&l->deadline, on_deadline, (uint64_t)timeout_ms, 0) != 0);
    }
    uv_run(&l->uv, timeout_ms == 0 ? UV_RUN_NOWAIT : UV_RUN_ONCE);
    uv_timer_stop(&l->deadline);
    return l->fired;
}

void loop_turn(Loop *l, int timeout_ms)
{
    BUG_ON(l->turning);
    l->turning = true;
    if (timeout_ms == 0 || !loop_jobs_may_wait(l) || !run(l, JOB_PAUSE_MS)) {
        loop_jobs_start(l);
        run(l, timeout_ms);
    }
    l->turning = false;
}

void loop_wake(Loop *l)
{
    uv_async_send(&l->wake);
}

size_t loop_pending(const Loop *l)
{
    return l->njobs;
}
