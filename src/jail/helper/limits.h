/* The limits of a run, by name, and what was used of each. */
#ifndef JAIL_HELPER_LIMITS_H
#define JAIL_HELPER_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

/* In the order of jail.h's JailLimit. */
typedef enum {
    LIMIT_WALL,   // milliseconds
    LIMIT_MEMORY, // bytes, the most at a time
    LIMIT_CPU,    // thousandths of a processor, on average
    LIMIT_PROCS,  // the most at a time
    LIMIT_FILES,  // open in one process, the most at a time
    LIMIT_DISK,   // bytes, the most at a time
    LIMIT_INODES, // the same
    LIMIT_OUTPUT, // bytes
    LIMITS,
} Limit;

typedef struct {
    int64_t used, limit; // used -1: not measured; limit 0: none
    bool met;            // the program was refused more of it
} Use;

static inline const char *limit_name(Limit l)
{
    static const char *const names[] = {"wall",  "memory", "cpu",    "procs",
                                        "files", "disk",   "inodes", "output"};
    _Static_assert(sizeof names / sizeof names[0] == LIMITS, "a name for every limit");
    return names[l];
}

#endif
