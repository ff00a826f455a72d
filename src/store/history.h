/* Versions of files: why each came to be, named points, moments of a whole project, what is let go.
 *
 * Part of the face; included by store.h.  Versions have ids that only grow, in all of the database:
 * a moment of a project is the id of the last version that belongs to it, so that a clock that
 * jumps back mixes nothing up. */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "base/err.h"
#include "base/fs.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Store Store;

typedef enum {
    CAUSE_OPEN,
    CAUSE_SAVE,
    CAUSE_EXTERNAL,
    CAUSE_RESTORE,
    CAUSE_SCAN,
    CAUSE_DELETE,
    CAUSE_UNSAVED, // edits that were open when the terminal was lost
    CAUSE_AI,      // proposed by a model, applied by the user
    CAUSE_AGENT,   // written by an agent
    CAUSE_RUN,     // written by a program that codelab ran
    CAUSE_FORMAT,
    CAUSE_REPLACE, // in many files at once
    CAUSE_RENAME,  // the file has another path; the label is the one it had
    CAUSE_COUNT
} VersionCause;
const char *version_cause_name(VersionCause c);
/* CAUSE_COUNT if there is none of that name. */
VersionCause version_cause_find(Str name);

typedef struct {
    int64_t id;
    int64_t n;       // 1, 2, 3 … within the file: FILE@n
    int64_t parent;  // the n whose content it was made from, 0: none
    int64_t time_ms; // wall time
    VersionCause cause;
    int64_t nbytes;
    char hash[65]; // SHA-256 in hex
    uint32_t mode;
} Version;
typedef Vec(Version) Versions;

/* Larger files are not kept. */
#define STORE_MAX_FILE_BYTES ((size_t)64 << 20)

/* A version to be. */
typedef struct {
    Str path, bytes; // the path relative to the project
    uint32_t mode;
    VersionCause cause;
    Str label;      // "run #39": said in the place of the cause; may be empty
    Str author;     // STR_NULL: the user where the cause is one of theirs; "": nobody known
    int64_t parent; // 0: the newest
} NewVersion;

/* Record the newest version of a file, blob and row in one transaction; it is on the disk when this
 * returns true.  Same bytes as the newest version: nothing is added, *out (may be NULL) is that
 * one.  CAUSE_DELETE: `bytes` is the content that went, and the file is no longer part of the
 * project's newest state.  A path that store_keeps() refuses is a success without a version: its id
 * is 0. */
bool store_version_add(Store *s, int64_t project, const NewVersion *v, Version *out, Err *err);
/* The file that such bytes were read from or written to. */
typedef struct {
    const char *path; // absolute, borrowed
    FsStat disk;      // its state then
    bool and_now;     // record what it holds by now as well, if that is another content
    size_t max_bytes; // ... but not more than so much, 0: STORE_MAX_FILE_BYTES
} VersionFile;
/* The same of what `of` held then, with several programs at it: what was only seen there
 * (CAUSE_OPEN, _EXTERNAL, _SCAN) adds nothing that is known already if the file is another one by
 * now, and what somebody saw before its writer came here becomes the writer's version. */
bool store_version_of_file(Store *s, int64_t project, const NewVersion *v, const VersionFile *of,
                           Err *err);
/* The same without label. */
bool store_save_version(Store *s, int64_t project, Str path, Str bytes, uint32_t mode,
                        VersionCause cause, Version *out, Err *err);
/* A file, or a folder with all in it, that went or came back as a whole. */
typedef struct {
    const char *from; // where its content lies, absolute
    const char *path; // what it is called in the project
    VersionCause cause;
    uint64_t max_bytes; // larger files are left out; 0: STORE_MAX_FILE_BYTES
} TreeVersions;
/* A version of each of its files; of a large folder those of the start alone (1000 files, 64 MB),
 * of what cannot be read none. */
void store_tree_versions(Store *s, int64_t project, const TreeVersions *what);
/* Newest first; none is no failure. */
bool store_versions(Store *s, int64_t project, Str path, Versions *out, Err *err);
/* n = 0: the newest (that of a deleted file is its last content).  Appended to *out, and checked
 * against its hash.  meta may be NULL. */
bool store_version_read(Store *s, int64_t project, Str path, int64_t n, Version *meta, Buf *out,
                        Err *err);

/* Globs (as those of files.exclude) of paths that are never kept: no version, no undo, nothing.
 * Copied.  A store begins with those of secrets, STORE_SECRETS. */
void store_set_excluded(Store *s, const char *const *globs, size_t n);
/* May anything of this path (relative or absolute) be kept?  Any thread, once the store is set up.
 */
bool store_keeps(const Store *s, Str path);
/* Files that commonly hold keys and passwords. */
extern const char *const store_secrets[];
extern const size_t store_secrets_n;

/* Runs -----------------------------------------------------------------------------------------
 */

/* A run whose writes reach the project's folder. */
typedef struct {
    int64_t execution; // its id, 0: it has not ended yet
    int64_t start_ms;  // wall time
} RunWrites;
/* Take in the project's folder as store_project_scan does.  Before the run ends: but for what was
 * written since it began.  Then: with what was written since as its versions (CAUSE_RUN, label
 * "run#39"), and so is what was recorded since as changed by others; what another program wrote at
 * the same time cannot be told apart.  *nfiles counts. */
