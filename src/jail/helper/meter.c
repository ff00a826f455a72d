#include "jail/helper/meter.h"

#include "jail/helper/memfds.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

/* The number after `name` in a file of "Name:  123 kB" lines, in bytes. */
static int64_t field(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    return at ? strtoll(at + strlen(name), NULL, 10) * 1024 : 0;
}

static int64_t resident(pid_t pid)
{
    char path[64], text[4096];
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    if (read_small(path, text, sizeof text) <= 0)
        return 0;
    return field(text, "\nRssAnon:") + field(text, "\nRssShmem:");
}

void meter_room(Meter *m)
{
    struct statfs fs;
    if (m->scratch < 0 || fstatfs(m->scratch, &fs) < 0)
        return;
    Room now = room_used(&fs);
    m->peak_room.bytes = MAX(m->peak_room.bytes, now.bytes - m->base.bytes);
    m->peak_room.inodes = MAX(m->peak_room.inodes, now.inodes - m->base.inodes);
    m->full |= fs.f_bfree == 0;
    m->crowded |= fs.f_ffree == 0;
    m->room = now;
}

/* Newer kernels say the number of open files as the size of the folder that lists them. */
static int open_files(pid_t pid)
{
    char path[64];
    struct stat st;
    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    return stat(path, &st) == 0 ? (int)st.st_size : 0;
}

/* One mapping of smaps while its lines are read. */
typedef struct {
    bool counted; // its bytes are already known as a file's
    bool memory;  // all of it is memory, not only private copies of a file's pages
} Mapping;

static bool read_head(const char *line, const Memfds *files, dev_t scratch, Mapping *out)
{
    char perms[8], name[32] = "";
    unsigned major, minor;
    uint64_t inode;
    if (sscanf(line, "%*x-%*x %7s %*x %x:%x %" SCNu64 " %31[^\n]", perms, &major, &minor, &inode,
               name) < 4)
        return false;
    bool shared = perms[3] == 's';
    bool memfd = !strncmp(name, "/memfd:", 7);
    bool segment = !strncmp(name, "/SYSV", 5), nameless = !strncmp(name, "/dev/zero", 9);
    bool on_scratch = makedev(major, minor) == scratch;
    bool listed = segment || on_scratch || (memfd && memfds_has(files, inode));
    *out = (Mapping){.counted = shared && (inode || segment) && listed,
                     .memory = !inode || (shared && (memfd || nameless))};
    return true;
}

static int64_t read_amount(const char *line, const Mapping *m)
{
    if (m->counted)
        return 0;
    const char *want = m->memory ? "Pss:" : "Anonymous:";
    return !strncmp(line, want, strlen(want)) ? field(line, want) : 0;
}

/* Proportional shares, so that pages of several processes count once; private copies of a file's
 * pages count, the file itself, which is cache, does not. */
static int64_t exact(pid_t pid, const Memfds *files, dev_t scratch)
{
    char path[64], line[512];
    snprintf(path, sizeof path, "/proc/%d/smaps", (int)pid);
    FILE *f = fopen(path, "re");
    Mapping m = {0};
    int64_t sum = 0;
    while (f && fgets(line, sizeof line, f))
        if (!read_head(line, files, scratch, &m))
            sum += read_amount(line, &m);
    if (f)
        fclose(f);
    return sum;
}

int64_t meter_sample(Meter *m)
{
    Memfds files = {.n = 0};
    struct stat st;
    tree_list(m->init, &m->tree);
    meter_room(m);
    int64_t used = m->room.bytes;
    for (size_t i = 1; i < m->tree.n; i++) {
        memfds_add(&files, m->tree.pids[i]);
        m->peak_files = MAX(m->peak_files, open_files(m->tree.pids[i]));
    }
    int64_t of_files = used += files.bytes + sysv_bytes(&m->sysv);
    for (size_t i = 1; i < m->tree.n; i++)
        used += resident(m->tree.pids[i]);
    if (used > m->limit) {
        dev_t scratch = m->scratch >= 0 && fstat(m->scratch, &st) == 0 ? st.st_dev : 0;
        used = of_files;
        for (size_t i = 1; i < m->tree.n; i++)
            used += exact(m->tree.pids[i], &files, scratch);
    }
    if (used > m->peak)
        m->peak = used;
    if (m->tree.tasks > m->peak_tasks)
        m->peak_tasks = m->tree.tasks;
    return used;
}
