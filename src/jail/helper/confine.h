/* What the program may not do, whatever it tries: limits, privileges, system calls, files. */
#ifndef JAIL_HELPER_CONFINE_H
#define JAIL_HELPER_CONFINE_H

#include "jail/helper/policy.h"

#include <stdbool.h>

/* Resource limits of each process. */
void confine_limits(const Policy *p);
/* The CPUs of the program, not of the init that waits for it. */
void confine_cpus(const Policy *p);
/* Give up every capability for good, and the hope of new ones. */
void confine_privileges(void);
/* The filter of system calls for the program, or for the init that waits for it. */
void confine_calls(const Policy *p);
void confine_calls_of_init(void);
/* Landlock behind the mounts; false where the kernel has none (or one too old to be of use). */
bool confine_files(const Policy *p);

#endif
