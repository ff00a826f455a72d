#include "jail/helper/mount.h"
#include "jail/helper/root.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RO = TREE_RDONLY | TREE_SAFE, DEVICE = TREE_NOSUID | TREE_NOEXEC };

typedef enum { ALWAYS, WITH_NETWORK, WITH_TTY } When;

/* Folders of the root that most of this goes to. */
typedef enum { ROOT, DEV, ETC, VAR, FOLDERS } Folder;
static const char *const folders[FOLDERS] = {"", "dev", "etc", "var"};

typedef struct {
    Folder in;
    const char *name;
    unsigned flags;
    When when;
} SystemTree;

typedef struct {
    Folder in;
    const char *name, *text;
} SystemText;

/* What the program sees of the host; where the host has a link, the jail gets the same link.
 * Nothing here holds a secret: no home, no /run, no /var, and of /etc only this. */
static const SystemTree trees_of_host[] = {
    {ROOT, "usr", RO, ALWAYS},
    {ROOT, "bin", RO, ALWAYS},
    {ROOT, "lib", RO, ALWAYS},
    {ROOT, "lib32", RO, ALWAYS},
    {ROOT, "lib64", RO, ALWAYS},
    {ROOT, "libx32", RO, ALWAYS},
    {ROOT, "sbin", RO, ALWAYS},
    {ROOT, "nix/store", RO, ALWAYS},
    {ETC, "alternatives", RO, ALWAYS},
    {ETC, "ld.so.cache", RO, ALWAYS},
    {ETC, "localtime", RO, ALWAYS},
    {ETC, "ssl", RO, ALWAYS}, // its private part is closed to us
    {ETC, "resolv.conf", RO, WITH_NETWORK},
    {DEV, "null", DEVICE, ALWAYS},
    {DEV, "zero", DEVICE, ALWAYS},
    {DEV, "full", DEVICE, ALWAYS},
    {DEV, "urandom", DEVICE, ALWAYS},
    {DEV, "tty", DEVICE, WITH_TTY},
};
_Static_assert(ARRAY_LEN(trees_of_host) <= SYSTEM_TREES, "room for every tree");

static const SystemText links[] = {
    {DEV, "fd", "/proc/self/fd"},       {DEV, "stdin", "/proc/self/fd/0"},
    {DEV, "stdout", "/proc/self/fd/1"}, {DEV, "stderr", "/proc/self/fd/2"},
    {DEV, "ptmx", "pts/ptmx"},          {ETC, "mtab", "/proc/self/mounts"},
    {DEV, "random", "urandom"},         {VAR, "tmp", "/tmp"},
};

static const SystemText texts[] = {
    {ETC, "passwd",
     "root:x:0:0:root:/root:/usr/sbin/nologin\n"
     "user:x:1000:1000:user:/home/user:/bin/sh\n"
     "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"},
    {ETC, "group", "root:x:0:\nuser:x:1000:\nnogroup:x:65534:\n"},
    {ETC, "hosts", "127.0.0.1 localhost jail\n::1 localhost\n"},
    {ETC, "nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n"},
};

static bool is_wanted(const Policy *p, When when)
{
    return when == ALWAYS || (when == WITH_NETWORK && p->network) || (when == WITH_TTY && p->tty);
}

static const char *path_on_host(const SystemTree *t, char buf[64])
{
    snprintf(buf, 64, "/%s%s%s", folders[t->in], t->in == ROOT ? "" : "/", t->name);
    return buf;
}

const char *system_path(const Policy *p, size_t i, char buf[64])
{
    if (i >= ARRAY_LEN(trees_of_host))
        return NULL;
    const SystemTree *t = &trees_of_host[i];
    return is_wanted(p, t->when) && t->in != DEV ? path_on_host(t, buf) : "";
}

/* Links are made anew later, /etc/resolv.conf excepted: it leads to /run, which is not there. */
static bool is_link(const char *path, const SystemTree *t)
{
    struct stat st;
    return t->when != WITH_NETWORK && lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

void system_open(const Policy *p, int *trees)
{
    for (size_t i = 0; i < SYSTEM_TREES; i++)
        trees[i] = -1;
    for (size_t i = 0; i < ARRAY_LEN(trees_of_host); i++) {
        char buf[64];
        const SystemTree *t = &trees_of_host[i];
        const char *path = path_on_host(t, buf);
        if (!is_wanted(p, t->when) || is_link(path, t))
            continue;
        trees[i] = tree_open(path, t->flags, false);
        if (trees[i] < 0 && errno != ENOENT && errno != ENOTDIR)
            step_fail(STEP_ROOT);
    }
}

static void place_link_of_host(int folder, const SystemTree *t)
{
    char buf[64], target[POLICY_MAX_PATH + 1];
    ssize_t n = readlink(path_on_host(t, buf), target, sizeof target - 1);
    if (n < 0)
        return; // no link and no tree: the host has nothing there
    target[n] = '\0';
    step_must(place_link(folder, t->name, target), STEP_ROOT);
}

static void make_folders(int root, int *fds)
{
    fds[ROOT] = root;
    for (int i = ROOT + 1; i < FOLDERS; i++) {
        step_must(mkdirat(root, folders[i], 0755), STEP_ROOT);
        step_must(fds[i] = openat(root, folders[i], O_PATH | O_DIRECTORY | O_CLOEXEC), STEP_ROOT);
    }
}

void system_place(int root, const int *trees)
{
    int fds[FOLDERS];
    make_folders(root, fds);
    for (size_t i = 0; i < ARRAY_LEN(trees_of_host); i++) {
        const SystemTree *t = &trees_of_host[i];
        if (trees[i] >= 0)
            step_must(place_tree(trees[i], fds[t->in], t->name), STEP_ROOT);
        else if (t->when == ALWAYS)
            place_link_of_host(fds[t->in], t);
    }
    for (size_t i = 0; i < ARRAY_LEN(links); i++)
        step_must(place_link(fds[links[i].in], links[i].name, links[i].text), STEP_ROOT);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        step_must(place_text(fds[texts[i].in], texts[i].name, texts[i].text), STEP_ROOT);
}
