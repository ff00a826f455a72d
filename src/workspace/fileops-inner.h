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
/* Documents, marks and history take notice of steps that were done. */
void file_steps_follow(Workspace *ws, const FileSteps *s);

#endif
