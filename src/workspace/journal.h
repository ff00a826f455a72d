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
typedef struct Snap Snap;
typedef struct TextLog TextLog;
typedef struct Journal Journal;

typedef enum { MARK_NEW, MARK_SENT, MARK_KEPT } JournalMarkState;

/* What a document has to do with it. */
typedef struct {
    uint64_t key;  // its name here; another one each time it begins anew
    TextLog *log;  // of its text, which owns it, from the last moment that text and file agreed on
    TextLog *next; // the same from a save on that is under way, else NULL
    int64_t row;   // its number in the store, 0: not known yet
    int64_t nkept; // bytes of the log that are there
    int64_t nsent; // ... that are under way
    bool handed;   // something was handed over
    Buf unkept;    // taken from the log, but not written yet
    Buf told;      // what the store was told of it beside the log, last
    // The text that a save under way writes, as a mark in what is kept: a file that holds it was
    // saved, whatever else is known of that.
    JournalMarkState mark_state;
    Snap *mark;       // owned; NULL: none
    int64_t mark_off; // bytes of the log before it
} DocumentJournal;

/* Begin with a document as it is now: its text is what the file holds, but for a text that has a
 * log, which tells of edits that the file has not. */
void journal_begin(Document *d);
/* The document goes, or is given another text. */
void journal_end(Document *d);
/* A save of the text as it is now, which `saved` is, begins, ends well, or fails. */
void journal_save_begins(Document *d, Snap *saved);
void journal_saved(Document *d);
void journal_save_failed(Document *d);
/* The file is not to be replaced yet: who dies then would be asked about its own save. */
bool journal_mark_waits(const Document *d);

Journal *journal_new(Workspace *ws);
/* From now on there is something to write to. */
void journal_start(Workspace *ws);
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
/* A batch is under way, or what was left is looked for. */
bool journal_is_writing(const Workspace *ws);
/* Something is not with the store yet. */
bool journal_is_behind(const Workspace *ws);

#endif
