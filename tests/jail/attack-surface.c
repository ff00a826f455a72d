#include "attack.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    const char *name;
    long number;
} Call;

/* Numbers from 424 on are those of every machine. */
static const Call calls[] = {
    {"mount", SYS_mount},
    {"umount2", SYS_umount2},
    {"pivot_root", SYS_pivot_root},
    {"chroot", SYS_chroot},
    {"unshare", SYS_unshare},
    {"setns", SYS_setns},
    {"open_tree", 428},
    {"move_mount", 429},
    {"fsopen", 430},
    {"fsconfig", 431},
    {"fsmount", 432},
    {"fspick", 433},
    {"mount_setattr", 442},
    {"open_tree_attr", 467},
    {"statmount", 457},
    {"listmount", 458},
    {"ptrace", SYS_ptrace},
    {"process_vm_readv", SYS_process_vm_readv},
    {"process_vm_writev", SYS_process_vm_writev},
    {"process_madvise", 440},
    {"process_mrelease", 448},
    {"pidfd_getfd", 438},
    {"kcmp", SYS_kcmp},
    {"bpf", SYS_bpf},
    {"perf_event_open", SYS_perf_event_open},
    {"userfaultfd", SYS_userfaultfd},
    {"io_uring_setup", 425},
    {"io_uring_enter", 426},
    {"io_uring_register", 427},
    {"io_setup", SYS_io_setup},
    {"io_submit", SYS_io_submit},
    {"add_key", SYS_add_key},
    {"request_key", SYS_request_key},
    {"keyctl", SYS_keyctl},
    {"init_module", SYS_init_module},
    {"finit_module", SYS_finit_module},
    {"delete_module", SYS_delete_module},
    {"kexec_load", SYS_kexec_load},
    {"kexec_file_load", SYS_kexec_file_load},
    {"reboot", SYS_reboot},
    {"swapon", SYS_swapon},
    {"swapoff", SYS_swapoff},
    {"acct", SYS_acct},
    {"quotactl", SYS_quotactl},
    {"quotactl_fd", 443},
    {"syslog", SYS_syslog},
    {"settimeofday", SYS_settimeofday},
    {"clock_settime", SYS_clock_settime},
    {"clock_adjtime", SYS_clock_adjtime},
    {"adjtimex", SYS_adjtimex},
    {"sethostname", SYS_sethostname},
    {"setdomainname", SYS_setdomainname},
    {"vhangup", SYS_vhangup},
    {"open_by_handle_at", SYS_open_by_handle_at},
    {"name_to_handle_at", SYS_name_to_handle_at},
    {"fanotify_init", SYS_fanotify_init},
    {"fanotify_mark", SYS_fanotify_mark},
    {"lookup_dcookie", SYS_lookup_dcookie},
    {"memfd_create", SYS_memfd_create},
    {"memfd_secret", 447},
    {"mbind", SYS_mbind},
    {"set_mempolicy", SYS_set_mempolicy},
    {"migrate_pages", SYS_migrate_pages},
    {"move_pages", SYS_move_pages},
    {"remap_file_pages", SYS_remap_file_pages},
    {"vmsplice", SYS_vmsplice},
    {"sched_setaffinity", SYS_sched_setaffinity},
    {"clone3", 435},
    {"openat2", 437},
    {"lsm_set_self_attr", 460},
    {"nfsservctl", SYS_nfsservctl},
#ifdef __x86_64__
    {"iopl", SYS_iopl},
    {"ioperm", SYS_ioperm},
    {"modify_ldt", SYS_modify_ldt},
    {"uselib", SYS_uselib},
    {"ustat", SYS_ustat},
    {"sysfs", SYS_sysfs},
#endif
};

/* The kernel must not even look at its arguments. */
static bool refused(const char *name, long number)
{
    errno = 0;
    long r = syscall(number, 0, 0, 0, 0, 0, 0);
    if (r < 0 && (errno == EPERM || errno == ENOSYS))
        return true;
    printf("%s: the kernel looked at it: %ld, %s\n", name, r, strerror(errno));
    return false;
}

static bool call(const char *name)
{
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        if (!strcmp(calls[i].name, name))
            return !refused(name, calls[i].number);
    printf("%s is no call of this machine\n", name);
    return strcmp(name, "all") != 0;
}

