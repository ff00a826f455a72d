#include "jail/helper/apart.h"

#include "jail/helper/locked.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Deeper folders are as good as too many; to be removed they are moved up. */
enum { DEPTH_MAX = 64, BLOCK = 512, FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

static bool is_dots(const char *name)
{
    return !strcmp(name, ".") || !strcmp(name, "..");
}

/* A stream over a folder whose mode may lock us out; NULL: it cannot be read. */
static DIR *open_folder(int parent, const char *name)
{
    int fd = open_locked(parent, name);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir && fd >= 0)
        close(fd);
    return dir;
}

static bool is_folder(int dir, const char *name, struct stat *st)
{
    return fstatat(dir, name, st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st->st_mode);
}

static void empty(int parent, const char *name, int top, int depth);

static void remove_entry(int dir, const char *name, int top, int depth)
{
    struct stat st;
    if (!is_folder(dir, name, &st)) {
        unlinkat(dir, name, 0);
        return;
    }
    if (depth >= DEPTH_MAX) {
        char up[64];
        snprintf(up, sizeof up, "%llx", (unsigned long long)st.st_ino);
        (void)renameat(dir, name, top, up); // and its turn comes there
        return;
    }
    empty(dir, name, top, depth + 1);
    unlinkat(dir, name, AT_REMOVEDIR);
}

static void empty(int parent, const char *name, int top, int depth)
{
    DIR *dir = open_folder(parent, name);
    if (dir && geteuid() != 0)
        (void)fchmod(dirfd(dir), 0700); // else nothing in it can be removed
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (!is_dots(e->d_name))
            remove_entry(dirfd(dir), e->d_name, top, depth);
    if (dir)
        closedir(dir);
}

/* Each round takes so many levels off. */
static void remove_all(int parent, const char *name, int room)
{
    enum { ROUNDS_MAX = 1000 };
    for (int round = 0; round < ROUNDS_MAX && unlinkat(parent, name, AT_REMOVEDIR) < 0 &&
                        (errno == ENOTEMPTY || errno == EEXIST);
         round++)
        empty(parent, name, room, 0);
}

/* Of a run that was killed: nobody holds it. */
static void sweep_one(int parent, const char *name, uid_t owner)
{
    AUTO(fd) int room = openat(parent, name, FOLDER);
    struct stat st;
    if (room >= 0 && fstat(room, &st) == 0 && (st.st_uid == geteuid() || st.st_uid == owner) &&
        flock(room, LOCK_EX | LOCK_NB) == 0)
        remove_all(parent, name, room);
}

/* Its brothers have its name up to the last '-', and as many digits after it. */
static bool is_brother(const char *name, const char *own)
{
    size_t head = (size_t)(strrchr(own, '-') + 1 - own);
    return strlen(name) == strlen(own) && !strncmp(name, own, head) &&
           strspn(name + head, "0123456789abcdef") == strlen(name + head);
}

static void sweep(int parent, const char *name, uid_t owner)
{
    DIR *dir = strchr(name, '-') ? open_folder(parent, ".") : NULL;
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (is_brother(e->d_name, name))
            sweep_one(parent, e->d_name, owner);
    if (dir)
        closedir(dir);
}

static int open_parent(const char *path, const char **name)
{
    char parent[4096];
    const char *slash = strrchr(path, '/');
    snprintf(parent, sizeof parent, "%.*s", (int)MAX(slash - path, 1), path);
    *name = slash + 1;
    return open(parent, FOLDER);
}

static bool take(int room, uid_t owner)
{
    return (!owner || fchown(room, owner, owner) == 0) && flock(room, LOCK_EX | LOCK_NB) == 0 &&
           mkdirat(room, "home", 0700) == 0 &&
           (!owner || fchownat(room, "home", owner, owner, AT_SYMLINK_NOFOLLOW) == 0);
}

int apart_room_make(const char *path, uid_t owner)
{
    const char *name;
    AUTO(fd) int parent = open_parent(path, &name);
    if (parent < 0)
        return -1;
    sweep(parent, name, owner);
    if (mkdirat(parent, name, 0700) < 0)
        return -1;
    AUTO(fd) int room = openat(parent, name, FOLDER);
    return room >= 0 && take(room, owner) ? steal_fd(&room) : -1;
}

static void add_folder(int parent, const char *name, int depth, Room most, Room *sum)
{
    struct stat st;
    DIR *dir = open_folder(parent, name);
    for (struct dirent *e; dir && sum->inodes <= most.inodes && (e = readdir(dir));) {
        if (is_dots(e->d_name) || fstatat(dirfd(dir), e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
            continue;
        sum->bytes += (int64_t)st.st_blocks * BLOCK;
        sum->inodes++;
        if (S_ISDIR(st.st_mode) && depth < DEPTH_MAX)
            add_folder(dirfd(dir), e->d_name, depth + 1, most, sum);
        else if (S_ISDIR(st.st_mode))
            sum->inodes = most.inodes + 1;
    }
    if (dir)
        closedir(dir);
}

Room apart_room_use(int room, Room most)
{
    Room sum = {0};
    add_folder(room, ".", 0, most, &sum);
    return sum;
}

void apart_room_remove(const char *path, int room)
{
    const char *name;
    AUTO(fd) int parent = open_parent(path, &name);
    if (parent >= 0)
        remove_all(parent, name, room);
}
