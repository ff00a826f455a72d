// A jail that is made while nobody waits, for the next run of the same kind.
#include "jail/jail.h"
#include "loop/loop.h"
#include "run/inner.h"

enum {
    SOON_MS = 300,        // the run that was just started goes first
    KEPT_MS = 10 * 60000, // it holds on to file systems that somebody may want to take away
};

struct RunWarm {
    LoopTimer *timer;
    RunPlan like; // what decides of its jail, and no more
    JailWarm *jail;
    bool wanted; // one is to be made
};

static void copy_strings(const Strings *from, Strings *to)
{
    VEC_EACH (char *, s, from)
        strings_add(to, xstrdup(*s));
}

static void on_timer(void *arg)
{
    RunWarm *w = arg;
    jail_warm_free(steal(&w->jail)); // nobody has wanted it for long, or it was for another kind
    if (w->wanted)
        w->jail = run_plan_warm(&w->like, NULL); // without one the next run takes a moment longer
    if (w->jail)
        loop_timer_set(w->timer, KEPT_MS);
    w->wanted = false;
}

RunWarm *run_warm_new(Loop *l)
{
    RunWarm *w = NEW(RunWarm);
    *w = (RunWarm){0};
    w->timer = loop_timer_new(l, on_timer, w);
    return w;
}

void run_warm_free(RunWarm *w)
{
    if (!w)
        return;
    loop_timer_free(w->timer);
    jail_warm_free(w->jail);
    run_plan_deinit(&w->like);
    free(w);
}

void run_warm_like(RunWarm *w, const RunPlan *p, int after_ms)
{
    run_plan_deinit(&w->like);
    w->like = (RunPlan){.project = p->project ? xstrdup(p->project) : NULL,
                        .limits = p->limits,
                        .writes_apply = p->writes_apply,
                        .tty = p->tty};
    copy_strings(&p->read_paths, &w->like.read_paths);
    copy_strings(&p->compile, &w->like.compile);
    copy_strings(&p->hosts, &w->like.hosts);
    w->wanted = !p->limits.open && !p->limits.landlock;
    if (w->wanted)
        loop_timer_set(w->timer, after_ms);
}

bool run_warm_start(RunWarm *w, const RunPlan *p, JailRun *out, Err *err)
{
    if (!w)
        return run_plan_start(p, false, out, err);
    bool ok = run_plan_start_warm(&w->jail, p, out, err);
    if (ok)
        run_warm_like(w, p, SOON_MS);
    return ok;
}
