#include "workspace/inner.h"
#include "base/clock.h"
#include "loop/loop.h"
#include "base/path.h"
#include "vt/vt.h"
#include "workspace/screen-find.h"
#include "workspace/terminal-inner.h"
#include "workspace/terminal-shell.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

enum {
    TURN_BYTES = 256 * 1024,
    TURN_NS = 2000000,
    OUT_MAX = 4 << 20, // kept for a program that does not read
    TERMINAL_ROWS_MIN = 2,
    TERMINAL_COLS_MIN = 10,
    GUTTER_COLS = 2,
    LOOK_MS = 150,
};

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

// What was written is dropped from the front at last, so that a long paste is not moved by each
// write.
static void flush(void *arg)
{
    Terminal *t = arg;
    if (t->run && run_write(t->run, str_from(buf_str(&t->out), t->sent)))
        t->sent = t->out.n;
    while (t->sent < t->out.n && t->master >= 0) {
        ssize_t n = write(t->master, t->out.p + t->sent, t->out.n - t->sent);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        t->sent += (size_t)n;
    }
    if (t->sent == t->out.n || t->sent > OUT_MAX) {
        buf_splice(&t->out, 0, t->sent, STR_NULL);
        t->sent = 0;
    }
    if (t->fd)
        loop_fd_want_write(t->fd, t->out.n > t->sent, flush);
}

// A program that never reads gets what fits; then the user hears of it, once.
static void send_replies(Terminal *t)
{
    Str reply = vt_reply(t->screen.vt);
    bool full = t->out.n - t->sent >= OUT_MAX;
    if (reply.n && !full)
        buf_add(&t->out, reply);
    if (reply.n && full && !t->told_full)
        message_say(t->ws, MESSAGE_WARNING,
                    "Terminal %d does not read: what is typed there is dropped", t->number);
    t->told_full = full && (t->told_full || reply.n);
    flush(t);
}

static void on_look(void *arg)
{
    Terminal *t = arg;
    terminal_look(t);
    terminal_problems_rest(t);
}

void terminal_take(Terminal *t, Str bytes)
{
    terminal_problems_take(t, bytes);
    loop_timer_set(t->look, LOOK_MS);
}

void terminal_answer(Terminal *t)
{
    send_replies(t);
}

// Nobody has the terminal open.  Who lives on without it would be hung up on with the master's end.
static void rest(Terminal *t)
{
    if (t->ended)
        hang_up(t);
    else
        loop_fd_pause(t->fd, true);
}

// At most so much and so long a turn, so that a program that floods cannot starve the keys.
static void on_readable(void *arg)
{
    Terminal *t = arg;
    char buf[16384];
    size_t got = 0;
    int64_t end = clock_mono_ns() + TURN_NS;
    while (got < TURN_BYTES && clock_mono_ns() < end) {
        ssize_t n = read(t->master, buf, sizeof buf);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            break;
        if (n <= 0) {
            rest(t);
            break;
        }
        terminal_take(t, str_n(buf, (size_t)n));
        got += (size_t)n;
    }
    t->ws->terminals.taken += got;
    terminal_look(t);
    if (t->master >= 0)
        loop_timer_set(t->look, LOOK_MS);
    send_replies(t);
}

static void tell_done(Terminal *t, int status)
{
    void (*done)(void *, int) = steal(&t->done);
    if (done)
        done(t->done_arg, status);
}

static void on_ended(void *arg, int status)
{
    Terminal *t = arg;
    t->ended = true;
    t->status = status;
    if (t->master >= 0) {
        loop_fd_pause(t->fd, false);
        on_readable(t);
    }
    t->dismissed |= t->done && status == 0; // what it did is told by who waited for it
    tell_done(t, status);
}

int terminal_gutter(const Terminal *t)
{
    return t->marks ? GUTTER_COLS : 0;
}

static bool spawn(Terminal *t, const char *cwd, const TerminalPlan *plan, Err *err)
{
    TerminalShell shell;
    terminal_shell_init(&shell, &t->ws->options);
    const char *const *argv = plan->argv ? plan->argv : shell.argv;
    int rows = MAX(TERMINAL_ROWS_MIN, plan->rows), cols = plan->cols;
    t->marks = shell.marks && !plan->argv;
    cols = MAX(TERMINAL_COLS_MIN, cols - terminal_gutter(t));
    LoopSpawn how = {.argv = argv,
                     .envp = shell.env.p,
                     .cwd = cwd,
                     .stdin_fd = -1,
                     .stdout_fd = -1,
                     .stderr_fd = -1};
    t->child = loop_pty_new(t->ws->loop, &how, rows, cols, on_ended, t, &t->master, err);
    t->shell = xstrdup(argv[0]);
    terminal_shell_deinit(&shell);
    if (!t->child)
        return false;
    t->fd = loop_fd_new(t->ws->loop, t->master, on_readable, t);
    return true;
}

