/* The filters of system calls, made at build time by make-filter.c. */
#ifndef JAIL_HELPER_FILTER_H
#define JAIL_HELPER_FILTER_H

#include <linux/filter.h>

typedef struct {
    const struct sock_filter *code;
    unsigned short len;
} Filter;

/* Of the program, by Calls (policy.h); and of the first process of the jail. */
extern const Filter filters_of_program[];
extern const Filter filter_of_init;

#endif
