#include "jail/helper/mount.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// libc has wrappers for these only since 2.36, and its headers and the kernel's exclude each other.
enum {
    CLONE_TREE = 0x1,                    // OPEN_TREE_CLONE
    TO_EMPTY_PATH = 0x40,                // MOVE_MOUNT_T_EMPTY_PATH
    FROM_EMPTY_PATH = 0x4,               // MOVE_MOUNT_F_EMPTY_PATH
    SET_FLAG = 0,                        // FSCONFIG_SET_FLAG
    SET_STRING = 1,                      // FSCONFIG_SET_STRING
    CMD_CREATE = 6,                      // FSCONFIG_CMD_CREATE
    CMD_RECONFIGURE = 7,                 // FSCONFIG_CMD_RECONFIGURE
    IDMAP = 0x00100000,                  // MOUNT_ATTR_IDMAP
    WHOLE_TREE = AT_EMPTY_PATH | 0x8000, // AT_RECURSIVE
};

typedef struct {
    uint64_t set, clear, propagation, userns;
} MountAttr;

static int mount_setattr_at(int fd, unsigned at_flags, MountAttr attr)
{
    return (int)syscall(SYS_mount_setattr, fd, "", at_flags, &attr, sizeof attr);
}

static void close_quietly(int fd)
{
    int saved = errno;
    close(fd);
    errno = saved;
}

/* Private, so that what the host mounts there later does not show up inside. */
static int finish_tree(int tree, unsigned at_flags, unsigned flags)
{
    if (tree < 0)
        return -1;
    if (mount_setattr_at(tree, at_flags, (MountAttr){.set = flags, .propagation = MS_PRIVATE}) == 0)
        return tree;
    close_quietly(tree);
    return -1;
}

/* openat2() is missing where an outer filter hides it; there the path is taken as it is, which the
 * caller has resolved before. */
static int open_plain(const char *path)
{
    struct open_how how = {.flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_NO_SYMLINKS};
    int fd = (int)syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
    if (fd < 0 && (errno == ENOSYS || errno == EPERM))
        fd = open(path, O_PATH | O_CLOEXEC | O_NOFOLLOW);
    return fd;
}

int tree_open(const char *path, unsigned flags, bool plain)
{
    if (!plain) {
        int tree = (int)syscall(SYS_open_tree, AT_FDCWD, path,
                                CLONE_TREE | O_CLOEXEC | (WHOLE_TREE & ~AT_EMPTY_PATH));
        return finish_tree(tree, WHOLE_TREE, flags);
    }
    int at = open_plain(path);
    if (at < 0)
        return -1;
    int tree = (int)syscall(SYS_open_tree, at, "", CLONE_TREE | O_CLOEXEC | WHOLE_TREE);
    close_quietly(at);
    return finish_tree(tree, WHOLE_TREE, flags);
}

int tree_open_at(int dir, unsigned flags)
{
    int tree = (int)syscall(SYS_open_tree, dir, "", CLONE_TREE | O_CLOEXEC | AT_EMPTY_PATH);
    return finish_tree(tree, AT_EMPTY_PATH, flags);
}

int tree_map_ids(int tree, int userns)
{
    MountAttr attr = {.set = IDMAP, .userns = (uint64_t)userns};
    return mount_setattr_at(tree, AT_EMPTY_PATH, attr);
}

int tree_restrict(int dir, unsigned flags)
{
    return mount_setattr_at(dir, AT_EMPTY_PATH, (MountAttr){.set = flags});
}

static int configure(int fs, const MountOption *options, unsigned last)
{
    for (; options->name; options++) {
        unsigned cmd = options->value ? SET_STRING : SET_FLAG;
        if (syscall(SYS_fsconfig, fs, cmd, options->name, options->value, 0) < 0)
            return -1;
    }
    return (int)syscall(SYS_fsconfig, fs, last, NULL, NULL, 0);
}

