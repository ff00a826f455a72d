/* Runs of the project's programs in the jail, newest last.  Their output streams into a Screen. */
#ifndef WORKSPACE_RUNS_H
#define WORKSPACE_RUNS_H

#include "base/err.h"
#include "workspace/document.h"
#include "workspace/problem-feed.h"
#include "workspace/terminals.h"

typedef struct Run Run;

typedef struct {
    int number;
    char *title;    // owned; the command as a person would write it
    char *file;     // owned; what was run, NULL for a command
    char *language; // owned
    Run *run;       // owned
    Screen screen;
    uint64_t off;      // read up to here in its output
    uint64_t scanned;  // ... and looked for problems
    ProblemFeed *feed; // owned; NULL once it is over
    int64_t start_ms;  // wall time
    bool recorded;     // the store was told
    char *summary;     // owned; what ended it, NULL while it runs
    bool ok;
    bool cr; // last byte fed was '\r'
} RunItem;

typedef struct {
    Vec(RunItem *) all; // owned, the last 50
    size_t active;
    int last_number;
} Runs;

/* Run the file of a document (saved by the caller) in the jail, and show the Runs panel. */
bool runs_start_document(Workspace *ws, const Document *d, Err *err);
RunItem *runs_active(const Workspace *ws);
bool run_item_is_running(const RunItem *r);
void run_item_key(RunItem *r, const Key *k);
void run_item_stop(RunItem *r);
void runs_settle(Workspace *ws);
void runs_free(Workspace *ws);
/* The place named in a row of the output ("file:line"), as an absolute path that exists; owned,
 * NULL if there is none. */
char *run_item_place(const Workspace *ws, const RunItem *r, int row, int *line, int *col);

#endif
