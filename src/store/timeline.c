// Versions of one file or of all, as people look at them: with what was said of them.
#include "store/inner.h"

#include "base/mem.h"

#define COLUMNS                                                                         \
    "SELECT v.id, v.n, v.parent, v.time_ms, v.cause, b.nbytes, v.mode, b.hash, f.path," \
    " v.label, v.author,"                                                               \
    " (SELECT max(n) FROM versions WHERE file_id=v.file_id AND n<v.n)"                  \
    " FROM versions AS v CROSS JOIN files AS f ON f.id=v.file_id"                       \
    " CROSS JOIN blobs AS b ON b.id=v.blob_id"                                          \
    " WHERE (?2=0 OR (?2>>v.cause)&1) AND (?3=0 OR v.id<?3)"

void timeline_deinit(Timeline *t)
{
    VEC_EACH (TimelineEntry, e, t) {
        free(e->path);
        free(e->label);
        free(e->author);
    }
    vec_deinit(t);
}

static TimelineEntry read_entry(Stmt *q)
{
    TimelineEntry e = {.v = {.id = stmt_i64(q, 0),
                             .n = stmt_i64(q, 1),
                             .parent = stmt_i64(q, 2),
                             .time_ms = stmt_i64(q, 3),
                             .cause = (VersionCause)stmt_i64(q, 4),
                             .nbytes = stmt_i64(q, 5),
                             .mode = (uint32_t)stmt_i64(q, 6)},
                       .path = str_dup(stmt_blob(q, 8)),
                       .label = str_dup(stmt_blob(q, 9)),
                       .author = str_dup(stmt_blob(q, 10)),
                       .before_n = stmt_i64(q, 11)};
    BlobHash hash = {0};
    Str sum = stmt_blob(q, 7);
    memcpy(hash.b, sum.p, MIN(sum.n, sizeof hash.b));
    hash_hex(hash.b, e.v.hash);
    return e;
}

bool store_timeline(Store *s, int64_t project, const TimelineQuery *what, Timeline *out, Err *err)
{
    int64_t file = 0, limit = what->limit ? (int64_t)what->limit : -1;
    if (what->path.n && !file_find(s, project, what->path, &file, err))
        return false;
    if (what->path.n && file == 0)
        return true;
    Stmt *q = what->path.n
                  ? STORE_STMT(s, COLUMNS " AND v.file_id=?1 ORDER BY v.id DESC LIMIT ?4", err,
                               file, what->causes, what->before, limit)
                  : STORE_STMT(s, COLUMNS " AND f.project_id=?1 ORDER BY v.id DESC LIMIT ?4", err,
                               project, what->causes, what->before, limit);
    if (!q)
        return false;
    while (stmt_step(q, err))
        vec_push(out, read_entry(q));
    return store_end(s, q);
}
