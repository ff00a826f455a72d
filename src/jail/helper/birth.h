/* The birth of a jail: a process in namespaces of its own, with its ids mapped. */
#ifndef JAIL_HELPER_BIRTH_H
#define JAIL_HELPER_BIRTH_H

#include "jail/helper/policy.h"
#include "jail/helper/step.h"

#include <stdbool.h>

enum {
    INSIDE_ID = 1000, // user and group in the jail
    // What a jail started by root is outside: nobody's id, and never root's.
    OUTSIDE_ID = 65533,
};

/* What the first process of the jail starts with; all descriptors are its own. */
typedef struct {
    int channel;  // its end of the socket to the supervisor
    int stdio[3]; // the program's descriptors; -1 with a terminal
    bool by_root; // the supervisor is root, and sends the project under its mapped owner
    bool metered; // no group counts its memory: the supervisor has to
} Inherit;

typedef struct {
    pid_t pid; // the first process of the jail
    int pidfd;
    int channel;  // our end of the socket
    int stdio[3]; // our ends: to its stdin, from its stdout and stderr; -1 with a terminal
    int cgroup;   // folder to be born in (version 2), -1: none
} Birth;

/* On failure *step and errno tell.  `cgroup` is borrowed. */
bool birth(const Policy *p, int cgroup, Birth *out, Step *step);

/* Body of the first process; never returns. */
_Noreturn void init_main(const Policy *p, const Inherit *own);

/* Write the one-line maps of a process: ids inside, and what they are outside. */
bool maps_write(pid_t pid, uid_t inside_uid, uid_t outside_uid, gid_t inside_gid,
                gid_t outside_gid);
/* An ordinary user may map a group only after this. */
bool maps_forbid_setgroups(pid_t pid);
/* If the host runs out of memory, the jail goes first.  Only a hint: where it cannot be given, the
 * limits stand all the same. */
void maps_volunteer_for_oom(pid_t pid);

/* Is the id of OUTSIDE_ID there for us, being root?  Else we map ourselves as a user does. */
bool maps_have_outside(void);
/* Are we root outside, too?  Then we must not map ourselves. */
bool maps_are_of_root(void);

/* A descriptor of the project as root shows it to the jail: its owner is the jail's user. -1 with
 * errno where the file system cannot do that. */
int idmap_project(const char *path);

#endif
