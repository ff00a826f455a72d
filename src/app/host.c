// Who calls, and what is answered.  Callbacks only note that something came; host_act() reads it.
#include "app/client.h"
#include "app/host.h"
#include "base/clock.h"
#include "base/path.h"
#include "config.h"
#include "loop/loop.h"

#include <errno.h>

static void on_call(void *arg)
{
    Host *h = arg;
    h->called = true;
    loop_fd_pause(h->calls, true); // until host_act() has looked
}

static void on_conn(void *arg)
{
    Conn *c = arg;
    c->ready = true;
    loop_fd_pause(c->io, true);
}

static void on_writable(void *arg)
{
    Conn *c = arg;
    (void)session_link_flush(c->link); // one that is gone is seen when it is read
    loop_fd_want_write(c->io, session_link_is_behind(c->link), on_writable);
}

// A conversation over an open socket or pair; owned by the host.  Takes the link over.
static Conn *converse(Host *h, SessionLink *link)
{
    Conn *c = NEW(Conn);
    *c = (Conn){.host = h, .link = link, .fds = {-1, -1}};
    c->io = loop_fd_new(h->app->loop, session_link_fd(link), on_conn, c);
    vec_push(&h->conns, c);
    return c;
}

static void conn_free(Conn *c)
{
    loop_fd_free(c->io);
    session_link_free(c->link);
    vec_deinit(&c->documents);
    conn_set_env(c, NULL, 0);
    vec_deinit(&c->env);
    conn_close_terminal(c);
    free(c->line);
    free(c);
}

void conn_send(Conn *c, SessionKind kind, const Str *fields, size_t n)
{
    c->leaving |= !session_send(c->link, kind, fields, n);
    loop_fd_want_write(c->io, session_link_is_behind(c->link), on_writable);
}

void conn_say_bye(Conn *c, int code, const char *text)
{
    AUTO(free) char *number = xasprintf("%d", code);
    conn_send(c, SESSION_BYE, (Str[]){str_c(number), str_c(text)}, 2);
    c->leaving = true;
}

Host *host_new(App *a, const HostStart *start)
{
    Host *h = NEW(Host);
    *h = (Host){.app = a,
                .place = {.dir_fd = -1, .lock_fd = -1},
                .name = str_dup(path_base(str_c(a->ws->root))),
                .listener = -1,
                .share = a->ws->options.session_share,
                .began_ms = clock_wall_ms()};
    Conn *c = converse(h, start->client);
    memcpy(c->fds, start->fds, sizeof c->fds);
    a->ws->seat = (SessionSeat){.name = h->name, .clients = 1};
    return h;
}

void host_begin(Host *h, Display *s)
{
    StrVec env = {0};
    terminal_env_get(&env);
    conn_set_env(h->conns.p[0], env.p, env.n);
    conn_attach(h->conns.p[0], s);
    vec_deinit(&env);
}

bool host_listen(Host *h)
{
    AUTO(err) Err err = {0};
    h->listener = session_place_init(&h->place, h->app->ws->root, &err)
                      ? session_listen(&h->place, &err)
                      : -1;
    if (h->listener >= 0)
        h->calls = loop_fd_new(h->app->loop, h->listener, on_call, h);
    else if (err.code != EEXIST)
        message_say(h->app->ws, MESSAGE_WARNING, "no terminal can come back to this session: %s",
                    err_text(&err));
    if (err.code == EEXIST)
        conn_send(h->conns.p[0], SESSION_AGAIN, (Str[]){str_c(h->app->ws->root)}, 1);
    return err.code != EEXIST;
}

static void answer_calls(Host *h)
{
    h->called = false;
    for (int fd; h->conns.n < HOST_CONNS_MAX && (fd = session_accept(h->listener)) >= 0;)
        converse(h, session_link_new(fd));
    loop_fd_pause(h->calls, h->conns.n >= HOST_CONNS_MAX);
}

static void refuse(Conn *c)
{
    AUTO(free) char *version = xasprintf("%d", SESSION_VERSION);
    conn_send(c, SESSION_OTHER, (Str[]){str_c(version), STR(PACKAGE_VERSION)}, 2);
    c->leaving = true;
}

static void end(Host *h, Conn *c)
{
    c->awaits_end = true;
    h->app->hung_up = true; // what is unsaved is kept
    h->app->told_to_end = true;
}

static void handle(Host *h, Conn *c, const SessionFrame *f)
{
    bool any = f->kind == SESSION_INFO || f->kind == SESSION_END;
    if (f->version != SESSION_VERSION && !any)
        refuse(c);
    else if (f->kind == SESSION_INFO)
        host_tell(h, c);
    else if (f->kind == SESSION_END)
        end(h, c);
    else if (f->kind == SESSION_ATTACH && !c->display)
        host_take_terminal(h, c, f);
    else if (f->kind == SESSION_OPEN)
        host_open(h, c, f);
    else if (c->display)
        host_client_says(h, c, f->kind);
    else
        c->leaving = true; // not from such as that
}

static void hear(Host *h, Conn *c)
{
    AUTO(free) SessionFrame *f = NEW(SessionFrame);
    c->ready = false;
    bool here = session_link_read(c->link);
    while (!c->leaving && session_link_next(c->link, f))
        handle(h, c, f);
    if (!here && c->display)
        c->display->lost = true;
    c->leaving |= !here;
    loop_fd_pause(c->io, c->leaving && !here);
}

static void sweep(Host *h)
{
    for (size_t i = h->conns.n; i-- > 0;) {
        Conn *c = h->conns.p[i];
        if (!c->leaving || c->awaits_end || session_link_is_behind(c->link))
            continue;
        conn_free(c);
        vec_remove(&h->conns, i, 1);
        if (h->calls)
            loop_fd_pause(h->calls, false);
    }
}

void host_act(Host *h)
{
    if (h->called)
        answer_calls(h);
    for (size_t i = 0; i < h->conns.n; i++)
        if (h->conns.p[i]->ready)
            hear(h, h->conns.p[i]);
    for (size_t i = 0; i < h->conns.n; i++) {
        Conn *c = h->conns.p[i];
        if (c->display && (c->display->lost || c->leaving))
            host_lose(h, c);
    }
    sweep(h);
}

void host_say_end(Host *h)
{
    const App *a = h->app;
    const char *again = a->ws->next_root;
    if (!again && a->ws->seat.restart)
        again = a->ws->root;
    if (h->listener >= 0)
        session_unlisten(&h->place);
    for (size_t i = 0; i < h->conns.n; i++) {
        Conn *c = h->conns.p[i];
        bool asked = c->display == a->at && !a->hung_up; // then it knows
        if (c->display && again && !a->hung_up)
            conn_send(c, SESSION_AGAIN, (Str[]){str_c(again)}, 1);
        else if (c->display || c->awaits_end)
            conn_say_bye(c, 0, c->display && !asked ? "the session was ended" : "");
    }
}

void host_free(Host *h)
{
    if (!h)
        return;
    if (h->calls)
        loop_fd_free(h->calls);
    if (h->listener >= 0)
        close(h->listener);
    if (h->idle)
        loop_timer_free(h->idle);
    for (size_t i = 0; i < h->conns.n; i++)
        conn_free(h->conns.p[i]);
    vec_deinit(&h->conns);
    vec_deinit(&h->left_jobs);
    session_place_deinit(&h->place);
    free(h->name);
    free(h);
}
