/* What the files of the journal and of recovery share. */
#ifndef WORKSPACE_JOURNAL_INNER_H
#define WORKSPACE_JOURNAL_INNER_H

#include "base/hash.h"
#include "store/store.h"
#include "workspace/inner.h"
#include "workspace/journal.h"

struct Journal {
    Workspace *ws;           // borrowed
    struct LoopTimer *timer; // owned; runs while something is to be handed over
    bool armed;              // it runs
    bool writing;            // a batch is under way
    bool hurry;              // ... and the next one is to follow at once
    int64_t late_ns;         // monotonic: when edits came during it; 0: none did
    int64_t owner;           // our number in the store, 0: not known yet
    uint64_t last_key;
    Vec(int64_t) gone; // rows that nothing needs any more
    int failures;      // batches that failed since one went well
    bool told;         // the user knows
};

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
