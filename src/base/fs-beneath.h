/* A tree that others may change at any moment, seen from one open folder: whatever they do, nothing
 * outside of it is read or written.  No link below the folder is followed, no other file system
 * entered.  fs.h is the comfortable way for all else.
 *
 * Paths are relative, without "", "." and ".." parts.  Calls give 0 or a descriptor (owned,
 * close-on-exec), else -errno: -ELOOP or -ENOTDIR where a folder above became something else,
 * -EXDEV where another file system is mounted. */
#ifndef BASE_FS_BENEATH_H
#define BASE_FS_BENEATH_H

#include "base/fs.h"

/* The folder itself; links in this path are followed. */
int fs_beneath_root(const char *dir);
/* A folder below it; "" is the root again. */
int fs_beneath_dir(int root, Str path);
/* The folder that a path lies in; *name gets its last part, a view into it. */
int fs_beneath_parent(int root, const char *path, const char **name);

/* What is there, of a link the link itself. */
int fs_beneath_stat(int root, const char *path, FsStat *out);
/* An ordinary file for reading; -ENOTSUP for what is none. */
int fs_beneath_open(int root, const char *path, FsStat *st);
/* Where a link points to, appended. */
int fs_beneath_link(int root, const char *path, Buf *target);

/* Changes take the folder that fs_beneath_parent() gives, and names in it.  None is durable before
 * fs_fd_sync() of the folder. */

/* A new file `temp` (in the place of one that was left behind) with this content, to be put in
 * place by fs_beneath_put(); it gets owner, group and attributes of the file `like`, where that is
 * there and we may give them, else the owner of the folder if we are the superuser.  `sync`: its
 * content is on the disk then. */
typedef struct {
    const char *temp, *like; // like: NULL, nothing was there
    Str bytes;
    uint32_t mode; // permission bits, whatever the umask
    bool sync;
} FsBeneathFile;
int fs_beneath_stage(int dir, const FsBeneathFile *f);
/* A link under the name `temp`. */
int fs_beneath_stage_link(int dir, const char *temp, const char *target);
/* Give what is called `temp` the name: in the place of a file or link that has it, or (`fresh`)
 * only if nothing has it, else -EEXIST.  Where it fails, `temp` is removed. */
int fs_beneath_put(int dir, const char *temp, const char *name, bool fresh);
/* Permission bits of a file or folder, never of what a link points to.  A folder keeps its sticky
 * and set-group-id bits, a file loses its set-id bits. */
int fs_beneath_mode(int dir, const char *name, uint32_t mode);
/* A new folder; as with a new file, the superuser gives it to the owner of `dir`. */
int fs_beneath_mkdir(int dir, const char *name, uint32_t mode);
/* Remove a file or link; or a folder that is empty. */
int fs_beneath_unlink(int dir, const char *name, bool is_dir);
/* Have a folder or file on the disk; with `all` the whole file system it is on. */
int fs_fd_sync(int fd, bool all);

#endif
