#include "world.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/str.h"
#include "../lib/temp-dir.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

/* Wait for the worker and pass on to it what would end us. */
static int wait_for(pid_t worker, const sigset_t *watched)
{
    for (;;) {
        int signo, status;
        if (sigwait(watched, &signo) != 0)
            continue;
        if (signo != SIGCHLD)
            (void)kill(worker, signo); // it may be gone, which SIGCHLD tells
        else if (waitpid(worker, &status, WNOHANG) == worker)
            return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
    }
}

int world_with(int (*work)(const char *dir, void *arg), void *arg)
{
    char *dir = temp_dir_new();
    sigset_t watched, before;
    sigemptyset(&watched);
    for (size_t i = 0; i < 4; i++)
        sigaddset(&watched, (int[]){SIGCHLD, SIGINT, SIGTERM, SIGHUP}[i]);
    sigprocmask(SIG_BLOCK, &watched, &before);
    (void)fflush(stdout); // or the child would print it again
    pid_t worker = fork();
    if (worker == 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        exit(work(dir, arg));
    }
    int code = worker > 0 ? wait_for(worker, &watched) : 1;
    AUTO(err) Err err = {0};
    if (!fs_remove_tree(dir, &err))
        fprintf(stderr, "bench: %s\n", err_text(&err));
    free(dir);
    return code;
}
