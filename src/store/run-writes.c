#include "store/inner.h"

#include "base/mem.h"

char *run_label(const RunWrites *run)
{
    return xasprintf("run#%lld", (long long)run->execution);
}

#define CLAIM "UPDATE versions SET cause=?3, label=?5, author=?6 WHERE cause=?4 AND "
// Few came since the run began, so that nothing needs an index by time.
#define SINCE "id>coalesce((SELECT id FROM versions WHERE time_ms<?2 ORDER BY id DESC LIMIT 1),0)"

static bool claim(Store *s, Stmt *q, const RunWrites *run, Err *err)
{
    AUTO(free) char *label = run_label(run);
    if (!q)
        return false;
    stmt_bind_blob(q, 5, str_c(label));
    stmt_bind_blob(q, 6, str_c(s->user));
    return store_run(s, q, err);
}

bool run_claim_file(Store *s, int64_t file, const RunWrites *run, Err *err)
{
    return claim(s,
                 STORE_STMT(s, CLAIM "file_id=?1 AND time_ms>=?2", err, file, run->start_ms,
                            CAUSE_RUN, CAUSE_EXTERNAL),
                 run, err);
}

bool store_run_claim(Store *s, int64_t project, const RunWrites *run, Err *err)
{
    return claim(
        s,
        STORE_STMT(s, CLAIM SINCE " AND file_id IN (SELECT id FROM files WHERE project_id=?1)", err,
                   project, run->start_ms, CAUSE_RUN, CAUSE_EXTERNAL),
        run, err);
}
