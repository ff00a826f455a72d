/* What the files of the journal share. */
#ifndef STORE_JOURNAL_INNER_H
#define STORE_JOURNAL_INNER_H

#include "store/inner.h"

/* It holds its lock; where there are no locks: its process runs. */
bool owner_lives(Store *s, int64_t owner, int64_t pid);
/* Tells bytes that are damaged from those that were written. */
int64_t journal_sum(Str bytes);

#endif
