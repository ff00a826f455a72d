#include "jail/helper/calls.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/stat.h>

const char *const calls_allowed[] = {
    // files and folders
    "read", "write", "readv", "writev", "pread64", "pwrite64", "preadv", "pwritev", "preadv2",
    "pwritev2", "close", "close_range", "lseek", "_llseek", "stat", "fstat", "lstat", "newfstatat",
    "fstatat64", "stat64", "fstat64", "lstat64", "statx", "access", "faccessat", "faccessat2",
    "truncate", "ftruncate", "truncate64", "ftruncate64", "fallocate", "fadvise64", "readahead",
    "sendfile", "sendfile64", "copy_file_range", "splice", "tee", "dup", "dup2", "dup3", "pipe",
    "pipe2", "fcntl", "fcntl64", "flock", "fsync", "fdatasync", "sync_file_range", "getcwd",
    "chdir", "fchdir", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "link",
    "linkat", "unlink", "unlinkat", "symlink", "symlinkat", "readlink", "readlinkat", "chown",
    "fchown", "lchown", "fchownat", "umask", "utime", "utimes", "utimensat", "getdents",
    "getdents64", "statfs", "fstatfs", "statfs64", "fstatfs64", "setxattr", "lsetxattr",
    "fsetxattr", "getxattr", "lgetxattr", "fgetxattr", "listxattr", "llistxattr", "flistxattr",
    "removexattr", "lremovexattr", "fremovexattr", "ioctl",
    // waiting
    "poll", "ppoll", "select", "_newselect", "pselect6", "epoll_create", "epoll_create1",
    "epoll_ctl", "epoll_wait", "epoll_pwait", "epoll_pwait2", "eventfd", "eventfd2", "signalfd",
    "signalfd4", "timerfd_create", "timerfd_settime", "timerfd_gettime", "inotify_init",
    "inotify_init1", "inotify_add_watch", "inotify_rm_watch",
    // memory
    "mmap", "mmap2", "munmap", "mremap", "mprotect", "brk", "madvise", "mincore", "msync", "mlock",
    "mlock2", "munlock", "pkey_alloc", "pkey_free", "pkey_mprotect", "membarrier",
    // processes and threads
    "fork", "vfork", "execve", "execveat", "exit", "exit_group", "wait4", "waitid", "waitpid",
    "getpid", "getppid", "gettid", "getuid", "geteuid", "getgid", "getegid", "getresuid",
    "getresgid", "getgroups", "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid",
    "setgroups", "setpgid", "getpgid", "getpgrp", "setsid", "getsid", "capget", "capset", "prctl",
    "arch_prctl", "set_tid_address", "set_robust_list", "get_robust_list", "rseq", "futex",
    "futex_waitv", "sched_yield", "sched_getaffinity", "sched_getparam", "sched_setparam",
    "sched_getscheduler", "sched_setscheduler", "sched_get_priority_max", "sched_get_priority_min",
    "getpriority", "setpriority", "getrlimit", "ugetrlimit", "setrlimit", "prlimit64", "getrusage",
    "times", "sysinfo", "uname", "getcpu", "pidfd_open", "pidfd_send_signal", "riscv_flush_icache",
    // signals and time
    "kill", "tkill", "tgkill", "rt_sigaction", "rt_sigprocmask", "rt_sigpending", "rt_sigtimedwait",
    "rt_sigqueueinfo", "rt_tgsigqueueinfo", "rt_sigsuspend", "rt_sigreturn", "sigaltstack", "pause",
    "alarm", "getitimer", "setitimer", "nanosleep", "clock_nanosleep", "clock_gettime",
    "clock_getres", "gettimeofday", "time", "timer_create", "timer_settime", "timer_gettime",
    "timer_getoverrun", "timer_delete", "restart_syscall",
    // sockets, which reach no farther than the jail's own network, and other talk
    "bind", "connect", "listen", "accept", "accept4", "getsockname", "getpeername", "sendto",
    "recvfrom", "sendmsg", "recvmsg", "sendmmsg", "recvmmsg", "shutdown", "setsockopt",
    "getsockopt", "socketpair", "shmat", "shmdt", "shmctl", "semget", "semop", "semctl",
    "semtimedop", "msgget", "msgsnd", "msgrcv",
    "msgctl", // further confinement of oneself, and chance
    "seccomp", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self",
    "getrandom", NULL};

const int calls_allowed_by_number[] = {
    451, // cachestat
    453, // map_shadow_stack
    454, // futex_wake
    455, // futex_wait
    456, // futex_requeue
    462, // mseal
};
const size_t calls_allowed_by_number_len =
    sizeof calls_allowed_by_number / sizeof calls_allowed_by_number[0];

