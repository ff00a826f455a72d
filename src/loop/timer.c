#include "loop/inner.h"

#include "base/bug.h"

struct LoopTimer {
    uv_timer_t uv;
    Loop *loop;
    void (*fire)(void *arg);
    void *arg;
};

static void on_timer(uv_timer_t *uv)
{
    LoopTimer *t = CONTAINER_OF(uv, LoopTimer, uv);
    loop_fired(t->loop);
    t->fire(t->arg);
}

LoopTimer *loop_timer_new(Loop *l, void (*fire)(void *arg), void *arg)
{
    LoopTimer *t = NEW(LoopTimer);
    t->loop = l;
    t->fire = fire;
    t->arg = arg;
    BUG_ON(uv_timer_init(&l->uv, &t->uv) != 0);
    loop_handle_made(l);
    return t;
}

void loop_timer_set(LoopTimer *t, int ms)
{
    if (ms < 0) {
        uv_timer_stop(&t->uv);
        return;
    }
    uv_update_time(&t->loop->uv); // count from now, not from when the turn began
    BUG_ON(uv_timer_start(&t->uv, on_timer, (uint64_t)ms, 0) != 0);
}

static void on_closed(uv_handle_t *handle)
{
    free(CONTAINER_OF(handle, LoopTimer, uv));
}

void loop_timer_free(LoopTimer *t)
{
    if (!t)
        return;
    loop_handle_gone(t->loop);
    uv_close((uv_handle_t *)&t->uv, on_closed);
}
