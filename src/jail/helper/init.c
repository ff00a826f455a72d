#include "jail/helper/apart.h"
#include "jail/helper/birth.h"
#include "jail/helper/blocked.h"
#include "jail/helper/channel.h"
#include "jail/helper/confine.h"
#include "jail/helper/root.h"
#include "jail/helper/sockets.h"
#include "jail/helper/sysv.h"
#include "jail/helper/watch.h"

#include "base/mem.h"
#include "jail/gate/gate.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/* Terminal of the jail's own; both -1 without one. */
typedef struct {
    int master, slave;
} Pty;

static void take_ids(const Inherit *own)
{
    char go;
    int none[CHANNEL_FDS];
    if (!channel_receive(CHANNEL_FD, &go, 1, none))
        _exit(125); // the supervisor could not map them, and says so
    if (own->by_root)
        step_must(setgroups(0, NULL), STEP_MAPS);
    step_must(setresgid(INSIDE_ID, INSIDE_ID, INSIDE_ID), STEP_MAPS);
    step_must(setresuid(INSIDE_ID, INSIDE_ID, INSIDE_ID), STEP_MAPS);
}

/* The jail dies with its supervisor, and nobody inside may look into this process: its memory and
 * descriptors are of the time before. */
static void bind_to_supervisor(int signo)
{
    step_must(prctl(PR_SET_PDEATHSIG, signo, 0, 0, 0), STEP_PRIVILEGES);
    step_must(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), STEP_PRIVILEGES);
    struct pollfd channel = {.fd = CHANNEL_FD, .events = 0};
    if (poll(&channel, 1, 0) > 0 && (channel.revents & POLLHUP))
        _exit(125);
}

static void loopback_up(void)
{
    AUTO(fd) int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
    step_must(fd, STEP_NETWORK);
    step_must(ioctl(fd, SIOCSIFFLAGS, &request), STEP_NETWORK);
}

