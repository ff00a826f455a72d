/* What the files of this room share. */
#ifndef STORE_INNER_H
#define STORE_INNER_H

#include "store/store.h"

#include "base/hash.h"
#include "db/db.h"
#include "store/codec.h"

#include <stdatomic.h>

struct Store {
    Db *db;       // owned
    Codec *codec; // owned
    char *path;   // owned
    char *notice; // owned; "" = nothing to tell
    int lock_fd;  // owned; held shared while open, alone while repairing; -1 = none
    // The last content that was packed or unpacked: the next version of a file is packed against
    // it.
    int64_t cached_blob; // 0 = none
    Buf cached;
    int owner_fd;              // owned; of the file with the locks of owners, -1 = none
    const atomic_bool *cancel; // borrowed; NULL = never
    int64_t unreadable_blob;   // known to be damaged; nothing is packed against it.  0 = none
    char *user;                // owned; who works with it, "" if nobody can tell
    Vec(char *) excluded;      // owned; globs of what is never kept
};

/* schema.c ------------------------------------------------------------------------------------ */
bool store_migrate(Db *db, Err *err);
/* It was written by an older codelab, and store_migrate will change it. */
bool store_is_older(Db *db);

/* repair.c ------------------------------------------------------------------------------------ */
/* Put what can be read of the damaged database at s->path into a new one in its place; the old one
 * stays beside it under another name, and s->notice says so.  s->db must be closed, and nobody else
 * may have it open. */
bool store_repair(Store *s, Err *err);

/* backup.c ------------------------------------------------------------------------------------ */
typedef struct {
    Db *db;
    const char *path;          // of the database
    const atomic_bool *cancel; // NULL: never
} BackupSource;
/* As store_backup(); *made (owned) is its path, NULL if somebody else is at it. */
bool backup_make(const BackupSource *from, int keep, char **made, Err *err);
/* As store_backups(). */
bool backups_of(const char *db_path, Backups *out, Err *err);

/* blob.c -------------------------------------------------------------------------------------- */
typedef struct {
    uint8_t b[32];
} BlobHash;
BlobHash blob_hash(Str bytes);
/* Store a content, packed against the blob `base` (0: none) if that pays.  The same content is
 * kept once.  Call it within a transaction. */
bool blob_put(Store *s, Str bytes, const BlobHash *hash, int64_t base, int64_t *id, Err *err);
/* The blob of that hash, 0: none. */
bool blob_find(Store *s, const BlobHash *hash, int64_t *id, Err *err);
/* The content, checked against its hash; appended. */
bool blob_get(Store *s, int64_t id, Buf *out, Err *err);
/* Have contents that stay be packed against none of the table `temp.doomed`(id).  The last of a
 * long chain is then one that stands alone. */
bool blob_free_bases(Store *s, Err *err);
/* Delete those of the table `temp.doomed`(id) that nothing needs any more. */
bool blob_drop_unused(Store *s, Err *err);

/* file.c -------------------------------------------------------------------------------------- */
typedef enum { TREE_FILE, TREE_DIR, TREE_LINK } TreeKind;
typedef enum { SKIP_NONE, SKIP_LARGE, SKIP_UNREADABLE, SKIP_SPECIAL, SKIP_EXCLUDED } SkipReason;

/* What a project knows of one path: a row of the table `files`. */
typedef struct {
    TreeKind kind;
    uint32_t mode; // permission bits
    bool present;  // in the newest state of the project
    SkipReason skip;
    int64_t nbytes;
    const char *target; // borrowed; of a link, else NULL
} FileState;

/* A relative path without "", "." and ".." parts. */
bool file_path_is_sound(Str path);
/* The id of the row for this path, 0 if there is none. */
bool file_find(Store *s, int64_t project, Str path, int64_t *id, Err *err);
/* The same, made if there is none. */
bool file_ensure(Store *s, int64_t project, Str path, int64_t *id, Err *err);
/* Replace what is known of it; what was seen of it on disk counts no more. */
bool file_set(Store *s, int64_t file, const FileState *state, Err *err);
/* The folder of a project, owned; NULL on failure. */
char *project_dir(Store *s, int64_t project, Err *err);

/* run-writes.c -------------------------------------------------------------------------------- */
/* "run#39"; owned. */
char *run_label(const RunWrites *run);
/* store_run_claim for one file. */
bool run_claim_file(Store *s, int64_t file, const RunWrites *run, Err *err);

/* project.c ----------------------------------------------------------------------------------- */
/* The path with the links of its deepest existing folder above followed.  Owned. */
char *project_follow_links(const char *path);

