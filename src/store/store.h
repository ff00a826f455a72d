/* The user's projects on disk: projects, files, versions (history.h), sessions, executions.
 *
 * One SQLite database a user.  Contents are addressed by their SHA-256 and kept zstd-compressed, so
 * that a project whose folder was deleted comes back byte for byte.  Never touches project files
 * but in store_project_restore().  A Store belongs to one thread; open more where needed.
 *
 *   Store *s = store_open(NULL, &err);
 *   int64_t p = store_project_open(s, "/home/u/hello", &err);
 *   store_save_version(s, p, "src/a.c", bytes, &meta, &version, &err);
 *   store_close(s);
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/err.h"
#include "base/fs-tree.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/audit.h"
#include "store/backup.h"
#include "store/decision.h"
#include "store/history.h"
#include "store/journal.h"
#include "store/reviews.h"
#include "store/spill.h"
#include "store/upkeep.h"

#include <stdatomic.h>
#include <stdint.h>

typedef struct Store Store;

/* path NULL: $CODELAB_DATA/codelab.db, else $XDG_DATA_HOME/codelab/…, else
 * ~/.local/share/codelab/…. Checked (all of it read) at the first open after an unclean end or
 * after damage was met; a broken database is moved aside, what can be read of it salvaged, and
 * store_notice() says so.  May wait for locks of others, some seconds at most. */
Store *store_open(const char *path, Err *err);
void store_close(Store *s);
const char *store_path(const Store *s);
/* How long to wait for locks of others from now on, at most. */
void store_set_patience(Store *s, int ms);
/* The folder for what codelab keeps of its user: $CODELAB_DATA, else below $XDG_DATA_HOME or
 * ~/.local/share.  It need not exist.  Owned; NULL with a sentence if there is no place. */
char *store_dir(Err *err);
/* One sentence about what store_open had to do ("" if nothing); borrowed. */
const char *store_notice(const Store *s);

/* A scan ends soon after *cancel becomes true (another thread may set it), failing with
 * err->code ECANCELED; what it took in until then stays.  Borrowed; NULL: never. */
void store_set_cancel(Store *s, const atomic_bool *cancel);

typedef struct {
    int64_t id;
    char *name, *dir;  // owned; dir is absolute
    int64_t opened_ms; // wall time of the last opening
    int64_t nfiles, nbytes;
    bool dir_exists;
} Project;
typedef Vec(Project) Projects;

/* The project of a folder (absolute), made if there is none; a folder that was moved or renamed is
 * known again.  0 on failure. */
int64_t store_project_open(Store *s, const char *dir, Err *err);
/* An absolute folder or the name of a project; false with a sentence if none or several have it. */
bool store_project_find(Store *s, const char *dir_or_name, Project *out, Err *err);
bool store_project_get(Store *s, int64_t project, Project *out, Err *err);
/* Last opened first. */
bool store_project_list(Store *s, Projects *out, Err *err);
/* Take in every file below its folder that is new, changed or gone (.git and what git ignores left
 * out), with folders, links and modes; counts the files.  Costs a look at each file, and reading
 * those whose times differ.  A folder found empty loses nothing, see store_project_restore. */
bool store_project_scan(Store *s, int64_t project, int64_t *nfiles, Err *err);
typedef struct {
    char *path;      // owned
    const char *why; // "it is larger than 64 MB"
} SkippedFile;
typedef Vec(SkippedFile) SkippedFiles;
/* What history holds of a project: versions, and the bytes their packed contents take. */
typedef struct {
    int64_t nversions, nstored;
} ProjectStats;
bool store_project_stats(Store *s, int64_t project, ProjectStats *out, Err *err);
/* What the last scan met and could not take. */
bool store_project_skipped(Store *s, int64_t project, SkippedFiles *out, Err *err);
void skipped_files_deinit(SkippedFiles *f);
/* Write all files, folders, links and modes of the project's newest state into `to` (must be
 * missing or empty), each content checked against its hash.  Of a file that cannot be restored the
 * sentence tells, after all the others were; if the disk is full or the like, `to` is emptied
 * again.  *nfiles counts the files written. */
bool store_project_restore(Store *s, int64_t project, const char *to, int64_t *nfiles, Err *err);
void project_deinit(Project *p);
void projects_deinit(Projects *p);

