#include "loop/inner.h"

#include "base/bug.h"

struct LoopSignal {
    uv_signal_t uv;
    Loop *loop;
    void (*caught)(void *arg, int signo);
    void *arg;
};

static void on_signal(uv_signal_t *uv, int signo)
{
    LoopSignal *s = CONTAINER_OF(uv, LoopSignal, uv);
    loop_fired(s->loop);
    s->caught(s->arg, signo);
}

LoopSignal *loop_signal_new(Loop *l, int signo, void (*caught)(void *arg, int signo), void *arg)
{
    LoopSignal *s = NEW(LoopSignal);
    s->loop = l;
    s->caught = caught;
    s->arg = arg;
    BUG_ON(uv_signal_init(&l->uv, &s->uv) != 0);
    BUG_ON(uv_signal_start(&s->uv, on_signal, signo) != 0);
    loop_handle_made(l);
    return s;
}

static void on_closed(uv_handle_t *handle)
{
    free(CONTAINER_OF(handle, LoopSignal, uv));
}

void loop_signal_free(LoopSignal *s)
{
    if (!s)
        return;
    loop_handle_gone(s->loop);
    uv_close((uv_handle_t *)&s->uv, on_closed);
}
