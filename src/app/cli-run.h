/* The words of `codelab run`. */
#ifndef APP_CLI_RUN_H
#define APP_CLI_RUN_H

#include "base/json.h"
#include "base/json.h"
#include "run/run.h"

/* One run of a batch. */
typedef struct {
    JailWarm **warm; // the jail made ahead, which may be none; borrowed
    Str in, code;    // its input; the program, where its file is "-"
    const Json *id;  // what the object is to carry; borrowed
} CliTurn;

typedef struct {
    const CliTurn *turn; // borrowed; NULL: it is none of a batch
    bool batch;          // lines from the standard input tell what is run
    RunLimits limits;
    bool quiet, json, help;
    bool direct,
        discard;         // what it writes goes to the disk at once; else it vanishes, which is told
    bool keep, review;   // it is kept for a review; which begins at once
    bool apply;          // ... and applied when it has ended, but for what wants a yes of its own
    unsigned with;       // REVIEW_OWN_BIT()s to which that yes is said
    bool timed;          // the time was given
    int tty;             // 1, 0, or -1: as the caller's descriptors are
    const Lang *lang;    // NULL: by the file
    const char *version; // of the language, borrowed; NULL: the project's
    bool repl;           // talk to `lang`; there are no words
    const char *stdin_path; // NULL: our own
    Vec(const char *) env;  // "NAME=value" from --env, borrowed
    Strings hosts;          // of --net
    bool is_command;        // `words` is a command, not a file and its arguments
    char **words;           // NULL-terminated; borrowed from argv
} CliRun;

/* argv[0] is "run" or "repl".  False with a sentence for wrong use.  *out is to be released either
 * way. */
bool cli_run_parse(CliRun *out, int argc, char **argv, Err *err);
void cli_run_deinit(CliRun *r);
/* "30", "30s", "500ms", "2m"; "512M", "2G".  False with a sentence. */
bool cli_parse_time(const char *word, int64_t *ms, Err *err);
bool cli_parse_size(const char *word, int64_t *nbytes, Err *err);
/* The current folder; owned, NULL where it would show a program too much. */
char *cli_run_project(void);
/* The language, as --lang has it. */
bool cli_run_lang(CliRun *r, const char *name, Err *err);

/* Around a run whose writes reach the folder as it runs: what it wrote becomes versions of the
 * project around the current folder.  NULL: it lies in none that history knows, and nothing is
 * recorded. */
typedef struct CliWrites CliWrites;
CliWrites *cli_writes_begin(void);
/* Frees w, which may be NULL.  That something could not be recorded is told. */
void cli_writes_end(CliWrites *w, const CliRun *r, const RunPlan *plan, int code);

/* What a run wrote that is kept for a review: --overlay, --review, --apply. */
typedef struct {
    int64_t start_ms; // wall time
    int64_t run;      // its number, 0: it wrote nothing, or that could not be kept
    size_t nentries, nadded, nremoved;
    bool applied; // it was to be, see
    size_t napplied, nleft;
} CliKept;
/* Before it starts. */
CliKept cli_keep_begin(void);
/* Keep what the layer of the run holds, which is closed; `code` is how it exited.  What could not
 * be kept, taken or applied is told. */
void cli_keep_end(CliKept *k, const CliRun *r, const RunPlan *plan, int *layer_fd, int code);
/* "success", "timeout", … of an exit code; literal. */
const char *cli_run_status(int code);
/* Its words in one line; owned. */
char *cli_run_command(const CliRun *r);

/* What stands on the disk for a program from the standard input, while it runs. */
typedef struct {
    char *dir, *file; // owned; NULL: none
    int lock;         // held on the folder: who finds it unlocked may remove it
} CliSource;
/* Read the program from the standard input into a file of the language; *s has lock -1. */
bool cli_source_read(CliSource *s, const Lang *l, Err *err);
/* The same of a text. */
bool cli_source_write(CliSource *s, const Lang *l, Str text, Err *err);
void cli_source_remove(CliSource *s);

/* How to run it; *s gets what is made for that. */
bool cli_run_plan(const CliRun *r, CliSource *s, RunPlan *out, Err *err);
/* "id" of a line of a batch: a string or a number as it came, else null. */
void cli_run_put_id(JsonOut *w, const Json *id);
/* codelab run --batch: a line in, a line out, until the input ends. */
int cli_run_batch(const CliRun *r);

/* From here on an interrupt is the program's: the helper passes it on. */
void cli_run_leave_interrupts(void);

/* The member "problems": where what it printed says that something is wrong; what names no file is
 * about the one that runs. */
void cli_run_problems(JsonOut *w, const CliRun *r, Str out, Str err);

/* Run the plan, hold what it prints, and print one JSON object.  Returns the exit code. */
int cli_run_json(const CliRun *r, const RunPlan *plan, CliKept *kept);

#endif