/* Those that no kernel has yet: a newer one must not open a door. */
static bool unknown_calls(const char *arg)
{
    bool found = false;
    (void)arg;
    for (long nr = 472; nr < 1024; nr++) {
        char name[16];
        snprintf(name, sizeof name, "%ld", nr);
        found |= !refused(name, nr);
    }
    return found;
}

/* The kernel takes the low half of these arguments; so must the filter. */
static bool high_bits(const char *arg)
{
    unsigned long high = 1UL << 40;
    (void)arg;
    long pid = syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD | high, 0, 0, 0, 0);
    if (pid == 0)
        _exit(0);
    bool found = escaped("clone", pid);
    found |= escaped("socket", syscall(SYS_socket, AF_PACKET | high, SOCK_RAW, 0));
    found |= escaped("raw socket", syscall(SYS_socket, AF_INET, SOCK_RAW | high, 1));
    int fd = open("high-bits", O_CREAT | O_WRONLY, 0755);
    found |= escaped("fchmod", syscall(SYS_fchmod, fd, 04755 | high));
    found |= escaped("TIOCSETD", syscall(SYS_ioctl, 0, 0x5423 | high, "\1\0\0"));
    unlink("high-bits");
    return found;
}

static bool more_rights(const char *arg)
{
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct all[2] = {{~0U, ~0U, ~0U}, {~0U, ~0U, ~0U}};
    gid_t zero = 0;
    (void)arg;
    return escaped("capset", syscall(SYS_capset, &head, all)) |
           escaped("ambient", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 21, 0, 0)) |
           escaped("securebits", prctl(PR_SET_SECUREBITS, 0, 0, 0, 0)) |
           escaped("new privileges", prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0)) |
           escaped("seccomp off", prctl(PR_SET_SECCOMP, 0, 0, 0, 0)) |
           escaped("setresuid", setresuid(0, 0, 0)) | escaped("setresgid", setresgid(0, 0, 0)) |
           escaped("setreuid to nobody", setreuid(65534, 65534)) |
           escaped("setgroups", syscall(SYS_setgroups, 1, &zero)) |
           (prctl(PR_CAPBSET_READ, 21, 0, 0, 0) == 1);
}

static bool raise_limits(const char *arg)
{
    static const int which[] = {RLIMIT_NPROC,   RLIMIT_NOFILE,   RLIMIT_FSIZE,
                                RLIMIT_MEMLOCK, RLIMIT_MSGQUEUE, RLIMIT_SIGPENDING,
                                RLIMIT_CORE,    RLIMIT_NICE,     RLIMIT_RTPRIO};
    bool found = false;
    (void)arg;
    for (size_t i = 0; i < sizeof which / sizeof which[0]; i++) {
        struct rlimit now;
        getrlimit((__rlimit_resource_t)which[i], &now);
        struct rlimit more = {now.rlim_max + 1, now.rlim_max + 1};
        found |=
            now.rlim_max == RLIM_INFINITY ||
            escaped("setrlimit", setrlimit((__rlimit_resource_t)which[i], &more)) |
                escaped("prlimit", prlimit(getpid(), (__rlimit_resource_t)which[i], &more, NULL));
    }
    return found;
}

static bool be_first(const char *arg)
{
    struct sched_param high = {.sched_priority = 1};
    struct {
        unsigned size, policy;
        unsigned long long flags;
        int nice;
        unsigned priority;
        unsigned long long runtime, deadline, period;
    } deadline = {48, 6, 0, 0, 0, 1000000, 10000000, 10000000};
    (void)arg;
    errno = 0;
    return escaped("nice", nice(-5) < 0 && errno ? -1 : 0) |
           escaped("round robin", sched_setscheduler(0, SCHED_RR, &high)) |
           escaped("fifo", sched_setscheduler(0, SCHED_FIFO, &high)) |
           escaped("deadline", syscall(SYS_sched_setattr, 0, &deadline, 0)) |
           escaped("ioprio", syscall(SYS_ioprio_set, 1, 0, 1 << 13)) |
           escaped("mlock", mlockall(MCL_CURRENT | MCL_FUTURE) == 0 &&
                                    mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE,
                                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
                                ? -1
                                : munlockall() - 1);
}

static bool write_text(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY);
    ssize_t n = fd < 0 ? -1 : write(fd, text, strlen(text));
    bool found = escaped(path, n);
    if (fd >= 0)
        close(fd);
    return found;
}

