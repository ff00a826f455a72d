#include "jail/helper/watch.h"

#include "jail/helper/apart.h"
#include "jail/helper/guard.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

enum { FDS = 11, NS_PER_MS = 1000000, FIRST_TICK_MS = 10 };

#define CGROUP_MOUNT "/sys/fs/cgroup"

int64_t watch_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 * NS_PER_MS + t.tv_nsec;
}

/* The kernel reaps what it kills with the first process, and what those had used is then told to
 * nobody. */
static void look_once_more(Watch *w)
{
    (void)meter_sample(&w->meter);
    w->out.cpu_ms = tree_cpu_ms(&w->meter.tree);
}

void watch_end(Watch *w, End end, int number)
{
    if (w->over)
        return;
    w->ended_ns = watch_now_ns();
    w->over = true;
    if (w->started && (end == END_TIMEOUT || end == END_OUTPUT))
        look_once_more(w);
    w->out.end = end;
    w->out.code = end == END_EXITED ? number : 0;
    w->out.signo = end == END_SIGNALED ? number : 0;
    if (w->jail.pid > 0)
        kill(w->jail.pid, w->policy->apart ? SIGTERM : SIGKILL); // by itself, or by the kernel
}

/* Milliseconds until the next thing that happens by itself. */
static int patience(const Watch *w)
{
    if (!w->started)
        return -1;
    int64_t now = watch_now_ns(), until = w->next_tick_ns;
    if (w->policy->wall_ms > 0)
        until = MIN(until, w->start_ns + w->policy->wall_ms * NS_PER_MS);
    if (until == INT64_MAX)
        return -1;
    return until <= now ? 0 : (int)MIN((until - now + NS_PER_MS - 1) / NS_PER_MS, 60000);
}

static void check_clock(Watch *w)
{
    int64_t now = watch_now_ns();
    if (!w->started)
        return;
    if (w->policy->wall_ms > 0 && now >= w->start_ns + w->policy->wall_ms * NS_PER_MS)
        watch_end(w, END_TIMEOUT, 0);
    else if (now >= w->next_tick_ns)
        watch_tick(w);
}

void watch_started(Watch *w, int64_t at_ns)
{
    w->started = true;
    w->start_ns = at_ns;
    w->next_tick_ns = INT64_MAX;
    if (w->ready)
        watch_expect_tick(w);
}

void watch_expect_tick(Watch *w)
{
    w->next_tick_ns = watch_now_ns() + FIRST_TICK_MS * NS_PER_MS;
}

/* The limits of what comes before, a compiler as a rule. */
static void set_first_limits(Watch *w, const Policy *p)
{
    w->now = *p;
    w->policy = &w->now;
    if (p->first_ms)
        w->now.wall_ms = p->first_ms;
    if (p->first_memory)
        w->now.memory = p->first_memory;
}

void watch_begun(Watch *w)
{
    const Policy *own = w->told;
    int64_t now = watch_now_ns();
    if (w->first_ns || (!own->first_ms && !own->first_memory))
        return;
    w->first_ns = w->start_ns;
    w->out.first_ms = MAX((now - w->start_ns) / NS_PER_MS, INT64_C(1));
    w->start_ns = now;
    w->now.wall_ms = own->wall_ms;
    w->now.memory = w->meter.limit = own->memory;
    w->meter.peak = 0;
    cgroup_set_memory(&w->cgroup, own->memory);
    w->next_tick_ns = now + FIRST_TICK_MS * NS_PER_MS;
}

static void poll_streams(Watch *w, struct pollfd *fds)
{
    for (int i = 0; i < 3; i++)
        stream_poll(&w->streams[i], &fds[2 * i], &fds[2 * i + 1]);
    if (fds[0].fd == 0 && !terminal_is_ours())
        fds[0].fd = -1;
}

static void move_streams(Watch *w, const struct pollfd *fds)
{
    for (int i = 0; i < 3; i++)
        stream_move(&w->streams[i], fds[2 * i].revents, fds[2 * i + 1].revents);
    if (w->budget.exceeded)
        watch_end(w, END_OUTPUT, 0);
}

static void watch_until_over(Watch *w)
{
    while (!w->over) {
        struct pollfd fds[FDS];
        poll_streams(w, fds);
        fds[6] = (struct pollfd){.fd = w->jail.channel, .events = POLLIN};
        fds[7] = (struct pollfd){.fd = w->signals, .events = POLLIN};
        outlet_poll(&w->outlet, fds + 8);
        fds[10] = (struct pollfd){.fd = w->blocked.listener, .events = POLLIN};
        int n = poll(fds, FDS, patience(w));
        if (n < 0)
            continue;
        // First what it printed, so that nothing of it is lost to the news of its end.
        if (n > 0)
            move_streams(w, fds);
        if (fds[7].revents)
            watch_signal(w);
        if (fds[10].revents)
            blocked_take(&w->blocked);
        if (fds[6].revents)
            watch_news(w);
        if ((fds[8].revents || fds[9].revents) &&
            !outlet_read(&w->outlet, w->policy, &w->out.net, w->out.message))
            watch_end(w, END_FAILED, 0);
        check_clock(w);
    }
}

