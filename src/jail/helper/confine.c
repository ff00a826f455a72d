#include "jail/helper/confine.h"

#include "jail/helper/filter.h"
#include "jail/helper/step.h"

#include "base/mem.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { OLDEST_LAST_CAP = 37 }; // of all kernels that have what we need

static void limit(int what, rlim_t soft, rlim_t hard)
{
    struct rlimit now, want = {soft, hard};
    step_must(getrlimit(what, &now), STEP_LIMITS);
    want.rlim_max = MIN(want.rlim_max, now.rlim_max);
    want.rlim_cur = MIN(want.rlim_cur, want.rlim_max);
    step_must(setrlimit(what, &want), STEP_LIMITS);
}

void confine_limits(const Policy *p, int others)
{
    // No file on a disk grows without end; one in memory meets the limit of that first.
    const rlim_t mega = 1 << 20, all = 4 * (rlim_t)MAX(p->memory, p->scratch);
    const rlim_t file = p->apart ? (rlim_t)p->scratch : all;
    const rlim_t procs = (rlim_t)p->procs + 1 + (rlim_t)others; // and the init
    // 1, not 0: only that also keeps the host's core handler from being called.
    limit(RLIMIT_CORE, 1, 1);
    limit(RLIMIT_NPROC, procs, procs);
    limit(RLIMIT_NOFILE, (rlim_t)p->files, (rlim_t)p->files);
    limit(RLIMIT_FSIZE, file, file);
    limit(RLIMIT_STACK, 8 * mega, 64 * mega);
    limit(RLIMIT_MEMLOCK, 8 * mega, 8 * mega);
    limit(RLIMIT_MSGQUEUE, 819200, 819200);
    limit(RLIMIT_SIGPENDING, 4096, 4096);
    limit(RLIMIT_NICE, 0, 0);
    limit(RLIMIT_RTPRIO, 0, 0);
    // None on addresses or data: runtimes and sanitizers reserve terabytes they never touch.  What
    // the whole tree uses is counted instead.
}

/* As many CPUs as the policy allows, from the one we are on: the scheduler chose it as idle, so two
 * jails seldom share. */
void confine_cpus(const Policy *p)
{
    cpu_set_t all, mine;
    step_must(sched_getaffinity(0, sizeof all, &all), STEP_LIMITS);
    int want = (p->cpu_milli + 999) / 1000;
    if (want >= CPU_COUNT(&all))
        return;
    CPU_ZERO(&mine);
    for (int cpu = MAX(sched_getcpu(), 0); want > 0; cpu = (cpu + 1) % CPU_SETSIZE) {
        if (!CPU_ISSET(cpu, &all))
            continue;
        CPU_SET(cpu, &mine);
        want--;
    }
    step_must(sched_setaffinity(0, sizeof mine, &mine), STEP_LIMITS);
}

static void drop_bounding(void)
{
    unsigned long cap = 0;
    while (prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0)
        cap++;
    if (cap <= OLDEST_LAST_CAP || errno != EINVAL) // it ends with a number that is none
        step_fail(STEP_PRIVILEGES);
    step_must(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED |
                                           SECBIT_NO_SETUID_FIXUP | SECBIT_NO_SETUID_FIXUP_LOCKED |
                                           SECBIT_KEEP_CAPS_LOCKED | SECBIT_NO_CAP_AMBIENT_RAISE |
                                           SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED),
              STEP_PRIVILEGES);
}

static void drop_own(void)
{
    step_must(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0), STEP_PRIVILEGES);
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {0};
    step_must(syscall(SYS_capset, &head, none), STEP_PRIVILEGES);
    step_must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), STEP_PRIVILEGES);
}

void confine_privileges(void)
{
    drop_bounding();
    drop_own();
}

void confine_to_user(unsigned id)
{
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct have[2] = {0};
    step_must(syscall(SYS_capget, &head, have), STEP_PRIVILEGES);
    if (have[0].effective & (1U << CAP_SETPCAP))
        drop_bounding(); // who has none cannot drop them either
    if (id) {
        step_must(setgroups(0, NULL), STEP_PRIVILEGES);
        step_must(setresgid(id, id, id), STEP_PRIVILEGES);
        step_must(setresuid(id, id, id), STEP_PRIVILEGES);
    }
    drop_own();
}

static void load(const Filter *f)
{
    struct sock_fprog prog = {.len = f->len, .filter = (struct sock_filter *)f->code};
    step_must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &prog), STEP_FILTER);
}

void confine_calls(const Policy *p)
{
    load(&filters_of_program[p->calls]);
}

void confine_calls_of_init(void)
{
    load(&filter_of_init);
}
