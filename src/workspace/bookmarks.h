/* Bookmarks: lines that the user marked, in open files and in closed ones.  They follow edits and
 * are kept with the session. */
#ifndef WORKSPACE_BOOKMARKS_H
#define WORKSPACE_BOOKMARKS_H

#include "base/json.h"
#include "base/vec.h"
#include "workspace/mark.h"

enum { BOOKMARKS_MAX = 500 };

typedef struct View View;

typedef struct {
    Vec(Mark) marks; // owned; of open files they stand at the start of a line
} Bookmarks;

void bookmarks_deinit(Bookmarks *b);
/* Mark the line of the view's cursor, or unmark it.  Fails if there are too many. */
bool bookmark_toggle(Workspace *ws, const View *v, Err *err);
/* Is the line that starts at `line` marked?  As of the last settle. */
bool bookmark_is_at(const Workspace *ws, const Document *d, size_t line);
/* Go to the next or previous one, by path and line and around the end; fails without any. */
bool bookmark_step(Workspace *ws, int dir, Err *err);
/* Sort by path and line, so that lists and steps agree.  Marks of untitled files come first. */
void bookmarks_sort(Workspace *ws);
/* Forget all of a file, or all there are if d is NULL; returns how many. */
size_t bookmarks_clear(Workspace *ws, const Document *d);
/* Follow edits; marks that came to stand on one line become one. */
void bookmarks_settle(Workspace *ws);

/* Write those of named files as a member of the open object; take in what was written. */
void bookmarks_write(const Workspace *ws, JsonOut *w);
void bookmarks_read(Workspace *ws, const Json *array);

#endif
