#include "workspace/inner.h"
#include "loop/loop.h"
#include "vt/vt.h"

#include <errno.h>
#include <signal.h>

enum { TURN_BYTES = 256 * 1024, OUT_MAX = 4 << 20 };

Terminal *terminal_active(const Workspace *ws)
{
    return ws->terminals.all.n ? ws->terminals.all.p[ws->terminals.active] : NULL;
}

static void hang_up(Terminal *t)
{
    if (t->fd)
        loop_fd_free(t->fd);
    t->fd = NULL;
    if (t->master >= 0)
        close(t->master);
    t->master = -1;
}

static void flush(void *arg)
{
    Terminal *t = arg;
    while (t->out.n && t->master >= 0) {
        ssize_t n = write(t->master, t->out.p, t->out.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        buf_splice(&t->out, 0, (size_t)n, STR_NULL);
    }
    if (t->fd)
        loop_fd_want_write(t->fd, t->out.n > 0, flush);
}

static void send_replies(Terminal *t)
{
    Str reply = vt_reply(t->screen.vt);
    if (reply.n && t->out.n < OUT_MAX)
        buf_add(&t->out, reply);
    flush(t);
}

// At most so much a turn, so that a program that floods cannot starve the keys.
static void on_readable(void *arg)
{
    Terminal *t = arg;
    char buf[16384];
    for (size_t got = 0; got < TURN_BYTES;) {
        ssize_t n = read(t->master, buf, sizeof buf);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            break;
        if (n <= 0) {
            hang_up(t);
            break;
        }
        vt_feed(t->screen.vt, str_n(buf, (size_t)n));
        got += (size_t)n;
    }
    send_replies(t);
}

static void on_ended(void *arg, int status)
{
    Terminal *t = arg;
    t->ended = true;
    t->status = status;
    if (t->master >= 0)
        on_readable(t);
}

static const char *shell_of(const Workspace *ws)
{
    const char *env = getenv("SHELL");
    if (ws->options.shell && *ws->options.shell)
        return ws->options.shell;
    return env && *env ? env : "/bin/sh";
}

// What the outer terminal is called says nothing about ours.
static bool is_replaced(const char *entry)
{
    static const char *const names[] = {
        "TERM=",      "COLORTERM=", "TERM_PROGRAM=",        "LINES=", "COLUMNS=", "TMUX=",
        "TMUX_PANE=", "STY=",       "TERM_PROGRAM_VERSION="};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_starts(str_c(entry), str_c(names[i])))
            return true;
    return false;
}

extern char **environ;

static const char **child_env(void)
{
    Vec(const char *) env = {0};
    for (char **e = environ; *e; e++)
        if (!is_replaced(*e))
            vec_push(&env, *e);
    vec_push(&env, "TERM=xterm-256color");
    vec_push(&env, "COLORTERM=truecolor");
    vec_push(&env, "TERM_PROGRAM=codelab");
    vec_push(&env, NULL);
    return env.p;
}

static bool spawn(Terminal *t, int rows, int cols, Err *err)
{
    const char *argv[] = {shell_of(t->ws), NULL};
    AUTO(free) const char **env = child_env();
    LoopSpawn how = {.argv = argv,
                     .envp = env,
                     .cwd = t->ws->root,
                     .stdin_fd = -1,
                     .stdout_fd = -1,
                     .stderr_fd = -1};
    t->child = loop_pty_new(t->ws->loop, &how, rows, cols, on_ended, t, &t->master, err);
    if (!t->child)
        return false;
    t->fd = loop_fd_new(t->ws->loop, t->master, on_readable, t);
    return true;
}

Terminal *terminal_new(Workspace *ws, int rows, int cols, Err *err)
{
    Terminal *t = NEW(Terminal);
    *t = (Terminal){.ws = ws, .master = -1};
    rows = MAX(2, rows);
    cols = MAX(10, cols);
    if (!spawn(t, rows, cols, err)) {
        free(t);
        err_wrap(err, "cannot open a terminal");
        return NULL;
    }
    t->number = ++ws->terminals.last_number;
    screen_init(&t->screen, rows, cols, (size_t)ws->options.scrollback_rows);
    vec_push(&ws->terminals.all, t);
    ws->terminals.active = ws->terminals.all.n - 1;
    return t;
}

void terminal_key(Terminal *t, const Key *k)
{
    if (t->ended)
        return;
    t->screen.back = 0;
    screen_select_none(&t->screen);
    vt_key(t->screen.vt, k);
    send_replies(t);
}

void terminal_resize(Terminal *t, int rows, int cols)
{
    if (rows < 1 || cols < 1 || (vt_rows(t->screen.vt) == rows && vt_cols(t->screen.vt) == cols))
        return;
    vt_resize(t->screen.vt, rows, cols);
    if (t->master >= 0)
        loop_pty_resize(t->master, rows, cols);
}

static void terminal_free(Terminal *t)
{
    if (!t->ended)
        loop_child_kill(t->child, SIGHUP);
    hang_up(t);
    loop_child_free(t->child);
    screen_deinit(&t->screen);
    buf_deinit(&t->out);
    free(t);
}

void terminal_close(Workspace *ws, size_t index)
{
    Terminals *ts = &ws->terminals;
    BUG_ON(index >= ts->all.n);
    terminal_free(ts->all.p[index]);
    vec_remove(&ts->all, index, 1);
    if (ts->active >= ts->all.n)
        ts->active = ts->all.n ? ts->all.n - 1 : 0;
}

void terminals_settle(Workspace *ws)
{
    Terminals *ts = &ws->terminals;
    for (size_t i = ts->all.n; i-- > 0;) {
        Terminal *t = ts->all.p[i];
        screen_settle(&t->screen);
        char *copied = vt_take_clipboard(t->screen.vt);
        free(copied); // programs inside may not write the user's clipboard unasked
        if (t->ended && t->master < 0)
            terminal_close(ws, i);
    }
    if (ts->all.n == 0 && ts->last_number && ws->layout.tab == PANEL_TERMINAL && ws->layout.panel) {
        ts->last_number = 0;
        layout_toggle_panel(&ws->layout);
    }
}

void terminals_free(Workspace *ws)
{
    while (ws->terminals.all.n)
        terminal_close(ws, ws->terminals.all.n - 1);
    vec_deinit(&ws->terminals.all);
}
