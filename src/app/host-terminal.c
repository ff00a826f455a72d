// Terminals come and go; the workbench stays.
#include "app/client.h"
#include "app/host.h"
#include "app/displays.h"
#include "base/clock.h"
#include "command/command.h"
#include "config.h"
#include "loop/loop.h"

#include <limits.h>
#include <unistd.h>

void conn_close_terminal(Conn *c)
{
    for (int i = 0; i < 2; i++)
        if (c->fds[i] >= 0)
            close(steal_fd(&c->fds[i]));
}

void conn_attach(Conn *c, Display *s)
{
    char line[PATH_MAX];
    c->display = s;
    c->since_ms = clock_wall_ms();
    bool named = ttyname_r(c->fds[0], line, sizeof line) == 0;
    free(c->line);
    c->line = xstrdup(named ? line : "a terminal");
}

// The lender undoes what was done to it.
static void drop_terminal(Host *h, Conn *c)
{
    App *a = h->app;
    display_remove(a, steal(&c->display));
    conn_close_terminal(c);
    a->ws->seat.clients = (int)host_clients(h);
    if (a->ws->seat.clients)
        host_tell_left(h, c);
    else
        host_begin_absence(h);
}

void host_let_go(Host *h, Conn *c, const char *text)
{
    drop_terminal(h, c);
    conn_say_bye(c, 0, text);
}

void host_lose(Host *h, Conn *c)
{
    App *a = h->app;
    tty_leave(c->display->tty); // nobody else is left to do it, if it still is there
    c->leaving = true;
    drop_terminal(h, c);
    if (!a->ws->seat.clients && a->ws->options.session_on_disconnect == DISCONNECT_QUIT)
        a->hung_up = true;
}

void host_hang_up(Host *h)
{
    VEC_EACH (Display *, s, &h->app->displays)
        (*s)->lost = true;
}

static void detach(Host *h, Conn *c)
{
    AUTO(free)
    char *text = xasprintf("session %s is running; codelab to return, codelab kill %s to end",
                           h->name, h->name);
    host_let_go(h, c, text);
}

// The client goes on to another; here all goes on, too.
static void send_away(Host *h, Conn *c, const char *root)
{
    drop_terminal(h, c);
    conn_send(c, SESSION_AGAIN, (Str[]){str_c(root)}, 1);
    c->leaving = true;
}

static void suspend(Conn *c)
{
    c->display->suspended = true;
    if (c->display->input)
        loop_fd_pause(c->display->input, true);
    conn_send(c, SESSION_SUSPENDED, NULL, 0);
}

static void resume(Host *h, Display *s)
{
    AUTO(err) Err err = {0};
    if (!tty_enter(s->tty, &err)) {
        s->lost = true;
        return;
    }
    s->suspended = false;
    if (s->input)
        loop_fd_pause(s->input, false);
    h->app->resized = true;
}

void host_client_says(Host *h, Conn *c, unsigned kind)
{
    if (kind == SESSION_RESIZED)
        h->app->resized = true;
    else if (kind == SESSION_SUSPEND)
        suspend(c);
    else if (kind == SESSION_RESUME)
        resume(h, c->display);
    else if (kind == SESSION_DETACH)
        detach(h, c);
}

// What the last key wished of its terminal, and who watched and has had enough.
static void settle_leaving(Host *h)
{
    App *a = h->app;
    AUTO(free) char *go = steal(&a->ws->seat.go);
    Conn *at = host_conn_of(h, a->at);
    if (at && a->ws->seat.detach)
        detach(h, at);
    else if (at && go)
        send_away(h, at, go);
    a->ws->seat.detach = false;
    for (size_t i = 0; i < h->conns.n; i++)
        if (h->conns.p[i]->display && h->conns.p[i]->display->leaves)
            detach(h, h->conns.p[i]);
}

