/* The processes of a jail, as /proc shows them from outside. */
#ifndef JAIL_HELPER_TREE_H
#define JAIL_HELPER_TREE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { TREE_MAX = 4096 };

typedef struct {
    pid_t pids[TREE_MAX]; // [0] is the first process of the jail
    size_t n;
    int tasks; // threads of all but the first
} Tree;

void tree_list(pid_t init, Tree *out);
/* Processor time of those that still run, and of what they waited for. */
int64_t tree_cpu_ms(const Tree *t);

/* Whole small file below /proc or a cgroup, NUL-terminated; -1 if it cannot be read. */
ssize_t read_small(const char *path, char *buf, size_t size);

#endif
