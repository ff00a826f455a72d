#include "jail/gate/gate.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { RELAY_BYTES = 16384 };

/* One direction. */
typedef struct {
    int from, to;
    char buf[RELAY_BYTES];
    size_t at, n; // what is read and not yet written
    bool ended;
    _Atomic uint64_t *count;
} Flow;

static bool has_bytes(const Flow *f)
{
    return f->at < f->n;
}

/* False when there is nobody left to talk to. */
static bool flow_read(Flow *f)
{
    ssize_t n = recv(f->from, f->buf, sizeof f->buf, 0);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR;
    f->at = 0;
    f->n = (size_t)n;
    f->ended = n == 0;
    if (f->ended)
        shutdown(f->to, SHUT_WR);
    return true;
}

static bool flow_write(Flow *f)
{
    ssize_t n = send(f->to, f->buf + f->at, f->n - f->at, MSG_NOSIGNAL);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR;
    f->at += (size_t)n;
    atomic_fetch_add(f->count, (uint64_t)n);
    return true;
}

static short wants(const Flow *in, const Flow *out)
{
    return (short)((!in->ended && !has_bytes(in) ? POLLIN : 0) | (has_bytes(out) ? POLLOUT : 0));
}

static bool flow_move(Flow *f, short from, short to)
{
    if (has_bytes(f))
        return !(to & (POLLOUT | POLLERR | POLLHUP)) || flow_write(f);
    return f->ended || !(from & (POLLIN | POLLERR | POLLHUP)) || flow_read(f);
}

void gate_relay(const Gate *g, int client, int server, const char *early, size_t n)
{
    Flow out = {.from = client, .to = server, .count = &g->counts->sent};
    Flow in = {.from = server, .to = client, .count = &g->counts->received};
    if (!gate_write(server, early, n))
        return;
    atomic_fetch_add(&g->counts->sent, n);
    while (!out.ended || !in.ended || has_bytes(&out) || has_bytes(&in)) {
        struct pollfd fds[] = {{.fd = client, .events = wants(&out, &in)},
                               {.fd = server, .events = wants(&in, &out)}};
        int ready;
        for (size_t i = 0; i < 2; i++)
            if (!fds[i].events)
                fds[i].fd = -1; // a closed end would wake us for ever
        while ((ready = poll(fds, 2, IDLE_MS)) < 0 && errno == EINTR)
            ;
        if (ready <= 0 || !flow_move(&out, fds[0].revents, fds[1].revents) ||
            !flow_move(&in, fds[1].revents, fds[0].revents))
            return;
    }
}
