/* Inside the jail room. */
#ifndef JAIL_INNER_H
#define JAIL_INNER_H

#include "jail/jail.h"

typedef enum {
    WIRE_RUN,
    WIRE_CHECK,  // only try the jail
    WIRE_DIRECT, // nobody reads a report
    WIRE_WARM,   // what to run comes later
} WireMode;

/* Is the home of the user the folder, or in it?  No link is followed. */
bool jail_holds_home(const char *path);
/* The policy as the helper reads it (jail/helper/policy.h). */
bool jail_wire_policy(const JailPolicy *p, const char *const *argv, WireMode mode, Buf *out,
                      Err *err);
/* The records of p->hosts: the rules, the gate's program, and what the program reads of a proxy in
 * its environment.  Nothing without hosts. */
bool jail_wire_hosts(const JailPolicy *p, Buf *out, Err *err);

typedef struct {
    Str policy;
    const JailPolicy *p;
    bool pass_stdio;
    int *go_fd; // gets where to say what to run; NULL: the policy says it
} JailSpawn;
bool jail_spawn(const JailSpawn *s, JailRun *out, Err *err);

#endif
