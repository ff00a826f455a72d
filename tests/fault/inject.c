// inject [-n NTH] [-e ERROR|SHORT|KILL] [-a|-c] [-s] [-o REPORT] [-w FILE] -d FOLDER PROGRAM
// [ARG...]
//
// Runs PROGRAM with trouble at the NTH call that changes something in FOLDER (-c; -a: or reads
// there); -s: the trouble stays.  REPORT gets "CALLS HIT NAME PATH": how many such calls there
// were, whether one was hit, and which.  -w: what waits for the disk there
// (fsync, fdatasync) waits until there is FILE, and all else goes on.  Ends as PROGRAM does; 77
// where the kernel does not let calls be stopped.
#include "inject.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { UNABLE = 77, WRONG_USE = 2, HELD_MAX = 64, HELD_MS = 10 };

typedef struct {
    Plan plan;
    const char *report;
    long calls;
    StoppedCall hit;         // .call NULL: none yet
    uint64_t held[HELD_MAX]; // calls that wait for their answer
    size_t nheld;
} Run;

static bool parse_trouble(const char *word, Plan *p)
{
    static const struct {
        const char *name;
        Plan plan;
    } all[] = {
        {"ENOSPC", {.error = ENOSPC}},         {"EIO", {.error = EIO}},
        {"EROFS", {.error = EROFS}},           {"EDQUOT", {.error = EDQUOT}},
        {"EACCES", {.error = EACCES}},         {"EMFILE", {.error = EMFILE}},
        {"SHORT", {.trouble = TROUBLE_SHORT}}, {"KILL", {.trouble = TROUBLE_KILL}},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strcmp(all[i].name, word) == 0) {
            p->error = all[i].plan.error;
            p->trouble = all[i].plan.trouble;
            return true;
        }
    return false;
}

static bool parse(int argc, char **argv, Run *r)
{
    for (int o; (o = getopt(argc, argv, "+n:e:acso:d:w:")) != -1;)
        switch (o) {
        case 'n':
            r->plan.nth = atol(optarg);
            break;
        case 'e':
            if (!parse_trouble(optarg, &r->plan))
                return false;
            break;
        case 'a':
            r->plan.reads = true;
            break;
        case 'c':
            r->plan.reads = false;
            break;
        case 's':
            r->plan.stays = true;
            break;
        case 'o':
            r->report = optarg;
            break;
        case 'w':
            r->plan.hold = optarg;
            break;
        case 'd':
            r->plan.dir = optarg;
            break;
        default:
            return false;
        }
    return r->plan.dir && optind < argc;
}

// The child ----------------------------------------------------------------------------------

static int stop_calls(void)
{
    size_t n;
    const WatchedCall *calls = inject_calls(&n);
    scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
    int bad = ctx ? 0 : -ENOMEM;
    for (size_t i = 0; i < n && !bad; i++)
        bad = seccomp_rule_add(ctx, SCMP_ACT_NOTIFY, calls[i].nr, 0);
    if (!bad)
        bad = seccomp_load(ctx);
    return bad ? -1 : seccomp_notify_fd(ctx);
}

static bool pass_fd(int socket, int fd)
{
    char byte = 0, room[CMSG_SPACE(sizeof fd)] = {0};
    struct iovec part = {&byte, 1};
    struct msghdr m = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(c), &fd, sizeof fd);
    return sendmsg(socket, &m, 0) == 1;
}

static _Noreturn void become(int socket, char **argv)
{
    int fd = stop_calls();
    if (fd < 0 || !pass_fd(socket, fd))
        _exit(UNABLE);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    fcntl(socket, F_SETFD, FD_CLOEXEC);
    execv(argv[0], argv);
    _exit(127);
}

static int take_fd(int socket)
{
    int fd = -1;
    char byte, room[CMSG_SPACE(sizeof fd)] = {0};
    struct iovec part = {&byte, 1};
    struct msghdr m = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
    if (recvmsg(socket, &m, MSG_CMSG_CLOEXEC) == 1 && CMSG_FIRSTHDR(&m))
        memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof fd);
    return fd;
}

// Its calls ----------------------------------------------------------------------------------

static bool changes(const WatchedCall *c, const struct seccomp_notif *n)
{
    enum { TO_CHANGE = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC };
    if (c->effect != OPENS)
        return c->effect != READS;
    return n->data.args[c->where == WHERE_AT ? 2 : 1] & TO_CHANGE;
}

