// Starting a program.  vfork, because fork would copy the page tables of all the texts and trees we
// hold: until the exec the child borrows our memory (we stand still), so it may allocate nothing,
// and it can leave the reason of a failure where we find it.
#include "loop/inner.h"

#include "base/bug.h"
#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef enum { STEP_FDS, STEP_CWD, STEP_TTY, STEP_EXEC } Step;

typedef struct {
    const LoopSpawn *spawn;
    const char *const *envp;
    bool tty;
    Vec(char *) paths; // owned: where the program may be, best first
    Vec(int) keep;     // sorted
    // left by the child
    volatile Step step;
    volatile int error; // errno, 0: the program runs
} Launch;

static Str env_find(const char *const *envp, Str name)
{
    for (; *envp; envp++) {
        Str line = str_c(*envp);
        if (str_starts(line, name) && (*envp)[name.n] == '=')
            return str_from(line, name.n + 1);
    }
    return STR_NULL;
}

/* Where execvp would look, but in the PATH that the program gets. */
static void add_paths(Launch *x)
{
    Str name = str_c(x->spawn->argv[0]);
    if (name.n == 0 || str_find_byte(name, '/') >= 0) {
        vec_push(&x->paths, str_dup(name));
        return;
    }
    Str rest = env_find(x->envp, STR("PATH"));
    if (!rest.p)
        rest = STR("/usr/local/bin:/usr/bin:/bin");
    Str dir;
    while (str_split(&rest, ':', &dir)) {
        if (dir.n == 0)
            dir = STR(".");
        vec_push(&x->paths, xasprintf(STR_FMT "/" STR_FMT, STR_ARG(dir), STR_ARG(name)));
    }
}

static int by_number(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void add_keep(Launch *x)
{
    for (size_t i = 0; i < x->spawn->nkeep; i++) {
        BUG_ON(x->spawn->keep_fds[i] <= STDERR_FILENO);
        vec_push(&x->keep, x->spawn->keep_fds[i]);
    }
    if (x->keep.n)
        qsort(x->keep.p, x->keep.n, sizeof *x->keep.p, by_number);
}

// In the child ------------------------------------------------------------------------------------

__attribute__((noreturn)) static void give_up(Launch *x, Step step, int error)
{
    x->step = step;
    x->error = error;
    _exit(127);
}

static void close_range_from(unsigned first, unsigned last)
{
    if (first > last || close_range(first, last, 0) == 0)
        return;
    // an old kernel, or a filter that does not know the call
    struct rlimit limit;
    unsigned end = 65536;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < end)
        end = (unsigned)limit.rlim_cur;
    for (unsigned fd = first; fd <= last && fd < end; fd++)
        close((int)fd);
}

static void place_fds(Launch *x)
{
    int from[3] = {x->spawn->stdin_fd, x->spawn->stdout_fd, x->spawn->stderr_fd};
    // First out of the way of 0 to 2, among which they may be themselves.
    for (int i = 0; i < 3; i++) {
        int fd = from[i] < 0 ? open("/dev/null", O_RDWR | O_CLOEXEC) : from[i];
        from[i] = fcntl(fd, F_DUPFD_CLOEXEC, 3);
        if (from[i] < 0)
            give_up(x, STEP_FDS, errno);
    }
    for (int i = 0; i < 3; i++)
        if (dup2(from[i], i) < 0)
            give_up(x, STEP_FDS, errno);
    unsigned first = 3;
    VEC_EACH (int, fd, &x->keep) {
        if (fcntl(*fd, F_SETFD, 0) < 0)
            give_up(x, STEP_FDS, errno);
        close_range_from(first, (unsigned)*fd - 1);
        first = (unsigned)*fd + 1;
    }
    close_range_from(first, ~0u);
}

static void reset_signals(void)
{
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (int signo = 1; signo < NSIG; signo++)
        (void)sigaction(signo, &standard, NULL); // fails for those that cannot be caught anyway
    sigset_t none;
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL); // fails only for bad arguments
}

__attribute__((noreturn)) static void child(Launch *x)
{
    if ((x->tty || x->spawn->own_session) && setsid() < 0)
        give_up(x, STEP_TTY, errno);
    if (x->spawn->cwd && chdir(x->spawn->cwd) < 0)
        give_up(x, STEP_CWD, errno);
    place_fds(x);
    if (x->tty && ioctl(STDIN_FILENO, TIOCSCTTY, 0) < 0)
        give_up(x, STEP_TTY, errno);
    reset_signals();
    int error = ENOENT;
    VEC_EACH (char *, path, &x->paths) {
        execve(*path, (char *const *)x->spawn->argv, (char *const *)x->envp);
        if (errno != ENOENT && errno != ENOTDIR)
            error = errno;
        if (errno != ENOENT && errno != ENOTDIR && errno != EACCES)
            break;
    }
    give_up(x, STEP_EXEC, error);
}

// In the parent -----------------------------------------------------------------------------------

static pid_t run_child(Launch *x)
{
    // No handler of ours may run in the child, where it would change our memory.
    sigset_t all, old;
    sigfillset(&all);
    BUG_ON(pthread_sigmask(SIG_SETMASK, &all, &old) != 0);
    pid_t pid = vfork();
    if (pid == 0)
        child(x);
    int error = errno;
    BUG_ON(pthread_sigmask(SIG_SETMASK, &old, NULL) != 0);
    errno = error;
    return pid;
}

/* A script whose #! line names nothing is there, and yet exec says that it is not. */
static bool lacks_interpreter(const Launch *x)
{
    VEC_EACH (char *const, path, &x->paths)
        if ((*path)[0] == '/' && access(*path, F_OK) == 0)
            return true;
    return false;
}

static bool explain(const Launch *x, Err *err)
{
    const char *name = x->spawn->argv[0];
    switch (x->step) {
    case STEP_CWD:
        return err_set_errno(err, x->error, "cannot start '%s' in '%s'", name, x->spawn->cwd);
    case STEP_FDS:
    case STEP_TTY:
        return err_set_errno(err, x->error, "cannot connect '%s'", name);
    case STEP_EXEC:
        break;
    }
    if (x->error == ENOENT && lacks_interpreter(x)) {
        err_set(err, "cannot start '%s': the interpreter it names does not exist", name);
        if (err)
            err->code = ENOENT;
        return false;
    }
    return err_set_errno(err, x->error, "cannot start '%s'", name);
}

pid_t loop_exec(const LoopSpawn *spawn, bool tty, Err *err)
{
    BUG_ON(!spawn->argv[0]);
    Launch x = {.spawn = spawn,
                .envp = spawn->envp ? spawn->envp : (const char *const *)environ,
                .tty = tty};
    add_paths(&x);
    add_keep(&x);
    pid_t pid = run_child(&x);
    if (pid < 0) {
        err_set_errno(err, errno, "cannot start '%s'", spawn->argv[0]);
    } else if (x.error) {
        BUG_ON(waitpid(pid, NULL, 0) != pid);
        explain(&x, err);
        pid = -1;
    }
    VEC_EACH (char *, path, &x.paths)
        free(*path);
    vec_deinit(&x.paths);
    vec_deinit(&x.keep);
    return pid;
}
