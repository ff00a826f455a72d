/* What the files of the journal and of recovery share. */
#ifndef WORKSPACE_JOURNAL_INNER_H
#define WORKSPACE_JOURNAL_INNER_H

#include "base/hash.h"
#include "store/store.h"
#include "workspace/inner.h"
#include "workspace/journal.h"

struct Journal {
    Workspace *ws;           // borrowed
    StoreQueue *store;       // owned; ours alone, so that no batch waits behind what takes long
    struct LoopTimer *timer; // owned; runs while something is to be handed over
    bool armed;              // it runs, until due_ns
    int64_t due_ns;          // monotonic, as the next two
    int64_t since_ns;        // when the first edit came that is in no batch; 0: all are
    int64_t next_try_ns;     // after a failure: until then batches go to the file alone
    bool writing;            // a batch is under way
    bool hurry;              // ... and the next one is to follow at once
    bool unsynced;           // the last one is to be told again, for power cuts
    int64_t owner;           // our number in the store, 0: not known yet
    uint64_t last_key;
    Vec(int64_t) gone;   // rows that nothing needs any more
    int failures;        // of the store since it went well
    JournalSpill *spill; // owned; of the worker while a batch is under way; NULL: not needed yet
    bool spilled;        // it holds what the store has not
    bool told;           // the user knows that nothing takes the edits
};

/* journal.c: what documents have to do with batches. */
bool journal_has_log(const Document *d);
bool journal_wants(const Document *d);
bool journal_has_new_mark(const Document *d);
/* Text and file agree: what was kept is of no use any more.  `log` (may be NULL) is its log from
 * now on. */
void journal_begin_anew(Document *d, TextLog *log);

/* The store failed: when is it tried again? */
void journal_retry_later(Journal *j);

/* What the text of a log was, in bytes that tell it from others: all of a text in memory, samples
 * of one that is read on demand.  On a worker. */
void journal_base_sum(const Snap *s, uint8_t sum[HASH_NBYTES]);

/* All that is to be kept of a document beside its log, as JSON; appended. */
void journal_meta_write(const Document *d, Buf *out);
/* The way back, in parts: what its text is made with, and what is known of its file; false if it is
 * damaged. */
typedef struct {
    Coding coding;
    FsStat disk;
    bool on_disk, binary;
    char *title; // owned
} JournalMeta;
bool journal_meta_read(Str meta, JournalMeta *out);
/* The rest of it, to a document that has its text. */
void journal_meta_apply(Str meta, Document *d);

/* A text of its own, with a log, that tells what was put in where it cannot be applied. */
Text *recover_rescue(const char *title, Str ops);
/* Have what the edits began with as a version of the file, if no version holds it; its number, 0
 * on failure.  On the worker. */
typedef struct {
    const char *path; // relative to the root
    const Snap *base;
    Coding coding;
    uint32_t mode;
} RecoverBase;
int64_t recover_keep_base(Store *s, int64_t project, RecoverBase b);

/* Ask the store for what a codelab left that died. */
void recover_start(Workspace *ws);

#endif
