/* codelab-jail: start one program where it can do no harm.
 *
 * One process watches from outside (watch.c), one is the first inside and makes the jail around
 * itself (init.c), the third is the program.  In the order of what happens:
 *
 *   policy.c           what to run, and within which limits
 *   birth.c maps.c     a process in new namespaces, with its ids mapped
 *   idmap.c            as root: the project under the owner the jail has
 *   init.c             the first process inside, up to the start of the program
 *   root.c system.c project.c mount.c   its file system
 *   confine.c landlock.c make-filter.c  what it may not do
 *   watch.c events.c stream.c sanitize.c terminal.c   its output and its end
 *   apart.c apart-room.c apart-modes.c  all of that by other means, where there are no namespaces
 *   meter.c spaces.c sockets.c sysv.c tree.c cgroup.c   what it uses
 *   outcome.c locked.c reason.c         the report
 *
 * Whatever fails on the way to the program's first instruction ends the jail. */
#include "jail/helper/channel.h"
#include "jail/helper/locked.h"
#include "jail/helper/watch.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* 0, 1 and 2 are there, so that nothing else is ever opened in their place. */
static bool have_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) < 0)
            return false;
    return fcntl(POLICY_FD, F_SETFD, FD_CLOEXEC) == 0;
}

/* Beside them only the policy, and what else it speaks of. */
static bool close_others(const Policy *p)
{
    const bool wanted[] = {!p->direct, p->keep && !p->direct, p->warm};
    syscall(SYS_close_range, GO_FD + 1, ~0U, 0);
    for (int i = 0; i < (int)ARRAY_LEN(wanted); i++)
        if (!wanted[i])
            close(REPORT_FD + i);
        else if (fcntl(REPORT_FD + i, F_SETFD, FD_CLOEXEC) < 0)
            return false;
    return true;
}

static char *read_policy(size_t *n)
{
    struct stat st;
    if (fstat(POLICY_FD, &st) < 0 || st.st_size <= 0 || st.st_size > POLICY_MAX_BYTES)
        return NULL;
    char *bytes = malloc((size_t)st.st_size);
    ssize_t got = bytes ? pread(POLICY_FD, bytes, (size_t)st.st_size, 0) : -1;
    if (got != st.st_size) {
        free(bytes);
        return NULL;
    }
    *n = (size_t)got;
    return bytes;
}

static bool is_ignored(int signo)
{
    struct sigaction now;
    return sigaction(signo, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

/* Signals that end the jail are read like news, unless the shell has us ignore them; those of job
 * control must not stop us in the middle of moving bytes. */
static int take_signals(void)
{
    static const int ours[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH};
    sigset_t blocked;
    sigemptyset(&blocked);
    for (size_t i = 0; i < ARRAY_LEN(ours); i++)
        if (!is_ignored(ours[i]))
            sigaddset(&blocked, ours[i]);
    int fd = signalfd(-1, &blocked, SFD_CLOEXEC | SFD_NONBLOCK);
    sigaddset(&blocked, SIGTTOU);
    sigaddset(&blocked, SIGTTIN);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    signal(SIGPIPE, SIG_IGN);
    return fd;
}

static int end(const Outcome *o, bool direct, int scratch)
{
    if (!direct)
        return outcome_write(o, REPORT_FD, scratch) ? 0 : 1;
    outcome_say(o);
    return end_exit_code(o->end, o->code, o->signo);
}

static int refuse(const char *why, bool direct)
{
    Outcome o = {.end = END_FAILED, .isolation = "full", .memory_limit = "sampled"};
    snprintf(o.message, sizeof o.message, "the policy is not understood: %s", why);
    return end(&o, direct, -1);
}

/* By now all that could write to it is dead.  Without a reader, or a layer, nothing is sent, and
 * the reader sees that. */
static void layer_send(const Watch *w)
{
    AUTO(fd) int layer = -1;
    if (watch_has_layer(w))
        layer = open_locked(w->scratch, SCRATCH_UPPER);
    if (layer >= 0)
        (void)channel_send(LAYER_FD, "", 1, &layer, 1);
}

static int run(const Policy *p)
{
    static Watch w; // too large for the stack
    int signals = take_signals();
    if (!p->direct)
        prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    if (signals < 0 || (!p->direct && getppid() != p->parent))
        return 1; // nobody is left to report to
    watch_run(&w, p, signals);
    int code = end(&w.out, p->direct, watch_has_layer(&w) ? w.scratch : -1);
    if (p->keep && !p->direct)
        layer_send(&w);
    watch_deinit(&w);
    return code;
}

int main(void)
{
    Policy p = {0};
    size_t n = 0;
    const char *why = "it cannot be read";
    char *bytes = have_descriptors() ? read_policy(&n) : NULL;
    bool understood = bytes && policy_parse(bytes, n, &p, &why);
    if (!bytes || !close_others(&p)) {
        fputs("codelab-jail: this program is started by codelab\n", stderr);
        return 125;
    }
    int code = understood ? run(&p) : refuse(why, p.direct);
    policy_deinit(&p);
    free(bytes);
    return code;
}
