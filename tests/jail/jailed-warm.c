#include "jailed.h"

#include "base/mem.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* The only child we have. */
static pid_t child(void)
{
    FILE *f = fopen("/proc/thread-self/children", "re");
    int pid = -1;
    if (f && fscanf(f, "%d", &pid) != 1)
        pid = -1;
    if (f)
        fclose(f);
    return pid;
}

/* Until the jail stands: it waits for us, and nothing moves any more. */
static void let_it_rest(void)
{
    usleep(50000);
}

bool start_warm(const JailPolicy *p, const char *const *argv, const char *between, JailRun *out,
                Err *err)
{
    JailWarm *w = jail_warm_new(p, err);
    if (!w)
        return false;
    let_it_rest();
    pid_t ahead = child();
    if (*between && system(between) != 0)
        return err_set(err, "'%s' failed", between);
    if (!jail_start_warm(&w, p, argv, out, err))
        return false;
    if (w)
        return err_set(err, "it could be used again");
    fprintf(stderr, "%s", out->pid == ahead ? "warm " : "cold ");
    close(out->stdin_fd);
    return true;
}

static void pass(int *from, int to)
{
    char bytes[4096];
    ssize_t n = read(*from, bytes, sizeof bytes);
    if (n > 0 && write(to, bytes, (size_t)n) == n)
        return;
    close(*from);
    *from = -1;
}

void pass_output(JailRun *run)
{
    while (run->stdout_fd >= 0 || run->stderr_fd >= 0) {
        struct pollfd fds[] = {{.fd = run->stdout_fd, .events = POLLIN},
                               {.fd = run->stderr_fd, .events = POLLIN}};
        poll(fds, 2, -1);
        if (fds[0].revents)
            pass(&run->stdout_fd, 1);
        if (fds[1].revents)
            pass(&run->stderr_fd, 2);
    }
}
