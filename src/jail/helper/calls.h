/* Which system calls a program in the jail has.
 *
 * An allow-list: what is not named does not exist (ENOSYS), as on an older kernel, so that
 * libraries take the path they have for those.  Left out on purpose are clone3 and openat2 (their
 * arguments lie behind a pointer, where no filter can look), io_uring, and what has no user but
 * attackers.  Calls that are refused by name answer EPERM, as the kernel would.  The profiles are
 * this list with changes; rules on arguments hold in all of them. */
#ifndef JAIL_HELPER_CALLS_H
#define JAIL_HELPER_CALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Allowed whatever the arguments; NULL-terminated. */
extern const char *const calls_allowed[];
/* Refused with EPERM. */
extern const char *const calls_refused[];
/* The whole of what a profile allows, in place of calls_allowed; rules hold for those of their
 * calls that are named here.  No sockets and no other talk, only what a plain program needs that
 * computes, reads, writes and starts others. */
extern const char *const calls_of_strict[];
/* What a debugger does to its own children, beside calls_allowed. */
extern const char *const calls_of_debug[];
/* What installing packages does not need of calls_allowed: they fetch, unpack and compile, but
 * serve nobody. */
extern const char *const calls_not_of_install[];
/* Without namespaces: what reaches others of the same user by other ways than files, and changes of
 * files that Landlock does not look at, are not among calls_allowed. */
extern const char *const calls_not_of_apart[];
/* All that the first process of the jail needs to wait for the program. */
extern const char *const calls_of_init[];

/* Newer than some libseccomp, and allowed; the number is the same on every machine. */
extern const int calls_allowed_by_number[];
extern const size_t calls_allowed_by_number_len;

/* Allowed, or refused with EPERM, if every (argument & mask) == value; a mask of 0 ends the list.
 */
typedef struct {
    const char *name; // NULL: `number`
    int number;
    bool refused;
    struct {
        unsigned arg;
        uint64_t mask, value;
    } when[3];
} CallRule;
extern const CallRule calls_ruled[];
extern const size_t calls_ruled_len;
/* Beside them without namespaces. */
extern const CallRule calls_ruled_apart[];
extern const size_t calls_ruled_apart_len;

#endif
