/* hostile HOW CMD [ARG...]: run a command where jails are hard to make.
 *
 * filter    a system call filter without user namespaces, as containers have
 * fds       no more than 8 descriptors
 * chroot    in a chroot (needs root)
 * masked    /proc has a masked file (needs root)
 * weak      root without CAP_SYS_ADMIN (needs root)
 *
 * hostile swap A B: exchange the two names over and over until it is killed. */
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

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
    struct sock_fprog prog = {sizeof code / sizeof code[0], code};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog) < 0;
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

static int be_weak(void)
{
    return prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN, 0, 0, 0) < 0; // exec then takes it away
}

static const struct {
    const char *name;
    int (*prepare)(void);
} hosts[] = {{"filter", filter},
             {"fds", few_fds},
             {"chroot", enter_chroot},
             {"masked", mask_proc},
             {"weak", be_weak}};

static int swap(const char *a, const char *b)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0)
        sched_yield();
    perror("swap");
    return 99;
}

int main(int argc, char **argv)
{
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
