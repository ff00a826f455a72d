/* Memory that waits in sockets: bytes that were sent and that nobody has read, and filters.  No
 * limit of a process counts it, and a socket may outlive its last descriptor. */
#ifndef JAIL_HELPER_SOCKETS_H
#define JAIL_HELPER_SOCKETS_H

#include <stdint.h>

/* What the kernel tells of the sockets of one network namespace. */
typedef struct {
    int count; // descriptor of its "sockstat"; -1: not there
    int diag;  // a socket that answers questions; -1: none
} Sockets;

#define SOCKETS_NONE ((Sockets){-1, -1})

enum { SOCKETS_FDS = 2 };

/* In the jail, as long as the host's /proc is there.  Both, or both -1. */
void sockets_open(int fds[SOCKETS_FDS]);
/* Outside: take them over. */
void sockets_take(Sockets *s, const int fds[SOCKETS_FDS]);
/* Bytes in use now; 0 as long as there are few sockets.  O(sockets). */
int64_t sockets_bytes(const Sockets *s);
void sockets_close(Sockets *s);

#endif
