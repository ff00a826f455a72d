/* From "run this file" to a stream of output and a result.
 *
 * Asks `lang` for the toolchain, builds the policy, starts the jail, compiles where needed, and
 * keeps the output in a byte log that any number of readers follow.  Never draws; runs nothing
 * outside the jail but what its caller says is `open`.
 *
 *   RunPlan plan;  run_plan_file(&env, "/p/hello.py", &plan, &err);
 *   Run *r = run_start(loop, &plan, changed, arg, &err);
 *   bytelog_read(run_output(r), &off, NULL); ... run_is_done(r), run_result(r) ...
 */
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include "base/bytelog.h"
#include "base/err.h"
#include "base/str.h"
#include "lang/lang.h"
#include "run/template.h"

#include <stdint.h>

typedef struct Loop Loop;
typedef struct JailReport JailReport; // jail/jail.h
typedef struct JailRun JailRun;

/* Which system calls a run has: see JailCalls in jail/jail.h. */
typedef enum { RUN_CALLS_DEFAULT, RUN_CALLS_STRICT, RUN_CALLS_DEBUG, RUN_CALLS_COUNT } RunCalls;
const char *run_calls_name(RunCalls calls); // "default", "strict", "debug"; literal

/* Limits and choices of one run; run_limits_default() gives 30 s, 512 MB, 1 CPU, 64, 16 MB. */
typedef struct {
    int64_t wall_ms, memory_bytes, output_bytes;
    int64_t compile_wall_ms, compile_memory_bytes; // 0: as the table of languages has it, at least
                                                   // those above; only in the jail
    double cpus;
    int procs;
    RunCalls calls;
    bool network;
    // In the jail without namespaces, by Landlock alone (jail.h): the project is read-only, nothing
    // is kept, and what else a plan asks for there it does not get.
    bool landlock;
    bool
        open; // not in the jail: as the user, with all of his environment; only `wall_ms` limits it
} RunLimits;
RunLimits run_limits_default(void);

typedef struct {
    const Lang *language; // NULL for a bare command
    char *project;        // owned, absolute folder or NULL
    char *cwd;            // owned
    Strings compile;      // argv, or empty
    char *build;          // owned; folder for what it makes
    Strings argv;
    Strings env; // "NAME=value"
    Strings read_paths;
    Strings hosts; // that it may talk to, without the network (jail.h); none with limits.network
    RunLimits limits;
    bool writes_apply; // writes in the project reach the disk
    bool keep_layer;   // else they are kept to be taken by run_layer_take(), not forgotten
    bool tty;
    int rows, cols;
} RunPlan;

/* How to run a file, or a command.  Fails with one sentence and the remedy when the language is
 * unknown or its compiler or interpreter is not installed ("no compiler for Go: install
 * golang-go"). */
bool run_plan_file(const char *project, const char *file, const char *const *args,
                   const RunLimits *limits, RunPlan *out, Err *err);
/* The same for a file of a given language, whatever its name, by a toolchain of `version` ("3.11");
 * NULL: the one lang_choose() takes. */
bool run_plan_language(const Lang *l, const char *version, const char *project, const char *file,
                       const char *const *args, const RunLimits *limits, RunPlan *out, Err *err);
/* To talk to the language: its interactive program, in the project. */
bool run_plan_repl(const Lang *l, const char *version, const char *project, const RunLimits *limits,
                   RunPlan *out, Err *err);
bool run_plan_command(const char *project, const char *const *argv, const RunLimits *limits,
                      RunPlan *out, Err *err);
void run_plan_deinit(RunPlan *p);
/* What the jail is told to start: the program, or a shell that compiles first; NULL-terminated,
 * appended as owned strings (with the NULL). */
void run_plan_argv(const RunPlan *p, Strings *out);

/* What was used of a limit; its name is one of wall (milliseconds), memory (bytes), cpu
 * (thousandths of one), procs, files, disk (bytes), inodes, output (bytes). */
