// Terminals come and go; the workbench stays.
#include "app/client.h"
#include "app/host.h"
#include "command/command.h"
#include "config.h"
#include "loop/loop.h"

static void close_terminal(Host *h)
{
    for (int i = 0; i < 2; i++)
        if (h->fds[i] >= 0)
            close(steal_fd(&h->fds[i]));
}

// The lender undoes what was done to it.  A terminal in memory stands in for it.
static void drop_terminal(Host *h)
{
    App *a = h->app;
    int rows = tty_rows(a->tty), cols = tty_cols(a->tty);
    TtyColor color = tty_color(a->tty);
    if (a->input)
        loop_fd_free(a->input);
    a->input = NULL;
    tty_free(a->tty);
    a->tty = tty_open_headless(rows, cols, color);
    close_terminal(h);
    h->suspended = h->lost = false;
}

// With a sentence for its user.
static void let_go(Host *h, const char *text)
{
    Conn *c = h->client;
    if (!c)
        return;
    h->client = NULL;
    drop_terminal(h);
    conn_say_bye(c, 0, text);
    host_begin_absence(h);
}

void host_lose(Host *h)
{
    App *a = h->app;
    bool here = h->client;
    h->lost = false;
    if (!here)
        return;
    tty_leave(a->tty); // nobody else is left to do it, if it still is there
    h->client->leaving = true;
    h->client = NULL;
    drop_terminal(h);
    host_begin_absence(h);
    if (a->ws->options.session_on_disconnect == DISCONNECT_QUIT)
        a->hung_up = true;
}

void host_hang_up(Host *h)
{
    if (h->client)
        h->lost = true;
}

static void detach(Host *h)
{
    AUTO(free)
    char *text = xasprintf("session %s is running; codelab to return, codelab kill %s to end",
                           h->name, h->name);
    let_go(h, text);
}

// The client goes on to another; here all goes on, too.
static void send_away(Host *h, const char *root)
{
    Conn *c = h->client;
    if (!c)
        return;
    h->client = NULL;
    drop_terminal(h);
    conn_send(c, SESSION_AGAIN, (Str[]){str_c(root)}, 1);
    c->leaving = true;
    host_begin_absence(h);
}

static void suspend(Host *h)
{
    h->suspended = true;
    if (h->app->input)
        loop_fd_pause(h->app->input, true);
    conn_send(h->client, SESSION_SUSPENDED, NULL, 0);
}

static void resume(Host *h)
{
    App *a = h->app;
    AUTO(err) Err err = {0};
    if (!tty_enter(a->tty, &err)) {
        h->lost = true;
        return;
    }
    h->suspended = false;
    if (a->input)
        loop_fd_pause(a->input, false);
    a->ws->redraw = true;
}

void host_client_says(Host *h, unsigned kind)
{
    if (kind == SESSION_RESIZED)
        h->app->resized = true;
    else if (kind == SESSION_SUSPEND)
        suspend(h);
    else if (kind == SESSION_RESUME)
        resume(h);
    else if (kind == SESSION_DETACH)
        detach(h);
}

void host_settle(Host *h)
{
    SessionSeat *seat = &h->app->ws->seat;
    AUTO(free) char *go = steal(&seat->go);
    if (h->idle_over && host_running(h) == 0)
        h->app->hung_up = true;
    h->idle_over = false;
    if (seat->detach)
        detach(h);
    seat->detach = false;
    if (go)
        send_away(h, go);
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

static Tty *open_terminal(Host *h, Conn *c, const SessionFrame *f, int fds[2], Err *err)
{
    AUTO(fd) int loan = -1;
    fds[0] = session_link_take_fd(c->link);
    fds[1] = session_link_take_fd(c->link);
    loan = session_link_take_fd(c->link);
    if (loan < 0) {
        err_set(err, "no terminal came with the request");
        return NULL;
    }
    terminal_env_set(f, 1);
    app_set_look(h->app, terminal_look_of(f, 1));
    TtyOptions o = app_tty_options(&h->app->ws->options);
    return tty_open_lent(fds[0], fds[1], loan, &o, err);
}

// What was asked of the terminal before says nothing about this one.
static void show_on(Host *h, Tty *tty)
{
    App *a = h->app;
    tty_free(a->tty);
    a->tty = tty;
    a->told = ~0u;
    free(steal(&a->title));
    app_hear_terminal(a);
    ui_set_terminal(a->ui, tty_color(tty), tty_has_signs(tty));
    app_hear_input(a);
    a->ws->redraw = true;
}

void host_take_terminal(Host *h, Conn *c, const SessionFrame *f)
{
    AUTO(err) Err err = {0};
    int fds[2] = {-1, -1};
    bool away = !h->client;
    Tty *tty = open_terminal(h, c, f, fds, &err);
    if (!tty) {
        AUTO(free) char *text = xasprintf("codelab: %s", err_text(&err));
        conn_say_bye(c, 2, text);
        for (int i = 0; i < 2; i++)
            if (fds[i] >= 0)
                close(fds[i]);
        return;
    }
    AUTO(free) char *moved = xasprintf("session %s moved to another terminal", h->name);
    let_go(h, moved);
    memcpy(h->fds, fds, sizeof fds);
    h->client = c;
    show_on(h, tty);
    conn_send(c, SESSION_ATTACHED, (Str[]){str_c(h->name)}, 1);
    h->app->ws->seat.clients = 1;
    if (away)
        host_end_absence(h);
    terminal_look_explain(h->app->ws, f, 1);
    if (!str_eq_c(session_field(f, 0), PACKAGE_VERSION))
        offer_restart(h, session_field(f, 0));
}
