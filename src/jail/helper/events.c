#include "jail/helper/channel.h"
#include "jail/helper/watch.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    TICK_NS = 50000000,
    FAST_TICK_NS = 10000000, // above half of the limit
    SETTLED_NS = 70000000,   // a run this long is worth being moved to a group
};

/* The program's terminal is there: join it to the user's, or to the caller's pipes. */
static void connect_terminal(Watch *w, int master)
{
    w->master = master;
    fcntl(master, F_SETFL, O_NONBLOCK);
    bool is_tty = isatty(1);
    int copy = fcntl(master, F_DUPFD_CLOEXEC, 5);
    watch_connect(w, 0, (Stream){.from = 0, .to = copy, .ends_with_eot = true});
    watch_connect(w, 1,
                  (Stream){.from = master,
                           .to = 1,
                           .budget = &w->budget,
                           .filtered = is_tty,
                           .sanitizer = {.line_editing = true}});
    terminal_copy_size(master);
    if (isatty(0) && is_tty)
        terminal_raw(&w->terminal);
}

static void on_ready(Watch *w, const News *news, const int fds[CHANNEL_FDS])
{
    w->out.notes |= news->notes;
    w->ready = true;
    (void)waitpid(-1, NULL, WNOHANG | __WCLONE); // who lent the project's owner: see idmap.c
    if (w->started)
        watch_expect_tick(w);
    bool listens = news->notes & NOTE_LISTENS;
    int at = 0; // what is not there is not sent
    if (!w->policy->apart) {
        w->scratch = w->meter.scratch = w->blocked.scratch = fds[at++];
        w->meter.base = news->base;
    }
    w->blocked.listener = listens ? fds[at++] : -1;
    if (at < CHANNEL_FDS && fds[at] >= 0)
        connect_terminal(w, fds[at]);
}

static void on_listener(Watch *w, int listener)
{
    Step step;
    if (!w->policy->hosts[0] || listener < 0 || w->outlet.gate.pid > 0) {
        auto_fd(&listener);
        return;
    }
    bool started = outlet_start(&w->outlet, w->policy, listener, &step);
    int error = errno;
    close(listener);
    if (started)
        return;
    watch_end(w, END_FAILED, 0);
    reason_sentence(w->policy, &(News){.step = step, .error = error}, w->out.message);
}

static void on_failed(Watch *w, const News *news)
{
    char *message = w->out.message;
    reason_sentence(w->policy, news, message);
    if (news->step == STEP_EXEC) // as shells have it: 127 not found, 126 not a program
        watch_end(w, END_EXITED, news->error == ENOENT ? 127 : 126);
    else
        watch_end(w, END_FAILED, 0);
}

static void on_ended(Watch *w, int status, int64_t started)
{
    w->started_tasks = started;
    if (started > 1) { // those it leaves were there together with it
        (void)meter_sample(&w->meter);
        w->meter.peak_tasks = MAX(w->meter.peak_tasks, w->meter.tree.tasks + 1);
    }
    if (WIFSIGNALED(status))
        watch_end(w, END_SIGNALED, WTERMSIG(status));
    else
        watch_end(w, END_EXITED, WEXITSTATUS(status));
}

void watch_news(Watch *w)
{
    News news = {0};
    int fds[CHANNEL_FDS];
    if (!channel_receive(w->jail.channel, &news, sizeof news, fds))
        watch_end(w, END_SIGNALED, SIGKILL); // someone ended the jail from outside
    else if (news.kind == NEWS_READY)
        on_ready(w, &news, fds);
    else if (news.kind == NEWS_SYSV)
        sysv_take(&w->meter.sysv, fds);
    else if (news.kind == NEWS_SOCKETS)
        sockets_take(&w->meter.sockets, fds);
    else if (news.kind == NEWS_LISTENER)
        on_listener(w, fds[0]);
    else if (news.kind == NEWS_FAILED && news.step < STEP_COUNT)
        on_failed(w, &news);
    else if (news.kind == NEWS_BEGUN)
        watch_begun(w);
    else if (news.kind == NEWS_STARTED)
        watch_started(w, news.time_ns);
    else if (news.kind == NEWS_ENDED)
        on_ended(w, news.status, news.started);
}

static void adopt(Watch *w)
{
    if (!cgroup_adopt(&w->cgroup, w->policy, &w->meter.tree, "/sys/fs/cgroup"))
        return;
    w->out.memory_limit = "cgroup";
    // What was born meanwhile of parents that were still outside.
    tree_list(w->jail.pid, &w->meter.tree);
    cgroup_adopt(&w->cgroup, w->policy, &w->meter.tree, "/sys/fs/cgroup");
}

void watch_tick(Watch *w)
{
    int64_t used = meter_sample(&w->meter);
    bool counted = w->cgroup.born_in >= 0; // by the kernel, which is exact
    if ((used > w->policy->memory && !counted) || cgroup_had_oom(&w->cgroup)) {
        watch_end(w, END_MEMORY, 0);
        return;
    }
    if (w->policy->apart && (w->meter.full || w->meter.crowded)) {
        watch_end(w, END_SIGNALED, SIGKILL);
        return;
    }
    int64_t now = watch_now_ns();
    if (!counted && !w->cgroup.v1_made && now - w->start_ns >= SETTLED_NS)
        adopt(w);
    int64_t age = now - w->start_ns, usual = MAX(MIN(age, (int64_t)TICK_NS), (int64_t)FAST_TICK_NS);
    w->next_tick_ns = now + (used > w->policy->memory / 2 ? FAST_TICK_NS : usual);
}

/* The first interrupt is the program's to handle, as in a shell; the second ends it. */
static void on_interrupt(Watch *w)
{
    if (w->interrupted)
        watch_end(w, END_SIGNALED, SIGINT);
    else
        kill(w->jail.pid, SIGINT);
    w->interrupted = true;
}

void watch_signal(Watch *w)
{
    struct signalfd_siginfo info;
    if (read(w->signals, &info, sizeof info) != (ssize_t)sizeof info)
        return;
    if (info.ssi_signo == SIGINT)
        on_interrupt(w);
    else if (info.ssi_signo != SIGWINCH)
        watch_end(w, END_SIGNALED, (int)info.ssi_signo);
    else if (w->master >= 0)
        terminal_copy_size(w->master);
}
