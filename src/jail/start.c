#include "jail/inner.h"

#include "jail/helper/policy.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* Descriptors of one start; what is left in here at the end is closed. */
typedef struct {
    int policy, report[2];
    int in[2], out[2], err[2];
    int layer[2], go[2];
} Fds;

#define HELPER "codelab-jail"

enum { ABOVE = 10 }; // so that no descriptor stands where another is to go

static void fds_close(Fds *f)
{
    int *all[] = {&f->policy,   &f->report[0], &f->report[1], &f->in[0],  &f->in[1],
                  &f->out[0],   &f->out[1],    &f->err[0],    &f->err[1], &f->layer[0],
                  &f->layer[1], &f->go[0],     &f->go[1]};
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        auto_fd(all[i]);
}

static bool lift(int *fd)
{
    int high = fcntl(*fd, F_DUPFD_CLOEXEC, ABOVE);
    if (high < 0) {
        errno = errno == EINVAL ? EMFILE : errno; // fewer than that are allowed
        return false;
    }
    close(*fd);
    *fd = high;
    return true;
}

static bool open_pipe(int ends[2])
{
    return pipe2(ends, O_CLOEXEC) == 0 && lift(&ends[0]) && lift(&ends[1]);
}

static bool open_policy(Fds *f, Str policy)
{
    f->policy = memfd_create("policy", MFD_CLOEXEC);
    if (f->policy < 0 && errno == ENOSYS) // in a jail: the helper finds out, and says more
        f->policy = open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    return f->policy >= 0 && lift(&f->policy) &&
           write(f->policy, policy.p, policy.n) == (ssize_t)policy.n;
}

static bool open_socket(int ends[2])
{
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0 && lift(&ends[0]) &&
           lift(&ends[1]);
}

static const Fds no_fds = {-1, {-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}};

static bool open_all(Fds *f, const JailSpawn *s)
{
    *f = no_fds;
    if (!open_policy(f, s->policy) || !open_pipe(f->report) ||
        (s->p->keep_layer && !open_socket(f->layer)) || (s->go_fd && !open_socket(f->go)))
        return false;
    return s->pass_stdio ||
           (open_pipe(f->in) && open_pipe(f->out) && (s->p->tty || open_pipe(f->err)));
}

/* Of what we inherited, the helper keeps only how the shell treats a job in the background. */
static void signals_to_reset(sigset_t *out)
{
    sigfillset(out);
    sigdelset(out, SIGHUP);
    sigdelset(out, SIGINT);
    sigdelset(out, SIGQUIT);
}

static int spawn_helper(const char *path, const Fds *f, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    sigset_t reset, none;
    // An empty environment: whatever secrets ours holds, the jail has no copy.
    char name[] = HELPER, *argv[] = {name, NULL}, *env[] = {NULL};

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, f->policy, POLICY_FD);
    posix_spawn_file_actions_adddup2(&actions, f->report[1], REPORT_FD);
    if (f->layer[1] >= 0)
        posix_spawn_file_actions_adddup2(&actions, f->layer[1], LAYER_FD);
    if (f->go[1] >= 0)
        posix_spawn_file_actions_adddup2(&actions, f->go[1], GO_FD);
    int stdio[] = {f->in[0], f->out[1], f->err[1] >= 0 ? f->err[1] : f->out[1]};
    for (int i = 0; i < 3; i++)
        if (stdio[i] >= 0)
            posix_spawn_file_actions_adddup2(&actions, stdio[i], i);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    signals_to_reset(&reset);
    posix_spawnattr_setsigdefault(&attr, &reset);
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attr, &none);
    int error = posix_spawn(pid, path, &actions, &attr, argv, env);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static bool fail_start(const char *path, int error, Err *err)
{
    if (error == EMFILE)
        return err_set(err, "too many files are open; raise the limit with 'ulimit -n 1024'");
    return err_set_errno(err, error, "cannot start '%s'", path);
}

bool jail_spawn(const JailSpawn *s, JailRun *out, Err *err)
{
    *out = (JailRun){-1, -1, -1, -1, -1, -1};
    AUTO(free) char *path = jail_helper_path(err);
    if (!path)
        return false;
    Fds f;
    int error = open_all(&f, s) ? spawn_helper(path, &f, &out->pid) : errno;
    if (error == 0) {
        out->stdin_fd = steal_fd(&f.in[1]);
        out->stdout_fd = steal_fd(&f.out[0]);
        out->stderr_fd = steal_fd(&f.err[0]);
        out->report_fd = steal_fd(&f.report[0]);
        out->layer_fd = steal_fd(&f.layer[0]);
        if (s->go_fd)
            *s->go_fd = steal_fd(&f.go[0]);
    }
    fds_close(&f);
    return error == 0 || fail_start(path, error, err);
}

bool jail_start(const JailPolicy *p, const char *const *argv, bool pass_stdio, JailRun *out,
                Err *err)
{
    AUTO(buf) Buf policy = BUF_INIT;
    if (!jail_wire_policy(p, argv, WIRE_RUN, &policy, err))
        return false;
    JailSpawn spawn = {.policy = buf_str(&policy), .p = p, .pass_stdio = pass_stdio};
    return jail_spawn(&spawn, out, err);
}

static void reset_signals(void)
{
    sigset_t reset;
    signals_to_reset(&reset);
    for (int signo = 1; signo < NSIG; signo++)
        if (sigismember(&reset, signo) == 1)
            signal(signo, SIG_DFL); // refused for those nobody may change
    sigemptyset(&reset);
    sigprocmask(SIG_SETMASK, &reset, NULL);
}

bool jail_exec(const JailPolicy *p, const char *const *argv, Err *err)
{
    AUTO(buf) Buf policy = BUF_INIT;
    AUTO(free) char *path = jail_helper_path(err);
    char name[] = HELPER, *helper_argv[] = {name, NULL}, *env[] = {NULL};
    Fds f = no_fds;
    if (!path || !jail_wire_policy(p, argv, WIRE_DIRECT, &policy, err))
        return false;
    if (open_policy(&f, buf_str(&policy)) && dup2(f.policy, POLICY_FD) == POLICY_FD) {
        reset_signals();
        execve(path, helper_argv, env);
    }
    int error = errno;
    fds_close(&f);
    return fail_start(path, error, err);
}
