/* Runs of the project's programs in the jail, newest last.  Their output streams into a Screen. */
#ifndef WORKSPACE_RUNS_H
#define WORKSPACE_RUNS_H

#include "base/err.h"
#include "workspace/document.h"
#include "workspace/problem-feed.h"
#include "workspace/terminals.h"

typedef struct Run Run;
typedef struct RunWarm RunWarm;

/* What the user grants one run beyond the settings; a number of 0 is that of the settings. */
typedef struct {
    bool network, writes, no_limit;
    bool jailed; // in the jail, wherever the settings would have it
    int timeout_s, memory_mb, procs, cpus, output_mb;
} RunAllow;

typedef struct {
    int serial;           // 1, 2, … in this program
    int64_t number;       // id of its Execution, or what that will be
    char *title;          // owned; the command as a person would write it
    char *file;           // owned; what was run, NULL for a command
    char *language;       // owned
    char *line;           // owned; as it was typed for a shell, NULL: it was not
    char *task;           // owned; label of the task it belongs to, NULL: none
    MatcherSet *matchers; // owned; NULL: those that are built in
    int64_t wall_ms, memory_bytes, output_bytes; // its limits
    int procs;
    bool network;       // it may use it
    bool open;          // it is not in the jail
    bool writes;        // ... to the project's folder
    char *note;         // owned; what is to be known of its end, NULL: nothing
    char *tried;        // owned; what it tried in vain, a line each, NULL: nothing
    char *blocked;      // owned; what the jail kept from it, NULL: nothing
    int layer;          // owned; with what it wrote, -1: none
    int64_t review;     // of what it wrote, 0: none
    bool taking, waits; // it is being taken; something of it waits
    size_t nwrote;      // files
    char *usage;        // owned; what it took of its limits, NULL while it runs
    Run *run;           // owned; NULL once all of its output was taken in
    Screen screen;
    uint64_t off;      // read up to here in its output
    uint64_t scanned;  // ... and looked for problems
    int64_t fed_ns;    // monotonic; when that was
    ProblemFeed *feed; // owned; NULL once it is over
    int64_t start_ms;  // wall time
    int64_t start_ns;  // the same, monotonic; 0 of one that was kept
    bool recorded;     // the store was told
    char *summary;     // owned; what ended it, NULL while it runs
    bool ok;
    bool refused; // it was not started, as no jail could be made
    bool cr;      // last byte fed was '\r'
} RunItem;

/* A run of an earlier time, as the store knows it. */
typedef struct {
    int64_t number;
    char *title, *ended; // owned
    size_t nwrote;       // files
} RunKept;

enum { RUNS_KEPT = 200 };
typedef struct {
    Vec(RunItem *) all; // owned, the last 200; by number
    RunWarm *warm;      // owned; NULL until the workspace is at work
    Vec(RunKept) kept;  // owned; those of earlier times that are none of these, the newest first
    size_t active;
    size_t button; // of what can be done with the active one: the one the keys are on
    int last_serial;
    int64_t last_number;
    bool told_jailed; // the user knows that trust would take runs out of the jail
} Runs;

/* Run the file of a document (saved by the caller) in the jail, and show the Runs panel. */
bool runs_start_document(Workspace *ws, const Document *d, Err *err);
/* The same for a line of a shell. */
bool runs_start_line(Workspace *ws, const char *line, RunAllow allow, Err *err);
/* Run the same again. */
bool runs_again(Workspace *ws, const RunItem *r, RunAllow allow, Err *err);
/* The run of a file (absolute) that still goes on, NULL: none does. */
RunItem *runs_of_file(const Workspace *ws, const char *path);
RunItem *runs_of_serial(const Workspace *ws, int serial); // NULL: it is gone
bool runs_any_running(const Workspace *ws);
RunItem *runs_active(const Workspace *ws);
/* Show one, also of those that were kept: its output is read on a worker then. */
void runs_show(Workspace *ws, int64_t number);
/* Runs of this folder may be outside the jail, as run.jail says; only of one that is trusted. */
bool runs_may_be_open(const Workspace *ws);
/* "network, writes, time, jail, timeout=S, memory=MB, pids=N, cpus=N, output=MB" in any order;
 * false with a sentence on what is none of these. */
bool run_allow_parse(Str text, RunAllow *out, Err *err);
bool run_item_is_running(const RunItem *r);
void run_item_key(RunItem *r, const Key *k);
void run_item_stop(RunItem *r);
void runs_settle(Workspace *ws);
void runs_free(Workspace *ws);
/* The place named in a row of the output ("file:line"), as an absolute path that exists; owned,
 * NULL if there is none. */
char *run_item_place(const Workspace *ws, const RunItem *r, int row, int *line, int *col);

#endif
