/* How a run ended, and the report of it. */
#ifndef JAIL_HELPER_OUTCOME_H
#define JAIL_HELPER_OUTCOME_H

#include "jail/helper/reason.h"

#include <stdbool.h>
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

typedef struct {
    End end;
    int code, signo;
    int64_t wall_ms, cpu_ms, peak_bytes, output_bytes;
    int peak_procs; // -1: not measured
    unsigned notes; // NOTE_ bits
    const char *isolation, *memory_limit;
    char message[REASON_BYTES];
} Outcome;

/* Write the report, with the files that were written to the layer over the project (`scratch` is
 * the folder that holds it; -1: none). */
bool outcome_write(const Outcome *o, int fd, int scratch);

#endif
