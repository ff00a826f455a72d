/* The log: what is done to a text as bytes, from which the same is done again to another text that
 * began the same, its undo states with it.  Part of the face text.h.
 *
 *   TextLog *l = text_log_new(t);
 *   ...edits, undo, redo of t...
 *   keep(text_log_base(l), text_log_history(l), text_log_ops(l));
 *   // in another life, `again` holds the bytes of the base:
 *   text_log_replay(again, history, ops);
 *
 * A log costs its text nothing while nothing is done, and about as many bytes as come in after. */
#ifndef TEXT_LOG_H
#define TEXT_LOG_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Text Text;
typedef struct Snap Snap;
typedef struct TextLog TextLog;

enum { TEXT_LOGS_MAX = 2 }; // that one text may have at once

/* A log of what is done to t from now on; freed by its text, or before that. */
TextLog *text_log_new(Text *t);
void text_log_free(TextLog *l);
/* The first that was made of those t has; NULL: it has none. */
TextLog *text_log_of(const Text *t);
/* Something was done since it is there. */
bool text_log_is_begun(const TextLog *l);
/* The text it begins with; borrowed, and t's present state if it is not begun.  After
 * text_log_drop_base() it is NULL. */
const Snap *text_log_base(const TextLog *l);
void text_log_drop_base(TextLog *l);
/* What undo knew at its beginning, to be given to the replay; borrowed, perhaps empty. */
Str text_log_history(const TextLog *l);
/* What was done and not taken yet.  The reader may take it out: pieces that follow each other are a
 * log again. */
const Buf *text_log_ops(const TextLog *l);
/* Moved behind what is in `out`. */
void text_log_take(TextLog *l, Buf *out);

/* Do to t, which was not edited and has the bytes of a log's base, what the log tells.  `history`
 * is that of the log.  Returns how many bytes of `ops` were sound: all, or those before the first
 * damage; what they tell is done.  Any bytes are safe. */
size_t text_log_replay(Text *t, Str history, Str ops);
/* What `ops` put in, with the places, as words for the user, where the base is gone; appended.
 * Returns how many bytes of `ops` were sound.  Any bytes are safe. */
size_t text_log_tell(Str ops, Buf *out);

#endif
