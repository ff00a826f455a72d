/* What both ways between undo states and bytes share. */
#ifndef TEXT_HISTORY_PACK_H
#define TEXT_HISTORY_PACK_H

#include "text/text-inner.h"

#define HISTORY_MAGIC "undo1"

/* One edit for all those of a state, without rows. */
TextEdit text_state_covering(const TextState *s);

#endif