static bool own_proc(const char *arg)
{
    (void)arg;
    return write_text("/proc/self/oom_score_adj", "-1000") |
           write_text("/proc/self/uid_map", "0 0 1") | write_text("/proc/self/gid_map", "0 0 1") |
           write_text("/proc/self/setgroups", "allow") | write_text("/proc/self/loginuid", "0") |
           write_text("/proc/self/attr/current", "unconfined") |
           write_text("/proc/1/oom_score_adj", "0") | write_text("/proc/1/mem", "x");
}

static bool enter_namespaces(const char *arg)
{
    static const char *const names[] = {"user", "mnt", "pid",    "net",
                                        "ipc",  "uts", "cgroup", "time"};
    bool found = false;
    (void)arg;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[64];
        snprintf(path, sizeof path, "/proc/1/ns/%s", names[i]);
        found |= escaped(path, open(path, O_RDONLY));
        snprintf(path, sizeof path, "/proc/self/ns/%s", names[i]);
        int fd = open(path, O_RDONLY);
        found |= escaped(path, setns(fd, 0));
        found |= escaped("its parent", ioctl(fd, 0xb702 /* NS_GET_PARENT */));
        found |= escaped("its owner", fd < 0 ? -1 : 0) && strcmp(names[i], "user") == 0 &&
                 ioctl(fd, 0xb702) >= 0;
    }
    return found;
}

/* Init holds what the program must not have. */
static bool attach_to_init(const char *arg)
{
    int pidfd = (int)syscall(SYS_pidfd_open, 1, 0);
    char byte;
    struct iovec here = {&byte, 1}, there = {(void *)0x400000, 1};
    (void)arg;
    return escaped("ptrace", ptrace(PTRACE_ATTACH, 1, 0, 0)) |
           escaped("seize", ptrace(PTRACE_SEIZE, 1, 0, 0)) |
           escaped("getfd", syscall(438, pidfd, 3, 0)) |
           escaped("read", process_vm_readv(1, &here, 1, &there, 1, 0)) |
           escaped("affinity", sched_setaffinity(1, sizeof(cpu_set_t), &(cpu_set_t){{1}}));
}

#ifdef __x86_64__
/* A program of the old machine, written byte by byte: unshare(CLONE_NEWUSER), then exit with 0. */
static bool old_program(const char *arg)
{
    static const unsigned char code[] = {0xb8, 0x36, 0x01, 0, 0, 0xbb, 0,    0,    0,    0x10, 0xcd,
                                         0x80, 0xb8, 0x01, 0, 0, 0,    0x31, 0xdb, 0xcd, 0x80};
    unsigned char elf[84 + sizeof code] = {0x7f, 'E', 'L', 'F', 1, 1, 1};
    unsigned short halves[] = {2, 3};
    unsigned words[] = {1, 0x8048054, 52, 0, 0};
    unsigned short tail[] = {52, 32, 1, 0, 0, 0};
    unsigned head[] = {1, 0, 0x8048000, 0x8048000, sizeof elf, sizeof elf, 5, 0x1000};
    int status = 0;
    (void)arg;
    memcpy(elf + 16, halves, sizeof halves);
    memcpy(elf + 20, words, sizeof words);
    memcpy(elf + 40, tail, sizeof tail);
    memcpy(elf + 52, head, sizeof head);
    memcpy(elf + 84, code, sizeof code);
    int fd = open("/tmp/old", O_CREAT | O_WRONLY, 0755);
    if (write(fd, elf, sizeof elf) != (ssize_t)sizeof elf)
        return true; // then the test says nothing
    close(fd);
    if (fork() == 0) {
        execl("/tmp/old", "old", NULL);
        _exit(126); // a kernel without that machine
    }
    wait(&status);
    printf("status %x\n", (unsigned)status);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
#else
static bool old_program(const char *arg)
{
    (void)arg;
    return false; // this machine runs no other's programs
}
#endif

const Attack attacks_on_surface[] = {
    {"call", call},
    {"unknown-calls", unknown_calls},
    {"high-bits", high_bits},
    {"more-rights", more_rights},
    {"raise-limits", raise_limits},
    {"be-first", be_first},
    {"own-proc", own_proc},
    {"enter-namespaces", enter_namespaces},
    {"attach-to-init", attach_to_init},
    {"old-program", old_program},
    {NULL, NULL},
};
