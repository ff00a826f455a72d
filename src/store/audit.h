/* What was done, in an order that nobody changes afterwards (docs/adr/0017).  Part of the face
 * store.h.
 *
 * Each entry holds the SHA-256 over the one before and itself; the last sum stands in a file beside
 * the database, too, so that entries cut off the end are missed.  Never contents, keys or values of
 * the environment. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "base/err.h"
#include "base/hash.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Store Store;

typedef struct {
    int64_t n; // 1, 2, 3 …; given by audit_add
    int64_t time_ms;
    Str kind;    // "run", "trust", "remove", …
    Str subject; // what it was done to: a command, a folder, a file
    Str detail;  // "success, exit 0"; may be empty
    Str folder;  // of the project; may be empty
    Str author;  // empty: the user
    uint8_t hash[HASH_NBYTES];
} AuditEntry;

/* Add one; time_ms 0 is now.  On the disk when this returns true.  Words that are longer than 4096
 * bytes are cut. */
bool store_audit_add(Store *s, const AuditEntry *e, Err *err);

/* Calls `take` for each from number `from` on, in their order, until it says no.  The entry and its
 * words are lent. */
bool store_audit_each(Store *s, int64_t from, bool (*take)(void *arg, const AuditEntry *e),
                      void *arg, Err *err);

typedef struct {
    int64_t nentries;
    int64_t broken; // the first that is not as it was written, 0: none
    int64_t cut;    // entries that once stood behind the last one, 0: none
    int64_t gaps;   // places where that was met when the log went on
    bool no_head;   // there is no last sum to hold it against
} AuditCheck;
/* Hold all of them against their sums, and the last against the file. */
bool store_audit_check(Store *s, AuditCheck *out, Err *err);

#endif
