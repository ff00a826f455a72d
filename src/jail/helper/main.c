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
 *   meter.c memfds.c tree.c cgroup.c    what it uses
 *   outcome.c reason.c                  the report
 *
 * Whatever fails on the way to the program's first instruction ends the jail. */
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

/* 0, 1 and 2 are there, so that nothing else is ever opened in their place; beside them only the
 * policy and the report. */
static bool tidy_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) < 0)
            return false;
    bool given = fcntl(POLICY_FD, F_SETFD, FD_CLOEXEC) == 0;
    given = fcntl(REPORT_FD, F_SETFD, FD_CLOEXEC) == 0 && given;
    syscall(SYS_close_range, REPORT_FD + 1, ~0U, 0);
    return given;
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

/* Signals that end the jail are read like news; those of job control must not stop us in the middle
 * of moving bytes. */
static int take_signals(void)
{
    static const int ours[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH};
    sigset_t blocked;
    sigemptyset(&blocked);
    for (size_t i = 0; i < ARRAY_LEN(ours); i++)
        sigaddset(&blocked, ours[i]);
    int fd = signalfd(-1, &blocked, SFD_CLOEXEC | SFD_NONBLOCK);
    sigaddset(&blocked, SIGTTOU);
    sigaddset(&blocked, SIGTTIN);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    signal(SIGPIPE, SIG_IGN);
    return fd;
}

static int report_failure(const char *why)
{
    Outcome o = {.end = END_FAILED, .isolation = "full", .memory_limit = "sampled"};
    snprintf(o.message, sizeof o.message, "the policy is not understood: %s", why);
    return outcome_write(&o, REPORT_FD, -1) ? 0 : 1;
}

static int run(const Policy *p)
{
    static Watch w; // too large for the stack
    int signals = take_signals();
    prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    if (signals < 0 || getppid() != p->parent)
        return 1; // nobody is left to report to
    watch_run(&w, p, signals);
    bool told = outcome_write(&w.out, REPORT_FD, w.policy->writable ? -1 : w.scratch);
    watch_deinit(&w);
    return told ? 0 : 1;
}

int main(void)
{
    if (!tidy_descriptors()) {
        fputs("codelab-jail: this program is started by codelab\n", stderr);
        return 125;
    }
    size_t n = 0;
    const char *why = "it cannot be read";
    char *bytes = read_policy(&n);
    Policy p = {0};
    int code = bytes && policy_parse(bytes, n, &p, &why) ? run(&p) : report_failure(why);
    policy_deinit(&p);
    free(bytes);
    return code;
}