static char *cwd_of_settings(const Workspace *ws)
{
    const char *set = ws->options.terminal_cwd;
    if (!set || !*set || strcmp(set, "workspace") == 0)
        return xstrdup(ws->root);
    return path_normal(ws->root, set);
}

Terminal *terminal_new(Workspace *ws, const TerminalPlan *plan, Err *err)
{
    AUTO(free) char *cwd = plan->cwd ? xstrdup(plan->cwd) : cwd_of_settings(ws);
    Terminals *ts = &ws->terminals;
    Terminal *t = NEW(Terminal);
    *t = (Terminal){.ws = ws, .master = -1};
    int rows = MAX(TERMINAL_ROWS_MIN, plan->rows), cols = MAX(TERMINAL_COLS_MIN, plan->cols);
    bool jailed = plan->repl || (ws->options.terminal_jail && !plan->argv);
    if (jailed ? !terminal_jail_start(t, plan->repl, cwd, rows, cols, err)
               : !spawn(t, cwd, plan, err)) {
        free(t->shell);
        free(t);
        err_wrap(err, "cannot open a terminal");
        return NULL;
    }
    t->look = loop_timer_new(ws->loop, on_look, t);
    t->number = ++ts->last_number;
    t->group = plan->beside ? plan->beside->group : t->number;
    screen_init(&t->screen, rows, MAX(TERMINAL_COLS_MIN, plan->cols - terminal_gutter(t)),
                (size_t)ws->options.scrollback_rows);
    t->name = plan->name ? xstrdup(plan->name) : NULL;
    t->done = plan->done;
    t->done_arg = plan->arg;
    terminal_jail_greet(t);
    terminal_look(t);
    size_t at = plan->beside ? terminal_index(ws, plan->beside) + 1 : ts->all.n;
    vec_insert(&ts->all, at, t);
    ts->active = at;
    if (jailed && !plan->repl)
        trust_ask_for_shell(ws);
    return t;
}

Terminal *panel_terminal(Workspace *ws, TerminalPlan *plan, Err *err)
{
    ws->layout.tab = PANEL_TERMINAL;
    if (!ws->layout.panel)
        layout_toggle_panel(&ws->layout);
    Rect a = layout_areas(&ws->layout).panel;
    plan->rows = a.rows - 1;
    plan->cols = plan->cols ? plan->cols : a.cols;
    layout_focus(&ws->layout, FOCUS_PANEL); // also where none can be opened: the panel is
    return terminal_new(ws, plan, err);
}

size_t terminal_index(const Workspace *ws, const Terminal *t)
{
    size_t i = 0;
    while (i < ws->terminals.all.n && ws->terminals.all.p[i] != t)
        i++;
    return i;
}

void terminals_show(Workspace *ws, size_t index)
{
    if (index < ws->terminals.all.n)
        ws->terminals.active = index;
}

size_t terminals_beside(const Workspace *ws, size_t index, size_t *first)
{
    const Terminals *ts = &ws->terminals;
    size_t end = index;
    *first = index;
    if (index >= ts->all.n)
        return 0;
    int group = ts->all.p[index]->group;
    while (*first > 0 && ts->all.p[*first - 1]->group == group)
        --*first;
    while (end < ts->all.n && ts->all.p[end]->group == group)
        end++;
    return end - *first;
}

// Backspace is DEL in our terminals, but where the user has programs that take control-H for it.
static Key as_sent(const Terminal *t, const Key *k)
{
    bool bs = t->ws->options.backspace == BACKSPACE_BS;
    if (k->kind == KEY_BACKSPACE && bs && !(k->mods & MOD_CTRL))
        return (Key){.kind = KEY_CHAR, .cp = 'h', .mods = k->mods | MOD_CTRL};
    return *k;
}

void terminal_key(Terminal *t, const Key *k)
{
    if (t->ended) {
        t->dismissed |= k->kind == KEY_CHAR || k->kind == KEY_ENTER || k->kind == KEY_ESCAPE;
        return;
    }
    t->screen.back = 0;
    screen_select_none(&t->screen);
    terminal_problems_key(t, k);
    Key own = as_sent(t, k);
    vt_key(t->screen.vt, &own);
    send_replies(t);
}

