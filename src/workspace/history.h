/* Local history: the versions of a file, of the project, or the project as it was at a moment, as
 * rows of a list; what is selected is shown as a diff beside it.  Rows are read on a worker. */
#ifndef WORKSPACE_HISTORY_H
#define WORKSPACE_HISTORY_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

typedef struct Workspace Workspace;

typedef enum {
    HISTORY_FILE,    // the versions of one file
    HISTORY_PROJECT, // of all files
    HISTORY_TREE,    // the files of the project at a moment
    HISTORY_FOUND    // versions that hold a text
} HistoryScope;

typedef enum {
    HISTORY_ROW_VERSION,
    HISTORY_ROW_DAY,
    HISTORY_ROW_POINT,
    HISTORY_ROW_GIT,   // a commit: above the version that was the newest then
    HISTORY_ROW_WHOLE, // of a tree: all of it
    HISTORY_ROW_ENTRY  // of a tree: one file
} HistoryRowKind;

/* How a row is to be seen, besides its words. */
typedef enum { HISTORY_BY_USER, HISTORY_BY_AI, HISTORY_BY_OTHERS } HistoryBy;

typedef struct {
    HistoryRowKind kind;
    HistoryBy by;
    int64_t moment;     // id of the version, or of the last one that belongs to a point; 0: none
    int64_t n;          // the version of its file, 0: none
    int64_t before_n;   // the one before it, 0: none
    int64_t point;      // of a point: its id
    int64_t time_ms;    // wall time
    int added, removed; // lines, once they were counted
    bool counted;
    char letter; // of an entry: M changed, D not there now, A was not there then, ? not known
    char *path;  // owned; relative to the project as it is called now, "" if it is of no file
    char *text; // owned; the cause, the name of a point, "git 3f9c1a2", a day, a path, a line found
} HistoryRow;
typedef Vec(HistoryRow) HistoryRows;

/* A decision that explains a version. */
typedef struct {
    int64_t version;  // its id
    char *title, *by; // owned; "ADR-014  Use a lock  (attached)", "author ada · model m"
} HistoryNote;
typedef Vec(HistoryNote) HistoryNotes;

/* Counts of a tree against what is there now. */
typedef struct {
    size_t files, changed, gone, extra, unknown;
} HistoryCounts;

typedef struct {
    HistoryScope scope, under; // `under`: what Esc goes back to from a tree or what was found
    char *path;                // owned; the file of HISTORY_FILE, relative; NULL: none yet
    int64_t moment, tree_ms;   // of HISTORY_TREE
    Buf search;                // of HISTORY_FOUND
    size_t filter;             // index of history_filters
    HistoryRows rows;          // owned
    HistoryNotes notes;        // owned; the oldest decision last
    size_t selected;
    HistoryCounts counts;
    int64_t versions, bytes; // of the file or the project, as they are stored
    bool loading, more;      // more: the oldest are left out
    bool excluded;           // versions of this file are not kept
    unsigned generation;     // of what is wanted; answers to older wishes are dropped
    unsigned seen;           // changes of history that the rows know of
    bool stale;              // to be read again
    int64_t shown;           // what is compared: its version and one, 0: nothing
    char *shown_path;        // owned; its file
    int64_t base;            // a moment to compare with, 0: with what is there now
    char *base_path;         // owned; file of `base`
} History;

typedef struct {
    const char *name;
    unsigned causes; // bits, 0: any
} HistoryFilter;
extern const HistoryFilter history_filters[];
extern const size_t history_filters_n;

void history_deinit(History *h);
/* Read and show what is wanted now; called in each turn. */
void history_settle(Workspace *ws);
bool history_has_focus(const Workspace *ws);
/* The file that is shown, or the project. */
void history_show_file(Workspace *ws);
void history_show_project(Workspace *ws);
/* The project at the moment of the selected row. */
bool history_show_tree(Workspace *ws, Err *err);
/* Versions that hold the text; empty: back to all. */
void history_search(Workspace *ws, Str text);
void history_set_filter(Workspace *ws, size_t filter);
/* From a tree or what was found to what was there before; false: there is nothing to go back to. */
bool history_back(Workspace *ws);
/* Headings are stepped over. */
void history_move(Workspace *ws, long by);
void history_select(Workspace *ws, size_t i);
/* The selected row, NULL if there is none. */
const HistoryRow *history_row(const Workspace *ws);
/* The newest decision that explains the selected version, NULL if there is none. */
const HistoryNote *history_note(const Workspace *ws);
/* Compare from now on with the selected version, or again with what is there now. */
bool history_set_base(Workspace *ws, Err *err);

/* Bring the selected file, or all of the tree, back; the latter asks first. */
bool history_restore(Workspace *ws, Err *err);
/* The change at the cursor of the diff that is shown, as an edit of the open file. */
bool history_restore_hunk(Workspace *ws, Err *err);
/* Its text to the clipboard. */
bool history_copy(Workspace *ws, Err *err);
/* Name the moment of the selected row; a point that is selected goes. */
bool history_mark(Workspace *ws, Str name, Err *err);
bool history_unmark(Workspace *ws, Err *err);
/* " 12 versions  1.9 MB", appended. */
void history_add_summary(const Workspace *ws, Buf *out);

#endif
