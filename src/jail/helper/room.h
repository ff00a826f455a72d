/* How much of a file system is in use. */
#ifndef JAIL_HELPER_ROOM_H
#define JAIL_HELPER_ROOM_H

#include <stdint.h>
#include <sys/statfs.h>

typedef struct {
    int64_t bytes, inodes;
} Room;

static inline Room room_used(const struct statfs *fs)
{
    return (Room){(int64_t)(fs->f_blocks - fs->f_bfree) * fs->f_bsize,
                  (int64_t)(fs->f_files - fs->f_ffree)};
}

#endif
