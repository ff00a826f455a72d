/* The editors that are compared: ours, the field, and a floor no editor can get below. */
#ifndef BENCH_EDITOR_H
#define BENCH_EDITOR_H

#include "term.h"

/* The order of the columns of the table. */
typedef enum {
    EDITOR_FLOOR,
    EDITOR_CODELAB,
    EDITOR_VIM,
    EDITOR_NVIM,
    EDITOR_KAK,
    EDITOR_MICRO,
    EDITOR_NANO,
    EDITOR_DTE,
    EDITOR_NE,
    EDITOR_MG,
    EDITOR_JOE,
    EDITOR_VIS,
    EDITOR_COUNT
} EditorId;

/* What one has an editor do.  The cursor is on the first line's first byte when a file was opened
 * without a line. */
typedef enum {
    DO_OPEN_LINE, // have an empty line above the cursor's, ready to type
    DO_INSERT,    // be ready to type
    DO_LEAVE,     // be done with typing
    DO_END,       // go to the last line
    DO_LINE_END,
    DO_PAGE_DOWN,
    DO_SEARCH,        // find WORLD_NEEDLE
    DO_REPLACE,       // WORLD_OLD by WORLD_NEW, everywhere
    DO_LEAVE_REPLACE, // go back to the text from where that was asked
    DO_UNDO_REPLACE,
    DO_SAVE,
    DO_COUNT
} EditorDo;

typedef struct {
    const char *dir;          // folder for all runs
    char *path[EDITOR_COUNT]; // owned; NULL: takes no part
    int nruns;                // each has a home of its own
} Editors;

/* Find them; tells on stdout which are left out.  $BENCH_FIELD, if set, names those of the field
 * that take part ("vim,dte"). */
void editors_init(Editors *e, const char *dir, const char *codelab, const char *floor);
void editors_deinit(Editors *e);
const char *editor_name(EditorId id);
bool editor_highlights(EditorId id);
bool editor_can(EditorId id, EditorDo what);
/* What it says on the screen once a file is saved; NULL: only the file tells. */
const char *editor_saved(EditorId id);

/* A program at work on a file of its own name in a home of its own. */
typedef struct {
    Term *term;
    char *home, *file; // absolute
} Run;

/* Open `file` (of e->dir) at that line (from 1; 0: where it likes).  The file is the one file of
 * all runs under another name, or a copy to write to.  False if there is no such process or
 * file. */
bool editor_open(Editors *e, EditorId id, const char *file, int line, bool copy, Run *out);
/* End it and remove what it had. */
void run_end(Run *r);
/* Have it do that.  Returns the time (monotonic ns) just before the key that sets it off. */
int64_t editor_do(Run *r, EditorId id, EditorDo what);
/* What it sends for that, appended, all of it at once. */
void editor_add_keys(const Run *r, EditorId id, EditorDo what, Buf *out);
/* Press keys: characters, and "<ctrl+k>" for what has a name; a '|' stands before the one that
 * sets off what is measured, else that is the last.  Returns the time just before it. */
int64_t keys_play(Term *t, const char *keys);
void keys_add(const Term *t, const char *keys, Buf *out);

#endif
