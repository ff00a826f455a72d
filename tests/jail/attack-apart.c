// What namespaces would keep from a program: others of its own user, and what files do not name.
#include "attack.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

/* Signals, limits and priorities of a process of the host, and of our own first process. */
static bool harm(const char *pid)
{
    pid_t other = atoi(pid) > 0 ? atoi(pid) : getppid();
    struct rlimit limit = {1, 1};
    struct sched_param plain = {0};
    int fd = (int)syscall(SYS_pidfd_open, other, 0);
    siginfo_t info = {.si_signo = SIGKILL, .si_code = SI_QUEUE};
    return escaped("kill", kill(other, SIGTERM)) | escaped("kill nothing", kill(other, 0)) |
           escaped("pidfd_send_signal", syscall(SYS_pidfd_send_signal, fd, SIGTERM, NULL, 0)) |
           escaped("rt_sigqueueinfo", syscall(SYS_rt_sigqueueinfo, other, SIGKILL, &info)) |
           escaped("tgkill", syscall(SYS_tgkill, other, other, SIGTERM)) |
           escaped("prlimit", prlimit(other, RLIMIT_NOFILE, &limit, NULL)) |
           escaped("setpriority", setpriority(PRIO_PROCESS, (id_t)other, 19)) |
           escaped("setpriority of all", setpriority(PRIO_USER, 0, 19)) |
           escaped("sched_setparam", sched_setparam(other, &plain)) |
           escaped("ptrace", syscall(SYS_ptrace, 16 /* PTRACE_ATTACH */, other, 0, 0)) |
           escaped("setpgid", setpgid(0, other));
}

/* A socket of the host at this path: by each way that there is to have a socket. */
static bool reach(const char *path)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    const int kinds[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
    bool out = false;
    snprintf(to.sun_path, sizeof to.sun_path, "%s", path);
    for (size_t i = 0; i < 3; i++) {
        int pair[2] = {-1, -1};
        out |= escaped("socket", socket(AF_UNIX, kinds[i], 0));
        if (socketpair(AF_UNIX, kinds[i], 0, pair) < 0)
            continue;
        out |= escaped("connect", connect(pair[0], (struct sockaddr *)&to, sizeof to));
        out |= kinds[i] != SOCK_STREAM &&
               escaped("sendto", sendto(pair[0], "x", 1, 0, (struct sockaddr *)&to, sizeof to));
    }
    return out | escaped("inet", socket(AF_INET, SOCK_STREAM, 0)) |
           escaped("inet6", socket(AF_INET6, SOCK_DGRAM, 0)) |
           escaped("netlink", socket(AF_NETLINK, SOCK_RAW, 0));
}

/* All that changes a file without opening it for writing. */
static bool change(const char *path)
{
    struct timespec times[2] = {{1, 1}, {1, 1}};
    char link[64] = "/proc/self/fd/";
    int fd = open(path, O_RDONLY);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    bool out = escaped("chmod", chmod(path, 0777)) | escaped("fchmod", fchmod(fd, 0777)) |
               escaped("fchmodat", fchmodat(AT_FDCWD, path, 0777, 0)) |
               escaped("fchmodat2", syscall(452, AT_FDCWD, path, 0777, 0)) |
               escaped("chmod of a descriptor", chmod(link, 0777)) |
               escaped("chown", chown(path, getuid(), getgid())) |
               escaped("utimensat", utimensat(AT_FDCWD, path, times, 0)) |
               escaped("futimens", futimens(fd, times)) |
               escaped("setxattr", setxattr(path, "user.x", "y", 1, 0)) |
               escaped("fsetxattr", fsetxattr(fd, "user.x", "y", 1, 0)) |
               escaped("truncate", truncate(path, 0)) | escaped("lease", fcntl(fd, F_SETLEASE, 0)) |
               escaped("notify", fcntl(fd, F_NOTIFY, 1)) | escaped("unlink", unlink(path)) |
               escaped("link", linkat(AT_FDCWD, path, AT_FDCWD, "linked", 0)) |
               escaped("rename", rename(path, "renamed"));
    // By a link in the room, which is the one place whose modes we may change.
    (void)!symlink(path, "way");
    return out | escaped("chmod of a link", chmod("way", 0777)) |
           escaped("utimensat of a link", utimensat(AT_FDCWD, "way", times, 0));
}

/* A folder of the room becomes a link while somebody else changes what is in it. */
static bool swap(const char *target)
{
    struct stat before, after;
    if (stat(target, &before) < 0 || mkdir("swapped", 0700) < 0)
        return true;
    close(open("swapped/f", O_CREAT | O_WRONLY, 0600));
    char dir[4096];
    snprintf(dir, sizeof dir, "%s", target);
    char *slash = strrchr(dir, '/');
    *slash = '\0';
    (void)!symlink(dir, "other");
    pid_t child = fork();
    while (child == 0)
        syscall(SYS_renameat2, AT_FDCWD, "swapped", AT_FDCWD, "other", 2 /* RENAME_EXCHANGE */);
    char path[4096];
    snprintf(path, sizeof path, "swapped/%s", slash + 1);
    for (int i = 0; i < 3000; i++)
        (void)!chmod(path, 0777);
    kill(child, SIGKILL);
    return stat(target, &after) < 0 || before.st_mode != after.st_mode;
}

/* Memory that is looked at from outside, of a process that lets nobody look. */
static bool hide_memory(const char *megabytes)
{
    size_t n = (size_t)atoi(megabytes) << 20;
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p != MAP_FAILED)
        memset(p, 1, n);
    while (!getenv("a name that nobody has given"))
        pause();
    return true;
}

/* Descendants that nobody waits for, in sessions of their own, which adopt each other's. */
static bool scatter(const char *name)
{
    for (int i = 0; i < 20; i++) {
        if (fork())
            continue;
        setsid();
        prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
        for (int sig = 1; sig < 32; sig++)
            signal(sig, SIG_IGN);
        if (fork() == 0)
            execlp("sleep", "sleep", name, (char *)NULL);
        execlp("sleep", "sleep", name, (char *)NULL);
    }
    return false;
}

static bool shared_memory(const char *arg)
{
    (void)arg;
    return escaped("shmget", syscall(SYS_shmget, 0x1234, 4096, 01600)) |
           escaped("semget", syscall(SYS_semget, 0x1234, 1, 01600)) |
           escaped("msgget", syscall(SYS_msgget, 0x1234, 01600)) |
           escaped("shm_open", open("/dev/shm/x", O_CREAT | O_RDWR, 0600)) |
           escaped("inotify", syscall(SYS_inotify_init1, 0)) |
           escaped("mq_open", syscall(SYS_mq_open, "x", O_CREAT | O_RDWR, 0600, NULL));
}

/* What /proc would say, if there were one. */
static bool unprivileged(const char *arg)
{
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct have[2] = {0};
    bool any = syscall(SYS_capget, &head, have) < 0;
    (void)arg;
    for (int i = 0; i < 2; i++)
        any |= have[i].effective || have[i].permitted || have[i].inheritable;
    return any | (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) | escaped("setuid", setuid(0)) |
           escaped("setgid", setgid(0)) | (getuid() == 0);
}

const Attack attacks_on_others[] = {{"harm", harm},
                                    {"reach", reach},
                                    {"unprivileged", unprivileged},
                                    {"change", change},
                                    {"swap-modes", swap},
                                    {"hide", hide_memory},
                                    {"scatter", scatter},
                                    {"shared-by-number", shared_memory},
                                    {0}};
