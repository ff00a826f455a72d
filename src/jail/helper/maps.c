#include "jail/helper/birth.h"
#include "jail/helper/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool write_proc(pid_t pid, const char *name, const char *text)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t n = write(fd, text, strlen(text));
    int saved = errno;
    close(fd);
    errno = saved;
    return n == (ssize_t)strlen(text);
}

static bool write_map(pid_t pid, const char *name, unsigned inside, unsigned outside)
{
    char line[64];
    snprintf(line, sizeof line, "%u %u 1\n", inside, outside);
    return write_proc(pid, name, line);
}

bool maps_write(pid_t pid, uid_t inside_uid, uid_t outside_uid, gid_t inside_gid, gid_t outside_gid)
{
    return write_map(pid, "uid_map", inside_uid, outside_uid) &&
           write_map(pid, "gid_map", inside_gid, outside_gid);
}

bool maps_forbid_setgroups(pid_t pid)
{
    return write_proc(pid, "setgroups", "deny");
}

void maps_volunteer_for_oom(pid_t pid)
{
    write_proc(pid, "oom_score_adj", "1000");
}

/* What `id` is in the namespace around ours, or -1. */
static int64_t map_outside(const char *path, unsigned id)
{
    char text[4096], *p = text;
    if (read_small(path, text, sizeof text) <= 0)
        return -1;
    while (*p) {
        unsigned long inside = strtoul(p, &p, 10), outside = strtoul(p, &p, 10),
                      count = strtoul(p, &p, 10);
        if (id >= inside && id - inside < count)
            return (int64_t)(outside + (id - inside));
        p += strcspn(p, "\n");
        p += *p == '\n';
    }
    return -1;
}

bool maps_have_outside(void)
{
    return map_outside("/proc/self/uid_map", OUTSIDE_ID) >= 0 &&
           map_outside("/proc/self/gid_map", OUTSIDE_ID) >= 0;
}

bool maps_are_of_root(void)
{
    return map_outside("/proc/self/uid_map", geteuid()) == 0;
}
