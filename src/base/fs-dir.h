/* Reading trees of many small files at the least cost: folders and their files by descriptor, with
 * one system call a step.  fs.h is the comfortable way for all else.  Nothing here follows links
 * below the folder it is given, or waits for a pipe or a device. */
#ifndef BASE_FS_DIR_H
#define BASE_FS_DIR_H

#include "base/fs.h"

typedef enum { FS_FILE, FS_FOLDER, FS_LINK, FS_SPECIAL } FsKind;

typedef struct {
    size_t off, n; // of the name, in bytes
    FsKind kind;
} FsName;
typedef struct {
    Vec(FsName) all;
    Buf bytes; // owned; each name with a NUL behind it
} FsNames;

static inline const char *fs_name(const FsNames *l, const FsName *x)
{
    return l->bytes.p + x->off;
}

/* A descriptor of a folder, by its path relative to the folder `at` (AT_FDCWD: the current one);
 * -errno if it cannot be had, or if it is a link and `links` is not set. */
int fs_dir_open(int at, const char *path, bool links);
/* The entries of an open folder without "." and "..", in no order, in place of what *out holds.  0
 * or -errno; then *out has what was read before. */
int fs_dir_names(int dir, FsNames *out);
void fs_names_deinit(FsNames *l);

/* Open an ordinary file for reading; -errno, -ENOTSUP for what is none. */
int fs_dir_open_file(int dir, const char *name, FsStat *st);
/* Read an open file from its start to its end into *out, in place of what that holds; -EFBIG if it
 * has more than max_bytes.  0 or -errno. */
int fs_fd_read(int fd, size_t nbytes, size_t max_bytes, Buf *out);

#endif
