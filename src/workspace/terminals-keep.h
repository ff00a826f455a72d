/* What terminals show is kept, so that it is there again after a crash or a reboot. */
#ifndef WORKSPACE_TERMINALS_KEEP_H
#define WORKSPACE_TERMINALS_KEEP_H

#include "base/str.h"

#include <stdint.h>

typedef struct Workspace Workspace;
typedef struct Vt Vt;

/* Rows that have left the screen of one terminal, as text with its colours. */
typedef struct {
    Buf rows;            // owned; whole lines, the newest last
    uint64_t next;       // number (vt_pushed) of the first row that is not in it yet
    int cols;            // width that the numbers are of
    uint64_t generation; // of the screen, when it was kept last
} KeptRows;

/* Take in rows that came since, so many a call.  True: there are no more. */
bool kept_rows_take(KeptRows *k, const Vt *vt);
/* All of it with what the screen shows now, appended. */
void kept_rows_write(const KeptRows *k, const Vt *vt, Buf *out);

/* Keep what is new, at most every few seconds, off the turn; only in a session process. */
void terminals_keep_settle(Workspace *ws);
/* At the end: all as it is now, or (`forget`) nothing. */
void terminals_keep_end(Workspace *ws, bool forget);
/* Have the terminals of last time again, with new shells, if the last time did not end well. */
void terminals_keep_load(Workspace *ws);

#endif