/* moved-folder.c ------------------------------------------------------------------------------ */
/* The project whose folder was moved to `dir`, 0 if it is none that we know. */
bool project_find_moved(Store *s, const char *dir, int64_t *id, Err *err);
/* Remember by what `dir`, its folder, is known again.  Nothing if it does not exist. */
bool project_mark(Store *s, int64_t project, const char *dir, Err *err);
bool project_set_dir(Store *s, int64_t project, Str dir, Err *err);

/* version.c ----------------------------------------------------------------------------------- */
typedef struct {
    int64_t id;
    Str path; // borrowed; relative to its project
} FileRef;

typedef struct {
    Version v; // v.id == 0: there is none
    BlobHash hash;
    int64_t blob;
    bool broken; // the row is not the one that was written: its content may be that of another
} VersionRow;
/* Version n of a file, the newest for n = 0. */
bool version_find(Store *s, FileRef file, int64_t n, VersionRow *out, Err *err);
/* Its content, appended. */
bool version_content(Store *s, const VersionRow *row, Buf *out, Err *err);
/* Ties a content to its path and number, since a row has no sum of its own. */
int64_t version_seal(const BlobHash *hash, Str path, int64_t n);
/* What version n to be, of nbytes, is packed against: the id of a blob, 0: nothing. */
bool version_base(Store *s, FileRef file, int64_t n, int64_t nbytes, int64_t *blob, Err *err);
/* Add one to a file unless the newest is the same; from->path is not looked at. */
bool version_add(Store *s, FileRef file, const NewVersion *from, Version *out, Err *err);
/* The same, where the hash of from->bytes is known. */
bool version_add_hashed(Store *s, FileRef file, const NewVersion *from, const BlobHash *hash,
                        Version *out, Err *err);
/* The same of a content that is kept already; from->bytes says how long it is. */
typedef struct {
    BlobHash hash;
    int64_t blob;
} VersionBlob;
bool version_add_blob(Store *s, FileRef file, const NewVersion *from, const VersionBlob *content,
                      Version *out, Err *err);
/* Add one that has the newest content: it is gone (CAUSE_DELETE), or has another path
 * (CAUSE_RENAME); how->bytes and mode are not looked at.  Nothing if the file has none, or is known
 * to be gone. */
bool version_add_same(Store *s, FileRef file, const NewVersion *how, Err *err);
/* The version `id` is what `from` tells, seen by another first. */
bool version_claim(Store *s, int64_t id, const NewVersion *from, Err *err);

/* version-order.c ----------------------------------------------------------------------------- */
/* store_version_of_file() for a file, within a transaction; v->path is not looked at. */
bool version_add_in_order(Store *s, FileRef file, const NewVersion *v, const VersionFile *of,
                          Err *err);

/* query.c ------------------------------------------------------------------------------------- */
/* A statement with these numbers bound from the first place on: STORE_STMT(s, sql, err, id, n). */
#define STORE_STMT(s, sql, err, ...)                       \
    store_stmt((s), (sql), (const int64_t[]){__VA_ARGS__}, \
               sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t), (err))
Stmt *store_stmt(Store *s, const char *sql, const int64_t *args, size_t n, Err *err);
/* The same, run to its end. */
#define STORE_RUN(s, sql, err, ...) \
    store_run((s), STORE_STMT((s), (sql), (err), __VA_ARGS__), (err))
/* q may be NULL: it could not be prepared, which err tells. */
bool store_run(Store *s, Stmt *q, Err *err);
/* stmt_end, and what store_failed does if it fails. */
bool store_end(Store *s, Stmt *q);
/* Folder of the trash; owned, NULL with a sentence if there is no place for one. */
char *trash_dir(Err *err);
bool store_is_cancelled(const Store *s);
/* The same with a sentence if so. */
bool store_stopped(const Store *s, Err *err);
/* An empty table temp.doomed(id). */
bool store_doom_none(Store *s, Err *err);
/* End a transaction: commit if ok, else undo.  Returns whether all is well. */
bool store_finish(Store *s, bool ok, Err *err);

/* Every failed statement passes here: a database found damaged is checked at the next start.
 * Always false. */
bool store_failed(Store *s);
/* Have the next codelab that opens the database check all of it. */
void store_mark_damaged(Store *s);

/* spill-pack.c -------------------------------------------------------------------------------- */
typedef struct {
    Buf root;
    int64_t time_ms;
    JournalEntries entries;
} Spilled;
/* Appended. */
void spill_pack(const char *root, const JournalBatch *b, Buf *out);
/* False if the bytes are damaged; *out is to be freed either way.  Any bytes are safe. */
bool spill_unpack(Str bytes, Spilled *out);
void spilled_deinit(Spilled *s);

#endif
