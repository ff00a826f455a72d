/* A mark: a place in a file.  While the file is open it follows the edits; after that it is found
 * again by path and line. */
#ifndef WORKSPACE_MARK_H
#define WORKSPACE_MARK_H

#include "base/err.h"
#include "text/text.h"

typedef struct Workspace Workspace;
typedef struct Document Document;

typedef struct {
    uint64_t doc; // id of the open document, 0: it is closed
    size_t off;   // byte offset, in the open document or in the file when it was closed
    TextRev rev;  // revision that `off` belongs to
    char *path;   // owned; of the closed file; NULL: open, or it never had one
    size_t row;   // where it was when the file was closed, SIZE_MAX: only `off` is known
    size_t col;   // bytes from the start of that line
} Mark;

/* {0} is a valid empty one. */
void mark_deinit(Mark *m);
void mark_set(Mark *m, const Document *d, size_t off);
/* Follow the edits made since; true if there were any.  O(edits). */
bool mark_follow(const Workspace *ws, Mark *m);
/* The document was just opened: nothing happens if it is another one. */
void mark_attach(Mark *m, const Document *d);
/* A document is about to be closed, or was just opened: for all marks, places gone from and
 * bookmarks. */
void marks_detach(Workspace *ws, const Document *d);
void marks_attach(Workspace *ws, const Document *d);
/* Path of its file, NULL without one; borrowed. */
const char *mark_path(const Workspace *ws, const Mark *m);
/* Its line, as far as that is known without opening the file. */
LineCount mark_row(const Workspace *ws, const Mark *m);
/* Show its place: in the focused group if it has the document, else where the document was shown
 * last, else the file is opened.  False if there is no such file any more. */
bool mark_show(Workspace *ws, const Mark *m);

#endif
