/* What a worker is told to save, and how that went. */
#ifndef WORKSPACE_SAVE_JOB_H
#define WORKSPACE_SAVE_JOB_H

#include "base/err.h"
#include "base/fs.h"
#include "text/text.h"

#include <stdatomic.h>

typedef struct Workspace Workspace;

typedef struct {
    Workspace *ws;      // main thread only
    uint64_t doc;       // id: the document may be closed meanwhile
    char *path;         // owned
    bool as;            // the document takes the path over once it is written
    bool as_is;         // nothing is tidied before
    bool atomic;        // a new file takes the place of the old one, where that can be
    Snap *snap;         // owned
    size_t state;       // of the text when the save began
    Coding was;         // of the document when the save began
    Coding coding;      // to be written in
    bool converting;    // ... which is not what it was until now
    int64_t restored_n; // of the document: the save brings it back
    int tab_size;       // for the column of what cannot be written
    bool lacking;       // the encoding lacks a character, the one at `problem`
    uint64_t problem;
    FsStat expected; // state the file should still have
    bool check;      // refuse if it has another
    bool existed;
    bool conflict; // it had another
    bool lost;     // parts of the text could not be read
    bool gaps;     // save it all the same
    bool ok, in_place;
    FsSave *out; // owned; written and not in place yet
    FsStat after;
    Err err;
} SaveJob;

/* In two halves, each to its end whether it is cancelled or not; on any thread.  After the first
 * the text is on the disk and j->out is there, or j->err says why not. */
void save_write(void *arg, const atomic_bool *cancelled);
/* Put it in the file's place; j->ok says how that went. */
void save_place(void *arg, const atomic_bool *cancelled);

#endif
