/* What files*.c share. */
#ifndef WORKSPACE_FILES_INNER_H
#define WORKSPACE_FILES_INNER_H

#include "workspace/files.h"
#include "workspace/inner.h"
#include "loop/loop.h"

typedef Vec(FinderPaths *) FileRuns; // one reference each

/* A walk through the project, in slices that workers do one after the other. */
typedef struct FileWalk FileWalk;
/* A search by several workers. */
typedef struct FileSearch FileSearch;

struct FileIndex {
    FileRuns runs;      // what is known
    size_t total;       // paths in them
    unsigned stamp;     // changes when they do
    FileRuns fresh;     // of a walk that will take their place
    FileWalk *walk;     // under way, else NULL; owned by its job
    bool complete;      // a walk came to its end
    int64_t walked_ns;  // monotonic; when the last one did
    int64_t took_ns;    // how long it took
    Buf text;           // what is looked for
    FileSearch *search; // under way, else NULL
    unsigned searched;  // stamp that the newest search began at
    FinderQuery *query; // of what was found
    FinderMode mode;
    FinderTop top;
    FileRuns held;     // what it was found in
    unsigned found_at; // their stamp
    Buf found_for;     // the query as text
};

/* References to all that is known, once a walk came to its end: until then it is under way, and
 * false. */
bool files_all(Workspace *ws, FileRuns *out);
FileRuns file_runs_copy(const FileRuns *r);
void file_runs_deinit(FileRuns *r);

void file_walk_start(Workspace *ws);
void file_walk_cancel(FileWalk *w);
/* Look for ws->files->text in all runs. */
void file_search_start(Workspace *ws, FinderMode mode);
void file_search_cancel(FileSearch *s);

#endif
