#include "jail/helper/apart.h"

#include "jail/helper/step.h"
#include "jail/helper/tree.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A folder has as many links as folders in it, and two more. */
static int threads_of(const char *pid, uid_t user)
{
    char path[64];
    struct stat st;
    snprintf(path, sizeof path, "/proc/%.16s/task", pid);
    return stat(path, &st) == 0 && st.st_uid == user ? MAX((int)st.st_nlink - 2, 0) : 0;
}

int apart_others(uid_t user)
{
    DIR *dir = opendir("/proc");
    int sum = 0;
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (e->d_name[0] >= '1' && e->d_name[0] <= '9')
            sum += threads_of(e->d_name, user);
    if (dir)
        closedir(dir);
    return sum;
}

void apart_adopt_orphans(void)
{
    step_must(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), STEP_PRIVILEGES);
}

/* The kernel signals all of them at once, and none can have a child in between. */
void apart_end_all(void)
{
    do
        kill(-1, SIGKILL); // nobody else is in reach
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR);
}

_Noreturn void apart_leave(void)
{
    apart_end_all();
    _exit(125);
}

/* Children that are ours by now; their own become ours when they are gone. */
static void end_children(void)
{
    char path[64], list[4096];
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    if (read_small(path, list, sizeof list) <= 0)
        return;
    char *at = list, *end;
    for (long child; (child = strtol(at, &end, 10)) > 0; at = end)
        kill((pid_t)child, SIGKILL);
}

void apart_end_orphans(void)
{
    do
        end_children();
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR);
}