void host_settle(Host *h)
{
    if (h->idle_over && !host_clients(h) && host_running(h) == 0)
        h->app->hung_up = true;
    h->idle_over = false;
    settle_leaving(h);
    host_settle_share(h);
    host_settle_waits(h);
}

static void on_other_answer(Workspace *ws, int choice, Str line, void *arg)
{
    AUTO(err) Err err = {0};
    (void)line;
    (void)arg;
    if (choice != 0)
        return;
    ws->seat.restart = true;
    (void)command_find(STR("app.quit"))->run(ws, STR_NULL, &err);
}

static void offer_restart(Host *h, Str version)
{
    ask_file(h->app->ws,
             (Ask){.title = xstrdup("Session"),
                   .text = xasprintf(
                       "This session is of codelab %s, and you started codelab " STR_FMT ".",
                       PACKAGE_VERSION, STR_ARG(version)),
                   .choices = {"Restart session", "Keep old"},
                   .safe = 1,
                   .answer = on_other_answer});
}

static Tty *open_terminal(Host *h, Conn *c, const SessionFrame *f, Err *err)
{
    App *a = h->app;
    AUTO(fd) int loan = -1;
    conn_close_terminal(c);
    c->fds[0] = session_link_take_fd(c->link);
    c->fds[1] = session_link_take_fd(c->link);
    loan = session_link_take_fd(c->link);
    if (loan < 0) {
        err_set(err, "no terminal came with the request");
        return NULL;
    }
    terminal_env_set(f->field + 1, f->n - 1);
    app_set_look(a, terminal_look_of(f, 1)); // its own, whatever the others want
    TtyOptions o = app_tty_options(&a->ws->options);
    return tty_open_lent(c->fds[0], c->fds[1], loan, &o, err);
}

static void refuse(Host *h, Conn *c, const Err *err)
{
    AUTO(free) char *text = xasprintf("codelab: %s", err_text(err));
    app_set_look(h->app, displays_look(h->app));
    host_restore_env(h);
    conn_close_terminal(c);
    conn_say_bye(c, 2, text);
}

// The others, unless they may stay.
static void let_others_go(Host *h)
{
    AUTO(free) char *moved = xasprintf("session %s moved to another terminal", h->name);
    for (size_t i = 0; h->share == SHARE_OFF && i < h->conns.n; i++)
        if (h->conns.p[i]->display)
            host_let_go(h, h->conns.p[i], moved);
}

static void take(Host *h, Conn *c, const SessionFrame *f, Tty *tty)
{
    App *a = h->app;
    bool watches = h->share == SHARE_READ_ONLY && host_has_typist(h);
    Display *s = display_add(a, tty);
    s->look = terminal_look_of(f, 1);
    s->watches = watches;
    if (!watches)
        a->at = s;
    conn_set_env(c, f->field + 1, f->n - 1);
    conn_attach(c, s);
    app_set_look(a, displays_look(a));
    app_hear_terminal(a);
    a->resized = true;
    a->ws->seat.clients = (int)host_clients(h);
    conn_send(c, SESSION_ATTACHED, (Str[]){str_c(h->name)}, 1);
}

void host_take_terminal(Host *h, Conn *c, const SessionFrame *f)
{
    AUTO(err) Err err = {0};
    Tty *tty = NULL;
    if (h->share != SHARE_OFF && host_clients(h) >= HOST_CLIENTS_MAX)
        err_set(&err, "%d terminals show session %s already", HOST_CLIENTS_MAX, h->name);
    else
        tty = open_terminal(h, c, f, &err);
    if (!tty) {
        refuse(h, c, &err);
        return;
    }
    bool away = !host_clients(h);
    let_others_go(h);
    take(h, c, f, tty);
    if (away)
        host_end_absence(h);
    else if (host_clients(h) > 1)
        host_tell_joined(h, c);
    terminal_look_explain(h->app->ws, f, 1);
    if (!str_eq_c(session_field(f, 0), PACKAGE_VERSION))
        offer_restart(h, session_field(f, 0));
}
