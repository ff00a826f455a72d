/* hostile HOW CMD [ARG...]: run a command where jails are hard to make.
 *
 * filter    a system call filter without user namespaces, as containers have
 * deaf      a system call filter that lets nobody listen to calls
 * fds       no more than 8 descriptors
 * chroot    in a chroot (needs root)
 * masked    /proc has a masked file (needs root)
 * old       without the calls that came after Linux 5.4
 * apparmor  a namespace gives no rights, and a setting says so (needs root)
 * groups    without control groups (needs root)
 * weak      root without CAP_SYS_ADMIN (needs root)
 *
 * hostile swap A B: exchange the two names over and over until it is killed.
 * hostile kills N SEED CMD [ARG...]: start the command N times, and kill it each time at a random
 * moment of its first 50 milliseconds. */
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int load(struct sock_filter *code, size_t n)
{
    struct sock_fprog prog = {(unsigned short)n, code};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog) < 0;
}

static int filter(void)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 435 /* clone3 */, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_NEWUSER, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    return load(code, sizeof code / sizeof code[0]);
}

/* Calls from `first` to `last` answer with `error`. */
static int answer(unsigned first, unsigned last, unsigned error)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, first, 0, 2),
        BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, last, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    return load(code, sizeof code / sizeof code[0]);
}

/* All that came after Linux 5.4: close_range() and on. */
static int be_old(void)
{
    return answer(436, 1000, ENOSYS);
}

/* A filter that listens already: there may be one only. */
static int listen_first(void)
{
    struct sock_filter code[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    struct sock_fprog prog = {1, code};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
           fcntl((int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 8 /* NEW_LISTENER */, &prog),
                 F_SETFD, 0) < 0;
}

static int few_fds(void)
{
    struct rlimit limit = {8, 8};
    return setrlimit(RLIMIT_NOFILE, &limit) < 0;
}

static int own_mounts(void)
{
    return unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0;
}

static int enter_chroot(void)
{
    return own_mounts() || mount("/", "/mnt", NULL, MS_BIND | MS_REC, NULL) < 0 ||
           chroot("/mnt") < 0;
}

static int mask_proc(void)
{
    return own_mounts() || mount("/dev/null", "/proc/version", NULL, MS_BIND, NULL) < 0;
}

/* As Ubuntu does: the namespace is made, but its owner may do nothing in it. */
static int restrict_by_apparmor(void)
{
    int fd;
    if (own_mounts() || mount("none", "/proc/sys/kernel", "tmpfs", 0, NULL) < 0 ||
        (fd = open("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", O_CREAT | O_WRONLY,
                   0644)) < 0 ||
        write(fd, "1\n", 2) != 2)
        return 1;
    close(fd);
    return answer(428 /* open_tree */, 433 /* fspick */, EACCES);
}

static int hide_groups(void)
{
    return own_mounts() || mount("none", "/sys/fs/cgroup", "tmpfs", MS_RDONLY, NULL) < 0;
}

static int be_weak(void)
{
    return prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN, 0, 0, 0) < 0; // exec then takes it away
}

static const struct {
    const char *name;
    int (*prepare)(void);
} hosts[] = {{"filter", filter},
             {"deaf", listen_first},
             {"fds", few_fds},
             {"chroot", enter_chroot},
             {"masked", mask_proc},
             {"old", be_old},
             {"apparmor", restrict_by_apparmor},
             {"groups", hide_groups},
             {"weak", be_weak}};

static int swap(const char *a, const char *b)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0)
        sched_yield();
    perror("swap");
    return 99;
}

static unsigned long draw(unsigned long *seed)
{
    *seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
    return *seed >> 33;
}

static int kill_often(int n, unsigned long seed, char **command)
{
    for (int i = 0; i < n; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            execvp(command[0], command);
            _exit(99);
        }
        usleep((useconds_t)(draw(&seed) % 50000));
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 4 && !strcmp(argv[1], "kills"))
        return kill_often(atoi(argv[2]), strtoul(argv[3], NULL, 10), argv + 4);
    if (argc == 4 && !strcmp(argv[1], "swap"))
        return swap(argv[2], argv[3]);
    for (size_t i = 0; argc > 2 && i < sizeof hosts / sizeof hosts[0]; i++) {
        if (strcmp(hosts[i].name, argv[1]))
            continue;
        if (hosts[i].prepare()) {
            perror(argv[1]);
            return 99;
        }
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        return 99;
    }
    return 99;
}
