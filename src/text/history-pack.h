/* What both ways between undo states and bytes share. */
#ifndef TEXT_HISTORY_PACK_H
#define TEXT_HISTORY_PACK_H

#include "text/text-inner.h"

#define HISTORY_MAGIC "undo1"

/* One edit for all those of a state, without rows. */
TextEdit text_state_covering(const TextState *s);
/* text_history_pack(), with the number + 1 that each state of t got, 0 where it was left behind
 * (owned); the present one always has one.  Returns how many have. */
size_t text_history_pack_numbers(const Text *t, size_t max_bytes, Buf *out, size_t **numbers);

#endif
