/* The journal of edits that are not saved yet: for each document what it began with and, as bytes
 * that the store does not look into, what was done to it since.  Part of the face store.h.
 *
 * What is kept belongs to an owner, a running codelab that holds a lock as long as it lives.  The
 * next one takes over what owners left that are dead, and nothing of those that live.
 *
 *   int64_t me = store_journal_owner(s, &err);
 *   store_journal_take(s, project, me, &left_behind, &err);
 *   store_journal_write(s, &(JournalBatch){project, me, entries, n, true}, &err); */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

typedef struct Store Store;

/* What is to be kept of one document from now on. */
typedef struct {
    int64_t doc;          // its number; 0: it has none yet, and gets one
    bool drop;            // all that is kept of it goes; if it has no number: nothing is done
    char *path;           // owned; NULL: it has no file
    Buf meta;             // in place of what was known; empty: that stays
    int64_t base_nbytes;  // of a new one: of the text it began with
    uint8_t base_sum[32]; // ... and its sum, as the caller makes sums
    bool has_base;        // ... and all of it, in `base`
    Buf base;             // of a new one, if has_base: the text it began with
    Buf history;          // of a new one: what undo knew then
    int64_t off;          // bytes of `ops` that were kept before
    Buf ops;              // appended
    bool marked;          // a save begins: takes the place of the mark that was known
    int64_t mark_off;     // ... of the text after so many bytes of all ops
    int64_t mark_nbytes;  // ... which is so long,
    uint8_t mark_sum[32]; // and has that sum
} JournalEntry;
typedef Vec(JournalEntry) JournalEntries;
void journal_entries_deinit(JournalEntries *v);

typedef struct JournalBatch {
    int64_t project, owner;
    JournalEntry *entries;
    size_t n;
    int64_t time_ms; // wall time
    bool durable;    // also in a power cut: waits for the disk
} JournalBatch;
/* All of it or nothing.  Costs what is appended. */
bool store_journal_write(Store *s, const JournalBatch *batch, Err *err);

/* A new owner, which lives as long as s does.  0 on failure. */
int64_t store_journal_owner(Store *s, Err *err);

/* What was kept of a document whose owner is dead. */
typedef struct {
    int64_t doc;
    int64_t time_ms; // of its last batch
    char *path;      // owned; NULL: it has no file
    Buf meta, base, history, ops;
    int64_t base_nbytes;
    uint8_t base_sum[32];
    bool has_base;
    bool marked; // a save began, see JournalEntry
    int64_t mark_off, mark_nbytes;
    uint8_t mark_sum[32];
    bool cut; // some of ops or its base is damaged or missing: ops end before that
} JournalDoc;
typedef Vec(JournalDoc) JournalDocs;
/* Give `owner` what dead owners left of a project, oldest first.  It stays until an entry drops it.
 */
bool store_journal_take(Store *s, int64_t project, int64_t owner, JournalDocs *out, Err *err);
void journal_docs_deinit(JournalDocs *v);
/* How many documents of a project (0: of all) wait to be taken over; -1 on failure. */
int64_t store_journal_waiting(Store *s, int64_t project, Err *err);

#endif