/* The project and relative path an absolute file path belongs to (*rel owned); false, no
 * error: none. */
bool store_locate(Store *s, const char *abs_path, int64_t *project, char **rel, Err *err);

/* The file, or all files below the folder, have another path from now on, and their history with
 * them.  Where the new path has a history of its own, both stay as they are. */
bool store_files_moved(Store *s, int64_t project, Str from, Str to, Err *err);

/* Trash: files and folders that were deleted, whole, in a folder beside the database.  Needs no
 * open store; any thread. */

typedef struct {
    char *id;        // owned
    char *path;      // owned; where it was, absolute
    int64_t time_ms; // wall time
    bool is_dir;
} TrashItem;
typedef Vec(TrashItem) TrashItems;
/* Move a file, link or folder into the trash: at every moment it is whole in one of the places, or
 * in both.  Within a file system that is one rename; else it is copied, made durable, and only then
 * removed (watch may be NULL).  *id (owned) names it.  On failure it is where it was. */
bool trash_put(const char *path, const FsWatch *watch, char **id, Err *err);
/* Put it back, at `to`, where nothing may be (EEXIST); missing folders are made.  It leaves the
 * trash. */
bool trash_restore(const char *id, const char *to, const FsWatch *watch, Err *err);
/* Newest first. */
bool trash_list(TrashItems *out, Err *err);
void trash_items_deinit(TrashItems *items);
/* Where its content lies, to be read; owned, NULL if there is no place for a trash. */
char *trash_content(const char *id, Err *err);
/* Remove what was deleted before that wall time for good, and what was left behind by a program
 * that died; *n (may be NULL) counts the items. */
bool trash_empty(int64_t before_ms, size_t *n, Err *err);

/* What can be undone in a file (opaque bytes), for the text whose SHA-256 is `hash`: the newest of
 * each file is kept, and 1000 of a project. */
bool store_undo_put(Store *s, int64_t project, Str path, const uint8_t hash[32], Str undo,
                    Err *err);
/* Appended; false, no error: nothing is known for that text. */
bool store_undo_get(Store *s, int64_t project, Str path, const uint8_t hash[32], Buf *undo,
                    Err *err);

/* What the terminals of a project showed last (opaque bytes). */
bool store_screens_put(Store *s, int64_t project, Str screens, Err *err);
bool store_screens_get(Store *s, int64_t project, Buf *screens, Err *err); // false, no error: none

/* Small documents by name: the session (layout, cursors) of a project, chosen settings. */
bool store_session_put(Store *s, int64_t project, Str json, Err *err);
bool store_session_get(Store *s, int64_t project, Buf *json, Err *err); // false, no error: none
bool store_setting_put(Store *s, Str key, Str value, Err *err);
bool store_setting_get(Store *s, Str key, Buf *value, Err *err);

/* From what it can be run again. */
typedef enum {
    EXECUTION_OTHER, // nothing is known
    EXECUTION_FILE,  // `subject` is its path, relative to the project
    EXECUTION_LINE,  // ... a line for a shell
    EXECUTION_TASK   // ... the label of a task
} ExecutionOrigin;
typedef struct Execution {
    int64_t id, time_ms, duration_ms;
    char *command, *language; // owned
    char *status;             // owned: success error timeout memory output killed
    int returncode;
    ExecutionOrigin origin;
    char *subject; // owned; NULL: ""
    char *ended;   // owned; what ended it, in words, NULL: ""
    char *used;    // owned; a line on what it took of its limits, NULL: ""
    char *blocked; // owned; what the jail kept from it, a line each, NULL: ""
} Execution;
typedef Vec(Execution) Executions;
/* Sets e->id: the one it has, if that is larger than any before, else the next one. */
bool store_execution_add(Store *s, int64_t project, Execution *e, Str output, Err *err);
/* Newest first; the last 1000 of a project are kept. */
bool store_execution_list(Store *s, int64_t project, int limit, Executions *out, Err *err);
/* The id that the next one will have, if no other program adds one before. */
bool store_execution_next(Store *s, int64_t *id, Err *err);
/* What it printed, appended. */
bool store_execution_output(Store *s, int64_t execution, Buf *out, Err *err);
void execution_deinit(Execution *e);
void executions_deinit(Executions *e);

#endif
