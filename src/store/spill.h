/* Where unsaved edits go while the database cannot be written: one file in a folder of the process,
 * beside the database, or where the system keeps what users run if that place fails, too.  The
 * folder is locked as long as its process lives.  Part of the face store.h; needs no open store.
 *
 *   JournalSpill *spill = journal_spill_new(&err);
 *   journal_spill_write(spill, root, &batch, &err); // each holds what the database lacks
 *   journal_spill_free(spill);                      // what it holds stays
 *   ...in another life, when there is a database again:
 *   journal_spill_take(store, project, root, me, &err); */
#ifndef STORE_SPILL_H
#define STORE_SPILL_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

typedef struct Store Store;
typedef struct JournalBatch JournalBatch;
typedef struct JournalSpill JournalSpill;

/* Any thread, one at a time. */
JournalSpill *journal_spill_new(Err *err);
void journal_spill_free(JournalSpill *s);
/* A batch of the project that has the folder `root` takes the place of what was written before; it
 * is on the disk then.  Costs all of it. */
bool journal_spill_write(JournalSpill *s, const char *root, const JournalBatch *b, Err *err);
/* The database has all of it. */
void journal_spill_clear(JournalSpill *s);
/* Write to the store, as `owner`'s, what the dead left for that folder. */
bool journal_spill_take(Store *s, int64_t project, const char *root, int64_t owner, Err *err);
/* How many documents wait in what the dead left, whichever the folder. */
size_t journal_spills_waiting(void);

#endif
