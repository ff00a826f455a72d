/* Looks into a process that waits in a call: what it finds may be changed in the next moment. */
#ifndef JAIL_HELPER_PEEK_H
#define JAIL_HELPER_PEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

bool peek_memory(pid_t pid, uint64_t at, void *out, size_t n);
/* What a descriptor stands for (AT_FDCWD: its current folder), as it names it; an absolute path. */
bool peek_fd(pid_t pid, int fd, char *out, size_t size);
/* The path that a call's arguments name, absolute and without "." and ".."; `out` has room for
 * 2 * PEEK_PATH + 1. */
enum { PEEK_PATH = 1024 };
bool peek_path(pid_t pid, int dir, uint64_t at, char *out);

#endif
