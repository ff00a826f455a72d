/* The gate of a jail that may talk to listed hosts: codelab-gate, in a jail of its own that has the
 * network and no files. */
#ifndef JAIL_HELPER_OUTLET_H
#define JAIL_HELPER_OUTLET_H

#include "jail/helper/birth.h"
#include "jail/helper/outcome.h"

#include <poll.h>

typedef struct {
    Birth gate; // pid 0: not started
    int news;   // what it refused, -1
    int counts; // memory it counts in, -1
} Outlet;

void outlet_init(Outlet *o);
/* Start the gate of the policy `p` before `listener`, which is borrowed.  On failure *step and
 * errno tell. */
bool outlet_start(Outlet *o, const Policy *p, int listener, Step *step);
/* What to wait for; -1 where there is nothing. */
void outlet_poll(const Outlet *o, struct pollfd two[2]);
/* Take what the gate has to say.  False when it could not be started or is gone: message says why.
 */
bool outlet_read(Outlet *o, const Policy *p, NetUse *use, char *message);
/* The program is dead: end the gate, too, and sum up. */
void outlet_end(Outlet *o, NetUse *use);

#endif
