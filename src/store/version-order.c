// Several programs record what they see of one file, each when it comes to it.  The last of its
// versions is to be what it holds, and what one of them did is not to be told as another's.
//
// Whoever records holds the lock of the database and looks at the file then.  If that is another
// one by now, its writer may have recorded it, or is about to: so it is put behind what came too
// late.  If it is not, who writes next comes to the lock after us.
#include "store/inner.h"

typedef struct {
    FileRef file;
    const NewVersion *v;
    BlobHash hash;
    int64_t blob; // 0: nobody has kept such bytes yet
} Seen;

// By whom is not known.
static bool is_seen_only(VersionCause c)
{
    return c == CAUSE_OPEN || c == CAUSE_EXTERNAL || c == CAUSE_SCAN;
}

// The id of the newest version that has these bytes since then and was only seen, 0: none.
static bool find_seen(Store *s, const Seen *x, int64_t since_ms, int64_t *id, Err *err)
{
    Stmt *q =
        STORE_STMT(s,
                   "SELECT id FROM versions WHERE blob_id=?1 AND file_id=?2 AND time_ms>=?3"
                   " AND cause IN (?4,?5,?6) ORDER BY id DESC LIMIT 1",
                   err, x->blob, x->file.id, since_ms, CAUSE_OPEN, CAUSE_EXTERNAL, CAUSE_SCAN);
    if (!q)
        return false;
    *id = stmt_step(q, err) ? stmt_i64(q, 0) : 0;
    return store_end(s, q);
}

// Somebody may have seen what was written before its writer came to record it.
static bool add_written(Store *s, const Seen *x, const FsStat *disk, Err *err)
{
    enum { NS_PER_MS = 1000000 };
    Version added;
    int64_t id = 0;
    if (x->blob && !find_seen(s, x, disk->mtime_ns / NS_PER_MS, &id, err))
        return false;
    return id ? version_claim(s, id, x->v, err)
              : version_add_hashed(s, x->file, x->v, &x->hash, &added, err);
}

static bool is_known(Store *s, const Seen *x, bool *known, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT 1 FROM versions WHERE blob_id=?1 AND file_id=?2 LIMIT 1", err,
                         x->blob, x->file.id);
    if (!q)
        return false;
    *known = stmt_step(q, err);
    return store_end(s, q);
}

static bool add_seen(Store *s, const Seen *x, bool late, Err *err)
{
    bool known = false;
    Version added;
    if (late && !is_known(s, x, &known, err))
        return false;
    return known || version_add_hashed(s, x->file, x->v, &x->hash, &added, err);
}

static bool add_what_is_there(Store *s, FileRef file, const VersionFile *of, const FsStat *now,
                              Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    Version added;
    size_t most = of->max_bytes ? of->max_bytes : STORE_MAX_FILE_BYTES;
    if (!fs_read(of->path, MIN(most, STORE_MAX_FILE_BYTES), &bytes, NULL))
        return true; // it went, or is larger than what is kept
    NewVersion v = {.bytes = buf_str(&bytes), .mode = now->mode & 07777, .cause = CAUSE_EXTERNAL};
    return version_add(s, file, &v, &added, err);
}

bool version_add_in_order(Store *s, FileRef file, const NewVersion *v, const VersionFile *of,
                          Err *err)
{
    FsStat now;
    bool late = fs_stat(of->path, &now, NULL) && !fs_stat_same(&now, &of->disk);
    Seen x = {.file = file, .v = v, .hash = blob_hash(v->bytes)};
    if (!blob_find(s, &x.hash, &x.blob, err))
        return false;
    bool ok =
        is_seen_only(v->cause) ? add_seen(s, &x, late, err) : add_written(s, &x, &of->disk, err);
    return ok && (!late || !of->and_now || add_what_is_there(s, file, of, &now, err));
}
