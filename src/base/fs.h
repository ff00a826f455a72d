/* The disk.  Project files are opened, listed and written through here only. */
#ifndef BASE_FS_H
#define BASE_FS_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>
#include <sys/types.h>

/* What identifies the state of a file on disk, to notice that somebody changed it. */
typedef struct {
    uint64_t dev, ino;
    uint64_t nbytes;
    int64_t mtime_ns;
    int64_t ctime_ns;
    uint32_t mode; // st_mode
    uint32_t uid, gid;
    uint32_t nlink;
} FsStat;

/* Follows links.  False with a sentence; err->code is the errno (ENOENT: there is no such file). */
bool fs_stat(const char *path, FsStat *out, Err *err);
bool fs_exists(const char *path);
/* Is it sure that nothing is there?  False where one cannot look, so that nobody writes over what a
 * failing disk or a closed folder hides. */
bool fs_is_gone(const char *path);
bool fs_is_dir(const char *path);
/* Same file in the same state (all of dev, ino, nbytes, mtime). */
bool fs_stat_same(const FsStat *a, const FsStat *b);

/* Whole file into *out (appended; as it was on failure).  Refuses what is no ordinary file
 * (ENOTSUP, EISDIR) and more than max_bytes (EFBIG; 0 = no limit); never waits for a pipe or
 * device. */
bool fs_read(const char *path, size_t max_bytes, Buf *out, Err *err);

/* mkdir -p with mode 0700 for what is missing. */
bool fs_mkdirs(const char *path, Err *err);
/* The same with another mode, less the umask: 0777 for folders of the user's project. */
bool fs_mkdirs_mode(const char *path, uint32_t mode, Err *err);

typedef struct {
    char *name;  // owned; any bytes but '/' and NUL
    bool is_dir; // links to folders are true
    bool is_link;
} FsEntry;
typedef Vec(FsEntry) FsList;
/* The entries of a folder without "." and "..", unsorted; none on failure.  Release with
 * fs_list_deinit. */
bool fs_list(const char *path, FsList *out, Err *err);
void fs_list_deinit(FsList *l);

/* Remove a file or a whole tree, however deep; never follows links nor goes into another file
 * system.  What could be removed before a failure is gone. */
bool fs_remove_tree(const char *path, Err *err);

/* A file without a name in the user's cache folder, for what is too much for memory: gone when its
 * descriptor (owned, close-on-exec) is closed.  -1 with a sentence on failure. */
int fs_nameless(Err *err);
/* All of `bytes` to a descriptor. */
bool fs_write_fd(int fd, Str bytes, Err *err);

/* A file that stays open and is read by offset, on any thread and on several at once.  It gives the
 * bytes of the file that was opened, also when another one takes its name. */
typedef struct FsFile FsFile;
/* Ordinary files only; *st gets what was opened. */
FsFile *fs_file_open(const char *path, FsStat *st, Err *err);
/* The same of a descriptor, which is owned from now on. */
FsFile *fs_file_take(int fd);
void fs_file_free(FsFile *f);
/* All n bytes at off; false if there are fewer or they cannot be read. */
bool fs_file_read(FsFile *f, uint64_t off, char *out, size_t n);
/* Nobody wrote to it since it was opened, as far as its size and time tell. */
bool fs_file_is_same(FsFile *f);

/* Saving ---------------------------------------------------------------------------------------
 * Writes go to a temporary file beside the target; commit makes it durable and puts it in place in
 * one step (fsync, rename, fsync of the folder), so that at every moment the old or the new text is
 * there whole.  Mode, owner, group, xattrs and links are kept: a symlink is followed, so that its
 * target is replaced.  Who may not write the file may not replace it either.  Where a rename would
 * break something (several hard links, a special file, an owner or attribute that we may not give,
 * a mount, a folder that may not be written but a file that may), the file is written in place and
 * *in_place tells so: what was read from the old file by offset is then gone, even through a file
 * descriptor that was open before, but for the FsFile of fs_save_spare().  Death in the middle of a
 * save leaves nothing behind where the file system knows files without a name (O_TMPFILE) and there
 * was a file before; elsewhere ".NAME.codelab-" + 16 digits beside the target. */
typedef struct FsSave FsSave;
FsSave *fs_save_begin(const char *path, Err *err);
bool fs_save_write(FsSave *s, Str bytes, Err *err);
/* n bytes of f from off on; the system copies, or shares, them where it can. */
bool fs_save_copy(FsSave *s, FsFile *f, uint64_t off, uint64_t n, Err *err);
/* f goes on reading what it read, even if it is the file that is saved and that is written in
 * place: then it is copied before, to a file without a name.  f is borrowed. */
void fs_save_spare(FsSave *s, FsFile *f);
/* Write into the file that is there, if there is one, instead of putting a new one in its place. */
void fs_save_keep_file(FsSave *s);
/* All is written: do now what of the commit takes long and changes nothing that others see. */
bool fs_save_ready(FsSave *s, Err *err);
/* Always releases s.  On failure the target is as it was, but for a disk that breaks while a file
 * is written in place (the sentence says what is left where) or while the folder is flushed (the
 * new text is there).  `after` (may be NULL) gets the new state of the file, `in_place` may be
 * NULL. */
bool fs_save_commit(FsSave *s, FsStat *after, bool *in_place, Err *err);
void fs_save_abort(FsSave *s);
/* What saves of `path` left beside it when they were killed: `take` gets each text of at most `max`
 * bytes, and if it returns true the file is removed.  Costs a look at each name in the folder. */
typedef bool FsTake(void *arg, Str bytes);
void fs_save_leftovers(const char *path, size_t max, FsTake *take, void *arg);
/* Remove what killed saves of any file left in a folder of our own, where it is of no use. */
void fs_save_tidy(const char *dir);
/* begin + write + commit for small files (settings). */
bool fs_write(const char *path, Str bytes, Err *err);

#endif
