/* What the program may not do, whatever it tries: limits, privileges, system calls, files. */
#ifndef JAIL_HELPER_CONFINE_H
#define JAIL_HELPER_CONFINE_H

#include "jail/helper/policy.h"

#include <stdbool.h>

/* Resource limits of each process.  The kernel counts processes by user: `others` are there
 * already. */
void confine_limits(const Policy *p, int others);
/* The CPUs of the program, not of the init that waits for it. */
void confine_cpus(const Policy *p);
/* Give up every capability for good, and the hope of new ones. */
void confine_privileges(void);
/* The same without a namespace of users: become the user `id` (0: stay), who never had any. */
void confine_to_user(unsigned id);
/* The filter of system calls for the program, or for the init that waits for it. */
void confine_calls(const Policy *p);
void confine_calls_of_init(void);
/* Landlock behind the mounts; false where the kernel has none (or one too old to be of use). */
bool confine_files(const Policy *p);

/* Without namespaces.  Signals and abstract sockets reach what is started from here on, and nobody
 * else. */
void confine_signals(void);
/* Files, with what the mounts would do else; nobody before it can be reached by signals either. */
void confine_apart(const Policy *p);

#endif