void terminal_tell_focus(Terminal *t, bool in)
{
    if (t->ended)
        return;
    vt_key(t->screen.vt, &(Key){.kind = in ? KEY_FOCUS_IN : KEY_FOCUS_OUT});
    send_replies(t);
}

void terminal_resize(Terminal *t, int rows, int cols)
{
    if (t->run) // what is in the jail keeps the size it began with
        return;
    if (rows < 1 || cols < 1 || (vt_rows(t->screen.vt) == rows && vt_cols(t->screen.vt) == cols))
        return;
    vt_resize(t->screen.vt, rows, cols);
    if (t->master >= 0)
        loop_pty_resize(t->master, rows, cols);
}

static void terminal_free(Terminal *t)
{
    tell_done(t, -1);
    if (!t->ended && t->child)
        loop_child_kill(t->child, SIGHUP);
    terminal_jail_take_writes(t); // also where the shell is ended by this
    run_free(t->run);
    terminal_problems_free(t);
    hang_up(t);
    if (t->look)
        loop_timer_free(t->look);
    if (t->child)
        loop_child_free(t->child);
    screen_deinit(&t->screen);
    buf_deinit(&t->out);
    free(t->shell);
    free(t->name);
    free(t->program);
    free(t->clip);
    buf_deinit(&t->kept.rows);
    free(t);
}

void terminal_close(Workspace *ws, size_t index)
{
    Terminals *ts = &ws->terminals;
    BUG_ON(index >= ts->all.n);
    size_t first;
    bool alone = terminals_beside(ws, index, &first) == 1;
    terminal_free(ts->all.p[index]);
    vec_remove(&ts->all, index, 1);
    // of those beside it the one before follows, of the others the one that takes its place
    if (ts->active > index || (ts->active == index && !alone && index > first))
        ts->active--;
    if (ts->active >= ts->all.n)
        ts->active = ts->all.n ? ts->all.n - 1 : 0;
}

int terminal_last_exit(const Terminal *t)
{
    if (!t->ended)
        return vt_last_exit(t->screen.vt);
    return WIFEXITED(t->status) ? WEXITSTATUS(t->status) : 128 + WTERMSIG(t->status);
}

// The program ended: what it printed stays if it failed, and says how.
static void say_end(Terminal *t)
{
    int code = terminal_last_exit(t);
    t->said_end = true;
    AUTO(free)
    char *text =
        xasprintf("\033[0m\033[?1049l\r\n[%s ended with code %d; Enter closes]", t->program, code);
    vt_feed(t->screen.vt, str_c(text));
}

static void settle_clipboard(Workspace *ws, Terminal *t)
{
    char *copied = vt_take_clipboard(t->screen.vt);
    bool wants = *copied && ws->options.osc52 != OSC52_DENY;
    if (wants && ws->options.osc52 == OSC52_ALLOW) {
        clipboard_put(ws, str_c(copied), false);
    } else if (wants) {
        if (!t->clip)
            message_say(ws, MESSAGE_WARNING,
                        "Terminal %d wants to set the clipboard (%zu bytes): Terminal: Accept "
                        "Clipboard lets it",
                        t->number, strlen(copied));
        free(t->clip);
        t->clip = steal(&copied);
    }
    free(copied);
}

static void settle_one(Workspace *ws, Terminal *t, size_t index)
{
    screen_settle(&t->screen);
    screen_find_settle(&t->screen, ws);
    settle_clipboard(ws, t);
    if (!t->ended || t->master >= 0)
        return;
    if (t->status == 0 || t->dismissed)
        terminal_close(ws, index);
    else if (!t->said_end)
        say_end(t);
}

bool terminals_flood(const Workspace *ws)
{
    enum { FLOOD_BYTES = 2048 };
    return ws->terminals.taken >= FLOOD_BYTES;
}

void terminals_settle(Workspace *ws)
{
    Terminals *ts = &ws->terminals;
    for (size_t i = ts->all.n; i-- > 0;)
        settle_one(ws, ts->all.p[i], i);
    if (ts->all.n == 0 && ts->last_number && ws->layout.tab == PANEL_TERMINAL && ws->layout.panel)
        layout_toggle_panel(&ws->layout);
    if (ts->all.n == 0)
        ts->last_number = 0;
    terminals_keep_settle(ws);
}

void terminals_free(Workspace *ws)
{
    while (ws->terminals.all.n)
        terminal_close(ws, ws->terminals.all.n - 1);
    vec_deinit(&ws->terminals.all);
    if (ws->terminals.keep)
        loop_timer_free(ws->terminals.keep);
}
