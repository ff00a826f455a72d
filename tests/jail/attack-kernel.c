#include "attack.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static bool namespaces(const char *arg)
{
    static const int flags[] = {CLONE_NEWUSER, CLONE_NEWNS,  CLONE_NEWPID,    CLONE_NEWNET,
                                CLONE_NEWIPC,  CLONE_NEWUTS, CLONE_NEWCGROUP, 0x80};
    bool found = false;
    (void)arg;
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        long pid = syscall(SYS_clone, flags[i] | SIGCHLD, 0, 0, 0, 0);
        if (pid == 0)
            _exit(0);
        found |= flags[i] != 0x80 && escaped("clone into a namespace", pid);
        found |= escaped("unshare", unshare(flags[i]));
    }
    struct {
        unsigned long long flags, rest[10];
    } args = {.flags = CLONE_NEWUSER};
    long pid = syscall(435, &args, 64);
    if (pid == 0)
        _exit(0);
    found |= escaped("clone3", pid);
    int self = open("/proc/self/ns/user", O_RDONLY);
    return found | escaped("setns", setns(self, 0));
}

static bool mounts(const char *arg)
{
    (void)arg;
    return escaped("mount tmpfs", mount("none", "/tmp", "tmpfs", 0, NULL)) |
           escaped("remount /usr", mount(NULL, "/usr", NULL, MS_REMOUNT | MS_BIND, NULL)) |
           escaped("umount", umount2("/usr", MNT_DETACH)) | escaped("chroot", chroot("/tmp")) |
           escaped("pivot_root", syscall(SYS_pivot_root, ".", ".")) |
           escaped("open_tree", syscall(428, AT_FDCWD, "/", 1)) |
           escaped("fsopen", syscall(430, "tmpfs", 0)) |
           escaped("mount_setattr", syscall(442, AT_FDCWD, "/usr", 0, NULL, 0));
}

/* All numbers of capability sets in /proc/self/status are 0, and no new ones can come. */
static bool privileges(const char *arg)
{
    char line[256];
    bool found = false, no_new = false;
    (void)arg;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f)) {
        if (!strncmp(line, "Cap", 3) && strtoull(line + 7, NULL, 16)) {
            printf("capabilities: %s", line);
            found = true;
        }
        no_new |= !strcmp(line, "NoNewPrivs:\t1\n");
    }
    if (!f || !no_new)
        printf("new privileges may be gained\n");
    return found | !no_new | escaped("setuid(0)", setuid(0)) | escaped("setgid(0)", setgid(0));
}

typedef struct {
    const char *name;
    long number;
} Call;

/* Calls that must be refused whatever their arguments; numbers are those of every machine from 424
 * on. */
static const Call calls[] = {
    {"ptrace", SYS_ptrace},
    {"process_vm_readv", SYS_process_vm_readv},
    {"process_vm_writev", SYS_process_vm_writev},
    {"pidfd_getfd", 438},
    {"kcmp", SYS_kcmp},
    {"bpf", SYS_bpf},
    {"perf_event_open", SYS_perf_event_open},
    {"userfaultfd", SYS_userfaultfd},
    {"add_key", SYS_add_key},
    {"request_key", SYS_request_key},
    {"keyctl", SYS_keyctl},
    {"io_uring_setup", 425},
    {"io_uring_enter", 426},
    {"io_uring_register", 427},
    {"init_module", SYS_init_module},
    {"finit_module", SYS_finit_module},
    {"delete_module", SYS_delete_module},
    {"kexec_load", SYS_kexec_load},
    {"reboot", SYS_reboot},
    {"swapon", SYS_swapon},
    {"swapoff", SYS_swapoff},
    {"acct", SYS_acct},
    {"quotactl", SYS_quotactl},
    {"syslog", SYS_syslog},
    {"settimeofday", SYS_settimeofday},
    {"clock_settime", SYS_clock_settime},
    {"adjtimex", SYS_adjtimex},
    {"clock_adjtime", SYS_clock_adjtime},
    {"open_by_handle_at", SYS_open_by_handle_at},
    {"name_to_handle_at", SYS_name_to_handle_at},
    {"fanotify_init", SYS_fanotify_init},
    {"memfd_secret", 447},
    {"mbind", SYS_mbind},
    {"move_pages", SYS_move_pages},
    {"sethostname", SYS_sethostname},
    {"setdomainname", SYS_setdomainname},
    {"vhangup", SYS_vhangup},
    {"sched_setaffinity", SYS_sched_setaffinity},
    {"vmsplice", SYS_vmsplice},
    {"io_setup", SYS_io_setup},
    {"statmount", 457},
    {"listmount", 458},
};

