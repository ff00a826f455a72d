/* How a run ended, and the report of it. */
#ifndef JAIL_HELPER_OUTCOME_H
#define JAIL_HELPER_OUTCOME_H

#include "jail/helper/limits.h"
#include "jail/helper/reason.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order of jail.h's JailEnd. */
typedef enum {
    END_EXITED,
    END_SIGNALED,
    END_TIMEOUT,
    END_MEMORY,
    END_OUTPUT,
    END_FAILED,
} End;

/* What went through the gate to the listed hosts, and what did not. */
enum { BLOCKED_BYTES = 4096 };
typedef struct {
    int64_t sent, received;     // bytes
    int64_t blocked;            // tries
    char places[BLOCKED_BYTES]; // each once, as far as there is room: NUL after each
    size_t nplaces;             // bytes of them
} NetUse;

typedef struct {
    End end;
    int code, signo;
    int64_t cpu_ms;
    int64_t first_ms; // how long it took until the program began; 0: it did not, or at once
    Use uses[LIMITS];
    Limit limit;          // the one that ended it, LIMITS: none
    unsigned notes;       // NOTE_ bits
    char *const *blocked; // borrowed: see blocked.h
    size_t nblocked;
    const char *isolation, *memory_limit;
    char message[REASON_BYTES];
    NetUse net;
} Outcome;

/* As the command line promises it. */
static inline int end_exit_code(End end, int code, int signo)
{
    static const int codes[] = {
        [END_TIMEOUT] = 124, [END_MEMORY] = 137, [END_OUTPUT] = 153, [END_FAILED] = 125};
    if (end == END_EXITED)
        return code & 0xff;
    return end == END_SIGNALED ? 128 + (signo & 0x7f) : codes[end];
}

/* Where nobody reads a report: say on stderr why the program could not be started, if it could
 * not. */
void outcome_say(const Outcome *o);
/* Write the report, with the files that were written to the layer over the project (`scratch` is
 * the folder that holds it; -1: none). */
bool outcome_write(const Outcome *o, int fd, int scratch);

#endif
