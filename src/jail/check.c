#include "jail/inner.h"

#include "base/mem.h"

#include <errno.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

/* Not by version and not by file, but by making one. */
static bool check(const JailPolicy *p, char **notes, Err *err)
{
    AUTO(buf) Buf policy = BUF_INIT;
    JailRun run;
    JailReport report;
    if (!jail_wire_policy(p, NULL, WIRE_CHECK, &policy, err) ||
        !jail_spawn(&(JailSpawn){.policy = buf_str(&policy), .p = p}, &run, err))
        return false;
    auto_fd(&run.stdin_fd);
    auto_fd(&run.stdout_fd);
    auto_fd(&run.stderr_fd);
    bool told = jail_report(run.report_fd, &report, err);
    while (waitpid(run.pid, NULL, 0) < 0 && errno == EINTR)
        ;
    if (!told)
        return false;
    bool ok = report.end != JAIL_FAILED;
    if (!ok)
        err_set(err, "cannot make the jail: %s",
                report.message ? report.message : "no reason given");
    if (ok && notes)
        *notes = steal(&report.notes);
    jail_report_deinit(&report);
    return ok;
}

bool jail_check(const char *project, char **notes, Err *err)
{
    JailPolicy p = jail_policy_default();
    p.project = project;
    if (notes)
        *notes = NULL;
    return check(&p, notes, err);
}

bool jail_check_landlock(Err *err)
{
    AUTO(free) char *room = jail_landlock_room();
    JailPolicy p = jail_policy_default();
    p.landlock_room = room;
    return check(&p, NULL, err);
}

char *jail_landlock_room(void)
{
    uint64_t number = 0;
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        number = (uint64_t)getpid(); // then one that is there already is refused
    return xasprintf("/tmp/codelab-run-%016llx", (unsigned long long)number);
}