static bool kernel_calls(const char *arg)
{
    bool found = false;
    (void)arg;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        errno = 0;
        long r = syscall(calls[i].number, 0, 0, 0, 0, 0, 0);
        if (r < 0 && (errno == EPERM || errno == ENOSYS))
            continue;
        printf("%s: the kernel looked at it: %ld, %s\n", calls[i].name, r, strerror(errno));
        found = true;
    }
    return found;
}

/* How a child that does `act` ends: it must die of SIGSYS. */
static bool survives(const char *what, void (*act)(void))
{
    pid_t pid = fork();
    int status = 0;
    if (pid == 0) {
        act();
        _exit(0);
    }
    waitpid(pid, &status, 0);
    bool died = WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
    printf("%s: %s\n", what, died ? "died" : "SURVIVED");
    return !died;
}

#ifdef __x86_64__
static void call_i386(void)
{
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(20L /* getpid */) : "memory");
    (void)result;
}

static void call_x32(void)
{
    syscall(0x40000000 + SYS_getpid);
}

static bool foreign_calls(const char *arg)
{
    (void)arg;
    return survives("int 0x80", call_i386) | survives("x32", call_x32);
}
#else
static bool foreign_calls(const char *arg)
{
    (void)arg;
    (void)survives;
    return false; // this machine has no other door
}
#endif

/* On the terminal we have, or on one we make. */
static bool terminal_input(const char *arg)
{
    (void)arg;
    int fd = isatty(0) ? 0 : open("/dev/ptmx", O_RDWR);
    if (fd < 0)
        return true; // then the test says nothing
    char word = 'x', subcode[] = {2, 0};
    int discipline = 1;
    unsigned long high = 1UL << 32;
    return escaped("TIOCSTI", ioctl(fd, TIOCSTI, &word)) |
           escaped("TIOCSTI with high bits", syscall(SYS_ioctl, fd, TIOCSTI | high, &word)) |
           escaped("TIOCLINUX", ioctl(fd, 0x541c, subcode)) |
           escaped("TIOCSETD", ioctl(fd, TIOCSETD, &discipline));
}

/* 10.0.2.2:80, an address that some gateway has, and whatever port of the host's own is given. */
static bool network(const char *port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(80)};
    int fd = socket(AF_INET, SOCK_STREAM, 0), local = socket(AF_INET, SOCK_STREAM, 0);
    inet_pton(AF_INET, "10.0.2.2", &to.sin_addr);
    bool found = escaped("connect to the world", connect(fd, (void *)&to, sizeof to));
    to.sin_port = htons((unsigned short)atoi(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    found |= escaped("connect to a server of the host", connect(local, (void *)&to, sizeof to));
    inet_pton(AF_INET, "192.0.2.1", &to.sin_addr);
    int udp = socket(AF_INET, SOCK_DGRAM, 0);
    return found | escaped("send to the world", sendto(udp, "x", 1, 0, (void *)&to, sizeof to));
}

/* The network of one's own must work: this "attack" is contained when talking to oneself does. */
static bool no_loopback(const char *arg)
{
    struct sockaddr_in me = {.sin_family = AF_INET};
    socklen_t n = sizeof me;
    (void)arg;
    me.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int server = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0);
    return bind(server, (void *)&me, n) < 0 || listen(server, 1) < 0 ||
           getsockname(server, (void *)&me, &n) < 0 || connect(client, (void *)&me, n) < 0;
}

