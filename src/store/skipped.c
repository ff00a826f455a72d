#include "store/inner.h"

static const char *why(SkipReason reason)
{
    switch (reason) {
    case SKIP_LARGE:
        return "it is larger than 64 MB";
    case SKIP_UNREADABLE:
        return "it cannot be read";
    case SKIP_EXCLUDED:
        return "it may hold secrets (history.exclude)";
    default:
        return "it is neither a file nor a folder nor a link";
    }
}
_Static_assert(STORE_MAX_FILE_BYTES >> 20 == 64, "the sentence names the limit");

bool store_project_skipped(Store *s, int64_t project, SkippedFiles *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT path,skip FROM files WHERE project_id=? AND present AND skip<>0"
                         " ORDER BY path",
                         err, project);
    if (!q)
        return false;
    while (stmt_step(q, err))
        vec_push(out, (SkippedFile){str_dup(stmt_blob(q, 0)), why((SkipReason)stmt_i64(q, 1))});
    return store_end(s, q);
}

void skipped_files_deinit(SkippedFiles *f)
{
    VEC_EACH (SkippedFile, x, f)
        free(x->path);
    vec_deinit(f);
}