typedef struct {
    const char *name;    // literal
    int64_t used, limit; // used -1: not measured; limit 0: none
    bool met;            // it wanted more and was refused, or was ended for it
} RunUse;

enum { RUN_USES = 8 };

typedef struct {
    const char *status; // literal: success error timeout memory output killed failed
    int returncode;     // as the command line exits
    int64_t wall_ms, cpu_ms, peak_bytes, output_bytes; // of time and memory what the program took,
    int64_t compile_ms; // or what compiling did if that is how it ended; 0: nothing was compiled
    int peak_procs;
    RunUse uses[RUN_USES];
    const char *limit;     // literal: the one that ended it or that it failed for; NULL: none
    Strings blocked;       // what it tried in vain: "write PATH", "connect ADDRESS", "lookup NAME"
    size_t lost;           // files it wrote or deleted in the scratch layer, which are gone
    const char *isolation; // literal
    const char *phase;     // literal: "compile" or "run", which of them ended it
    char *message;         // owned; sentence for the user when a limit or the jail ended it
} RunResult;

/* What the jail's report means; `compiled`: there was something to compile first, `stopped`: by us.
 */
void run_result_init(RunResult *out, const JailReport *report, bool compiled, bool stopped);
void run_result_deinit(RunResult *r);

/* Start a plan for who waits and reads by himself, without a loop (see jail_start()). */
bool run_plan_start(const RunPlan *p, bool pass_stdio, JailRun *out, Err *err);

/* A jail made ahead for a plan, and a start in one that fits (else in a new one); *w is NULL once
 * it was used (see jail_warm_new() and jail_start_warm()). */
typedef struct JailWarm JailWarm;
JailWarm *run_plan_warm(const RunPlan *p, Err *err);
bool run_plan_start_warm(JailWarm **w, const RunPlan *p, JailRun *out, Err *err);

/* Become the jail of a plan that has nothing to compile (see jail_exec()). */
bool run_plan_exec(const RunPlan *p, Err *err);

/* A jail that is made while nobody waits, for the next run: used once, and made anew after each;
 * let go of when none has come for ten minutes.
 * Costs nothing where none can be made. */
typedef struct RunWarm RunWarm;
RunWarm *run_warm_new(Loop *l);
void run_warm_free(RunWarm *w); // NULL is fine
/* Make one for runs of this kind, in a moment: same project, limits and paths; whatever they run.
 */
void run_warm_like(RunWarm *w, const RunPlan *p, int after_ms);

typedef struct Run Run;
/* The same as run_start(), in a jail made ahead if it is one for this plan. */
Run *run_start_warm(Loop *l, RunWarm *w, const RunPlan *p, void (*changed)(void *arg), void *arg,
                    Err *err);
/* Starts at once; `changed` is called in gather when there is new output or the end. */
Run *run_start(Loop *l, const RunPlan *p, void (*changed)(void *arg), void *arg, Err *err);
void run_free(Run *r); // stops it first
/* Both streams in the order they came. */
const ByteLog *run_output(const Run *r);
bool run_is_done(const Run *r);
const RunResult *run_result(const Run *r); // NULL until done
/* Queue bytes for its stdin; false when closed. */
bool run_write(Run *r, Str bytes);
/* Nothing more will come: it sees the end of its input once it has read what is queued. */
void run_end_input(Run *r);
void run_stop(Run *r);
/* The layer with what a run wrote in its project (jail.h says what it looks like): a folder, the
 * caller's.  One that still runs is ended and waited for, some milliseconds; all that is left to do
 * with it is run_free().  Once; -1 with a sentence if there is none. */
int run_layer_take(Run *r, Err *err);

/* "file:line[:col]" in a line of output, in the forms compilers and runtimes print. */
typedef struct {
    size_t start, end; // bytes within the line
    Str file;          // view into the line
    int line, col;     // 1-based; col 0 if not given
    char severity;     // 'E', 'W', 'I' or 0
} RunRef;
bool run_find_ref(Str line, size_t from, RunRef *out);

#endif
