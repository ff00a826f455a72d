/* The project's files, for finding one by a few letters: walked and searched by workers. */
#ifndef WORKSPACE_FILES_H
#define WORKSPACE_FILES_H

#include "finder/finder.h"

typedef struct Workspace Workspace;
typedef struct FileIndex FileIndex;

typedef struct {
    const FinderTop *top;     // best first; of an earlier query until the search is done
    const FinderQuery *query; // whose they are
    FinderMode mode;          // ... and how it was taken
    size_t total;             // files known
    bool done;                // all files were looked at for this query
} FilesFound;

/* What is found for a query.  Starts the walk (again, if the last one is a while ago) and the
 * search where they are due; the palette is stale when there is more.  Paths are relative to the
 * root; borrowed until the next settle.  O(1). */
FilesFound files_find(Workspace *ws, Str query);
void files_free(Workspace *ws);

/* A file that was shown in an editor: newest last, the last 200, over all sessions of the project.
 */
void files_used(Workspace *ws, const char *path);
/* It is gone, and no longer one of those used lately. */
void files_forget(Workspace *ws, const char *path);

#endif
