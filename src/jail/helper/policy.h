/* What the helper was asked to do, read from a few kilobytes of records on a descriptor.
 *
 * The wire form is a run of NUL-terminated "key=value" records; jail/wire.c writes it and
 * policy_parse() is the only reader.  Everything is checked here: what came through may be used
 * without a second look. */
#ifndef JAIL_HELPER_POLICY_H
#define JAIL_HELPER_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
    POLICY_VERSION = 1,
    POLICY_FD = 3, // the records
    REPORT_FD = 4, // where the report goes
    LAYER_FD = 5,  // with `keep`: where the layer goes
    GO_FD = 6,     // with `warm`: where what to run comes from, a whole policy in one packet
    GO_MAX_BYTES = 64 << 10,
    POLICY_MAX_BYTES = 4 << 20,
    POLICY_MAX_READS = 256,
    POLICY_MAX_PATH = 4095,
    BEGUN_SIGNAL = 12, // SIGUSR2, which the program sends to the first process: see first_ms
};

/* Which system calls the program has; in the order of jail.h's JailCalls. */
typedef enum {
    CALLS_DEFAULT,
    CALLS_STRICT,
    CALLS_DEBUG,
    CALLS_INSTALL,
    CALLS_APART, // of `apart`, and of nothing else
    CALLS_PROFILES,
} Calls;

/* Pointers lead into the bytes given to policy_parse(); the lists are owned. */
typedef struct {
    const char *project; // absolute, without links; NULL: none
    const char *cwd;     // absolute; never NULL
    const char **read;   // absolute paths bound read-only, parents before children
    size_t nread;
    const char **env;                // NULL-terminated
    const char **argv;               // NULL-terminated
    const char **hosts;              // with them: rules of the gate (gate/rule.h), NULL-terminated
    const char *gate;                // its program; NULL: none
    int64_t wall_ms;                 // 0: none
    int64_t memory, output, scratch; // bytes
    int64_t first_ms, first_memory;  // limits until the program says that it begins; 0: there is no
                                     // such time
    int cpu_milli;                   // thousandths of a CPU
    int procs, inodes, files;
    Calls calls;
    int rows, cols;
    pid_t parent;     // who must be alive
    const int *given; // the program's 0, 1 and 2 instead of pipes, never read; NULL: pipes
    // The one place it may write to, without namespaces: a folder to make, and to remove at the end
    const char *room;
    bool apart; // no namespaces: Landlock, filter and limits alone (see apart.h)
    bool writable, network, tty;
    bool tell;   // what it tries and may not
    bool keep;   // pass the scratch layer out at the end
    bool warm;   // what to run comes later
    bool check;  // make the jail, run nothing
    bool direct; // nobody reads a report: say on stderr what must be said, exit as the program
} Policy;

/* False: *why is a literal that says what is wrong.  `bytes` is changed and must outlive *out. */
bool policy_parse(char *bytes, size_t n, Policy *out, const char **why);
void policy_deinit(Policy *p);

#endif
