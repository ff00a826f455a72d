// A run outside the jail, which its caller answers for: as the user, with the user's environment.
#include "base/clock.h"
#include "jail/jail.h"
#include "loop/loop.h"
#include "run/inner.h"

#include <signal.h>
#include <sys/wait.h>

extern char **environ;

static Str name_of(const char *entry)
{
    Str rest = str_c(entry), name = STR_NULL;
    str_split(&rest, '=', &name);
    return name;
}

static bool is_set(const Strings *env, Str name)
{
    VEC_EACH (char *, e, env)
        if (str_eq(name_of(*e), name))
            return true;
    return false;
}

typedef Vec(const char *) Words; // borrowed

// The user's variables, but for those that the plan sets; of equal names the last counts.
static void add_env(const Strings *own, Words *out)
{
    for (char **e = environ; *e; e++)
        if (!is_set(own, name_of(*e)))
            vec_push(out, *e);
    for (size_t i = own->n; i-- > 0;) {
        bool again = false;
        for (size_t k = i + 1; k < own->n; k++)
            again = again || str_eq(name_of(own->p[i]), name_of(own->p[k]));
        if (!again)
            vec_push(out, own->p[i]);
    }
    vec_push(out, NULL);
}

static void on_late(void *arg)
{
    Run *r = arg;
    if (!r->ended)
        r->late = loop_child_kill(r->child, SIGKILL);
}

bool run_open_start(Loop *l, Run *r, const RunPlan *p, void (*ended)(void *arg, int status),
                    int *master, Err *err)
{
    enum { ROWS = 24, COLS = 80 };
    Words env = {0};
    Strings argv = {0};
    add_env(&p->env, &env);
    run_plan_argv(p, &argv);
    LoopSpawn how = {.argv = (const char *const *)argv.p,
                     .envp = env.p,
                     .cwd = p->cwd,
                     .stdin_fd = -1,
                     .stdout_fd = -1,
                     .stderr_fd = -1};
    r->begun_ns = clock_mono_ns();
    r->child = loop_pty_new(l, &how, p->tty ? p->rows : ROWS, p->tty ? p->cols : COLS, ended, r,
                            master, err);
    vec_deinit(&env);
    strings_deinit(&argv);
    if (r->child && p->limits.wall_ms > 0) {
        r->timer = loop_timer_new(l, on_late, r);
        loop_timer_set(r->timer, (int)MIN(p->limits.wall_ms, (int64_t)INT32_MAX));
    }
    return r->child != NULL;
}

void run_open_report(const Run *r, JailReport *out)
{
    bool exited = WIFEXITED(r->status);
    *out = (JailReport){.end = r->late  ? JAIL_TIMEOUT
                               : exited ? JAIL_EXITED
                                        : JAIL_SIGNALED,
                        .code = exited ? WEXITSTATUS(r->status) : 0,
                        .signo = exited ? 0 : WTERMSIG(r->status),
                        .limit = r->late ? JAIL_WALL : JAIL_LIMITS,
                        .isolation = "none"};
    for (int i = 0; i < JAIL_LIMITS; i++)
        out->uses[i].used = -1;
    out->uses[JAIL_WALL] = (JailUse){(clock_mono_ns() - r->begun_ns) / 1000000, 0, r->late};
    out->uses[JAIL_OUT].used = (int64_t)bytelog_end(r->log);
}

void run_open_deinit(Run *r)
{
    if (r->timer)
        loop_timer_free(r->timer);
    if (r->child && !r->ended)
        loop_child_kill(r->child, SIGHUP);
    if (r->child)
        loop_child_free(r->child);
}
