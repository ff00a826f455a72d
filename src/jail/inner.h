/* Inside the jail room. */
#ifndef JAIL_INNER_H
#define JAIL_INNER_H

#include "jail/jail.h"

/* The policy as the helper reads it (jail/helper/policy.h); `check` only tries the jail. */
bool jail_wire_policy(const JailPolicy *p, const char *const *argv, bool check, Buf *out, Err *err);
bool jail_spawn(Str policy, bool pass_stdio, bool tty, JailRun *out, Err *err);

#endif