/* The only way out, if the policy has one, begins inside: who listens there is outside. */
static void send_listener(const Policy *p)
{
    struct sockaddr_in me = {.sin_family = AF_INET,
                             .sin_port = htons(GATE_PORT),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    News news = {.kind = NEWS_LISTENER};
    if (!p->hosts[0])
        return;
    AUTO(fd) int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    step_must(fd, STEP_NETWORK);
    step_must(bind(fd, (const struct sockaddr *)&me, sizeof me), STEP_NETWORK);
    step_must(listen(fd, SOMAXCONN), STEP_NETWORK);
    if (!channel_send(CHANNEL_FD, &news, sizeof news, &fd, 1))
        step_fail(STEP_NETWORK);
}

/* The host's /proc shows our namespace to us alone, and is about to go. */
static void send_sysv(const Inherit *own)
{
    News news = {.kind = NEWS_SYSV};
    int fds[CHANNEL_FDS];
    if (!own->metered)
        return;
    sysv_open(fds);
    if (!channel_send(CHANNEL_FD, &news, sizeof news, fds, CHANNEL_FDS))
        step_fail(STEP_LIMITS);
    for (size_t i = 0; i < CHANNEL_FDS; i++)
        auto_fd(&fds[i]);
}

/* Not those of the host, where the network is the host's. */
static void send_sockets(const Policy *p, const Inherit *own)
{
    News news = {.kind = NEWS_SOCKETS};
    int fds[SOCKETS_FDS];
    if (!own->metered || p->network)
        return;
    sockets_open(fds);
    if (!channel_send(CHANNEL_FD, &news, sizeof news, fds, SOCKETS_FDS))
        step_fail(STEP_LIMITS);
    for (size_t i = 0; i < SOCKETS_FDS; i++)
        auto_fd(&fds[i]);
}

static Pty open_pty(const Policy *p)
{
    Pty pty = {-1, -1};
    int unlock = 0;
    struct winsize size = {.ws_row = (unsigned short)p->rows, .ws_col = (unsigned short)p->cols};
    if (!p->tty)
        return pty;
    step_must(pty.master =
                  open(p->apart ? "/dev/ptmx" : "/dev/pts/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC),
              STEP_TTY);
    step_must(ioctl(pty.master, TIOCSPTLCK, &unlock), STEP_TTY);
    step_must(pty.slave = ioctl(pty.master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC), STEP_TTY);
    step_must(ioctl(pty.master, TIOCSWINSZ, &size), STEP_TTY);
    // Ctrl+S would hold the program for good where nobody thinks of Ctrl+Q
    struct termios modes;
    if (tcgetattr(pty.slave, &modes) == 0) {
        modes.c_iflag &= ~(tcflag_t)IXON;
        tcsetattr(pty.slave, TCSANOW, &modes);
    }
    return pty;
}

/* Tell that the jail is made, and pass what the supervisor needs of it. */
static void send_ready(const Policy *p, News *news, int scratch, int master)
{
    AUTO(fd) int listener = p->apart ? blocked_listen_apart() : p->tell ? blocked_listen() : -1;
    if (p->apart)
        step_must(listener, STEP_FILTER);
    news->kind = NEWS_READY;
    news->notes |= listener >= 0 ? NOTE_LISTENS : 0;
    if (!channel_send(CHANNEL_FD, news, sizeof *news, (const int[]){scratch, listener, master},
                      CHANNEL_FDS))
        step_fail(STEP_FORK);
}

_Noreturn static void program_main(const Policy *p, const Inherit *own, Pty pty)
{
    sigset_t none;
    sigemptyset(&none);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setsid();
    if (p->tty)
        step_must(ioctl(pty.slave, TIOCSCTTY, 0), STEP_TTY);
    for (int i = 0; i < 3; i++)
        step_must(dup2(p->tty ? pty.slave : own->stdio[i], i), STEP_TTY);
    // Not only at its start: until then what is ours would be counted as what it has open.
    step_must(syscall(SYS_close_range, CHANNEL_FD + 1, ~0U, 0), STEP_LIMITS);
    step_must(fcntl(CHANNEL_FD, F_SETFD, FD_CLOEXEC), STEP_LIMITS);
    if (chdir(p->cwd) < 0)
        step_fail_with(STEP_CWD, p->cwd);
    confine_cpus(p);
    if (p->apart)
        confine_apart(p);
    confine_calls(p);
    environ = (char **)p->env;
    execvp(p->argv[0], (char *const *)p->argv);
    step_fail_with(STEP_EXEC, p->argv[0]);
}

/* Who runs in the jail asks for it, before the time of its own that would be cut short otherwise.
 */
static void send_begun(void)
{
    News news = {.kind = NEWS_BEGUN};
    (void)!send(CHANNEL_FD, &news, sizeof news, MSG_NOSIGNAL); // else it sees us gone
}

/* The last number that a process or thread was given in our namespace, of which we are the first.
 * What tells it is opened while the host's /proc is there. */
static int64_t count_started(int last_pid)
{
    char text[32];
    ssize_t n = last_pid >= 0 ? pread(last_pid, text, sizeof text - 1, 0) : -1;
    text[n > 0 ? n : 0] = '\0';
    return n > 0 ? strtoll(text, NULL, 10) - 1 : 0;
}

/* Who was not alone may have left others, which are looked at before we are killed with them. */
_Noreturn static void send_end(int status, int64_t started)
{
    News news = {.kind = NEWS_ENDED, .status = status, .started = started};
    sigset_t none;
    sigemptyset(&none);
    bool sent = send(CHANNEL_FD, &news, sizeof news, MSG_NOSIGNAL) == (ssize_t)sizeof news;
    while (sent && started > 1)
        sigwaitinfo(&none, NULL);
    _exit(0); // if it was not sent, it sees us gone
}

/* Reap all that ends here, pass an interrupt on, and leave with the program: the kernel then ends
 * whatever it left behind, or we do. */
_Noreturn static void wait_for(const Policy *p, pid_t program, int last_pid,
                               const sigset_t *signals)
{
    syscall(SYS_close_range, 0, CHANNEL_FD - 1, 0);
    if (last_pid > CHANNEL_FD + 1)
        syscall(SYS_close_range, CHANNEL_FD + 1, last_pid - 1, 0);
    syscall(SYS_close_range, MAX(last_pid, CHANNEL_FD) + 1, ~0U, 0);
    confine_calls_of_init();
    for (;;) {
        int status, signo = sigwaitinfo(signals, NULL);
        pid_t pid;
        while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
            if (pid == program) {
                if (p->apart)
                    apart_end_all();
                send_end(status, count_started(last_pid));
            }
        if (signo == SIGTERM) // only without namespaces
            apart_leave();
        if (signo == BEGUN_SIGNAL)
            send_begun();
        else if (signo > 0 && signo != SIGCHLD)
            kill(-program, signo);
    }
}

/* Wait to be told what to run.  All else was settled when this jail was made, and stays so. */
static void take_program(Policy *p, Pty pty)
{
    static char bytes[GO_MAX_BYTES];
    const char *why;
    Policy told;
    News news = {.kind = NEWS_STARTED};
    ssize_t n;
    while ((n = recv(GO_FD, bytes, sizeof bytes, 0)) < 0 && errno == EINTR)
        ;
    if (n <= 0 || !policy_parse(bytes, (size_t)n, &told, &why))
        _exit(0); // nobody wants it any more
    news.time_ns = watch_now_ns();
    struct winsize size = {.ws_row = (unsigned short)told.rows,
                           .ws_col = (unsigned short)told.cols};
    p->argv = told.argv;
    p->env = told.env;
    p->cwd = told.cwd;
    if (pty.master >= 0)
        step_must(ioctl(pty.master, TIOCSWINSZ, &size), STEP_TTY);
    if (!channel_send(CHANNEL_FD, &news, sizeof news, NULL, 0))
        _exit(125);
}

static Pty enter_namespaces(const Policy *p, const Inherit *own, News *news, int *scratch)
{
    static Sources sources; // too large for the stack
    umask(0);
    sources_open(p, own, &sources);
    take_ids(own);
    bind_to_supervisor(SIGKILL);
    send_sysv(own);
    send_sockets(p, own);
    news->notes = root_enter(p, &sources, scratch, &news->base);
    umask(022);
    if (!p->network)
        loopback_up();
    send_listener(p);
    step_must(sethostname("jail", 4), STEP_NETWORK);
    Pty pty = open_pty(p);
    confine_limits(p, 0);
    confine_privileges();
    news->notes |= confine_files(p) ? NOTE_LANDLOCK : 0;
    return pty;
}

static Pty enter_apart(const Policy *p, const Inherit *own, News *news)
{
    int others = apart_others(own->by_root ? OUTSIDE_ID : getuid());
    Pty pty = open_pty(p);
    confine_to_user(own->by_root ? OUTSIDE_ID : 0);
    umask(022);
    bind_to_supervisor(SIGTERM); // to end what we have started, too
    apart_adopt_orphans();
    confine_limits(p, others);
    confine_signals();
    news->notes = NOTE_APART | NOTE_LANDLOCK;
    return pty;
}

_Noreturn void init_main(const Policy *p, const Inherit *own)
{
    int scratch = -1;
    sigset_t signals;

    step_must(dup2(own->channel, CHANNEL_FD), STEP_FORK);
    setsid(); // what the terminal sends to our group is for the supervisor to pass on
    News news = {0};
    int last_pid = p->apart ? -1 : open("/proc/sys/kernel/ns_last_pid", O_RDONLY | O_CLOEXEC);
    Pty pty = p->apart ? enter_apart(p, own, &news) : enter_namespaces(p, own, &news, &scratch);
    send_ready(p, &news, scratch, pty.master);
    if (p->check) {
        if (p->apart)
            confine_apart(p);
        confine_calls(p);
        send_end(0, 0);
    }
    Policy told = *p;
    if (p->warm)
        take_program(&told, pty);
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigaddset(&signals, SIGINT);
    if (p->apart)
        sigaddset(&signals, SIGTERM);
    sigaddset(&signals, BEGUN_SIGNAL);
    sigprocmask(SIG_SETMASK, &signals, NULL);
    pid_t program = vfork(); // it shares our memory until its exec, and there is nothing to spare

    step_must(program, STEP_FORK);
    if (program == 0)
        program_main(&told, own, pty);
    wait_for(p, program, last_pid, &signals);
}
