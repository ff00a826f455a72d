/* The filters of system calls, made at build time by make-filter.c. */
#ifndef JAIL_HELPER_FILTER_H
#define JAIL_HELPER_FILTER_H

#include <linux/filter.h>

extern const struct sock_filter filter_of_program[];
extern const unsigned short filter_of_program_len;
extern const struct sock_filter filter_of_init[];
extern const unsigned short filter_of_init_len;

#endif
