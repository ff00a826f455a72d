/* Renaming many entries at once: a text with a name on each line, which renames when it is saved.
 */
#ifndef WORKSPACE_BULK_RENAME_H
#define WORKSPACE_BULK_RENAME_H

#include "workspace/explorer.h"

typedef struct Document Document;
typedef struct BulkRename BulkRename;

enum { BULK_RENAME_MAX = 10000, NAME_BYTES_MAX = 255 };

/* Show the names of these entries, written as name_write() does and relative to `dir`, in a tab of
 * their own.  `paths` (absolute, in `dir`) is taken over.  Fails if there are none or too many. */
bool bulk_rename_open(Workspace *ws, const char *dir, Paths paths, Err *err);
/* Ask for what the lines of its text say, as one operation.  Names may be swapped, and may hold '/'
 * where the folder exists.  Nothing happens, and the sentence names the line, if a line is no name,
 * a name is given twice, or is that of something else. */
bool bulk_rename_apply(Workspace *ws, Document *d, Err *err);
void bulk_rename_free(BulkRename *b);

/* An entry has another path: that of its line, too. */
void bulk_rename_moved(BulkRename *b, const char *from, const char *to);

#endif
