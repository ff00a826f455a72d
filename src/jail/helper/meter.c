#include "jail/helper/meter.h"

#include "jail/helper/apart.h"
#include "jail/helper/spaces.h"

#include "base/mem.h"

#include <stdio.h>
#include <sys/stat.h>
#include <sys/statfs.h>

enum { MAPPINGS_EVERY = 10 }; // samples: half a second

/* There is no file system of its own that would refuse more, so the one who looks does. */
static void look_at_room(Meter *m)
{
    Room now = apart_room_use(m->apart, m->most);
    m->peak_room.bytes = MAX(m->peak_room.bytes, now.bytes - m->base.bytes);
    m->peak_room.inodes = MAX(m->peak_room.inodes, now.inodes - m->base.inodes);
    m->full |= now.bytes > m->most.bytes;
    m->crowded |= now.inodes > m->most.inodes;
}

void meter_room(Meter *m)
{
    struct statfs fs;
    if (m->apart >= 0)
        look_at_room(m);
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

int64_t meter_sample(Meter *m)
{
    struct stat st;
    tree_list(m->init, &m->tree);
    meter_room(m);
    int64_t used = m->room.bytes;
    for (size_t i = 1; i < m->tree.n; i++)
        m->peak_files = MAX(m->peak_files, open_files(m->tree.pids[i]));
    int64_t of_files = used += sysv_bytes(&m->sysv) + sockets_bytes(&m->sockets);
    if (++m->samples % MAPPINGS_EVERY == 0)
        m->mappings = spaces_of_mappings(&m->tree, m->limit);
    used += m->mappings + spaces_at_most(&m->tree);
    if (used > m->limit) {
        dev_t scratch = m->scratch >= 0 && fstat(m->scratch, &st) == 0 ? st.st_dev : 0;
        used = of_files + m->mappings + spaces_exact(&m->tree, scratch);
    }
    if (used > m->peak)
        m->peak = used;
    if (m->tree.tasks > m->peak_tasks)
        m->peak_tasks = m->tree.tasks;
    return used;
}
