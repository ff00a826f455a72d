/* The jail: start one program where it can do no harm, and say why it ended.
 *
 * Policy is data; the helper `codelab-jail` (its sources are in helper/, it alone touches
 * namespaces, mounts, cgroups and seccomp) applies all of it or refuses: a half-made jail never
 * runs the program.  This face starts the helper and reads its report.
 *
 *   JailPolicy p = jail_policy_default();  p.project = "/home/u/hello";
 *   JailRun r;  jail_start(&p, argv, &pass_stdio, &r, &err);
 *   ... read pipes, poll r.report_fd until it ends ...
 *   jail_report(r.report_fd, &report, &err);
 */
#ifndef JAIL_JAIL_H
#define JAIL_JAIL_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>
#include <sys/types.h>

typedef struct JailPolicy {
    const char *project;   // absolute folder, visible in the jail at the same path; NULL: none
    bool project_writable; // writes reach the disk; else they go to a scratch layer and vanish
    const char *cwd;       // absolute, in the jail; NULL: the project, else /tmp
    const char *const *read_paths; // further paths bound read-only (toolchains); NULL-terminated
    const char *const *env;        // "NAME=value" passed in, nothing else is; NULL-terminated
    int64_t wall_ms;               // 0: none
    int64_t memory_bytes;          // whole tree
    double cpus;
    int procs;            // processes and threads
    int64_t output_bytes; // over both streams; 0: no limit
    int64_t tmp_bytes;    // of /tmp, the home, /dev/shm and the scratch layer together
    bool network;         // share the host's network (only by the user's explicit wish)
    bool tty;             // a terminal of its own inside
    int rows, cols;       // with tty
} JailPolicy;

/* 30 s, 512 MB, 1 CPU, 64 processes, 16 MB of output, 256 MB of scratch; a minimal environment. */
JailPolicy jail_policy_default(void);

typedef enum {
    JAIL_EXITED,   // code
    JAIL_SIGNALED, // signo
    JAIL_TIMEOUT,
    JAIL_MEMORY,
    JAIL_OUTPUT,
    JAIL_FAILED, // the jail could not be made; message says what lacks and the remedy
} JailEnd;

typedef struct JailReport {
    JailEnd end;
    int code, signo;
    int64_t wall_ms, cpu_ms, peak_bytes, output_bytes;
    int peak_procs;           // -1: not measured
    const char *isolation;    // literal: "full", or "network" when the host's network is shared
    const char *memory_limit; // literal: "cgroup", "sampled"
    char *message;            // owned, may be NULL: one sentence on why it failed
    char *notes;              // owned, may be NULL: sentences on what is not as usual, one a line
    Vec(char *) writes;       // owned paths written to the scratch layer, relative to the project
    Vec(char *) deleted;      // owned paths deleted there
} JailReport;

/* Exit code as the command line promises it: the program's, 128+signal, 124, 137, 153, 125. */
int jail_report_exit_code(const JailReport *r);
void jail_report_deinit(JailReport *r);

/* Path of the helper: $CODELAB_JAIL_HELPER (for a build tree), beside the program, or libexec.
 * Owned; NULL with a sentence if it is nowhere. */
char *jail_helper_path(Err *err);

typedef struct JailRun {
    pid_t pid;                // the helper: kill(pid, SIGTERM) ends the whole jail
    int stdin_fd;             // writable end or -1; owned by the caller
    int stdout_fd, stderr_fd; // readable; with tty only stdout_fd
    int report_fd;            // the helper writes one report there at the end, then EOF
} JailRun;

/* Start.  `pass_stdio`: the helper moves the program's bytes from and to the caller's own 0, 1, 2
 * (the command line's use; what goes to a terminal is made harmless), the pipes are -1.  The caller
 * reaps pid.  The jail ends with the thread that calls this.  A program that cannot be started (no
 * such file) is no failure here: its report says exit 127 or 126, and why. */
bool jail_start(const JailPolicy *p, const char *const *argv, bool pass_stdio, JailRun *out,
                Err *err);
/* Become the helper, passing stdio: the process then ends as the jail does, with its exit code and
 * with a word on stderr only if the program could not be started.  Returns only on failure.  The
 * jail then does not end with the parent of this process. */
bool jail_exec(const JailPolicy *p, const char *const *argv, Err *err);
/* Read and parse the report (reads report_fd to its end, blocking, and closes it). */
bool jail_report(int report_fd, JailReport *out, Err *err);
/* The same of bytes already read. */
bool jail_report_parse(Str bytes, JailReport *out, Err *err);

/* Can this machine make the jail?  One clear sentence with the remedy if not. */
bool jail_check(Err *err);

#endif
