/* Folders to go to: those that were worked in before, and those of the disk while a path is
 * typed.  Both are read on workers. */
#ifndef WORKSPACE_FOLDERS_H
#define WORKSPACE_FOLDERS_H

#include "base/str.h"
#include "base/vec.h"

typedef struct Workspace Workspace;
typedef struct LoopJob LoopJob;

enum { FOLDERS_RECENT = 9 };

typedef struct {
    Vec(char *) recent; // owned; absolute, that still exist, the one opened last first
    char *listed;       // owned; the folder that `names` are of; NULL: none yet
    Vec(char *) names;  // owned; of the folders in it, sorted
    Vec(char *) files;  // owned; of what else is in it, sorted
    char *why;          // owned; why it cannot be listed; NULL: it could
    LoopJob *listing;   // NULL if none is under way
} Folders;

/* Ask the store for the folders of other projects; they come later. */
void folders_load(Workspace *ws);
/* Have `dir` (absolute) listed.  False until that is done; then the palette is made again. */
bool folders_list(Workspace *ws, const char *dir);
void folders_cancel(Folders *f);
void folders_deinit(Folders *f);

#endif
