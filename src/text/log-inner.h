/* What both ways of a log share.  Numbers are as in LEB128.
 *
 * An op is a byte, LOG_NEW set if it led to a new undo state, and:
 *   LOG_EDIT        start, old bytes, new bytes, those
 *   LOG_MANY        how many; each: bytes since the one before, old bytes, new bytes, those
 *   LOG_REWRITE     the same, made as a rewrite
 *   LOG_GO          number of the state that undo or redo led to
 *   LOG_JUMP        as LOG_EDIT: what undo or redo did where the log does not know the state; that
 *                   is a new one for it
 *   LOG_STAMP       milliseconds, of the present state
 *   LOG_GROUP, LOG_GROUP_END
 * States have the numbers of the packed history, and new ones those that follow. */
#ifndef TEXT_LOG_INNER_H
#define TEXT_LOG_INNER_H

#include "text/log.h"
#include "text/text-inner.h"

typedef enum {
    LOG_EDIT = 1,
    LOG_MANY,
    LOG_REWRITE,
    LOG_GO,
    LOG_JUMP,
    LOG_STAMP,
    LOG_GROUP,
    LOG_GROUP_END
} LogOp;
enum { LOG_NEW = 0x80 };

/* The next number of *in, which goes behind it; false at damage. */
bool log_get_number(Str *in, size_t *out);
/* One of LOG_MANY: `gap` bytes behind the one before. */
void log_add_splice(Buf *out, size_t gap, size_t old_n, Str with);

/* Each function that changes a text calls this before it does, */
void text_logs_begin(Text *t);
/* and one of these after.  Nothing for a text without a log. */
void text_logs_edit(Text *t, size_t start, size_t old_n, Str with);
void text_logs_many(Text *t, const TextSplice *v, size_t n);
void text_logs_rewrite(Text *t, size_t n, Str splices);
/* `before` and `size`: revision and bytes of the text then. */
void text_logs_go(Text *t, TextRev before, size_t size);
void text_logs_stamp(Text *t, int64_t stamp);
void text_logs_op(Text *t, LogOp op);
void text_logs_free(Text *t);

#endif