/* All inside are dead: what is in the pipes now is all there will ever be.  Not their end-of-file
 * but their emptiness ends this, for a descriptor may have been sent out of the jail. */
static void flush(Watch *w)
{
    stream_close(&w->streams[0]);
    for (;;) {
        struct pollfd fds[FDS];
        poll_streams(w, fds);
        fds[6] = (struct pollfd){.fd = w->signals, .events = POLLIN};
        bool waiting = fds[3].fd >= 0 || fds[5].fd >= 0;
        if (poll(fds, 7, waiting ? -1 : 0) < 0)
            continue;
        bool more = waiting || fds[2].revents || fds[4].revents;
        if (!more || fds[6].revents)
            return;
        move_streams(w, fds);
    }
}

static bool make_room(Watch *w)
{
    const Policy *p = w->policy;
    if (!p->apart)
        return true;
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    w->room = w->meter.apart = w->blocked.room =
        apart_room_make(p->room, geteuid() == 0 ? OUTSIDE_ID : 0);
    w->meter.base = w->room >= 0 ? apart_room_use(w->room, w->meter.most) : (Room){0};
    if (w->room >= 0)
        return true;
    int error = errno;
    watch_end(w, END_FAILED, 0);
    reason_sentence(p, &(News){.step = STEP_ROOM, .error = error}, w->out.message);
    return false;
}

static bool make_jail(Watch *w)
{
    Step step;
    if (!make_room(w))
        return false;
    cgroup_make(&w->cgroup, w->policy, CGROUP_MOUNT);
    bool made = birth(w->policy, w->cgroup.born_in, &w->jail, &step);
    if (!made && step == STEP_NAMESPACES && w->cgroup.born_in >= 0) {
        cgroup_remove(&w->cgroup);
        made = birth(w->policy, -1, &w->jail, &step);
    }
    if (made)
        return true;
    int error = errno;
    watch_end(w, END_FAILED, 0);
    reason_sentence(w->policy, &(News){.step = step, .error = error}, w->out.message);
    return false;
}

static void set_nonblocking(int fd)
{
    fcntl(fd, F_SETFL, O_NONBLOCK);
}

void watch_connect(Watch *w, int i, Stream ends)
{
    w->streams[i] = ends;
    w->streams[i].buf = w->buffers[i];
}

static void connect_pipes(Watch *w)
{
    for (int i = 0; i < 3; i++) {
        int theirs = w->jail.stdio[i];
        watch_connect(w, i, (Stream){.from = -1, .to = -1, .ended = true});
        if (theirs < 0)
            continue;
        set_nonblocking(theirs);
        watch_connect(w, i,
                      (Stream){.from = i ? theirs : 0,
                               .to = i ? i : theirs,
                               .budget = i ? &w->budget : NULL,
                               .filtered = i && isatty(i)});
        w->jail.stdio[i] = -1;
    }
}

void watch_run(Watch *w, const Policy *p, int signals)
{
    w->told = p;
    set_first_limits(w, p);
    p = w->policy;
    w->signals = signals;
    w->scratch = w->master = w->room = -1;
    outlet_init(&w->outlet);
    w->budget = (OutputBudget){.left = p->output, .limited = p->output > 0};
    w->out.isolation = p->apart ? "landlock-only" : p->network ? "network" : "full";
    if (p->hosts[0])
        w->out.isolation = "hosts";
    w->out.memory_limit = "sampled";
    w->start_ns = watch_now_ns();
    w->meter = (Meter){.scratch = -1,
                       .apart = -1,
                       .most = {p->scratch, p->inodes},
                       .limit = p->memory,
                       .sockets = SOCKETS_NONE};
    w->out.limit = LIMITS;
    unsigned guarded = p->writable && p->project ? guards_there(p->project) : 0;
    w->blocked =
        (Blocked){.policy = p, .listener = -1, .room = -1, .scratch = -1, .guarded = guarded};
    if (!make_jail(w))
        return;
    w->meter.init = w->jail.pid;
    if (!p->warm)
        watch_started(w, w->start_ns);
    if (w->cgroup.born_in >= 0)
        w->out.memory_limit = "cgroup";
    connect_pipes(w);
    watch_until_over(w);
    watch_reap(w);
    outlet_end(&w->outlet, &w->out.net);
    flush(w);
    watch_sum_up(w);
    if (p->writable && p->project && (guards_there(p->project) & ~guarded))
        w->out.notes |= NOTE_PLANTED;
    terminal_restore(&w->terminal);
}

bool watch_has_layer(const Watch *w)
{
    const unsigned none = NOTE_PROJECT_RDONLY | NOTE_PROJECT_FOREIGN;
    const Policy *p = w->policy;
    return w->scratch >= 0 && p->project && !p->writable && !(w->out.notes & none);
}

void watch_deinit(Watch *w)
{
    for (int i = 0; i < 3; i++)
        stream_close(&w->streams[i]);
    auto_fd(&w->jail.channel);
    auto_fd(&w->jail.pidfd);
    blocked_deinit(&w->blocked);
    sysv_close(&w->meter.sysv);
    sockets_close(&w->meter.sockets);
    if (w->room >= 0)
        apart_room_remove(w->policy->room, w->room);
    auto_fd(&w->room);
    cgroup_remove(&w->cgroup);
}
