/* Inside of the explorer. */
#ifndef WORKSPACE_EXPLORER_INNER_H
#define WORKSPACE_EXPLORER_INNER_H

#include "workspace/inner.h"

struct Explorer {
    Workspace *ws;     // borrowed
    Entry *root;       // owned
    Vec(Entry *) rows; // borrowed; what is visible
    bool rows_stale;
    size_t selected;         // index into rows
    Entry *selected_entry;   // borrowed; keeps the selection when rows move
    char *reveal;            // owned; path to unfold to, NULL if none
    struct LoopTimer *timer; // owned; gathers bursts of watch events
    bool settling;           // the timer runs
};

void entry_free(Entry *e);
/* Read a folder on a worker and merge what it finds into the tree. */
void explorer_list(Explorer *x, Entry *e);

#endif
