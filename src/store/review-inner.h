/* What the files about reviews share. */
#ifndef STORE_REVIEW_INNER_H
#define STORE_REVIEW_INNER_H

#include "store/inner.h"

/* The columns of a side, in the order in which they are read and bound. */
#define SIDE_COLUMNS(name)                                                                         \
    name "_thing," name "_mode," name "_nbytes," name "_blob," name "_ino," name "_mtime_ns," name \
         "_ctime_ns," name "_hash," name "_target"
enum { SIDE_NCOLUMNS = 9 };
#define SIDE_PLACES "?,?,?,?,?,?,?,?,?"

void review_bind_side(Stmt *q, int at, const ReviewSide *side);
ReviewSide review_read_side(Stmt *q, int at);

/* As stmt_bind_blob, NULL for a text that is NULL. */
void review_bind_text(Stmt *q, int at, const char *text);

/* Keep a content for a review; *blob gets its id.  Within a transaction.  `base` is what it is
 * packed against, 0: nothing. */
typedef struct {
    Str bytes;
    const uint8_t *hash;
    int64_t base;
} ReviewContent;
bool review_put_blob(Store *s, int64_t review, const ReviewContent *c, int64_t *blob, Err *err);
/* Let go of the contents of a review that none of its entries and steps needs.  Within a
 * transaction. */
bool review_drop_blobs(Store *s, int64_t review, Err *err);

/* store_review_decide() within a transaction. */
bool review_decide_in(Store *s, int64_t review, const ReviewDecisions *all, Err *err);

/* review-record.c: the steps that were done become versions, with a named point before them.
 * Within a transaction. */
bool review_record(Store *s, const ReviewHead *h, const ReviewEnd *end, DecisionLinks *links,
                   Err *err);

#endif
