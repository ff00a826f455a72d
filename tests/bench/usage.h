/* What a program and all that it started took of the machine. */
#ifndef BENCH_USAGE_H
#define BENCH_USAGE_H

#include "base/vec.h"

#include <stdint.h>
#include <sys/types.h>

typedef Vec(pid_t) UsagePids;

/* The process, its children, theirs, and so on, appended. */
void usage_family(pid_t root, UsagePids *out);

typedef struct {
    int64_t cpu_ns;
    int64_t switches;   // times that a thread stopped running: the wake-ups
    int64_t peak_bytes; // the most memory each had at a time
} Usage;

/* Of the whole family, all threads, since their starts. */
Usage usage_of(pid_t root);

#endif
