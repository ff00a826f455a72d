// Descriptors.  Those the kernel cannot wait for (files, /dev/null) are always ready, as read(2)
// on them never blocks.
#include "loop/inner.h"

#include "base/bug.h"

#include <fcntl.h>

struct LoopFd {
    union {
        uv_handle_t any;
        uv_poll_t poll;
        uv_idle_t idle; // with `always`
    } uv;
    Loop *loop;
    void (*ready)(void *arg);
    void (*writable)(void *arg); // NULL: not wanted
    void *arg;
    bool always;
    bool paused;
    bool freed; // the memory lives on until libuv lets go of it
};

static void tell(LoopFd *h, bool readable, bool writable)
{
    loop_fired(h->loop);
    if (readable && !h->paused && !h->freed)
        h->ready(h->arg);
    if (writable && h->writable && !h->freed)
        h->writable(h->arg);
}

static void on_idle(uv_idle_t *idle)
{
    tell(idle->data, true, true);
}

static void start(LoopFd *h);

static void on_poll(uv_poll_t *poll, int status, int events)
{
    LoopFd *h = poll->data;
    if (status < 0) {
        // An error condition, which libuv answers by not listening any more.  The owner finds it by
        // reading or writing; one who goes on all the same is told again.
        tell(h, true, true);
        if (!h->freed)
            start(h);
        return;
    }
    tell(h, events & UV_READABLE, events & UV_WRITABLE);
}

/* Listen for what is wanted now. */
static void start(LoopFd *h)
{
    int events = (h->paused ? 0 : UV_READABLE) | (h->writable ? UV_WRITABLE : 0);
    int r = 0;
    if (h->always)
        r = events ? uv_idle_start(&h->uv.idle, on_idle) : uv_idle_stop(&h->uv.idle);
    else
        r = events ? uv_poll_start(&h->uv.poll, events, on_poll) : uv_poll_stop(&h->uv.poll);
    BUG_ON(r != 0);
}

LoopFd *loop_fd_new(Loop *l, int fd, void (*ready)(void *arg), void *arg)
{
    LoopFd *h = NEW(LoopFd);
    *h = (LoopFd){.loop = l, .ready = ready, .arg = arg};
    int flags = fcntl(fd, F_GETFL);
    BUG_ON(flags < 0);
    int r = uv_poll_init(&l->uv, &h->uv.poll, fd);
    if (r == UV_EPERM) {
        h->always = true;
        r = uv_idle_init(&l->uv, &h->uv.idle);
    } else {
        // libuv made it nonblocking.  The flag belongs to the open file, which a terminal shares
        // with the shell that started us, so it stays as the owner has set it.
        (void)fcntl(fd, F_SETFL, flags); // it could be read, so it can be set
    }
    BUG_ON(r != 0); // a descriptor has one handle at a time
    h->uv.any.data = h;
    start(h);
    loop_handle_made(l);
    return h;
}

void loop_fd_want_write(LoopFd *h, bool on, void (*writable)(void *arg))
{
    bool was_on = h->writable;
    h->writable = on ? writable : NULL;
    if (on != was_on)
        start(h);
}

void loop_fd_pause(LoopFd *h, bool paused)
{
    bool was_paused = h->paused;
    h->paused = paused;
    if (paused != was_paused)
        start(h);
}

static void on_closed(uv_handle_t *handle)
{
    free(handle->data);
}

void loop_fd_free(LoopFd *h)
{
    if (!h)
        return;
    h->freed = true;
    loop_handle_gone(h->loop);
    uv_close(&h->uv.any, on_closed);
}
