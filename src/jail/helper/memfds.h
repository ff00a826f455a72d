/* Memory held as files without a name. */
#ifndef JAIL_HELPER_MEMFDS_H
#define JAIL_HELPER_MEMFDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { MEMFDS_MAX = 1024 };

typedef struct {
    uint64_t inodes[MEMFDS_MAX]; // beyond these, files are counted once a descriptor
    size_t n;
    int64_t bytes;
} Memfds;

void memfds_add(Memfds *m, pid_t pid);
bool memfds_has(const Memfds *m, uint64_t inode);

#endif
