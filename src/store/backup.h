/* Copies of the whole database, and what they give back.  Part of the face store.h.
 *
 * They lie in the folder "backups" beside the database, readable by their user alone, each with the
 * moment in its name, whole and checked. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Store Store;

typedef struct {
    char *path; // owned
    int64_t time_ms, nbytes;
} Backup;
typedef Vec(Backup) Backups;
/* Newest first; none is no failure. */
bool store_backups(const Store *s, Backups *out, Err *err);
void backups_deinit(Backups *b);
/* Make one and let all but the newest `keep` go.  The database as it is
 * at this moment is copied in small steps, between which others write; store_set_cancel() ends it.
 * A failure leaves nothing of it.  *out (may be NULL) is what was made, with no path if somebody
 * else is at it. */
bool store_backup(Store *s, int keep, Backup *out, Err *err);
void backup_deinit(Backup *b);

/* Read all of the database.  False with a sentence if it is damaged: then the next store_open()
 * that is alone repairs it. */
bool store_check(Store *s, Err *err);
typedef struct {
    int64_t ncontents, nhealed, nlost; // looked at; were damaged: taken from a backup; not there
} HealResult;
/* Replace contents that are damaged by those of the backups, newest first.  Costs unpacking all of
 * them. */
bool store_heal(Store *s, HealResult *out, Err *err);

#endif
