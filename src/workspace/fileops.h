/* What is done to files and folders: made, renamed, moved, copied, deleted; each with undo.
 *
 * An operation is a list of steps that a worker takes one after the other; if one fails, those that
 * were taken are taken back, so that all of it happens or nothing.  What can be lost goes to the
 * trash.  When it is done, open documents, their bookmarks and the history follow the files.
 * Operations run one at a time, in the order in which they were asked for. */
#ifndef WORKSPACE_FILEOPS_H
#define WORKSPACE_FILEOPS_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

typedef struct Workspace Workspace;
typedef struct FileOps FileOps;

typedef enum {
    FILE_MAKE,     // an empty file `to`, and the folders above it
    FILE_MAKE_DIR, // the same with a folder
    FILE_UNMAKE,   // `from` goes to the trash, the folders above it up to `top` if they are empty
    FILE_MOVE,
    FILE_COPY,
    FILE_TRASH,   // `from`
    FILE_RESTORE, // item `id` of the trash to `to`
    FILE_REMOVE   // `from`, for good
} FileStepKind;
typedef struct {
    FileStepKind kind;
    char *from, *to; // owned; absolute
    bool free_name;  // MOVE, COPY: if there is a `to` already, to "name copy.ext" beside it
    char *top;       // owned; topmost folder that MAKE made, NULL if none
    char *id;        // owned; of the trash
    bool done;
} FileStep;
typedef Vec(FileStep) FileSteps;

typedef enum {
    FILES_CREATE,
    FILES_RENAME,
    FILES_MOVE,
    FILES_COPY,
    FILES_DELETE,
    FILES_DELETE_FOR_GOOD
} FileVerb;

FileOps *fileops_new(Workspace *ws);
/* None may be under way: see fileops_cancel(). */
void fileops_free(FileOps *f);
/* Ask for an operation.  Takes `steps` over; `subject` (copied) is what messages name.  `open`:
 * show the file that it makes. */
typedef struct {
    FileVerb verb;
    const char *subject;
    FileSteps steps;
    bool open;
    uint64_t names; // id of the document that asks for it and is saved then, 0: none
} FileRequest;
void fileops_do(Workspace *ws, FileRequest r);
/* Take the last operation back, or do again what was taken back.  Fails if there is none. */
bool fileops_undo(Workspace *ws, Err *err);
bool fileops_redo(Workspace *ws, Err *err);
/* Stop what is under way and waiting; what was done of it is taken back.  False if nothing is. */
bool fileops_cancel(Workspace *ws);
bool fileops_is_busy(const Workspace *ws);
/* An operation under way may move or remove this path. */
bool fileops_covers(const Workspace *ws, const char *path);
/* "Copying 'src': 120 of 340" once it takes long; appended, nothing before that. */
void fileops_progress(const Workspace *ws, Buf *out);
/* Start what waits for saves. */
void fileops_settle(Workspace *ws);

/* Append a step; the paths are copied, `to` may be NULL. */
void file_steps_add(FileSteps *s, FileStepKind kind, const char *from, const char *to);
void file_steps_deinit(FileSteps *s);

#endif
