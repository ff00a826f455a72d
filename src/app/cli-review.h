/* codelab review: what runs wrote, shown, decided and applied from the command line. */
#ifndef APP_CLI_REVIEW_H
#define APP_CLI_REVIEW_H

#include "review/review.h"

/* What is printed for a person: a run that waits, and its entries with those of a group in one
 * line. */
void review_print_head(const ReviewHead *h);
void review_print_entry(const ReviewEntry *e);
void review_print_entries(const Review *r);
/* One object: the review (NULL: none) and the runs that wait. */
void review_print_json(const Review *r, const ReviewHeads *waiting);
/* All of it as a patch; reads each text and lets it go again. */
bool review_print_patch(Review *r, Store *s, Err *err);
/* What an apply or an undo came to.  CLI_FAILED if something was left. */
int review_print_outcome(const ReviewOutcome *o, const char *done);
/* What an "all" left out, and why, to stderr; nothing if that is none. */
void review_print_left(const Review *r, const ReviewLeft *left);

/* Ask hunk by hunk, in a terminal; each answer is kept at once.  False with a sentence. */
bool review_ask(Review *r, Store *s, Err *err);
/* A question with its answers' letters; the one that was given, 'q' at the end of the input. */
char review_ask_letter(const char *question, const char *letters);

/* The review of a run that has just ended: begin it in a terminal, else list it. */
void cli_review_now(int64_t run);

#endif
