/* The kernel's newer mount calls, by descriptor, and places to mount on.
 *
 * Nothing here follows a symbolic link below a folder it was given: whatever a user's folder holds,
 * a mount lands where its path says.  Calls return 0 or a descriptor, else -1 with errno. */
#ifndef JAIL_HELPER_MOUNT_H
#define JAIL_HELPER_MOUNT_H

#include "jail/helper/room.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    TREE_RDONLY = 0x1,
    TREE_NOSUID = 0x2,
    TREE_NODEV = 0x4,
    TREE_NOEXEC = 0x8,
    TREE_SAFE = TREE_NOSUID | TREE_NODEV,
};

/* A detached copy of the mount at `path` with all below it, private, with `flags` added to each.
 * With `plain`, a link anywhere in the path is refused. */
int tree_open(const char *path, unsigned flags, bool plain);
/* The same of an open folder, of one mount alone. */
int tree_open_at(int dir, unsigned flags);
/* Map the owners of files on a detached tree through the user namespace. */
int tree_map_ids(int tree, int userns);
/* Add flags to the mount whose root `dir` is. */
int tree_restrict(int dir, unsigned flags);
/* A file system of its own, detached; the options end with a row of NULLs. */
typedef struct {
    const char *name, *value; // no value: a flag
} MountOption;
int fs_new(const char *type, const MountOption *options, unsigned flags);
/* What is in use of it. */
int fs_room(int dir, Room *out);
/* Change options of the file system whose root `dir` is. */
int fs_change(int dir, const MountOption *options);

/* Make something at `path` below `root`, and the folders that lead to it.  A folder or file that
 * is there already is left alone. */
int place_dir(int root, const char *path);
int place_text(int root, const char *path, const char *text);
int place_link(int root, const char *path, const char *target);
/* Attach a detached tree there, on a folder or an empty file made for it. */
int place_tree(int tree, int root, const char *path);
/* Attach it on top of `root` itself. */
int place_over(int tree, int root);

#endif
