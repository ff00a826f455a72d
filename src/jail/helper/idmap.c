#include "jail/helper/birth.h"
#include "jail/helper/mount.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STACK_BYTES = 16384 };

/* Should the supervisor die first, this goes, too, and holds nothing of it open meanwhile. */
static int wait_to_be_killed(void *arg)
{
    const pid_t *parent = arg;
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    syscall(SYS_close_range, 0, ~0U, 0);
    if (getppid() == *parent)
        pause();
    return 0;
}

/* The namespace of a process that is born in it only to be looked at.  It shares our memory, which
 * makes it cheap, and touches nothing of it but its stack.  Killed, it is not waited for: whoever
 * waits for the project would, too, for as long as others keep the processors. */
static int userns_mapping(uid_t uid, gid_t gid)
{
    static _Alignas(16) char stack[STACK_BYTES]; // one lives at a time, and dies with us at last
    static pid_t self;
    self = getpid();
    pid_t pid = clone(wait_to_be_killed, stack + STACK_BYTES, CLONE_NEWUSER | CLONE_VM, &self);
    if (pid < 0)
        return -1;
    int ns = -1;
    if (maps_write(pid, uid, OUTSIDE_ID, gid, OUTSIDE_ID)) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/ns/user", (int)pid);
        ns = open(path, O_RDONLY | O_CLOEXEC);
    }
    int saved = errno;
    kill(pid, SIGKILL);
    errno = saved;
    return ns;
}

int idmap_project(const char *path)
{
    AUTO(fd) int dir = open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat st;
    if (dir < 0 || fstat(dir, &st) < 0)
        return -1;
    AUTO(fd) int tree = tree_open_at(dir, TREE_SAFE);
    AUTO(fd) int ns = tree < 0 ? -1 : userns_mapping(st.st_uid, st.st_gid);
    if (ns < 0 || tree_map_ids(tree, ns) < 0)
        return -1;
    return steal_fd(&tree);
}
