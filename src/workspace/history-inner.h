/* What the files of local history share. */
#ifndef WORKSPACE_HISTORY_INNER_H
#define WORKSPACE_HISTORY_INNER_H

#include "workspace/inner.h"

#include "store/store.h"

/* What a worker reads rows for; and what it found. */
typedef struct {
    unsigned generation;
    HistoryScope scope;
    char *path; // owned; "" without one
    char *root; // owned; of the project
    unsigned causes;
    int64_t moment, now_ms;
    Buf search;
    int64_t next; // where the search goes on
    HistoryRows rows;
    HistoryNotes notes;
    HistoryCounts counts;
    int64_t versions, bytes;
    bool more, excluded;
} HistoryJob;

void history_job_free(HistoryJob *j);
/* Store tasks. */
bool history_load_work(Store *s, int64_t project, void *job, Err *err);
bool history_find_work(Store *s, int64_t project, void *job, Err *err);
bool history_count_work(Store *s, int64_t project, void *job, Err *err);
void history_rows_deinit(HistoryRows *rows);
void history_notes_deinit(HistoryNotes *notes);
/* Show the selected row beside the list if it is not shown. */
void history_look(Workspace *ws);
/* "14:02:11" of a wall time, in local time. */
void history_add_clock(int64_t time_ms, Buf *out);

#endif
