/* Commits of a git repository as its reflog tells them, without a library: read, never asked of a
 * program, and never written. */
#ifndef WORKSPACE_GIT_MARKS_H
#define WORKSPACE_GIT_MARKS_H

#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    char id[8];      // the first 7 digits of its hash
    int64_t time_ms; // wall time, as git noted it
    char *subject;   // owned; its first line, "" if there is none
    bool amends;     // it takes the place of the one before it
} GitMark;
typedef Vec(GitMark) GitMarks;
void git_marks_deinit(GitMarks *m);

/* The commits in the text of a reflog, oldest first, appended; what is no such line is left out. */
void git_marks_parse(Str reflog, GitMarks *out);
/* Those of the repository around a folder (absolute), from the end of HEAD's reflog, where the
 * newest are: some hundreds.  None where there is no repository.  Cost: one read of at most 64 KB;
 * for a worker. */
void git_marks_read(const char *dir, GitMarks *out);

/* Where a file of the repository around a path (absolute) is, there or not; owned, NULL: around it
 * is no repository.  Looks at each folder above; for a worker. */
char *git_path_of(const char *path, const char *name);

#endif
