/* Replacing in files that are not open: a task of the store, which keeps what they held. */
#ifndef WORKSPACE_SEARCH_SWAP_H
#define WORKSPACE_SEARCH_SWAP_H

#include "workspace/search-inner.h"

/* A file to be written. */
typedef struct {
    char *path;       // owned; relative to the project
    FsStat stat;      // when it was searched
    bool whole;       // all matches it has, also if it changed since
    GrepMatches only; // owned; else these
    int64_t version;  // undoing: the one to bring back,
    char hash[65];    // ... if the file still has this one
} SwapTarget;

typedef struct SearchSwap {
    Search *s;   // main thread only
    char *root;  // owned
    Buf pattern; // owned; what find.pattern and with.with point into
    Buf replacement;
    FindQuery find;
    FindReplacement with;
    Vec(SwapTarget) targets;
    size_t next; // target to go on with
    bool undo;
    bool stop;        // after the files under way
    size_t made;      // matches replaced
    size_t written;   // files
    size_t failed;    // files left as they were
    Err why;          // of the first one
    size_t documents; // that were edited
    SearchReplacements done;
} SearchSwap;

/* Work on the next few; the store task's `work`. */
bool search_swap_work(Store *st, int64_t project, void *job, Err *err);
void search_swap_free(SearchSwap *j);

#endif
