/* What the store keeps, as the settings have it; and, now and then, what it lets go. */
#ifndef WORKSPACE_HISTORY_KEEP_H
#define WORKSPACE_HISTORY_KEEP_H

#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Store Store;
typedef struct Workspace Workspace;

/* A run whose writes reach the project's folder. */
typedef struct {
    int64_t execution; // its id in the store, 0: it has not ended yet
    int64_t start_ms;  // wall time
} HistoryRun;

typedef struct {
    unsigned rules_at;    // stamp of the settings that the store was told
    int added;            // versions since it was tidied up last
    bool tidying;         // a task of the store is on its way
    bool leaving;         // the program ends: no task leads to another
    bool tidied;          // since the start
    unsigned changes;     // counts up when what history holds changed
    Vec(HistoryRun) runs; // that wait until what they wrote is looked at
} HistoryKeep;

/* The store of the caller keeps from now on what the settings let it keep. */
void history_keep_tell(const Workspace *ws, Store *s);
/* Tell the store what is never kept, before anything is. */
void history_keep_start(Workspace *ws);
/* The same when settings changed; begin to let go what is beyond the limits when that is due. */
void history_keep_settle(Workspace *ws);
/* Versions came, or went. */
void history_keep_added(Workspace *ws);

#endif
