/* A control group for the jail, where the machine lets us have one.
 *
 * Version 2 (a delegated part of the tree): the jail is born in it, at no cost.  Version 1 (as
 * root): to move a process there can take 10 ms, so only a jail that has already run for a while is
 * moved; until then, and where there are no groups, the meter is the limit. */
#ifndef JAIL_HELPER_CGROUP_H
#define JAIL_HELPER_CGROUP_H

#include "jail/helper/policy.h"
#include "jail/helper/tree.h"

#include <stdbool.h>
#include <stdint.h>

enum { CGROUP_V1_MAX = 2, CGROUP_PATH = 512 };

typedef struct {
    int born_in; // folder of a version 2 group, -1: none
    char v2[CGROUP_PATH];
    char v1[CGROUP_V1_MAX][CGROUP_PATH]; // "" : none
    bool v1_made;
} Cgroup;

/* Make a version 2 group with the policy's limits, if one may be had below `mount` (the place of
 * the tree, "/sys/fs/cgroup"). */
void cgroup_make(Cgroup *c, const Policy *p, const char *mount);
/* Make version 1 groups and move the tree of processes into them; false if there are none. */
bool cgroup_adopt(Cgroup *c, const Policy *p, const Tree *tree, const char *mount);
/* Another limit of memory, for what there is of groups. */
void cgroup_set_memory(Cgroup *c, int64_t bytes);
/* Has a process been killed for going beyond the limit of memory? */
bool cgroup_had_oom(const Cgroup *c);
/* Was it refused another process? */
bool cgroup_had_no_process(const Cgroup *c);
/* Most memory ever used in a version 2 group, -1 if not known. */
int64_t cgroup_peak(const Cgroup *c);
/* Remove the groups, and those of helpers that died. */
void cgroup_remove(Cgroup *c);

#endif
