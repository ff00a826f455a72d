/* What it takes to read a tree of files and to make it again elsewhere: links as links, modes,
 * new files.  Saving over files that are there is fs.h's. */
#ifndef BASE_FS_TREE_H
#define BASE_FS_TREE_H

#include "base/fs.h"

#include <stdatomic.h>

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
/* Give an entry (a link itself, a whole folder) another name on the same file system; nothing is
 * ever replaced: fails with EEXIST if there is anything at `to`, EXDEV if that is another file
 * system, EINVAL if it lies in `from`. */
bool fs_move(const char *from, const char *to, Err *err);
/* How far a long copy is; all may be NULL.  The counters are added to. */
typedef struct {
    const atomic_bool *cancel; // turns true: give up with ECANCELED
    _Atomic uint64_t *nfiles, *nbytes;
} FsWatch;
/* Copy a file, a link or a whole folder to a path where nothing is (EEXIST): bytes (holes as holes,
 * shared where the file system can), permission bits, times, extended attributes; links as links.
 * Devices and sockets are refused.  On failure what was made at `to` is removed, and nothing else.
 * A folder may be copied into itself.  Not durable before fs_sync_tree(). */
bool fs_copy_tree(const char *from, const char *to, const FsWatch *watch, Err *err);
/* The same under a hidden name beside `to` (".codelab-part-…") until it is whole. */
bool fs_copy_whole(const char *from, const char *to, const FsWatch *watch, Err *err);
/* fs_move, or between file systems: copied whole, made durable, and only then removed. */
bool fs_carry(const char *from, const char *to, const FsWatch *watch, Err *err);
/* An empty new file or folder (EEXIST: there is something), and the folders above it that are
 * missing; modes as the umask has them.  *top (owned, NULL if none was missing) is the topmost
 * folder that was made.  On failure nothing is left. */
bool fs_make(const char *path, bool dir, char **top, Err *err);
/* Remove the folders above path up to `top` (NULL: none) that are empty. */
void fs_unmake_above(const char *path, const char *top);
typedef struct {
    uint64_t files, folders, nbytes;
} FsCount;
/* Add what is at path, and below it; stops early when *cancel (may be NULL) turns true. */
void fs_count_tree(const char *path, const atomic_bool *cancel, FsCount *out);
/* A new folder that is there whole or not at all: it is filled under a hidden name beside its place
 * (".codelab-new-…") and gets its own by fs_new_commit, which makes it durable and takes the place
 * of an empty folder, but of nothing else (EEXIST).  Missing folders above are made; what somebody
 * left behind there who died is removed.  usual_mode: as the umask has it, instead of the mode that
 * the hidden one has by now. */
typedef struct FsNew FsNew;
FsNew *fs_new_begin(const char *dir, Err *err);
const char *fs_new_path(const FsNew *n);
/* Both release n. */
bool fs_new_commit(FsNew *n, bool usual_mode, Err *err);
void fs_new_abort(FsNew *n);
/* Have everything written below a folder on the disk when this returns. */
bool fs_sync_tree(const char *dir, Err *err);

#endif
