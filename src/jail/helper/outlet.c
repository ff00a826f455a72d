#include "jail/helper/outlet.h"

#include "jail/gate/gate.h"
#include "jail/helper/channel.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GATE_MEMORY = 256 << 20, GATE_SCRATCH = 4 << 20, GATE_INODES = 1000 };

void outlet_init(Outlet *o)
{
    *o = (Outlet){
        .gate = {.pidfd = -1, .channel = -1, .stdio = {-1, -1, -1}}, .news = -1, .counts = -1};
}

/* As many arguments as there are hosts, after the program's name. */
static const char **gate_argv(const Policy *p)
{
    size_t n = 0;
    while (p->hosts[n])
        n++;
    const char **argv = calloc(n + 2, sizeof *argv);
    if (argv)
        argv[0] = p->gate;
    for (size_t i = 0; argv && i < n; i++)
        argv[1 + i] = p->hosts[i];
    return argv;
}

static bool birth_of_gate(Outlet *o, const Policy *p, const int *given, Step *step)
{
    // A name server that is silent is given up before the program's patience ends.
    static const char *env[] = {"RES_OPTIONS=timeout:3 attempts:2", NULL}, *none[] = {NULL};
    const char *read[] = {"/etc/hosts", p->gate}, **argv = gate_argv(p);
    size_t first = access(read[0], R_OK) == 0 ? 0 : 1;
    Policy own = {.cwd = "/",
                  .read = read + first,
                  .nread = ARRAY_LEN(read) - first,
                  .env = env,
                  .argv = argv,
                  .hosts = none,
                  .memory = GATE_MEMORY,
                  .scratch = GATE_SCRATCH,
                  .inodes = GATE_INODES,
                  .files = 512,
                  .cpu_milli = 1000,
                  .procs = CONNECTIONS_MAX + 8,
                  .network = true,
                  .given = given};
    bool born = argv && birth(&own, -1, &o->gate, step);
    int error = errno;
    free(argv);
    errno = error;
    return born;
}

bool outlet_start(Outlet *o, const Policy *p, int listener, Step *step)
{
    int news[2];
    *step = STEP_NETWORK;
    if (pipe2(news, O_CLOEXEC) < 0)
        return false;
    o->news = news[0];
    fcntl(o->news, F_SETFL, O_NONBLOCK);
    o->counts = memfd_create("counts", MFD_CLOEXEC);
    bool ok = o->counts >= 0 && ftruncate(o->counts, sizeof(GateCounts)) == 0 &&
              birth_of_gate(o, p, (const int[]){listener, news[1], o->counts}, step);
    int error = errno;
    close(news[1]);
    errno = error;
    return ok;
}

void outlet_poll(const Outlet *o, struct pollfd two[2])
{
    two[0] = (struct pollfd){.fd = o->gate.channel, .events = POLLIN};
    two[1] = (struct pollfd){.fd = o->news, .events = POLLIN};
}

static bool is_known(const NetUse *use, const char *place)
{
    for (size_t at = 0; at < use->nplaces; at += strlen(use->places + at) + 1)
        if (!strcmp(use->places + at, place))
            return true;
    return false;
}

static void add_place(NetUse *use, char *place)
{
    size_t n = strlen(place) + 1;
    use->blocked++;
    for (char *c = place; *c; c++)
        *c = *c > ' ' && *c < 0x7f ? *c : '?'; // the gate, too, may have been taken over
    if (n == 1 || n > GATE_NEWS_BYTES || is_known(use, place) ||
        n > sizeof use->places - use->nplaces)
        return;
    memcpy(use->places + use->nplaces, place, n);
    use->nplaces += n;
}

/* Records come whole, for each is one write to a pipe; what is cut off at the end of the buffer is
 * the gate's own fault. */
static void read_refusals(Outlet *o, NetUse *use)
{
    char buf[4096];
    ssize_t n;
    while ((n = read(o->news, buf, sizeof buf - 1)) > 0) {
        buf[n] = '\0';
        for (char *at = buf; at < buf + n; at += strlen(at) + 1)
            add_place(use, at);
    }
    if (n == 0)
        auto_fd(&o->news), o->news = -1;
}

/* The gate's own jail has something to say: that it is made, or why it is not. */
static bool hear(Outlet *o, const Policy *p, char *message)
{
    News news = {0};
    int fds[CHANNEL_FDS];
    bool heard = channel_receive(o->gate.channel, &news, sizeof news, fds);
    for (size_t i = 0; i < CHANNEL_FDS; i++)
        auto_fd(&fds[i]);
    if (heard && news.kind == NEWS_READY)
        return true;
    if (heard && news.kind == NEWS_FAILED && news.step < STEP_COUNT && news.step != STEP_EXEC)
        reason_sentence(p, &news, message);
    else
        snprintf(message, REASON_BYTES,
                 "the gate to the listed hosts ended: '%.600s' cannot be started or was killed",
                 p->gate);
    auto_fd(&o->gate.channel);
    o->gate.channel = -1;
    return false;
}

bool outlet_read(Outlet *o, const Policy *p, NetUse *use, char *message)
{
    struct pollfd now[2];
    outlet_poll(o, now);
    if (poll(now, 2, 0) <= 0)
        return true;
    if (now[1].revents)
        read_refusals(o, use);
    return !now[0].revents || hear(o, p, message);
}

void outlet_end(Outlet *o, NetUse *use)
{
    GateCounts counts;
    if (o->gate.pid > 0) {
        kill(o->gate.pid, SIGKILL);
        while (waitpid(o->gate.pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    if (o->news >= 0)
        read_refusals(o, use);
    if (o->counts >= 0 && pread(o->counts, &counts, sizeof counts, 0) == (ssize_t)sizeof counts) {
        use->sent = (int64_t)atomic_load(&counts.sent);
        use->received = (int64_t)atomic_load(&counts.received);
    }
    auto_fd(&o->news);
    auto_fd(&o->counts);
    auto_fd(&o->gate.channel);
    auto_fd(&o->gate.pidfd);
    outlet_init(o);
}
