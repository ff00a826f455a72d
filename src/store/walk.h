/* All that stands in a project's folder now, as history wants to see it. */
#ifndef STORE_WALK_H
#define STORE_WALK_H

#include "store/inner.h"

#include "base/fs.h"

typedef struct {
    char *path; // owned; relative, "" = the folder itself
    FsStat st;  // of a link itself
    TreeKind kind;
    SkipReason skip; // why its content cannot be taken
} WalkEntry;
typedef Vec(WalkEntry) Walk;

/* Everything below dir but .git, what git ignores and the database itself, sorted by the bytes of
 * the paths.  A folder that cannot be listed is told by its entry; false only if dir itself cannot
 * be, or if s->cancel came in between. */
bool walk_tree(const Store *s, const char *dir, Walk *out, Err *err);
void walk_deinit(Walk *w);
/* What is at one path now, links not followed on the way either.  False: nothing (*gone is set) or
 * it cannot be told. */
bool walk_look(const char *dir, const char *path, WalkEntry *out, bool *gone);

#endif
