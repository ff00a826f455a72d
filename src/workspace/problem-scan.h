/* A stream of output read for problems, line by line as it comes.
 *
 * Bytes in, findings out: no files are looked at, nothing is drawn.  Control sequences are left
 * out, lines are cut at SCAN_LINE_MAX bytes, so that the cost of a byte is bounded whatever comes.
 */
#ifndef WORKSPACE_PROBLEM_SCAN_H
#define WORKSPACE_PROBLEM_SCAN_H

#include "workspace/problem-match.h"

enum { SCAN_LINE_MAX = 4096, SCAN_FRAMES_MAX = 64 };

typedef struct {
    char *file; // owned, as the tool wrote it (with the folder it was in); NULL: the one that runs
    ProblemPlace at;
    char *note; // owned, NULL: a frame that led to it
} FindingPlace;

typedef struct {
    Severity severity;
    char *message, *code; // owned; code may be NULL
    const Matcher *matcher;
    Vec(FindingPlace) places; // of a trace the innermost first, else one
    Vec(FindingPlace) notes;
} Finding;

void finding_deinit(Finding *f);

typedef struct ProblemScan ProblemScan;
/* The set is borrowed for as long as the scan lives. */
ProblemScan *problem_scan_new(const MatcherSet *set);
void problem_scan_free(ProblemScan *s);
/* The next bytes; returns how many were taken: it ends behind a line once the monotonic clock has
 * reached `until_ns` (INT64_MAX: takes all). */
size_t problem_scan_feed(ProblemScan *s, Str bytes, int64_t until_ns);
/* Nothing follows for now: what waits for more lines is given out.  `end`: nothing ever will. */
void problem_scan_flush(ProblemScan *s, bool end);
/* The next finding, handed over; false if there is none. */
bool problem_scan_take(ProblemScan *s, Finding *out);
/* A task in the background began its work anew since the last call: what it said is obsolete. */
bool problem_scan_began(ProblemScan *s);
/* It says that it is at work, or done (for tasks that wait for it). */
bool problem_scan_is_working(const ProblemScan *s);
bool problem_scan_has_marks(const ProblemScan *s);

#endif
