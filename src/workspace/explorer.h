/* The explorer: the project's folder as a tree, read lazily by workers and kept true by watches.
 *
 * What a folder holds is a list made by a worker and swapped in whole; only folders that were
 * unfolded are nodes.  So a row is found in steps that count unfolded folders, however many entries
 * lie around it.  A folder that holds nothing but one folder shares its row ("a/b"). */
#ifndef WORKSPACE_EXPLORER_H
#define WORKSPACE_EXPLORER_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>

typedef struct Workspace Workspace;
typedef struct Explorer Explorer;
typedef Vec(char *) Paths;
void paths_deinit(Paths *p); // frees the paths as well

/* A row as it is seen.  Strings are borrowed until the next settle. */
typedef struct {
    const char *name;    // any bytes; "a/b": folders that share a row
    const char *target;  // of a symbolic link, else NULL
    const char *problem; // a folder: why it could not be read, else NULL
    int depth;           // 0 below the root
    bool is_dir, is_link;
    bool broken;  // a link that leads nowhere
    bool ignored; // by .gitignore: shown dim
    bool open;    // a folder that is unfolded
    bool marked, cut;
} ExplorerRow;

Explorer *explorer_new(Workspace *ws);
void explorer_free(Explorer *x);
/* Stop a filter that is under way. */
void explorer_cancel(Explorer *x);
/* Start jobs for what is open and unread. */
void explorer_settle(Explorer *x);

/* Folders are being read, or will be in a moment. */
bool explorer_is_busy(const Explorer *x);

/* Visible rows, top to bottom, without the root itself.  O(1). */
size_t explorer_count(const Explorer *x);
/* Costs a look at the unfolded folders beside the row and above it; so do all that take a row. */
ExplorerRow explorer_row(const Explorer *x, size_t i);
/* Absolute path; owned. */
char *explorer_path(const Explorer *x, size_t i);
/* The row of the folder that holds row i, SIZE_MAX for the root. */
size_t explorer_above(const Explorer *x, size_t i);

size_t explorer_selected(const Explorer *x);
void explorer_select(Explorer *x, size_t i);
/* Unfold or fold the folder in row i. */
void explorer_set_open(Explorer *x, size_t i, bool open);
/* Fold all folders. */
void explorer_collapse(Explorer *x);
/* Unfold down to a path of the project and select it as soon as it is listed. */
void explorer_reveal(Explorer *x, const char *path);
/* Read all that is unfolded again. */
void explorer_refresh(Explorer *x);
/* The entry at this path, or in this folder, changed: read the folder that holds it soon. */
void explorer_touch(Explorer *x, const char *path);
/* An entry was moved (`to`), or is gone (NULL): its row shows that at once, its folder is read
 * again soon. */
void explorer_moved(Explorer *x, const char *from, const char *to);

/* Marks: rows that the next operation is about ------------------------------------------------- */

void explorer_mark(Explorer *x, const char *path, bool on);
bool explorer_is_marked(const Explorer *x, const char *path);
void explorer_clear_marks(Explorer *x);
size_t explorer_marks(const Explorer *x);
/* What an operation is about: the marked entries, else the selected one; none that lies in another.
 * Release with paths_deinit. */
Paths explorer_targets(const Explorer *x);
/* Have them wait to be pasted.  `paths` is taken over. */
void explorer_clip(Explorer *x, Paths paths, bool cut);
/* What waits; borrowed. */
const Paths *explorer_clipped(const Explorer *x, bool *cut);

/* Operations, which fileops.h does ------------------------------------------------------------- */

/* "'a.c'", or "3 entries"; owned. */
char *explorer_subject(const Paths *paths);
/* To the trash. */
bool explorer_trash(Explorer *x, Err *err);
/* For good, once the user was told how much that is and agreed. */
bool explorer_remove(Explorer *x, Err *err);
/* Put what waits into the target folder: cut, it moves there. */
bool explorer_paste(Explorer *x, Err *err);
/* A copy of each target beside it. */
bool explorer_duplicate(Explorer *x, Err *err);
/* Move the targets into a folder; asks if there are several. */
bool explorer_drop(Explorer *x, const char *folder, Err *err);

/* An input in a row: a new name ---------------------------------------------------------------- */

typedef enum { EDIT_NONE, EDIT_NEW_FILE, EDIT_NEW_FOLDER, EDIT_RENAME } ExplorerEditKind;
typedef struct {
    ExplorerEditKind kind;
    size_t row; // that it stands in; new entries push what is there down
    int depth;
    uint64_t id;      // another one for each input
    const char *text; // borrowed; what it starts with, as name_write() writes it
    size_t stem;      // bytes of it that are selected at the start
} ExplorerEdit;
/* Where a new entry goes: into the folder that is selected, else beside the selected file. */
void explorer_edit_begin(Explorer *x, ExplorerEditKind kind);
/* kind EDIT_NONE: there is none. */
ExplorerEdit explorer_edit(const Explorer *x);
/* Take what was typed and ask for the operation; the input goes.  Empty: it only goes. */
bool explorer_edit_end(Explorer *x, Str typed, Err *err);

/* Filter: all files of the project whose names match, with the folders above them ---------------
 */

/* The letters of each word of `query` in this order, capitals or not; with a slash they are looked
 * for in the path.  Matched on a worker; rows change when it is done.  "" shows all again. */
void explorer_filter(Explorer *x, Str query);
Str explorer_filter_query(const Explorer *x);
bool explorer_is_filtering(const Explorer *x); // a worker is at it
/* The filter's input has the focus. */
void explorer_filter_focus(Explorer *x, bool focus);
bool explorer_filter_has_focus(const Explorer *x);
/* Keys are text for the filter, or for the input in a row. */
bool explorer_has_input(const Explorer *x);

#endif
