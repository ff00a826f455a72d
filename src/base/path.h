/* File paths as text; nothing here touches the disk. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/str.h"

/* dir + "/" + name, one slash between; name alone if dir is empty or name is absolute.  Owned. */
char *path_join(const char *dir, const char *name);
/* Last part, "" for a path that ends in a slash; a view into `path`. */
Str path_base(Str path);
/* All but the last part, "." without one, "/" for "/x"; a view into `path` or a literal. */
Str path_dir(Str path);
/* Extension without the dot, "" without one (".bashrc" has none); a view. */
Str path_ext(Str path);
/* Absolute, without ".", "..", and double slashes, textually; `cwd` must be absolute.  "~/x" gets
 * $HOME.  Owned. */
char *path_normal(const char *cwd, const char *path);
/* `path` relative to `dir` if it lies in it (both normal), "" for `dir` itself, else NULL.  A view
 * into `path`. */
const char *path_within(const char *dir, const char *path);
/* "~/x" for paths in `home`, else as it is.  Owned. */
char *path_pretty(const char *path, const char *home);

#endif
