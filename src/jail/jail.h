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

/* Which system calls the program has.  In none of them are there namespaces, mounts, keys, io_uring
 * or calls of foreign machines. */
typedef enum {
    JAIL_CALLS_DEFAULT, // what programs and their tools use
    JAIL_CALLS_STRICT,  // at most 120: compute, read, write, start others; no sockets
    JAIL_CALLS_DEBUG,   // the default, and a debugger may look into its own children
    JAIL_CALLS_INSTALL, // the default without serving and hidden programs: for package managers
} JailCalls;

typedef struct JailPolicy {
    const char *project;   // absolute folder, visible in the jail at the same path; NULL: none
    bool project_writable; // writes reach the disk; else they go to a scratch layer and vanish
    const char *cwd;       // absolute, in the jail; NULL: the project, else /tmp
    const char *const *read_paths; // further paths bound read-only (toolchains); NULL-terminated
    const char *const *env;        // "NAME=value" passed in, nothing else is; NULL-terminated
    int64_t wall_ms;               // 0: none
    int64_t memory_bytes;          // whole tree
    // Until the program sends SIGUSR2 to its parent, which says that what comes before it, a
    // compiler as a rule, is done: then its time begins.  0: the same limits all the time.
    int64_t first_wall_ms, first_memory_bytes;
    double cpus;
    int procs;            // processes and threads
    int64_t output_bytes; // over both streams; 0: no limit
    int64_t disk_bytes;   // of /tmp, the home, /dev/shm and the scratch layer together
    int inodes;           // files, folders and links there
    int files;            // open at a time in one process
    JailCalls calls;
    bool tell_blocked; // gather JailReport.blocked: opening to write costs a little more
    bool keep_layer;   // hand the scratch layer out at the end: see jail_layer_take()
    // Places it may talk to by a proxy that is named to it in HTTP_PROXY and the like, without
    // having the network (gate/rule.h: "example.org", "*.example.org:443", "10.0.0.0/8");
    // NULL-terminated
    const char *const *hosts;
    bool network; // share the host's network (only by the user's explicit wish)
    // Without namespaces, by Landlock, filter and limits alone (only by the user's explicit wish,
    // where there is no better): no layer, no network, default calls, the project read-only, no
    // /proc.  Writing goes to this folder alone, which is the program's to be named in its
    // environment; it is made for the run and removed at its end, as its likes up to the last '-'
    // of its name that dead runs left.  NULL: with namespaces.
    const char *landlock_room;
    bool tty;       // a terminal of its own inside
    int rows, cols; // with tty
} JailPolicy;

/* 30 s, 512 MB, 1 CPU, 64 processes, 16 MB of output, 256 MB and 40,000 files
 * of scratch; a minimal environment. */
JailPolicy jail_policy_default(void);

typedef enum {
    JAIL_EXITED,   // code
    JAIL_SIGNALED, // signo
    JAIL_TIMEOUT,
    JAIL_MEMORY,
    JAIL_OUTPUT,
    JAIL_FAILED, // the jail could not be made; message says what lacks and the remedy
} JailEnd;

/* The limits, in units of JailUse. */
typedef enum {
    JAIL_WALL,   // milliseconds
    JAIL_MEM,    // bytes of the whole tree, the most at a time
    JAIL_CPU,    // thousandths of a processor, on average
    JAIL_PROCS,  // processes and threads, the most at a time
    JAIL_FILES,  // open in one process, the most at a time
    JAIL_DISK,   // bytes written to /tmp, the home, /dev/shm and the scratch layer, the most
    JAIL_INODES, // files, folders and links there, the most
    JAIL_OUT,    // bytes printed
    JAIL_LIMITS,
} JailLimit;
const char *jail_limit_name(JailLimit l); // literal: wall memory cpu procs files disk inodes output

/* Procs and files are looked at 10 ms after the start, then less and less often, every 50 ms at the
 * end, and when the program ends that was not alone.  A peak between two looks is missed; of a run
 * too short for any, procs are all there ever were, and files -1. */
typedef struct {
    int64_t used, limit; // used -1: not measured; limit 0: none
    bool met;            // it wanted more and was refused, or was ended for it
} JailUse;

/* What a program tried in vain, as far as it was noticed: an open for writing outside of what is
 * writable, an address it wanted to connect or send to, a name it asked the network for.  Only a
 * hint for people: the program can lie here. */
typedef struct {
    const char *what; // literal: "write", "connect", "lookup"; "host": no place of `hosts`
    char *subject;    // owned: a path, "ADDRESS:PORT", the path of a socket, a name; any bytes
} JailBlocked;

typedef struct JailReport {
    JailEnd end;
    int code, signo;
    int64_t cpu_ms;
    int64_t first_ms; // until the program said that it begins, of uses[JAIL_WALL] no part; 0: it
                      // did not
    JailUse uses[JAIL_LIMITS];
    JailLimit
        limit; // what ended the run, or what a program that failed was refused; or JAIL_LIMITS
    const char *
        isolation; // literal: "full", "hosts", "network" when the host's is shared, "landlock-only"
    const char *memory_limit; // literal: "cgroup", "sampled"
    char *message;            // owned, may be NULL: one sentence on why it failed
    char *notes;              // owned, may be NULL: sentences on what is not as usual, one a line
    Vec(char *) writes;       // owned paths written to the scratch layer, relative to the project
    Vec(char *) deleted;      // owned paths deleted there
    int64_t net_sent, net_received; // bytes to and from the listed hosts
    int64_t net_blocked;            // tries to reach others
    Vec(JailBlocked) blocked;       // at most 64, each once
} JailReport;

