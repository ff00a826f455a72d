/* Descriptors over the socket between the supervisor and the jail's first process. */
#ifndef JAIL_HELPER_CHANNEL_H
#define JAIL_HELPER_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>

enum { CHANNEL_FDS = 3 };

/* One packet with those of at most CHANNEL_FDS descriptors that are not -1. */
bool channel_send(int channel, const void *bytes, size_t n, const int *fds, size_t nfds);
/* A packet of just this size; descriptors that did not come are -1.  False when the other end is
 * closed, or speaks otherwise. */
bool channel_receive(int channel, void *bytes, size_t n, int fds[CHANNEL_FDS]);

#endif
