/* Attacks that a program in the jail may try; each says whether it got anywhere. */
#ifndef TESTS_JAIL_ATTACK_H
#define TESTS_JAIL_ATTACK_H

#include <stdbool.h>

typedef struct {
    const char *name;
    bool (*try)(const char *arg); // true: the jail did not hold
} Attack;

extern const Attack attacks_on_files[];
extern const Attack attacks_on_kernel[];
extern const Attack attacks_on_limits[];
extern const Attack attacks_on_surface[];
extern const Attack attacks_by_holding[];
extern const Attack attacks_on_others[];

/* True if a call that must not succeed did; says so, or why it did not, on stdout. */
bool escaped(const char *what, long result);

#endif