static bool sockets(const char *arg)
{
    (void)arg;
    return escaped("raw socket", socket(AF_INET, SOCK_RAW, 1)) |
           escaped("packet socket", socket(AF_PACKET, SOCK_RAW, 0)) |
           escaped("netfilter", socket(AF_NETLINK, SOCK_RAW, 12)) |
           escaped("vsock", socket(AF_VSOCK, SOCK_STREAM, 0)) |
           escaped("alg", socket(AF_ALG, SOCK_SEQPACKET, 0)) |
           escaped("tipc", socket(AF_TIPC, SOCK_STREAM, 0)) |
           escaped("sctp", socket(AF_INET, SOCK_STREAM, 132)) |
           escaped("sysv memory", syscall(SYS_shmget, 0, 1 << 20, 01600));
}

/* Protocols on top of TCP in the kernel, which are asked for before anything is connected; what is
 * usual for a socket is not refused. */
static bool upper_protocols(const char *arg)
{
    static const char *const names[] = {"tls", "espintcp", "smc", "mptcp"};
    int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    bool out = setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) < 0 ||
               setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0;
    (void)arg;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        long r =
            setsockopt(fd, IPPROTO_TCP, 31 /* TCP_ULP */, names[i], (socklen_t)strlen(names[i]));
        out |= escaped(names[i], r) || errno != EPERM;
        r = syscall(SYS_setsockopt, fd, 0x100000000 | IPPROTO_TCP, 0x10000001f, names[i], 3);
        out |= escaped("in the high half", r) || errno != EPERM;
    }
    return out;
}

/* No attack but what stands on the host for others to reach: prints its port. */
static bool serve(const char *name)
{
    struct sockaddr_in me = {.sin_family = AF_INET};
    struct sockaddr_un hidden = {.sun_family = AF_UNIX};
    socklen_t n = sizeof me;
    size_t length = strlen(name);
    me.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    memcpy(hidden.sun_path + 1, name, length);
    int tcp = socket(AF_INET, SOCK_STREAM, 0), local = socket(AF_UNIX, SOCK_STREAM, 0);
    length += offsetof(struct sockaddr_un, sun_path) + 1;
    if (bind(tcp, (void *)&me, n) < 0 || listen(tcp, 9) < 0 ||
        getsockname(tcp, (void *)&me, &n) < 0 ||
        bind(local, (void *)&hidden, (socklen_t)length) < 0 || listen(local, 9) < 0)
        return true;
    printf("%d\n", ntohs(me.sin_port));
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    pause();
    return false;
}

static bool kill_process(const char *pid)
{
    return escaped("kill", kill(atoi(pid), 0));
}

/* No attack but what a debugger does: fails ("contained" is 0) only if it may not. */
static bool trace_child(const char *arg)
{
    static volatile long word = 4711;
    (void)arg;
    pid_t pid = fork();
    if (pid == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0)
            raise(SIGSTOP);
        _exit(0);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    bool seen = WIFSTOPPED(status) &&
                ptrace(PTRACE_PEEKDATA, pid, (void *)&word, NULL) == 4711 && // as in us
                ptrace(PTRACE_CONT, pid, NULL, NULL) == 0;
    kill(pid, SIGKILL);
    return !seen;
}

const Attack attacks_on_kernel[] = {
    {"namespaces", namespaces},   {"mounts", mounts},
    {"privileges", privileges},   {"calls", kernel_calls},
    {"foreign", foreign_calls},   {"terminal", terminal_input},
    {"network", network},         {"no-loopback", no_loopback},
    {"sockets", sockets},         {"upper-protocols", upper_protocols},
    {"kill", kill_process},       {"serve", serve},
    {"trace-child", trace_child}, {NULL, NULL},
};
