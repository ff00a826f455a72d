// Terminals come and go; the workbench stays.
#include "app/client.h"
#include "app/host.h"
#include "base/clock.h"
#include "command/command.h"
#include "config.h"
#include "loop/loop.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

size_t host_running(const Host *h)
{
    const Workspace *ws = h->app->ws;
    size_t n = 0;
    VEC_EACH (RunItem *, r, &ws->runs.all)
        n += run_item_is_running(*r);
    VEC_EACH (Terminal *, t, &ws->terminals.all)
        n += !(*t)->ended && terminal_is_busy(*t);
    return n;
}

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

static void on_idle(void *arg)
{
    Host *h = arg;
    h->idle_over = true;
}

static void begin_absence(Host *h)
{
    App *a = h->app;
    h->left_ms = clock_wall_ms();
    h->left_running = host_running(h);
    a->ws->seat.clients = 0;
    if (a->ws->options.session_idle_hours <= 0)
        return;
    if (!h->idle)
        h->idle = loop_timer_new(a->loop, on_idle, h);
    loop_timer_set(h->idle, a->ws->options.session_idle_hours * HOUR * 1000);
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
    begin_absence(h);
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
    begin_absence(h);
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
    if (h->idle_over && host_running(h) == 0)
        h->app->hung_up = true;
    h->idle_over = false;
    if (seat->detach)
        detach(h);
    seat->detach = false;
    host_settle_waits(h);
}

// "2 h 13 min"
static void add_time(int64_t s, Buf *out)
{
    if (s >= DAY)
        buf_addf(out, "%d d %d h", (int)(s / DAY), (int)(s % DAY / HOUR));
    else if (s >= HOUR)
        buf_addf(out, "%d h %d min", (int)(s / HOUR), (int)(s % HOUR / MINUTE));
    else if (s >= MINUTE)
        buf_addf(out, "%d min", (int)(s / MINUTE));
    else
        buf_addf(out, "%d s", (int)s);
}

static void greet(Host *h)
{
    AUTO(buf) Buf text = BUF_INIT;
    size_t now = host_running(h);
    buf_addf(&text, "Back in %s after ", h->name);
    add_time(MAX(clock_wall_ms() - h->left_ms, INT64_C(0)) / 1000, &text);
    buf_add_byte(&text, '.');
    if (h->left_running > now)
        buf_addf(&text, " %zu job%s ended.", h->left_running - now,
                 h->left_running - now == 1 ? "" : "s");
    message_say(h->app->ws, MESSAGE_INFO, "%s", buf_c(&text));
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
    if (h->idle)
        loop_timer_set(h->idle, -1);
    if (away)
        greet(h);
    if (!str_eq_c(session_field(f, 0), PACKAGE_VERSION))
        offer_restart(h, session_field(f, 0));
}