bool store_run_scan(Store *s, int64_t project, const RunWrites *run, int64_t *nfiles, Err *err);
/* The same of what was recorded already, without a look at the folder. */
bool store_run_claim(Store *s, int64_t project, const RunWrites *run, Err *err);

/* Timelines ------------------------------------------------------------------------------------ */

typedef struct {
    Version v;
    char *path;           // owned
    char *label, *author; // owned; "" if there is none
    int64_t before_n;     // the version before it in its file, 0: none is kept
} TimelineEntry;
typedef Vec(TimelineEntry) Timeline;
void timeline_deinit(Timeline *t);

typedef struct {
    Str path;        // of one file; empty: of all
    unsigned causes; // a bit for each VersionCause, 0: any
    int64_t before;  // only ids below this one, 0: any
    size_t limit;    // 0: no limit
} TimelineQuery;
/* Newest first, appended. */
bool store_timeline(Store *s, int64_t project, const TimelineQuery *q, Timeline *out, Err *err);

/* Named points ----------------------------------------------------------------------------------
 */

typedef struct {
    int64_t id, moment, time_ms;
    bool automatic; // made before something large; else by the user
    char *path;     // owned; "" = of the whole project
    char *name;     // owned
} HistoryPoint;
typedef Vec(HistoryPoint) HistoryPoints;
void history_points_deinit(HistoryPoints *p);
/* Give the moment (0: now) a name; what belongs to it is kept for ever.  path empty: of the whole
 * project. */
bool store_point_add(Store *s, int64_t project, const HistoryPoint *point, Err *err);
bool store_point_remove(Store *s, int64_t project, int64_t point, Err *err);
/* Newest first; of a file also those of the project.  path empty: all. */
bool store_points(Store *s, int64_t project, Str path, HistoryPoints *out, Err *err);

/* Moments ---------------------------------------------------------------------------------------
 */

/* The last version that was there at a wall time, 0: none. */
bool store_moment_at(Store *s, int64_t project, int64_t time_ms, int64_t *moment, Err *err);
/* The newest version of the project, 0: none. */
bool store_moment_now(Store *s, int64_t project, int64_t *moment, Err *err);
/* The newest version of a file that belongs to the moment, 0: none. */
bool store_moment_version(Store *s, int64_t project, Str path, int64_t moment, int64_t *n,
                          Err *err);

typedef enum {
    MOMENT_SAME,    // as it is now
    MOMENT_CHANGED, // has another content now
    MOMENT_GONE,    // is not there now
    MOMENT_EXTRA,   // is there now, but was deleted then
    MOMENT_UNKNOWN  // is there now, and nothing is known of it then
} MomentKind;
typedef struct {
    char *path; // owned; as it was then
    char *now;  // owned; as it is now
    int64_t n;  // its version, 0: none
    int64_t nbytes;
    uint32_t mode;
    MomentKind kind;
    int64_t file; // for this room
} MomentFile;
typedef Vec(MomentFile) MomentFiles;
void moment_files_deinit(MomentFiles *f);
/* All files of the project as they were, by path, compared with the newest versions (scan first to
 * compare with the disk). */
bool store_moment_files(Store *s, int64_t project, int64_t moment, MomentFiles *out, Err *err);
typedef struct {
    size_t written, removed, failed;
    Err first; // why the first one failed; owned
} MomentRestored;
/* Bring the project's folder to that moment: what differs is written, what was deleted then is put
 * into the trash, each recorded as a version with the label before and after; what nothing is known
 * of stays.  False if nothing could be done. */
bool store_moment_restore(Store *s, int64_t project, int64_t moment, Str label, MomentRestored *out,
                          Err *err);

/* Retention -------------------------------------------------------------------------------------
 */

/* 0 in any: no limit. */
typedef struct {
    int64_t max_days, max_entries, max_bytes;
    int64_t merge_s; // of versions that followed each other sooner, the older ones go after a day
    int64_t now_ms;  // wall time
} HistoryLimits;
typedef struct {
    int64_t versions; // let go
    bool more;        // call again: there may be more to do
} HistoryTrimmed;
/* Let go what is beyond the limits, in one short transaction: the newest version of each file that
 * is there stays, and what belongs to a named point or a decision.  Added to *out. */
bool store_history_trim(Store *s, int64_t project, const HistoryLimits *limits, HistoryTrimmed *out,
                        Err *err);

/* Search ----------------------------------------------------------------------------------------
 */

typedef struct {
    int64_t id, n, time_ms;
    char *path; // owned
    size_t row; // 0-based, of the first line that holds it
    char *line; // owned; the start of that line
} HistoryHit;
typedef Vec(HistoryHit) HistoryHits;
void history_hits_deinit(HistoryHits *h);
typedef struct {
    Str text;
    Str path; // of one file; empty: of all
    bool match_case;
    int64_t before; // go on below this id; 0: from the newest
    size_t max_versions;
} HistorySearch;
/* Look for a text in old contents, the newest first, in at most so many versions: of each content
 * once, in the newest version that has it.  *next is where to go on, 0: all were looked at.  Holds
 * one content at a time. */
bool store_history_search(Store *s, int64_t project, const HistorySearch *q, HistoryHits *out,
                          int64_t *next, Err *err);

#endif
