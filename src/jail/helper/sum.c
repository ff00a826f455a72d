#include "jail/helper/watch.h"

#include "jail/helper/apart.h"

#include "base/mem.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum {
    NS_PER_MS = 1000000,
    SHORT_NS = 200000000, // in less, what it takes to make the jail counts too much
};

static int64_t to_ms(struct timeval t)
{
    return (int64_t)t.tv_sec * 1000 + t.tv_usec / 1000;
}

void watch_reap(Watch *w)
{
    struct rusage used;
    int status;
    pid_t got;
    while ((got = wait4(w->jail.pid, &status, 0, &used)) < 0 && errno == EINTR)
        ;
    w->jail.pid = -1;
    if (w->policy->apart)
        apart_end_orphans();
    if (got < 0)
        return;
    w->out.cpu_ms = MAX(w->out.cpu_ms, to_ms(used.ru_utime) + to_ms(used.ru_stime));
    if (!w->first_ns) // else it may be the compiler's
        w->meter.peak = MAX(w->meter.peak, (int64_t)used.ru_maxrss * 1024);
}

/* A run that ended before anybody looked has had no more at a time than there ever were, and in so
 * short a time hardly less. */
static Use use_of_procs(const Watch *w)
{
    int64_t limit = w->policy->procs, peak = w->meter.peak_tasks;
    if (!peak && w->started_tasks > 0)
        peak = MIN(w->started_tasks, limit);
    return (Use){peak ? peak : -1, limit, peak >= limit || cgroup_had_no_process(&w->cgroup)};
}

static void gather_uses(const Watch *w, Use *uses)
{
    const Policy *p = w->policy;
    const Meter *m = &w->meter;
    int64_t wall_ns = w->ended_ns - w->start_ns;
    int64_t all_ns = w->ended_ns - (w->first_ns ? w->first_ns : w->start_ns);
    int64_t cpu = all_ns > 0 ? w->out.cpu_ms * 1000 * NS_PER_MS / all_ns : 0;
    uses[LIMIT_WALL] = (Use){wall_ns / NS_PER_MS, p->wall_ms, w->out.end == END_TIMEOUT};
    uses[LIMIT_MEMORY] = (Use){w->first_ns ? m->peak : MAX(m->peak, cgroup_peak(&w->cgroup)),
                               p->memory, w->out.end == END_MEMORY};
    uses[LIMIT_CPU] = (Use){cpu, p->cpu_milli, all_ns > SHORT_NS && cpu >= p->cpu_milli};
    uses[LIMIT_PROCS] = use_of_procs(w);
    uses[LIMIT_FILES] =
        (Use){m->peak_files ? m->peak_files : -1, p->files, m->peak_files >= p->files};
    uses[LIMIT_DISK] = (Use){m->peak_room.bytes, p->scratch, m->full || w->blocked.full};
    uses[LIMIT_INODES] = (Use){m->peak_room.inodes, p->inodes, m->crowded};
    uses[LIMIT_OUTPUT] = (Use){w->budget.used, p->output, w->budget.exceeded};
}

/* A limit whose passing is our end of the run; else, of a program that failed, one that it was
 * refused more of, the likeliest first. */
static Limit which_limit(const Outcome *o)
{
    static const Limit refused[] = {LIMIT_DISK, LIMIT_INODES, LIMIT_PROCS, LIMIT_FILES};
    if (o->end == END_TIMEOUT)
        return LIMIT_WALL;
    if (o->end == END_MEMORY)
        return LIMIT_MEMORY;
    if (o->end == END_OUTPUT)
        return LIMIT_OUTPUT;
    bool failed = o->end == END_SIGNALED || (o->end == END_EXITED && o->code != 0);
    for (size_t i = 0; failed && i < ARRAY_LEN(refused); i++)
        if (o->uses[refused[i]].met)
            return refused[i];
    return LIMITS;
}

static unsigned what_lacks(const Watch *w)
{
    unsigned has = w->out.notes;
    return (has & NOTE_LANDLOCK ? 0 : NOTE_NO_LANDLOCK) |
           (has & NOTE_LISTENS ? 0 : NOTE_NO_LISTENER) |
           (w->cgroup.born_in >= 0 ? 0 : NOTE_NO_GROUP);
}

void watch_sum_up(Watch *w)
{
    meter_room(&w->meter);
    if (w->policy->check && w->out.end != END_FAILED)
        w->out.notes |= what_lacks(w);
    if (w->out.end <= END_SIGNALED && cgroup_had_oom(&w->cgroup))
        w->out.end = END_MEMORY;
    gather_uses(w, w->out.uses);
    w->out.limit = which_limit(&w->out);
    w->out.blocked = w->blocked.items;
    w->out.nblocked = w->blocked.n;
}