static bool lies_in(const char *path, const char *dir)
{
    size_t n = strlen(dir);
    return strncmp(path, dir, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

static bool counts(const Plan *p, const struct seccomp_notif *n, StoppedCall *c)
{
    const WatchedCall *call = inject_call(n->data.nr);
    if (!call || (!p->reads && !changes(call, n)))
        return false;
    if (p->trouble == TROUBLE_SHORT && (call->effect != WRITES || n->data.args[2] < 2))
        return false;
    return inject_look(n, c) && lies_in(c->path, p->dir);
}

static void tell(const Run *r)
{
    FILE *f = r->report ? fopen(r->report, "we") : NULL;
    if (!f)
        return;
    fprintf(f, "%ld %d %s %s\n", r->calls, r->hit.call != NULL,
            r->hit.call ? r->hit.call->name : "-", r->hit.path);
    fclose(f);
}

static bool is_hit(Run *r, const struct seccomp_notif *n)
{
    StoppedCall c;
    if (!counts(&r->plan, n, &c))
        return false;
    r->calls++;
    if (r->plan.nth == 0 || r->calls < r->plan.nth || (r->calls > r->plan.nth && !r->plan.stays))
        return false;
    if (!r->hit.call) {
        r->hit = c;
        tell(r); // for who waits for what never comes
    }
    return true;
}

static void answer(Run *r, const struct seccomp_notif *n, struct seccomp_notif_resp *a)
{
    *a = (struct seccomp_notif_resp){.id = n->id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
    if (!is_hit(r, n))
        return;
    a->flags = 0;
    a->error = -r->plan.error;
    if (r->plan.trouble == TROUBLE_KILL)
        kill(r->hit.process, SIGKILL);
    if (r->plan.trouble == TROUBLE_SHORT) {
        a->val = inject_write_half(n, &r->hit);
        a->error = a->val < 0 ? (int)a->val : 0;
    }
}

static bool is_held(Run *r, const struct seccomp_notif *n)
{
    StoppedCall c;
    if (!r->plan.hold || r->nheld == HELD_MAX || access(r->plan.hold, F_OK) == 0 ||
        (n->data.nr != __NR_fsync && n->data.nr != __NR_fdatasync) || !inject_look(n, &c) ||
        !lies_in(c.path, r->plan.dir))
        return false;
    r->held[r->nheld++] = n->id;
    return true;
}

static void let_go(Run *r, int fd, struct seccomp_notif_resp *a)
{
    if (r->nheld == 0 || access(r->plan.hold, F_OK) != 0)
        return;
    for (size_t i = 0; i < r->nheld; i++) {
        *a = (struct seccomp_notif_resp){.id = r->held[i],
                                         .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
        seccomp_notify_respond(fd, a);
    }
    r->nheld = 0;
}

/* Until nobody is left whose calls are stopped. */
static void serve(Run *r, int fd)
{
    struct seccomp_notif *n;
    struct seccomp_notif_resp *a;
    if (seccomp_notify_alloc(&n, &a) != 0)
        return;
    for (struct pollfd p = {fd, POLLIN, 0};
         poll(&p, 1, r->nheld ? HELD_MS : -1) >= 0 || errno == EINTR;) {
        if (p.revents & POLLHUP)
            break;
        let_go(r, fd, a);
        memset(n, 0, sizeof *n);
        if (!(p.revents & POLLIN) || seccomp_notify_receive(fd, n) != 0 || is_held(r, n))
            continue;
        answer(r, n, a);
        seccomp_notify_respond(fd, a);
    }
    seccomp_notify_free(n, a);
}

int main(int argc, char **argv)
{
    Run r = {0};
    int ends[2], status = 0;
    if (!parse(argc, argv, &r)) {
        fputs("usage: inject [-n NTH] [-e ERROR] [-a|-c] [-s] [-o REPORT] [-w FILE] -d FOLDER "
              "PROGRAM...\n",
              stderr);
        return WRONG_USE;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return UNABLE;
    pid_t pid = fork();
    if (pid == 0)
        become(ends[1], argv + optind);
    close(ends[1]);
    int fd = take_fd(ends[0]);
    if (fd >= 0)
        serve(&r, fd);
    tell(&r);
    if (waitpid(pid, &status, 0) != pid)
        return UNABLE;
    if (WIFSIGNALED(status)) {
        signal(WTERMSIG(status), SIG_DFL);
        kill(getpid(), WTERMSIG(status));
    }
    return WEXITSTATUS(status);
}