const char *const calls_refused[] = {
    // namespaces and mounts
    "unshare", "setns", "mount", "umount", "umount2", "pivot_root", "chroot", "fsopen", "fsconfig",
    "fsmount", "fspick", "open_tree", "move_mount", "mount_setattr",
    // looking into others
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease",
    "pidfd_getfd", "kcmp", "perf_event_open", "bpf", "userfaultfd",
    // keys, which belong to the user of the host
    "keyctl", "add_key", "request_key",
    // the machine
    "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot",
    "swapon", "swapoff", "acct", "quotactl", "quotactl_fd", "syslog", "settimeofday", "stime",
    "clock_settime", "clock_settime64", "clock_adjtime", "adjtimex", "iopl", "ioperm", "modify_ldt",
    "sethostname", "setdomainname", "vhangup",
    // files by number, and marks on whole file systems
    "open_by_handle_at", "name_to_handle_at", "fanotify_init", "fanotify_mark",
    // where memory and threads are
    "mbind", "set_mempolicy", "get_mempolicy", "migrate_pages", "move_pages", "memfd_secret",
    "set_mempolicy_home_node", "sched_setaffinity", NULL};

// clang-format off
const char *const calls_of_strict[] = {
    // files and folders
    "read", "write", "readv", "writev", "pread64", "pwrite64", "close", "close_range", "lseek",
    "stat", "fstat", "lstat", "newfstatat", "statx", "access", "faccessat", "faccessat2",
    "truncate", "ftruncate", "dup", "dup2", "dup3", "pipe", "pipe2", "fcntl", "flock", "fsync",
    "fdatasync", "getcwd", "chdir", "fchdir", "rename", "renameat", "renameat2", "mkdir",
    "mkdirat", "rmdir", "link", "linkat", "unlink", "unlinkat", "symlink", "symlinkat",
    "readlink", "readlinkat", "umask", "utimensat", "getdents64", "statfs", "fstatfs",
    "fadvise64", "copy_file_range", "open", "openat", "chmod", "fchmod", "fchmodat", "ioctl",
    // waiting
    "poll", "ppoll", "select", "pselect6", "epoll_create1", "epoll_ctl", "epoll_wait",
    "epoll_pwait", "eventfd2",
    // memory
    "mmap", "munmap", "mremap", "mprotect", "brk", "madvise",
    // processes and threads
    "fork", "vfork", "clone", "execve", "exit", "exit_group", "wait4", "waitid", "getpid",
    "getppid", "gettid", "getuid", "geteuid", "getgid", "getegid", "setpgid", "getpgrp", "setsid",
    "prctl", "arch_prctl", "set_tid_address", "set_robust_list", "rseq", "futex", "sched_yield",
    "sched_getaffinity", "prlimit64", "getrusage", "sysinfo", "uname",
    // signals and time
    "kill", "tgkill", "rt_sigaction", "rt_sigprocmask", "rt_sigtimedwait", "rt_sigreturn",
    "sigaltstack", "nanosleep", "clock_nanosleep", "clock_gettime", "restart_syscall",
    // within a family, and chance
    "socketpair", "sendto", "sendmsg", "recvmsg", "seccomp", "getrandom", NULL};

const char *const calls_of_debug[] = {"ptrace", "process_vm_readv", "process_vm_writev", "kcmp",
                                      "pidfd_getfd", NULL};

const char *const calls_not_of_install[] = {
    "listen", "accept", "accept4", "shmat", "shmdt", "shmctl", "shmget", "semget", "semop",
    "semctl", "semtimedop", "msgget", "msgsnd", "msgrcv", "msgctl",
    "execveat", "personality", NULL};

const char *const calls_not_of_apart[] = {
    // owners, times and attributes of all files of the user; what changes modes, and utimensat, is
    // done by the supervisor or not at all
    "chown", "fchown", "lchown", "fchownat", "utime", "utimes", "setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr",
    "fremovexattr", "inotify_init", "inotify_init1", "inotify_add_watch", "inotify_rm_watch",
    // sockets of the host, and memory that others share
    "socket", "bind", "connect", "listen", "accept", "accept4", "shmat", "shmdt", "shmctl",
    "shmget", "semget", "semop", "semctl", "semtimedop", "msgget", "msgsnd", "msgrcv", "msgctl",
    NULL};
// clang-format on

const char *const calls_of_init[] = {
    "rt_sigtimedwait", "rt_sigreturn",    "wait4",   "kill", "sendto",
    "exit_group",      "restart_syscall", "pread64", NULL};

enum {
    FCHMODAT2 = 452,
    KIND = 0xff, // a socket's type without its flags
    NEW_TIME = 0x80,
    CREATES = O_CREAT | __O_TMPFILE, // only then has open() a mode
};

#define LOW32 0xffffffffU
#define NAMESPACES                                                                                \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | \
     CLONE_NEWNET | NEW_TIME)

// clang-format off
#define NO_CLONE(flag) {.name = "clone", .refused = true, .when = {{0, flag, flag}}}

