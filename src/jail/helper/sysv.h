/* Memory that the kernel holds for no process: shared segments, semaphores and messages of System
 * V. A program can have much of it, and let it lie; no limit of a process counts it. */
#ifndef JAIL_HELPER_SYSV_H
#define JAIL_HELPER_SYSV_H

#include "jail/helper/channel.h"

#include <stdint.h>
#include <stdio.h>

/* The kernel's tables of one namespace. */
typedef struct {
    FILE *tables[CHANNEL_FDS]; // all NULL: the kernel has none
} Sysv;

/* In the jail, as long as the host's /proc is there: open the tables of its namespace.  Those that
 * are not there are -1. */
void sysv_open(int fds[CHANNEL_FDS]);
/* Outside: take them over. */
void sysv_take(Sysv *s, int fds[CHANNEL_FDS]);
/* Bytes in use now.  O(entries). */
int64_t sysv_bytes(const Sysv *s);
void sysv_close(Sysv *s);

#endif
