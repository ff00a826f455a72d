/* What the store keeps, as the settings have it; and, now and then, what it lets go. */
#ifndef WORKSPACE_HISTORY_KEEP_H
#define WORKSPACE_HISTORY_KEEP_H

#include <stdbool.h>

typedef struct Workspace Workspace;

typedef struct {
    unsigned rules_at; // stamp of the settings that the store was told
    int added;         // versions since it was tidied up last
    bool tidying;      // a task of the store is on its way
    bool leaving;      // the program ends: no task leads to another
    bool tidied;       // since the start
    unsigned changes;  // counts up when what history holds changed
} HistoryKeep;

/* Tell the store what is never kept, before anything is. */
void history_keep_start(Workspace *ws);
/* The same when settings changed; begin to let go what is beyond the limits when that is due. */
void history_keep_settle(Workspace *ws);
/* Versions came, or went. */
void history_keep_added(Workspace *ws);

#endif
