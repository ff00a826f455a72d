// A terminal whose shell is in the jail.
#include "base/clock.h"
#include "vt/vt.h"
#include "workspace/terminal-inner.h"
#include "workspace/terminal-shell.h"

void terminal_jail_take_writes(Terminal *t)
{
    int layer = t->keeps_writes ? run_layer_take(t->run, NULL) : -1; // -1: it has not begun
    AUTO(free) char *name = xasprintf("terminal %d", t->number);
    t->keeps_writes = false;
    if (layer >= 0)
        terminal_take_writes(t->ws, layer, name, t->began_ms);
}

static void on_output(void *arg)
{
    Terminal *t = arg;
    uint64_t lost;
    for (Str piece; (piece = bytelog_read(run_output(t->run), &t->run_off, &lost)).n;) {
        t->ws->terminals.taken += piece.n;
        terminal_take(t, piece);
    }
    if (run_is_done(t->run)) {
        const RunResult *res = run_result(t->run);
        if (res->message)
            vt_feed(t->screen.vt, str_c(res->message));
        terminal_jail_take_writes(t);
        t->ended = true;
        t->status = res->returncode << 8; // as waitpid() gives it
        return;
    }
    terminal_answer(t);
}

bool terminal_jail_start(Terminal *t, const Lang *repl, const char *cwd, int rows, int cols,
                         Err *err)
{
    const char *argv[] = {terminal_shell_of(&t->ws->options), NULL};
    RunLimits limits = runs_limits(t->ws, &(RunAllow){.jailed = true});
    RunPlan p;
    limits.wall_ms = 0;
    limits.output_bytes = 0;
    if (!(repl ? run_plan_repl(repl, NULL, t->ws->root, &limits, &p, err)
               : run_plan_command(t->ws->root, argv, &limits, &p, err)))
        return false;
    free(p.cwd);
    p.cwd = xstrdup(cwd);
    p.tty = true;
    p.rows = rows;
    p.cols = cols;
    p.writes_apply = !p.limits.landlock && !t->ws->options.run_overlay;
    p.keep_layer = t->ws->store && !p.writes_apply && !p.limits.landlock;
    runs_widen(t->ws, &p);
    t->keeps_writes = p.keep_layer;
    t->began_ms = clock_wall_ms();
    t->run = run_start(t->ws->loop, &p, on_output, t, err);
    run_plan_deinit(&p);
    t->shell = xstrdup(repl ? lang_title(repl) : argv[0]);
    return t->run != NULL;
}

// Broken between words.
static void greet(Terminal *t, Str words)
{
    AUTO(buf) Buf out = BUF_INIT;
    size_t cols = (size_t)vt_cols(t->screen.vt), col = 0;
    Str word;
    while (str_split(&words, ' ', &word)) {
        bool fits = col + 1 + word.n <= cols;
        buf_add_c(&out, !col ? "" : fits ? " " : "\r\n");
        buf_add(&out, word);
        col = (fits && col ? col + 1 : 0) + word.n;
    }
    buf_add_c(&out, "\r\n");
    vt_feed(t->screen.vt, buf_str(&out));
}

void terminal_jail_greet(Terminal *t)
{
    const Options *o = &t->ws->options;
    if (!t->run)
        return;
    static const char *const networks[] = {"off", "this machine", "listed hosts", "on"};
    bool trusted = trust_is_trusted(t->ws);
    if (o->run_isolation == RUN_ISOLATION_LANDLOCK) {
        greet(t, STR("[kept apart by Landlock alone: no network, the project is read-only]"));
        return;
    }
    AUTO(free)
    char *words = xasprintf("[in the jail: network %s, writes %s%s]",
                            networks[trusted ? o->run_network : RUN_NETWORK_OFF],
                            o->run_overlay ? "wait for a review (Ctrl+K R)" : "reach the project",
                            trusted ? "" : "; F1, Workspace Trust: Manage to trust this folder");
    greet(t, str_c(words));
}
