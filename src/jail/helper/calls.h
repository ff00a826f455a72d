/* Which system calls a program in the jail has.
 *
 * An allow-list: what is not named does not exist (ENOSYS), as on an older kernel, so that
 * libraries take the path they have for those.  Left out on purpose are clone3 and openat2 (their
 * arguments lie behind a pointer, where no filter can look), io_uring, and what has no user but
 * attackers.  Calls that are refused by name answer EPERM, as the kernel would. */
#ifndef JAIL_HELPER_CALLS_H
#define JAIL_HELPER_CALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Allowed whatever the arguments; NULL-terminated. */
extern const char *const calls_allowed[];
/* Refused with EPERM. */
extern const char *const calls_refused[];
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

#endif
