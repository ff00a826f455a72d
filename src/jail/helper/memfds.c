#include "jail/helper/memfds.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool memfds_has(const Memfds *m, uint64_t inode)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->inodes[i] == inode)
            return true;
    return false;
}

static void add(Memfds *m, int dir, const char *name)
{
    char target[16];
    struct stat st;
    ssize_t n = readlinkat(dir, name, target, sizeof target);
    if (n < 7 || memcmp(target, "/memfd:", 7) != 0 || fstatat(dir, name, &st, 0) < 0 ||
        memfds_has(m, st.st_ino))
        return;
    if (m->n < MEMFDS_MAX)
        m->inodes[m->n++] = st.st_ino;
    m->bytes += (int64_t)st.st_blocks * 512;
}

void memfds_add(Memfds *m, pid_t pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    DIR *dir = opendir(path);
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (e->d_name[0] != '.')
            add(m, dirfd(dir), e->d_name);
    if (dir)
        closedir(dir);
}
