/* Bringing trouble about for a test: children that die, small disks, missing rights. */
#ifndef TESTS_FAULTS_H
#define TESTS_FAULTS_H

#include "temp-dir.h"

#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>

enum { FAULTS_UNABLE = 77 }; // what a child returns where the machine cannot make the trouble

/* A number that the environment gives, or `usual`. */
static inline int faults_given(const char *name, int usual)
{
    const char *given = getenv(name);
    return given ? (int)strtol(given, NULL, 10) : usual;
}

/* How often to try. */
static inline int faults_rounds(int usual)
{
    return faults_given("FAULT_ROUNDS", usual);
}

/* Run `body` in a child process; its return value, or minus the signal that ended it. */
static inline int faults_child(int (*body)(void *arg), void *arg)
{
    fflush(NULL);
    pid_t pid = fork();
    test_must(pid >= 0, "fork");
    if (pid == 0)
        _exit(body(arg));
    int status = 0;
    test_must(waitpid(pid, &status, 0) == pid, "waitpid");
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

/* Whether `inject` can stop calls here.  Where not, a program of tests says "1..0 # SKIP" and why:
 * a test that cmocka skips counts as failed. */
static inline int faults_stop_calls(const char *inject)
{
    AUTO(free) char *line = xasprintf("%s -d / /bin/true", inject);
    int status = system(line);
    return !(WIFEXITED(status) && WEXITSTATUS(status) == FAULTS_UNABLE);
}

static inline int faults_tell(const char *path, const char *what)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    int ok = fd >= 0 && write(fd, what, strlen(what)) == (ssize_t)strlen(what);
    if (fd >= 0)
        close(fd);
    return ok;
}

/* From now on what this process mounts is seen by nobody else.  0 if the machine does not let it.
 */
static inline int faults_own_mounts(void)
{
    char uids[32], gids[32];
    snprintf(uids, sizeof uids, "0 %d 1", (int)geteuid());
    snprintf(gids, sizeof gids, "0 %d 1", (int)getegid());
    if (unshare(CLONE_NEWNS) != 0 &&
        !(unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && faults_tell("/proc/self/uid_map", uids) &&
          faults_tell("/proc/self/setgroups", "deny") && faults_tell("/proc/self/gid_map", gids)))
        return 0;
    return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

/* Give up being root, whom no missing right stops. */
static inline int faults_become_nobody(void)
{
    enum { NOBODY = 65534 };
    return geteuid() != 0 || (setgroups(0, NULL) == 0 && setresgid(NOBODY, NOBODY, NOBODY) == 0 &&
                              setresuid(NOBODY, NOBODY, NOBODY) == 0);
}

/* In a child: say what did not hold, and fail. */
#define FAULTS_REQUIRE(cond)                                             \
    do {                                                                 \
        if (!(cond)) {                                                   \
            fprintf(stderr, "# %s:%d: %s\n", __FILE__, __LINE__, #cond); \
            return 1;                                                    \
        }                                                                \
    } while (0)

#endif
