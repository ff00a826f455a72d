/* What it takes to read a tree of files and to make it again elsewhere: links as links, modes,
 * new files.  Saving over files that are there is fs.h's. */
#ifndef BASE_FS_TREE_H
#define BASE_FS_TREE_H

#include "base/fs.h"

/* As fs_stat, of the link itself. */
bool fs_lstat(const char *path, FsStat *out, Err *err);
/* Where a symbolic link points to, appended. */
bool fs_link_read(const char *path, Buf *target, Err *err);
/* A new symbolic link; fails if there is anything at path. */
bool fs_link_make(const char *path, const char *target, Err *err);
/* Set the permission bits of a file or folder; follows links. */
bool fs_set_mode(const char *path, uint32_t mode, Err *err);
/* Write a new file with these permission bits; fails if there is anything at path, and leaves
 * nothing behind then.  Not durable before fs_sync_tree(). */
bool fs_create(const char *path, Str bytes, uint32_t mode, Err *err);
/* Have everything written below a folder on the disk when this returns. */
bool fs_sync_tree(const char *dir, Err *err);

#endif
