/* What the fs-*.c files share; nobody else includes this. */
#ifndef BASE_FS_INNER_H
#define BASE_FS_INNER_H

#include "base/fs.h"

#include <sys/stat.h>

FsStat fs_stat_from(const struct stat *st);

/* write(2) until all is written; 0 or -errno. */
int fs_write_all(int fd, Str bytes);

/* The file a save will end up in: links followed, also those that lead to nothing yet.  Owned; NULL
 * if the links go in circles. */
char *fs_save_target(const char *path, Err *err);

enum { FS_STAGE_NAME_MAX = 200 }; // bytes of the target's name that the stage's name repeats

/* The new text before it is in place: a file that no one else knows of. */
typedef struct {
    char *path;  // owned; in the folder of the target, NULL = a file without a name
    bool beside; // that lies in the folder of the target
    int fd;      // owned; open for reading and writing
} FsStage;
/* `existing` is what is at target now, NULL if nothing is. */
bool fs_stage_open(FsStage *stage, const char *target, const struct stat *existing, Err *err);
/* Give a file that lies beside the target a name there.  Done as late as can be: whoever is killed
 * before leaves nothing behind.  False, and errno, if the system does not let us. */
bool fs_stage_name(FsStage *stage, const char *target);
/* Closes, and removes the file if it still has a name. */
void fs_stage_deinit(FsStage *stage);

/* A file without a name, open for reading and writing: in the folder, or where temporary files go.
 * -1 if nowhere. */
int fs_nameless_in(const char *dir);
/* Append n bytes of one file, from off on, to another; UINT64_MAX: up to its end.  0 or -errno. */
int fs_copy_range(int from, uint64_t off, uint64_t n, int to);
/* The same from f. */
int fs_file_copy(FsFile *f, uint64_t off, uint64_t n, int to);
/* Have f read from a copy from now on, if it is the file `st`. */
bool fs_file_detach(FsFile *f, const char *dir, const struct stat *st, Err *err);

/* Give fd the owner, group, xattrs and mode of the file at `target`.  False if that cannot be done
 * in full; fd is then unfit to replace the file. */
bool fs_attrs_copy(int fd, const char *target, const struct stat *existing);

/* Write what is staged over the bytes of the file that is there. */
bool fs_save_in_place(FsStage *stage, const char *target, FsStat *after, Err *err);

#endif
