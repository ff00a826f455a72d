/* What was done, between its being done and its entry in the audit log: records in a file beside
 * the database, so that nobody who starts a program waits for a database.  A process of its own
 * takes them over a moment later, all that have come together; what it leaves behind when it is
 * killed, the next one takes.  Killed between the entry and the end of the file, it may be noted
 * twice, but never not at all. */
#ifndef APP_CLI_PENDING_H
#define APP_CLI_PENDING_H

#include "store/store.h"

/* One appending write; of the entry, the time, kind, subject, detail and folder, without NULs.
 * False if there is no place for it; else *waiting gets how many bytes of records there are. */
bool cli_pending_add(const AuditEntry *e, size_t *waiting);
/* Have somebody take them over soon: whoever is about to, or a new process, which keeps nothing of
 * ours open.  Costs a fork at most. */
void cli_pending_take_later(void);
/* Take them over now; returns when none of before is on its way any more. */
void cli_pending_take(void);

#endif
