#include "jail/helper/root.h"

#include "jail/helper/mount.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

void sources_open(const Policy *p, const Inherit *own, Sources *out)
{
    system_open(p, out->system);
    for (size_t i = 0; i < p->nread; i++) {
        out->read[i] = tree_open(p->read[i], TREE_RDONLY | TREE_SAFE, true);
        if (out->read[i] < 0)
            step_fail_at(STEP_READ_PATH, (unsigned)i);
    }
    out->project = -1;
    out->owner_comes = own->by_root;
    if (p->project)
        step_must(out->project = tree_open(p->project, TREE_SAFE, true), STEP_PROJECT);
}

/* The old root is about to go, so its /dev and /proc serve as places to mount what is only needed
 * until then. */
static int old_root_open(void)
{
    int fd = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    step_must(fd, STEP_ROOT);
    return fd;
}

/* One file system for all that is ours: the root, /tmp, the home, /dev/shm and the layer over the
 * project are folders of it, each mounted alone, so that none is seen from another.  It hangs at
 * the old /dev until the old root goes. */
static int new_scratch(int old)
{
    const MountOption options[] = {
        {"size", "1m"}, {"nr_inodes", "2000"}, {"mode", "755"}, {0}}; // open_scratch() gives more
    int scratch = fs_new("tmpfs", options, TREE_SAFE);
    step_must(scratch, STEP_ROOT);
    step_must(place_tree(scratch, old, "/dev"), STEP_ROOT);
    return scratch;
}

static int scratch_tree(int scratch, const char *name, mode_t mode, unsigned flags)
{
    step_must(mkdirat(scratch, name, mode), STEP_ROOT);
    AUTO(fd) int dir = openat(scratch, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    step_must(dir, STEP_ROOT);
    int tree = tree_open_at(dir, flags);
    step_must(tree, STEP_ROOT);
    return tree;
}

static int new_root(int scratch, int old)
{
    int root = scratch_tree(scratch, "root", 0755, TREE_SAFE | TREE_NOEXEC);
    step_must(place_over(root, old), STEP_ROOT);
    return root;
}

static void place_scratch(int scratch, int root, const char *name, mode_t mode, const char *path,
                          unsigned flags)
{
    AUTO(fd) int tree = scratch_tree(scratch, name, mode, flags);
    step_must(place_tree(tree, root, path), STEP_ROOT);
}

static void place_pts(int root)
{
    const MountOption options[] = {
        {"newinstance", NULL}, {"ptmxmode", "0666"}, {"mode", "0620"}, {"max", "16"}, {0}};
    AUTO(fd) int pts = fs_new("devpts", options, TREE_NOSUID | TREE_NOEXEC);
    step_must(pts, STEP_ROOT);
    step_must(place_tree(pts, root, "/dev/pts"), STEP_ROOT);
}

/* Where parts of the host's /proc are masked (a container), the kernel refuses a fresh one to us;
 * the host's own must never be shown instead. */
static unsigned place_proc(int root)
{
    const MountOption options[] = {{"subset", "pid"}, {"hidepid", "ptraceable"}, {0}};
    step_must(place_dir(root, "/proc"), STEP_ROOT);
    AUTO(fd) int proc = fs_new("proc", options, TREE_SAFE | TREE_NOEXEC);
    if (proc < 0 && errno == EPERM)
        return NOTE_NO_PROC;
    step_must(proc, STEP_ROOT);
    step_must(place_tree(proc, root, "/proc"), STEP_ROOT);
    return 0;
}

/* The old root is stacked on the new one for a moment and goes with all that hangs on it; it never
 * has a name inside. */
static void pivot(int root)
{
    step_must(fchdir(root), STEP_PIVOT);
    step_must(syscall(SYS_pivot_root, ".", "."), STEP_PIVOT);
    step_must(umount2(".", MNT_DETACH), STEP_PIVOT);
    step_must(chdir("/"), STEP_PIVOT);
    step_must(tree_restrict(root, TREE_RDONLY), STEP_PIVOT);
}

/* Give the program its room: so much more than is in use now. */
static void open_scratch(const Policy *p, int scratch, Room *base)
{
    char size[32], inodes[32];
    step_must(fs_room(scratch, base), STEP_LIMITS);
    snprintf(size, sizeof size, "%lld", (long long)(base->bytes + p->scratch));
    snprintf(inodes, sizeof inodes, "%lld", (long long)(base->inodes + p->inodes));
    const MountOption options[] = {{"size", size}, {"nr_inodes", inodes}, {0}};
    step_must(fs_change(scratch, options), STEP_LIMITS);
}

unsigned root_enter(const Policy *p, const Sources *src, int *scratch, Room *base)
{
    AUTO(fd) int old = old_root_open();
    *scratch = new_scratch(old);
    AUTO(fd) int root = new_root(*scratch, old);
    system_place(root, src->system);
    place_pts(root);
    unsigned notes = place_proc(root);
    place_scratch(*scratch, root, "tmp", 01777, "/tmp", TREE_SAFE);
    place_scratch(*scratch, root, "home", 0755, "/home/user", TREE_SAFE);
    place_scratch(*scratch, root, "shm", 01777, "/dev/shm", TREE_SAFE | TREE_NOEXEC);
    step_must(place_dir(root, "/run"), STEP_ROOT);
    for (size_t i = 0; i < p->nread; i++)
        if (place_tree(src->read[i], root, p->read[i]) < 0)
            step_fail_at(STEP_READ_PATH, (unsigned)i);
    if (p->project)
        notes |= project_place(p, src, root);
    open_scratch(p, *scratch, base);
    pivot(root);
    return notes;
}
