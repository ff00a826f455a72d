#include "jail/helper/channel.h"
#include "jail/helper/guard.h"
#include "jail/helper/root.h"

#include "jail/helper/mount.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void guard(int project)
{
    for (size_t i = 0; i < GUARDS; i++) {
        AUTO(fd) int at = openat(project, guards[i], O_PATH | O_NOFOLLOW | O_CLOEXEC);
        struct stat st;
        if (at < 0 || fstat(at, &st) < 0)
            continue;
        if (S_ISLNK(st.st_mode)) { // nothing can be mounted on a link, so it could be replaced
            errno = ELOOP;
            step_fail_at(STEP_PROJECT, PROJECT_LINKED);
        }
        AUTO(fd) int tree = tree_open_at(at, TREE_RDONLY | TREE_SAFE);
        step_must(tree, STEP_PROJECT);
        step_must(place_tree(tree, project, guards[i]), STEP_PROJECT);
    }
}

static int open_below(int root, const char *path)
{
    int fd = openat(root, path + 1, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    step_must(fd, STEP_PROJECT);
    return fd;
}

/* Writes go to a layer on the scratch file system.  userxattr also forbids the layer to redirect
 * folders elsewhere. */
static int layer_over(int tree)
{
    AUTO(fd) int old = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    AUTO(fd) int scratch = open("/dev", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (old < 0 || scratch < 0 || mkdirat(scratch, SCRATCH_UPPER, 0755) < 0 ||
        mkdirat(scratch, SCRATCH_WORK, 0755) < 0 || place_tree(tree, old, "/proc") < 0)
        return -1;
    const MountOption options[] = {{"lowerdir", "/proc"},
                                   {"upperdir", "/dev/" SCRATCH_UPPER},
                                   {"workdir", "/dev/" SCRATCH_WORK},
                                   {"userxattr", NULL},
                                   {0}};
    return fs_new("overlay", options, TREE_SAFE);
}

static unsigned place_read_only(const Policy *p, int tree, int root, unsigned why)
{
    // A tree that already serves as the lower layer is attached; a copy of it goes to its place.
    AUTO(fd) int copy = tree_open_at(tree, TREE_RDONLY | TREE_SAFE);
    int from = copy >= 0 ? copy : tree;
    if (copy < 0)
        step_must(tree_restrict(tree, TREE_RDONLY), STEP_PROJECT);
    step_must(place_tree(from, root, p->project), STEP_PROJECT);
    return why;
}

static int receive_tree(void)
{
    char word;
    int fds[CHANNEL_FDS];
    if (!channel_receive(CHANNEL_FD, &word, 1, fds))
        _exit(125); // the supervisor is gone
    return fds[0];
}

unsigned project_place(const Policy *p, const Sources *src, int root)
{
    AUTO(fd) int mapped = src->owner_comes ? receive_tree() : -1;
    if (src->owner_comes && mapped < 0)
        return place_read_only(p, src->project, root, NOTE_PROJECT_FOREIGN);
    int tree = src->owner_comes ? mapped : src->project;
    if (p->writable) {
        step_must(place_tree(tree, root, p->project), STEP_PROJECT);
        AUTO(fd) int project = open_below(root, p->project);
        guard(project);
        return 0;
    }
    AUTO(fd) int layer = layer_over(tree);
    if (layer < 0)
        return place_read_only(p, tree, root, NOTE_PROJECT_RDONLY);
    step_must(place_tree(layer, root, p->project), STEP_PROJECT);
    return 0;
}
