#include "jail/helper/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
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
