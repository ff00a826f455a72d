#include "jail/helper/cgroup.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "codelab-"

static bool write_file(const char *dir, const char *name, const char *text)
{
    char path[CGROUP_PATH + 64];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    AUTO(fd) int fd = open(path, O_WRONLY | O_CLOEXEC);
    return fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
}

static bool write_number(const char *dir, const char *name, int64_t value)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)value);
    return write_file(dir, name, text);
}

/* Our own group in the hierarchy that `controller` belongs to ("" is version 2), e.g. "/user". */
static bool own_group(const char *controller, char *out, size_t size)
{
    char text[4096];
    if (read_small("/proc/self/cgroup", text, sizeof text) <= 0)
        return false;
    char *rest = text;
    for (char *line; (line = strsep(&rest, "\n")) && *line;) {
        strsep(&line, ":"); // its number
        char *names = strsep(&line, ":");
        bool found = names && line && !*controller && !*names;
        for (char *name; !found && names && *controller && (name = strsep(&names, ","));)
            found = !strcmp(name, controller);
        if (!found || !line)
            continue;
        snprintf(out, size, "%s", strcmp(line, "/") ? line : "");
        return true;
    }
    return false;
}

/* Nobody removes the groups of a helper that was killed, but the next one. */
static void sweep(const char *parent)
{
    DIR *dir = opendir(parent);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (strncmp(e->d_name, PREFIX, strlen(PREFIX)))
            continue;
        pid_t owner = (pid_t)strtol(e->d_name + strlen(PREFIX), NULL, 10);
        if (owner > 0 && kill(owner, 0) < 0 && errno == ESRCH)
            unlinkat(dirfd(dir), e->d_name, AT_REMOVEDIR);
    }
    if (dir)
        closedir(dir);
}

static bool make_in(const char *parent, char *out)
{
    sweep(parent);
    if (snprintf(out, CGROUP_PATH, "%s/" PREFIX "%d", parent, (int)getpid()) >= CGROUP_PATH ||
        mkdir(out, 0755) < 0) {
        out[0] = '\0';
        return false;
    }
    return true;
}

static void drop(char *dir)
{
    if (dir[0])
        rmdir(dir);
    dir[0] = '\0';
}

static bool controls_memory(const char *dir)
{
    char path[CGROUP_PATH + 64], text[256];
    snprintf(path, sizeof path, "%s/cgroup.subtree_control", dir);
    return read_small(path, text, sizeof text) > 0 && strstr(text, "memory") &&
           strstr(text, "pids");
}

static bool set_v2_limits(const char *dir, const Policy *p)
{
    char cpu[64];
    snprintf(cpu, sizeof cpu, "%d 100000", p->cpu_milli * 100);
    write_file(dir, "cpu.max", cpu);         // not everybody is given this one
    write_file(dir, "memory.swap.max", "0"); // nor has this one
    write_file(dir, "memory.oom.group", "1");
    return write_number(dir, "memory.max", p->memory) &&
           write_number(dir, "pids.max", p->procs + 1);
}

void cgroup_make(Cgroup *c, const Policy *p, const char *mount)
{
    char group[CGROUP_PATH], dir[CGROUP_PATH];
    *c = (Cgroup){.born_in = -1};
    snprintf(dir, sizeof dir, "%s/cgroup.controllers", mount);
    if (access(dir, F_OK) < 0 || !own_group("", group, sizeof group) ||
        snprintf(dir, sizeof dir, "%s%s", mount, group) >= (int)sizeof dir)
        return;
    // Only a group without processes of its own may hand controllers on: look above ours.
    while (strlen(dir) >= strlen(mount) && !(controls_memory(dir) && make_in(dir, c->v2))) {
        char *slash = strrchr(dir, '/');
        if (!slash)
            return;
        *slash = '\0';
    }
    if (c->v2[0] && set_v2_limits(c->v2, p))
        c->born_in = open(c->v2, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (c->born_in < 0)
        drop(c->v2);
}

static bool make_v1(Cgroup *c, int i, const char *controller, const char *mount)
{
    char group[CGROUP_PATH], parent[2 * CGROUP_PATH];
    if (!own_group(controller, group, sizeof group))
        return false;
    snprintf(parent, sizeof parent, "%s/%s%s", mount, controller, group);
    return make_in(parent, c->v1[i]);
}

static bool set_v1_limits(Cgroup *c, const Policy *p, const char *mount)
{
    if (!make_v1(c, 0, "memory", mount) ||
        !write_number(c->v1[0], "memory.limit_in_bytes", p->memory))
        return false;
    write_number(c->v1[0], "memory.memsw.limit_in_bytes", p->memory); // there only with swap
    // Whole CPUs are what the jail is bound to anyway.
    return p->cpu_milli % 1000 == 0 ||
           (make_v1(c, 1, "cpu", mount) &&
            write_number(c->v1[1], "cpu.cfs_quota_us", (int64_t)p->cpu_milli * 100));
}

bool cgroup_adopt(Cgroup *c, const Policy *p, const Tree *tree, const char *mount)
{
    if (!c->v1_made) {
        c->v1_made = true;
        if (!set_v1_limits(c, p, mount)) {
            drop(c->v1[0]);
            drop(c->v1[1]);
        }
    }
    for (int g = 0; g < CGROUP_V1_MAX; g++)
        for (size_t i = 0; c->v1[g][0] && i < tree->n; i++)
            write_number(c->v1[g], "cgroup.procs", tree->pids[i]); // it may have ended meanwhile
    return c->v1[0][0];
}

// Where what is in use is more already, version 1 refuses: then the meter is the limit.
void cgroup_set_memory(Cgroup *c, int64_t bytes)
{
    if (c->v2[0])
        write_number(c->v2, "memory.max", bytes);
    if (c->v1[0][0])
        write_number(c->v1[0], "memory.limit_in_bytes", bytes);
}

static int64_t count_after(const char *dir, const char *name, const char *word)
{
    char path[CGROUP_PATH + 64], text[1024];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    if (!dir[0] || read_small(path, text, sizeof text) <= 0)
        return -1;
    const char *at = strstr(text, word);
    return at ? strtoll(at + strlen(word), NULL, 10) : -1;
}

bool cgroup_had_oom(const Cgroup *c)
{
    return count_after(c->v2, "memory.events", "oom_kill ") > 0 ||
           count_after(c->v1[0], "memory.oom_control", "oom_kill ") > 0;
}

bool cgroup_had_no_process(const Cgroup *c)
{
    return count_after(c->v2, "pids.events", "max ") > 0;
}

int64_t cgroup_peak(const Cgroup *c)
{
    return count_after(c->v2, "memory.peak", "");
}

void cgroup_remove(Cgroup *c)
{
    auto_fd(&c->born_in);
    c->born_in = -1;
    drop(c->v2);
    for (int i = 0; i < CGROUP_V1_MAX; i++)
        drop(c->v1[i]);
}
