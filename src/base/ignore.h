/* Which files of a project git would not look at: .gitignore files of every folder from the top of
 * the repository down, .git/info/exclude and the user's own list.  They are read as one descends,
 * so asking in the order of a walk costs least.  Not for use by two threads at once. */
#ifndef BASE_IGNORE_H
#define BASE_IGNORE_H

#include <stdbool.h>

typedef struct Ignore Ignore;

/* `root` is the folder that paths are relative to; the repository may start above it.  Works
 * without a repository too.  Changes of the files made later are not seen. */
Ignore *ignore_new(const char *root);
void ignore_free(Ignore *ig);
/* Is this file or folder, or a folder that it lies in, ignored?  `path` is relative to the root,
 * without "." and "..".  A link to a folder is no folder here (is_dir false), as git has it. */
bool ignore_match(Ignore *ig, const char *path, bool is_dir);

#endif