// A program that leaves a set-id file behind could have it run by somebody on the host.
#define NO_SET_ID(call, at)                                                \
    {.name = call, .when = {{at, S_ISUID | S_ISGID, 0}}},                  \
    {.name = call, .refused = true, .when = {{at, S_ISUID, S_ISUID}}},     \
    {.name = call, .refused = true, .when = {{at, S_ISGID, S_ISGID}}}
#define NO_SET_ID_OPEN(call, at, bit, creates)                             \
    {.name = call, .refused = true, .when = {{at, creates, creates}, {at + 1, bit, bit}}}
#define OPEN(call, at)                                                     \
    {.name = call, .when = {{at + 1, S_ISUID | S_ISGID, 0}}},              \
    {.name = call, .when = {{at, CREATES, 0}}},                            \
    NO_SET_ID_OPEN(call, at, S_ISUID, O_CREAT),                            \
    NO_SET_ID_OPEN(call, at, S_ISGID, O_CREAT),                            \
    NO_SET_ID_OPEN(call, at, S_ISUID, __O_TMPFILE),                        \
    NO_SET_ID_OPEN(call, at, S_ISGID, __O_TMPFILE)

// The protocols are 0, TCP and UDP, and some numbers between that no module answers to.
#define STREAM(domain) \
    {.name = "socket", .when = {{0, LOW32, domain}, {1, KIND, SOCK_STREAM}, {2, LOW32 & ~6U, 0}}}
#define DATAGRAM(domain) \
    {.name = "socket", .when = {{0, LOW32, domain}, {1, KIND, SOCK_DGRAM}, {2, LOW32 & ~0x11U, 0}}}
#define PERSONALITY(number) {.name = "personality", .when = {{0, LOW32, number}}}

const CallRule calls_ruled[] = {
    {.name = "clone", .when = {{0, NAMESPACES, 0}}},
    NO_CLONE(CLONE_NEWNS), NO_CLONE(CLONE_NEWCGROUP), NO_CLONE(CLONE_NEWUTS),
    NO_CLONE(CLONE_NEWIPC), NO_CLONE(CLONE_NEWUSER), NO_CLONE(CLONE_NEWPID),
    NO_CLONE(CLONE_NEWNET), NO_CLONE(NEW_TIME),
    NO_SET_ID("chmod", 1),
    NO_SET_ID("fchmod", 1),
    NO_SET_ID("fchmodat", 2),
    {.number = FCHMODAT2, .when = {{2, S_ISUID | S_ISGID, 0}}},
    NO_SET_ID("mknod", 1),
    NO_SET_ID("mknodat", 2),
    NO_SET_ID("creat", 1),
    OPEN("open", 1),
    OPEN("openat", 2),
    {.name = "socket", .when = {{0, LOW32, AF_UNIX}}},
    STREAM(AF_INET), STREAM(AF_INET6),
    DATAGRAM(AF_INET), DATAGRAM(AF_INET6),
    // Routing tables, to list interfaces with.
    {.name = "socket", .when = {{0, LOW32, AF_NETLINK}, {2, LOW32, 0}}},
    // Segments outlive their use unseen; those of some size are to be files in /dev/shm.
    {.name = "shmget", .when = {{1, ~(uint64_t)0xffff, 0}}},
    // Plain, asking, and without random addresses, which sanitizers and debuggers want.
    PERSONALITY(0), PERSONALITY(0x0008), PERSONALITY(0x20000), PERSONALITY(0x20008),
    PERSONALITY(0x40000), PERSONALITY(LOW32),
};
// clang-format on
const size_t calls_ruled_len = sizeof calls_ruled / sizeof calls_ruled[0];

const CallRule calls_ruled_apart[] = {
    // Of oneself only, not of others of the user.
    {.name = "prlimit64", .when = {{0, LOW32, 0}}},
    {.name = "setpriority", .when = {{0, LOW32 & ~1U, 0}, {1, LOW32, 0}}},
    {.name = "sched_setparam", .when = {{0, LOW32, 0}}},
    {.name = "sched_setscheduler", .when = {{0, LOW32, 0}}},
    // What has a peer for good.  A pair of datagram sockets could send to any other.
    {.name = "socketpair", .when = {{1, KIND, SOCK_STREAM}}},
    // Calls that only a file's own user may make, and that hold up others.
    {.name = "fcntl", .when = {{1, LOW32 & ~0x3ffU, 0}}},
    {.name = "fcntl", .when = {{1, LOW32, F_DUPFD_CLOEXEC}}},
    {.name = "fcntl", .when = {{1, LOW32, F_SETPIPE_SZ}}},
    {.name = "fcntl", .when = {{1, LOW32, F_GETPIPE_SZ}}},
    {.name = "fcntl", .when = {{1, LOW32, F_GET_SEALS}}},
};
const size_t calls_ruled_apart_len = sizeof calls_ruled_apart / sizeof calls_ruled_apart[0];
