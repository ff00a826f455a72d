/* From the output of a run or a task to problems of files: finds out which files are meant. */
#ifndef WORKSPACE_PROBLEM_FEED_H
#define WORKSPACE_PROBLEM_FEED_H

#include "workspace/problem-scan.h"

typedef struct {
    const char *source; // name of the source whose problems these are
    const char *cwd;    // absolute; names of files are relative to it, or else to the project
    const char *file;   // absolute; what was run, NULL: not known
    bool keeps;         // what the source said before stays until something is found
} ProblemOrigin;

typedef struct ProblemFeed ProblemFeed;
/* What the source said before is forgotten, unless the origin keeps it.  Set and workspace are
 * borrowed, the rest copied. */
ProblemFeed *problem_feed_new(Workspace *ws, const MatcherSet *set, ProblemOrigin origin);
void problem_feed_free(ProblemFeed *f);
/* The next bytes, as many as there is time for (see problem_scan_feed()); returns how many. */
size_t problem_feed_bytes(ProblemFeed *f, Str bytes, int64_t until_ns);
/* See problem_scan_flush(). */
void problem_feed_flush(ProblemFeed *f, bool end);
/* Problems found so far, of a severity. */
size_t problem_feed_count(const ProblemFeed *f, Severity s);
/* Of a task in the background: it has marks that say when it is at work, and is not. */
bool problem_feed_is_idle(const ProblemFeed *f);

#endif
