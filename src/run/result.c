// The jail's side of a plan: what it is told, and what its report means.
#include "jail/jail.h"
#include "run/apart.h"
#include "run/inner.h"
#include "run/shell.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* What the jail is told, in arrays of its own. */
typedef struct {
    JailPolicy policy;
    Strings argv;
    Strings moved;                      // the environment without namespaces
    char *room;                         // the place to write there, owned; NULL: with them
    const char **env, **reads, **hosts; // owned
} Told;

static const JailCalls jail_calls[RUN_CALLS_COUNT] = {
    [RUN_CALLS_DEFAULT] = JAIL_CALLS_DEFAULT,
    [RUN_CALLS_STRICT] = JAIL_CALLS_STRICT,
    [RUN_CALLS_DEBUG] = JAIL_CALLS_DEBUG,
};

const char *run_calls_name(RunCalls calls)
{
    static const char *const names[RUN_CALLS_COUNT] = {"default", "strict", "debug"};
    return names[calls];
}

static JailPolicy policy_of(const RunPlan *p, const Told *t)
{
    JailPolicy j = jail_policy_default();
    j.project = p->project;
    j.cwd = p->cwd;
    j.project_writable = p->writes_apply;
    j.keep_layer = p->keep_layer && !p->writes_apply;
    j.env = t->env;
    j.read_paths = t->reads;
    j.hosts = p->limits.network ? NULL : t->hosts;
    j.wall_ms = p->limits.wall_ms;
    j.memory_bytes = p->limits.memory_bytes;
    if (p->compile.n) {
        j.first_wall_ms = p->limits.compile_wall_ms;
        j.first_memory_bytes = p->limits.compile_memory_bytes;
    }
    j.output_bytes = p->limits.output_bytes;
    j.cpus = p->limits.cpus;
    j.procs = p->limits.procs;
    j.network = p->limits.network;
    j.calls = jail_calls[p->limits.calls];
    j.tty = p->tty;
    j.rows = p->rows;
    j.cols = p->cols;
    return j;
}

// A borrowed NULL-terminated array of a list's strings.
static const char **borrow(const Strings *s)
{
    const char **out = NEW_ARRAY(const char *, s->n + 1);
    for (size_t i = 0; i < s->n; i++)
        out[i] = s->p[i];
    return out;
}

/* There is nothing to choose without namespaces. */
static void set_apart(const RunPlan *p, Told *t)
{
    t->room = jail_landlock_room();
    VEC_EACH (char *, e, &p->env)
        vec_push(&t->moved, xstrdup(*e));
    run_apart_env(&t->moved, t->room);
    run_apart_argv(&t->argv, p->build ? p->build : "", t->room);
    free(t->env);
    t->env = borrow(&t->moved);
    t->policy.env = t->env;
    t->policy.landlock_room = t->room;
    t->policy.project_writable = t->policy.keep_layer = t->policy.network = false;
    t->policy.hosts = NULL;
    t->policy.calls = JAIL_CALLS_DEFAULT;
}

static Told told_of(const RunPlan *p)
{
    Told t = {.env = borrow(&p->env), .reads = borrow(&p->read_paths), .hosts = borrow(&p->hosts)};
    run_plan_argv(p, &t.argv);
    t.policy = policy_of(p, &t);
    if (p->limits.landlock)
        set_apart(p, &t);
    return t;
}

static void told_deinit(Told *t)
{
    strings_deinit(&t->argv);
    strings_deinit(&t->moved);
    free(t->room);
    free(t->env);
    free(t->reads);
    free(t->hosts);
}

bool run_plan_start(const RunPlan *p, bool pass_stdio, JailRun *out, Err *err)
{
    Told t = told_of(p);
    bool ok = jail_start(&t.policy, (const char *const *)t.argv.p, pass_stdio, out, err);
    told_deinit(&t);
    return ok;
}

JailWarm *run_plan_warm(const RunPlan *p, Err *err)
{
    Told t = told_of(p);
    JailWarm *w = jail_warm_new(&t.policy, err);
    told_deinit(&t);
    return w;
}

bool run_plan_start_warm(JailWarm **w, const RunPlan *p, JailRun *out, Err *err)
{
    Told t = told_of(p);
    bool ok = jail_start_warm(w, &t.policy, (const char *const *)t.argv.p, out, err);
    told_deinit(&t);
    return ok;
}

bool run_plan_exec(const RunPlan *p, Err *err)
{
    BUG_ON(p->compile.n > 0);
    Told t = told_of(p);
    bool ok = jail_exec(&t.policy, (const char *const *)t.argv.p, err);
    told_deinit(&t);
    return ok;
}

