#include "jail/gate/gate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* The bytes of a client until its request is complete. */
typedef struct {
    int fd;
    char bytes[REQUEST_HEAD_MAX];
    size_t n;
    int64_t until_ms;
} Head;

typedef RequestState (*Parser)(const char *bytes, size_t n, Request *out);

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool gate_wait(int fd, short events, int ms)
{
    struct pollfd one = {.fd = fd, .events = events};
    int n;
    while ((n = poll(&one, 1, ms)) < 0 && errno == EINTR)
        ;
    return n > 0;
}

bool gate_write(int fd, const char *bytes, size_t n)
{
    while (n) {
        ssize_t put = send(fd, bytes, n, MSG_NOSIGNAL);
        if (put < 0 && errno == EAGAIN && gate_wait(fd, POLLOUT, HEAD_MS))
            continue;
        if (put < 0)
            return false;
        bytes += put;
        n -= (size_t)put;
    }
    return true;
}

static bool more(Head *h)
{
    int64_t left = h->until_ms - now_ms();
    if (h->n == sizeof h->bytes || left <= 0 || !gate_wait(h->fd, POLLIN, (int)left))
        return false;
    ssize_t n = recv(h->fd, h->bytes + h->n, sizeof h->bytes - h->n, 0);
    h->n += n > 0 ? (size_t)n : 0;
    return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

static void drop(Head *h, size_t n)
{
    memmove(h->bytes, h->bytes + n, h->n - n);
    h->n -= n;
}

static bool read_request(Head *h, Parser parse, Request *out)
{
    RequestState state;
    while ((state = parse(h->bytes, h->n, out)) == REQUEST_MORE)
        if (!more(h))
            return false;
    return state == REQUEST_OK;
}

static bool greet(Head *h)
{
    RequestState state;
    size_t used = 0;
    while ((state = request_socks_hello(h->bytes, h->n, &used)) == REQUEST_MORE)
        if (!more(h))
            return false;
    if (state != REQUEST_OK) {
        (void)gate_write(h->fd, "\x05\xff", 2); // none of those ways
        return false;
    }
    drop(h, used);
    return gate_write(h->fd, "\x05\x00", 2);
}

static void tell_blocked(const Gate *g, const Request *r)
{
    char news[GATE_NEWS_BYTES];
    bool six = r->is_address && strchr(r->host, ':');
    int n =
        snprintf(news, sizeof news, "%s%s%s:%d", six ? "[" : "", r->host, six ? "]" : "", r->port);
    if (n > 0 && (size_t)n < sizeof news)
        (void)!write(g->news, news, (size_t)n + 1); // nobody is left to hear it
}

static void refuse_http(int fd, const char *status, const Request *r, const char *why)
{
    char text[1024], body[512];
    int n = snprintf(body, sizeof body, "codelab: %s:%d %s\n", r->host, r->port, why);
    n = snprintf(text, sizeof text,
                 "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n"
                 "Connection: close\r\n\r\n%s",
                 status, n, body);
    (void)gate_write(fd, text, (size_t)n);
}

static void refuse(int fd, const Request *r, Reach why)
{
    static const struct {
        const char *status, *why;
        char socks;
    } answers[] = {
        [REACH_BLOCKED] = {"403 Blocked by the jail", "is not listed by --net", 2},
        [REACH_NO_NAME] = {"502 Bad Gateway", "cannot be found", 4},
        [REACH_NO_ANSWER] = {"502 Bad Gateway", "does not answer", 5},
    };
    char socks[10] = {5, answers[why].socks, 0, 1};
    if (r->kind == TALK_SOCKS)
        (void)gate_write(fd, socks, sizeof socks);
    else
        refuse_http(fd, answers[why].status, r, answers[why].why);
}

static bool accept_request(const Gate *g, int server, const Head *h, const Request *r)
{
    int client = h->fd;
    static const char connected[] = "HTTP/1.1 200 Connection established\r\n\r\n";
    static const char socks[10] = {5, 0, 0, 1};
    char head[REQUEST_HEAD_MAX + 512];
    if (r->kind == TALK_CONNECT)
        return gate_write(client, connected, sizeof connected - 1);
    if (r->kind == TALK_SOCKS)
        return gate_write(client, socks, sizeof socks);
    size_t n = request_rewrite(h->bytes, r, head);
    atomic_fetch_add(&g->counts->sent, n);
    return gate_write(server, head, n);
}

static void serve_request(const Gate *g, Head *h, const Request *r)
{
    int server;
    Reach reach = gate_reach(g, r, &server);
    if (reach == REACH_BLOCKED)
        tell_blocked(g, r);
    if (reach != REACH_OK) {
        refuse(h->fd, r, reach);
        return;
    }
    if (accept_request(g, server, h, r))
        gate_relay(g, h->fd, server, h->bytes + r->head, h->n - r->head);
    close(server);
}

void gate_serve(const Gate *g, int client)
{
    static const char bad[] = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n"
                              "Content-Length: 0\r\n\r\n";
    Head h = {.fd = client, .until_ms = now_ms() + HEAD_MS};
    Request r;
    if (more(&h)) {
        bool socks = h.bytes[0] == 5;
        if ((!socks || greet(&h)) && read_request(&h, socks ? request_socks : request_http, &r))
            serve_request(g, &h, &r);
        else if (!socks)
            (void)gate_write(client, bad, sizeof bad - 1);
    }
    close(client);
}