/* Exit code as the command line promises it: the program's, 128+signal, 124, 137, 153, 125. */
int jail_report_exit_code(const JailReport *r);
void jail_report_deinit(JailReport *r);

/* May this folder, with no link in its path, be a project?  Not the root, the user's home or what
 * holds it, nor a folder of the machine (/etc, /proc...).  One sentence if not. */
bool jail_may_be_project(const char *path, Err *err);
/* Is the word a place of JailPolicy.hosts?  One sentence if not. */
bool jail_host_check(const char *word, Err *err);

/* Path of the helper: $CODELAB_JAIL_HELPER (for a build tree), beside the program, or libexec.
 * Owned; NULL with a sentence if it is nowhere. */
char *jail_helper_path(Err *err);

typedef struct JailRun {
    pid_t pid;                // the helper: kill(pid, SIGTERM) ends the whole jail
    int stdin_fd;             // writable end or -1; owned by the caller
    int stdout_fd, stderr_fd; // readable; with tty only stdout_fd
    int report_fd;            // the helper writes one report there at the end, then EOF
    int layer_fd;             // with keep_layer, for jail_layer_take(); else -1
} JailRun;

/* Start.  `pass_stdio`: the helper moves the program's bytes from and to the caller's own 0, 1, 2
 * (the command line's use; what goes to a terminal is made harmless), the pipes are -1.  The caller
 * reaps pid.  The jail ends with the thread that calls this.  A program that cannot be started (no
 * such file) is no failure here: its report says exit 127 or 126, and why. */
bool jail_start(const JailPolicy *p, const char *const *argv, bool pass_stdio, JailRun *out,
                Err *err);
/* A jail made ahead for a policy, waiting to be told what to run: arguments, environment, folder to
 * start in and size of the terminal.  Used once, never again.  Returns at once; what fails while it
 * is made is told by the report of the run that takes it.  It costs three sleeping processes' worth
 * of memory (about 1 MB) and holds on to the file systems of its paths.  NULL with a sentence: not
 * for a policy with hosts, nor one that jail_start() would refuse. */
typedef struct JailWarm JailWarm;
JailWarm *jail_warm_new(const JailPolicy *p, Err *err);
void jail_warm_free(JailWarm *w); // NULL is fine; waits for its end, about a millisecond
/* jail_start() without pass_stdio, in *w if it was made for this policy and its folders are still
 * the same ones, else in a new jail.  *w is NULL afterwards in any case. */
bool jail_start_warm(JailWarm **w, const JailPolicy *p, const char *const *argv, JailRun *out,
                     Err *err);
/* Become the helper, passing stdio: the process then ends as the jail does, with its exit code and
 * with a word on stderr only if the program could not be started.  Returns only on failure.  The
 * jail then does not end with the parent of this process. */
bool jail_exec(const JailPolicy *p, const char *const *argv, Err *err);
/* Read and parse the report (reads report_fd to its end, blocking, and closes it). */
bool jail_report(int report_fd, JailReport *out, Err *err);
/* The same of bytes already read. */
bool jail_report_parse(Str bytes, JailReport *out, Err *err);

/* The scratch layer: what a run wrote to its project, as the upper folder of an overlay.
 *
 * With `keep_layer` it outlives the run.  It stands in memory, at most `disk_bytes` and `inodes` of
 * it, and goes when the last descriptor into it is closed.  By then nobody is left who could change
 * it but its reader.  Its root is the project's folder; an entry is
 *
 * - a character device with the number 0:0: what has this name in the project was deleted;
 * - a folder whose attribute "user.overlay.opaque" is "y": a new folder where there was another
 *   one, of which nothing is left;
 * - any other folder: of the project, with changes below it (or of its mode), or a new one;
 * - a file, link, fifo or socket: new, or the whole of a changed one (its mode and times with it).
 *
 * There are no other devices.  A renamed folder is a deletion and a new folder with all in it; of a
 * file with several names each changed name is a file of its own, unless they were linked within
 * the run.  Other attributes "user.overlay.*" are the kernel's notes and mean nothing here.  All
 * belongs to the caller's user, or, started by root, to nobody's id: owners say nothing.  Modes and
 * link targets are the program's own words: a mode may lock its owner out, a link may lead
 * anywhere, a name may hold any byte but '/' and NUL, and times may be in the future. */

/* The folder, open for reading, the caller's; waits for the end of the run, if that is to come, and
 * closes *layer_fd.  -1 with a sentence: there is none, because the project was writable or
 * read-only or the jail could not be made. */
int jail_layer_take(int *layer_fd, Err *err);

/* Can this machine make the jail?  Found by making one, with a layer over `project` (NULL: none).
 * One clear sentence with the remedy if not.  *notes (owned, or NULL) gets sentences on what it
 * lacks all the same, one a line; `notes` may be NULL. */
bool jail_check(const char *project, char **notes, Err *err);

/* Would it do without namespaces?  Found by doing it. */
bool jail_check_landlock(Err *err);
/* A name for JailPolicy.landlock_room that nobody has; owned. */
char *jail_landlock_room(void);

#endif
