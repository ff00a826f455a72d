/* The journal of unsaved edits: within half a second they are in the store, and come back from
 * there however the program ends.
 *
 * An edit is appended to the log of its text, in memory; what came is handed to the store's worker
 * by a timer, all documents in one transaction.  A document without unsaved edits has no part in
 * it. */
#ifndef WORKSPACE_JOURNAL_H
#define WORKSPACE_JOURNAL_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Workspace Workspace;
typedef struct Document Document;
typedef struct TextLog TextLog;
typedef struct Journal Journal;

/* What a document has to do with it. */
typedef struct {
    uint64_t key;  // its name here; another one each time it begins anew
    TextLog *log;  // of its text, which owns it, from the last moment that text and file agreed on
    TextLog *next; // the same from a save on that is under way, else NULL
    int64_t row;   // its number in the store, 0: not known yet
    int64_t nkept; // bytes of the log that are there
    bool handed;   // something was handed over
    Buf unkept;    // taken from the log, but not written yet
    Buf told;      // what the store was told of it beside the log, last
} DocumentJournal;

/* Begin with a document as it is now: its text is what the file holds, but for a text that has a
 * log, which tells of edits that the file has not. */
void journal_begin(Document *d);
/* The document goes, or is given another text. */
void journal_end(Document *d);
/* A save begins, ends well, or fails. */
void journal_save_begins(Document *d);
void journal_saved(Document *d);
void journal_save_failed(Document *d);

Journal *journal_new(Workspace *ws);
/* The workspace is leaving: what is kept stays for the next start if `keep`, else it was given up.
 */
void journal_leave(Workspace *ws, bool keep);
void journal_free(Journal *j);
/* Have the timer run if something is to be kept. */
void journal_settle(Workspace *ws);
/* Hand over now what is to be kept. */
void journal_flush(Workspace *ws);
/* All edits that are not saved would come back at the next start. */
bool journal_keeps_all(const Workspace *ws);
/* Something is not with the store yet. */
bool journal_is_behind(const Workspace *ws);

#endif
