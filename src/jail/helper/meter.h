/* What a jail uses, counted over its whole tree of processes.
 *
 * Of memory, this is the limit of memory where the machine gives us no group to put the jail in:
 * private memory of all processes and the tables the kernel keeps for it, shared memory once, files
 * on the scratch file system, what waits in sockets, and what System V's calls hold for nobody.
 * There are no files without a name (memfd): sent into a socket, none could be counted. */
#ifndef JAIL_HELPER_METER_H
#define JAIL_HELPER_METER_H

#include "jail/helper/room.h"
#include "jail/helper/sockets.h"
#include "jail/helper/sysv.h"
#include "jail/helper/tree.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct {
    pid_t init;
    int scratch;                // folder on the scratch file system, borrowed; -1: not known yet
    int apart;                  // without one: the room (see apart.h), borrowed; -1: none
    Room most;                  // what it may hold
    int64_t limit;              // bytes
    int64_t peak;               // bytes
    int64_t mappings;           // bytes, of the last time that they were counted
    int samples;                // so far
    int peak_tasks, peak_files; // 0: never sampled
    Room room;                  // of the last sample
    Room base, peak_room;       // of the scratch file system: what is ours, and the most beyond
    bool full, crowded;         // it had no byte, or no inode, left
    Sysv sysv;                  // owned
    Sockets sockets;            // owned
    Tree tree;                  // of the last sample
} Meter;

/* Bytes in use now.  What is cheap to read counts shared pages several times; only when that goes
 * beyond the limit is it counted exactly. */
int64_t meter_sample(Meter *m);
/* Look at the scratch file system alone. */
void meter_room(Meter *m);

#endif
