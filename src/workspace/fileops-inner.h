/* Inside of file operations. */
#ifndef WORKSPACE_FILEOPS_INNER_H
#define WORKSPACE_FILEOPS_INNER_H

#include "base/fs-tree.h"
#include "workspace/inner.h"

/* Take all steps, or none.  On failure *failed is the step that could not be taken, and err->code
 * its errno.  Worker. */
bool file_steps_run(FileSteps *s, const FsWatch *watch, size_t *failed, Err *err);
/* The steps that take these back, in order; of those that were done. */
FileSteps file_steps_inverse(const FileSteps *s);
/* Why it could not be done, and what to do about it; appended. */
void file_steps_explain(const Workspace *ws, const FileSteps *s, size_t failed, const Err *err,
                        Buf *out);
/* What steps aside while others take its name is called so, with more behind it. */
#define RENAME_ASIDE ".codelab-rename-"
/* Note durably what the steps put aside, in *path (owned; NULL: nothing is).  Worker. */
bool rename_journal_begin(const char *root, const FileSteps *s, char **path, Err *err);
/* It is over; takes the path.  Unless all went well the note stays for the next opening.  Worker.
 */
void rename_journal_end(char *path, bool ok);
/* Put what processes that are gone left aside where it was, or on to where it was to go: on a
 * worker, and say it. */
void rename_journal_start(Workspace *ws);

/* Documents, marks and history take notice of steps that were done. */
void file_steps_follow(Workspace *ws, const FileSteps *s);

#endif
