#include "jail/helper/birth.h"
#include "jail/helper/channel.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    int ours[3], theirs[3];
    int channel[2];
} Ends;

static void ends_close(Ends *e)
{
    for (int i = 0; i < 3; i++) {
        auto_fd(&e->ours[i]);
        auto_fd(&e->theirs[i]);
    }
    auto_fd(&e->channel[0]);
    auto_fd(&e->channel[1]);
}

static bool make_pipe(Ends *e, int i, bool as_root)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return false;
    e->ours[i] = ends[i == 0];
    e->theirs[i] = ends[i != 0];
    // Else opening /dev/stdout, which opens the pipe anew, would be refused inside.
    return !as_root || fchown(e->theirs[i], OUTSIDE_ID, OUTSIDE_ID) == 0;
}

static bool take_given(const int *given, Ends *e)
{
    for (int i = 0; i < 3; i++)
        if ((e->theirs[i] = fcntl(given[i], F_DUPFD_CLOEXEC, 3)) < 0)
            return false;
    return true;
}

static bool make_ends(const Policy *p, bool as_root, Ends *e)
{
    *e = (Ends){{-1, -1, -1}, {-1, -1, -1}, {-1, -1}};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, e->channel) < 0)
        return false;
    if (p->given)
        return take_given(p->given, e);
    for (int i = 0; i < 3 && !p->tty; i++)
        if (!make_pipe(e, i, as_root))
            return false;
    return true;
}

static uint64_t namespaces(const Policy *p)
{
    if (p->apart)
        return 0;
    uint64_t flags =
        CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;
    return p->network ? flags : flags | CLONE_NEWNET;
}

/* fork() into the namespaces.  An outer filter may hide clone3(), and a group may not take us: then
 * the older call, without the group. */
static pid_t clone_into(uint64_t flags, int cgroup, int *pidfd)
{
    struct clone_args args = {
        .flags = flags | CLONE_PIDFD | (cgroup >= 0 ? CLONE_INTO_CGROUP : 0),
        .pidfd = (uintptr_t)pidfd,
        .exit_signal = SIGCHLD,
        .cgroup = cgroup >= 0 ? (uint64_t)cgroup : 0,
    };
    pid_t pid = (pid_t)syscall(SYS_clone3, &args, sizeof args);
    if (pid < 0 && (errno == ENOSYS || (errno == EPERM && cgroup < 0)))
        pid = (pid_t)syscall(SYS_clone, flags | CLONE_PIDFD | SIGCHLD, 0, pidfd, 0, 0);
    return pid;
}

static bool map_ids(pid_t pid, bool as_root)
{
    uid_t uid = as_root ? OUTSIDE_ID : geteuid();
    gid_t gid = as_root ? OUTSIDE_ID : getegid();
    return (as_root || maps_forbid_setgroups(pid)) &&
           maps_write(pid, INSIDE_ID, uid, INSIDE_ID, gid);
}

/* What is done from outside while the jail gathers what it needs: first the ids, which it waits
 * for, then, as root, the project, which comes to it as a descriptor, or not. */
static bool serve(const Policy *p, const Birth *b, bool as_root)
{
    bool mapped = p->apart || map_ids(b->pid, as_root);
    int error = errno;
    maps_volunteer_for_oom(b->pid);
    errno = error;
    if (!mapped || !channel_send(b->channel, "", 1, NULL, 0))
        return false;
    if (!as_root || !p->project || p->apart)
        return true;
    AUTO(fd) int project = idmap_project(p->project);
    return channel_send(b->channel, "", 1, &project, 1);
}

/* Has it said something already?  Then it has failed, for a reason of its own. */
static bool has_spoken(int channel)
{
    struct pollfd one = {.fd = channel, .events = POLLIN};
    int error = errno;
    bool spoken = poll(&one, 1, 0) > 0 && (one.revents & POLLIN);
    errno = error;
    return spoken;
}

static bool fail(Step *step, Step what)
{
    *step = what;
    return false;
}

bool birth(const Policy *p, int cgroup, Birth *out, Step *step)
{
    bool as_root = geteuid() == 0 && maps_have_outside();
    if (!as_root && maps_are_of_root()) {
        errno = EPERM;
        return fail(step, STEP_MAPS);
    }
    *out = (Birth){.pid = -1, .pidfd = -1, .channel = -1, .stdio = {-1, -1, -1}, .cgroup = -1};
    Ends e;
    if (!make_ends(p, as_root, &e)) {
        ends_close(&e);
        return fail(step, STEP_NAMESPACES);
    }
    pid_t pid = clone_into(namespaces(p), cgroup, &out->pidfd);
    if (pid == 0) {
        close(e.channel[0]); // else we never see the supervisor go
        Inherit own = {.channel = e.channel[1],
                       .stdio = {e.theirs[0], e.theirs[1], e.theirs[2]},
                       .by_root = as_root,
                       .metered = cgroup < 0 && !p->given && !p->apart};
        init_main(p, &own);
    }
    if (pid < 0) {
        ends_close(&e);
        return fail(step, STEP_NAMESPACES);
    }
    out->pid = pid;
    out->channel = steal_fd(&e.channel[0]);
    for (int i = 0; i < 3; i++)
        out->stdio[i] = steal_fd(&e.ours[i]);
    ends_close(&e);
    return serve(p, out, as_root) || has_spoken(out->channel) || fail(step, STEP_MAPS);
}
