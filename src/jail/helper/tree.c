#include "jail/helper/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

ssize_t read_small(const char *path, char *buf, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    size_t n = 0;
    ssize_t got;
    while (n < size - 1 && (got = read(fd, buf + n, size - 1 - n)) > 0)
        n += (size_t)got;
    close(fd);
    buf[n] = '\0';
    return (ssize_t)n;
}

static void add_children(Tree *t, pid_t pid, const char *thread)
{
    char path[64], list[8192];
    snprintf(path, sizeof path, "/proc/%d/task/%.16s/children", (int)pid, thread);
    if (read_small(path, list, sizeof list) <= 0)
        return;
    char *p = list, *end;
    for (long child; (child = strtol(p, &end, 10)) > 0 && t->n < TREE_MAX; p = end)
        t->pids[t->n++] = (pid_t)child;
}

/* Children belong to the thread that made them. */
static int add_children_of_all(Tree *t, pid_t pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *dir = opendir(path);
    int threads = 0;
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (e->d_name[0] == '.')
            continue;
        threads++;
        add_children(t, pid, e->d_name);
    }
    if (dir)
        closedir(dir);
    return threads;
}

void tree_list(pid_t init, Tree *out)
{
    out->n = 1;
    out->pids[0] = init;
    out->tasks = 0;
    for (size_t i = 0; i < out->n; i++) {
        int threads = add_children_of_all(out, out->pids[i]);
        out->tasks += i > 0 ? threads : 0;
    }
}

/* Fields 14 to 17 of its stat, the first 2 of which a name in brackets takes that may hold all.  In
 * ticks. */
static int64_t ticks_of(pid_t pid)
{
    enum { FIRST = 14, LAST = 17 };
    char path[64], stat[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    char *at = read_small(path, stat, sizeof stat) > 0 ? strrchr(stat, ')') : NULL;
    int64_t sum = 0;
    for (int field = 2; at && field < LAST; field++) {
        at = strchr(at + 1, ' ');
        if (at && field + 1 >= FIRST)
            sum += strtoll(at, NULL, 10);
    }
    return sum;
}

int64_t tree_cpu_ms(const Tree *t)
{
    int64_t ticks = 0, a_second = sysconf(_SC_CLK_TCK);
    for (size_t i = 0; i < t->n; i++)
        ticks += ticks_of(t->pids[i]);
    return a_second > 0 ? ticks * 1000 / a_second : 0;
}