int fs_new(const char *type, const MountOption *options, unsigned flags)
{
    int fs = (int)syscall(SYS_fsopen, type, 1 /* FSOPEN_CLOEXEC */);
    if (fs < 0)
        return -1;
    int mnt = configure(fs, options, CMD_CREATE);
    if (mnt == 0)
        mnt = (int)syscall(SYS_fsmount, fs, 1 /* FSMOUNT_CLOEXEC */, flags);
    close_quietly(fs);
    return mnt;
}

int fs_room(int dir, Room *out)
{
    struct statfs fs;
    int r = fstatfs(dir, &fs);
    *out = r == 0 ? room_used(&fs) : (Room){0};
    return r;
}

int fs_change(int dir, const MountOption *options)
{
    int fs = (int)syscall(SYS_fspick, dir, "", 0x9 /* FSPICK_CLOEXEC, FSPICK_EMPTY_PATH */);
    if (fs < 0)
        return -1;
    int r = configure(fs, options, CMD_RECONFIGURE);
    close_quietly(fs);
    return r;
}

static int open_part(int dir, const char *name, size_t n)
{
    char part[256];
    if (n >= sizeof part) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(part, name, n);
    part[n] = '\0';
    const int flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int fd = openat(dir, part, flags);
    if (fd < 0 && errno == ENOENT && mkdirat(dir, part, 0755) == 0)
        fd = openat(dir, part, flags);
    return fd;
}

/* The folder that holds the last part of `path`, making what is missing; *last gets the rest.  It
 * is `root` itself for a single part: see parent_close(). */
static int parent_open(int root, const char *path, const char **last)
{
    int dir = root;
    path += *path == '/';
    for (const char *slash; dir >= 0 && (slash = strchr(path, '/')); path = slash + 1) {
        int next = open_part(dir, path, (size_t)(slash - path));
        if (dir != root)
            close_quietly(dir);
        dir = next;
    }
    *last = path;
    return dir;
}

static void parent_close(int root, int dir)
{
    if (dir != root)
        close_quietly(dir);
}

static int make_dir(int dir, const char *name)
{
    return mkdirat(dir, name, 0755) == 0 || errno == EEXIST ? 0 : -1;
}

static int make_file(int dir, const char *name, const char *text)
{
    int fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0)
        return errno == EEXIST ? 0 : -1;
    size_t n = strlen(text);
    int r = n == 0 || write(fd, text, n) == (ssize_t)n ? 0 : -1;
    close(fd);
    return r;
}

int place_dir(int root, const char *path)
{
    const char *last;
    int dir = parent_open(root, path, &last);
    if (dir < 0)
        return -1;
    int r = make_dir(dir, last);
    parent_close(root, dir);
    return r;
}

int place_text(int root, const char *path, const char *text)
{
    const char *last;
    int dir = parent_open(root, path, &last);
    if (dir < 0)
        return -1;
    int r = make_file(dir, last, text);
    parent_close(root, dir);
    return r;
}

int place_link(int root, const char *path, const char *target)
{
    const char *last;
    int dir = parent_open(root, path, &last);
    if (dir < 0)
        return -1;
    int r = symlinkat(target, dir, last);
    parent_close(root, dir);
    return r;
}

int place_tree(int tree, int root, const char *path)
{
    struct stat st;
    const char *last;
    if (fstat(tree, &st) < 0)
        return -1;
    int dir = parent_open(root, path, &last);
    if (dir < 0)
        return -1;
    int r = S_ISDIR(st.st_mode) ? make_dir(dir, last) : make_file(dir, last, "");
    if (r == 0)
        r = (int)syscall(SYS_move_mount, tree, "", dir, last, FROM_EMPTY_PATH);
    parent_close(root, dir);
    return r;
}

int place_over(int tree, int root)
{
    return (int)syscall(SYS_move_mount, tree, "", root, "", FROM_EMPTY_PATH | TO_EMPTY_PATH);
}