static bool did_not_compile(const JailReport *rep, bool compiled)
{
    return compiled && rep->end == JAIL_SIGNALED && rep->signo == RUN_COMPILE_SIGNAL;
}

// Outside the jail nobody tells when the program itself begins.
static bool ended_early(const JailReport *rep, bool compiled)
{
    bool told = rep->isolation && strcmp(rep->isolation, "none") != 0;
    return did_not_compile(rep, compiled) ||
           (compiled && told && !rep->first_ms && rep->end != JAIL_FAILED);
}

static const char *status_word(const JailReport *rep, bool compiled, bool stopped)
{
    if (stopped)
        return "killed";
    switch (rep->end) {
    case JAIL_EXITED:
        return rep->code == 0 ? "success" : "error";
    case JAIL_SIGNALED:
        return did_not_compile(rep, compiled) ? "error" : "killed";
    case JAIL_TIMEOUT:
        return "timeout";
    case JAIL_MEMORY:
        return "memory";
    case JAIL_OUTPUT:
        return "output";
    case JAIL_FAILED:
        break;
    }
    return "failed";
}

/* Of a program that failed by itself, after it was refused more of something. */
static char *refused_sentence(JailLimit l)
{
    static const char *const sentences[] = {
        [JAIL_PROCS] = "it failed, and had as many processes as it may",
        [JAIL_FILES] = "it failed, and had as many files open as it may",
        [JAIL_DISK] = "it failed, and had filled its room for writing",
        [JAIL_INODES] = "it failed, and had made as many files as it may",
        [JAIL_LIMITS] = NULL};
    return sentences[l] ? xstrdup(sentences[l]) : NULL;
}

static char *end_sentence(const JailReport *rep, bool compiled, bool stopped)
{
    if (stopped)
        return xstrdup("stopped");
    switch (rep->end) {
    case JAIL_TIMEOUT:
        return xasprintf("killed: wall time %.3g s", (double)rep->uses[JAIL_WALL].used / 1000);
    case JAIL_MEMORY:
        return xstrdup("killed: memory limit");
    case JAIL_OUTPUT:
        return xstrdup("killed: output limit");
    case JAIL_SIGNALED:
        return did_not_compile(rep, compiled)
                   ? xstrdup("does not compile")
                   : xasprintf("killed by signal %d (%s)", rep->signo, strsignal(rep->signo));
    case JAIL_FAILED:
        break;
    case JAIL_EXITED:
        if (!rep->message && rep->limit < JAIL_LIMITS)
            return refused_sentence(rep->limit);
        break;
    }
    return rep->message ? xstrdup(rep->message) : NULL;
}

void run_result_init(RunResult *out, const JailReport *rep, bool compiled, bool stopped)
{
    bool compile = ended_early(rep, compiled);
    *out =
        (RunResult){.status = status_word(rep, compiled, stopped),
                    .returncode = did_not_compile(rep, compiled) ? 1 : jail_report_exit_code(rep),
                    .wall_ms = rep->uses[JAIL_WALL].used,
                    .cpu_ms = rep->cpu_ms,
                    .compile_ms = compile ? rep->uses[JAIL_WALL].used : rep->first_ms,
                    .peak_bytes = MAX(rep->uses[JAIL_MEM].used, INT64_C(0)),
                    .output_bytes = rep->uses[JAIL_OUT].used,
                    .peak_procs = (int)rep->uses[JAIL_PROCS].used,
                    .limit = rep->limit < JAIL_LIMITS ? jail_limit_name(rep->limit) : NULL,
                    .lost = rep->writes.n + rep->deleted.n,
                    .isolation = rep->isolation ? rep->isolation : "none",
                    .phase = compile ? "compile" : "run",
                    .message = end_sentence(rep, compiled, stopped)};
    _Static_assert((int)RUN_USES == (int)JAIL_LIMITS, "all limits are told");
    for (JailLimit l = 0; l < JAIL_LIMITS; l++)
        out->uses[l] =
            (RunUse){jail_limit_name(l), rep->uses[l].used, rep->uses[l].limit, rep->uses[l].met};
    VEC_EACH (JailBlocked, b, &rep->blocked)
        vec_push(&out->blocked, xasprintf("%s %s", b->what, b->subject));
}

void run_result_deinit(RunResult *r)
{
    free(r->message);
    strings_deinit(&r->blocked);
    *r = (RunResult){0};
}
