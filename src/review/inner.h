/* What the files of this room share. */
#ifndef REVIEW_INNER_H
#define REVIEW_INNER_H

#include "review/review.h"

/* flags.c: what a path says of itself.
 * REVIEW_SECRET and REVIEW_TOOLS. */
unsigned review_path_flags(const char *path);
/* A folder that tools make anew; is_new: nothing was there before the run. */
bool review_is_generated(const char *dir, bool is_new);
/* A link at `path` (relative) that points out of the folder. */
bool review_link_leaves(const char *path, const char *target);

/* look.c: what stands at a path below an open folder.
 * Nothing is no failure.  `bytes`, if it is not NULL, gets the content of a file of at most
 * REVIEW_MAX_FILE, whose hash is then known.  False with a sentence: it cannot be told, or it is a
 * pipe, device or socket (ENOTSUP). */
bool review_look(int root, const char *path, ReviewSide *out, Buf *bytes, Err *err);
/* The same thing with the same content and target; modes aside. */
bool review_same_content(const ReviewSide *a, const ReviewSide *b);
/* Has the file the same inode, size and times as when `was` was looked at? */
bool review_is_untouched(const ReviewSide *was, const ReviewSide *now);
/* A text that hunks make sense of. */
bool review_is_text(Str bytes);

/* open.c: the folder of a review as it is called now; owned, NULL with a sentence. */
char *review_dir(Store *s, const ReviewHead *h, Err *err);

/* text.c: what the hunks make of the text, those in one of the states (a bit for each). */
void review_compose(const ReviewText *t, unsigned states, Buf *out);
#define REVIEW_BIT(state) (1U << (state))
/* The state of an entry that has such hunks, of which there is one. */
ReviewState review_state_of(const ReviewHunks *hunks);
/* Is it one of a text whose hunks are decided one by one? */
bool review_has_hunks(const ReviewEntry *e);

#endif
