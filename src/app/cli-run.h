/* The words of `codelab run`. */
#ifndef APP_CLI_RUN_H
#define APP_CLI_RUN_H

#include "run/run.h"

typedef struct {
    RunLimits limits;
    bool quiet, json, apply, discard, help;
    int tty;                // 1, 0, or -1: as the caller's descriptors are
    const char *lang;       // NULL: by the file
    const char *stdin_path; // NULL: our own
    Vec(const char *) env;  // "NAME=value" from --env, borrowed
    Strings hosts;          // of --net
    bool is_command;        // `words` is a command, not a file and its arguments
    char **words;           // NULL-terminated; borrowed from argv
} CliRun;

/* argv[0] is "run".  False with a sentence for wrong use.  *out is to be released either way. */
bool cli_run_parse(CliRun *out, int argc, char **argv, Err *err);
void cli_run_deinit(CliRun *r);

/* Around a run whose writes reach the folder: what it wrote becomes versions of the project around
 * the current folder.  NULL: it lies in none that history knows, and nothing is recorded. */
typedef struct CliWrites CliWrites;
CliWrites *cli_writes_begin(void);
/* Frees w, which may be NULL.  That something could not be recorded is told. */
void cli_writes_end(CliWrites *w, const CliRun *r, const RunPlan *plan, int code);

/* From here on an interrupt is the program's: the helper passes it on. */
void cli_run_leave_interrupts(void);

/* Run the plan, keep what it prints, and print one JSON object.  Returns the exit code. */
int cli_run_json(const RunPlan *plan);

#endif
