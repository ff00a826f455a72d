// Taking over what owners left that are dead.
#include "store/journal-inner.h"

#include "base/mem.h"

static const char failed[] = "cannot look for unsaved edits of before";

void journal_docs_deinit(JournalDocs *v)
{
    VEC_EACH (JournalDoc, d, v) {
        free(d->path);
        buf_deinit(&d->meta);
        buf_deinit(&d->base);
        buf_deinit(&d->history);
        buf_deinit(&d->ops);
    }
    vec_deinit(v);
}

typedef struct {
    int64_t id, pid;
} Owner;
typedef Vec(Owner) Owners;

// Those who left something, and those of whom only their number is left.
static bool find_owners(Store *s, int64_t project, Owners *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT DISTINCT owner, coalesce(pid, 0) FROM journal_docs LEFT JOIN"
                         " journal_owners ON journal_owners.id=owner WHERE ?1=0 OR project_id=?1",
                         err, project);
    while (q && stmt_step(q, err))
        vec_push(out, (Owner){stmt_i64(q, 0), stmt_i64(q, 1)});
    return q && store_end(s, q);
}

static bool take_over(Store *s, int64_t project, int64_t owner, Err *err)
{
    Owners owners = {0};
    bool ok = find_owners(s, project, &owners, err);
    VEC_EACH (const Owner, o, &owners)
        if (ok && o->id != owner && !owner_lives(s, o->id, o->pid))
            ok = STORE_RUN(s, "UPDATE journal_docs SET owner=? WHERE project_id=? AND owner=?", err,
                           owner, project, o->id);
    vec_deinit(&owners);
    return ok;
}

static bool forget_owners(Store *s, Err *err)
{
    Owners owners = {0};
    Stmt *q = db_stmt(s->db,
                      "SELECT id, pid FROM journal_owners WHERE NOT EXISTS"
                      " (SELECT 1 FROM journal_docs WHERE owner=journal_owners.id)",
                      err);
    while (q && stmt_step(q, err))
        vec_push(&owners, (Owner){stmt_i64(q, 0), stmt_i64(q, 1)});
    bool ok = q && store_end(s, q);
    VEC_EACH (const Owner, o, &owners)
        if (ok && !owner_lives(s, o->id, o->pid))
            ok = STORE_RUN(s, "DELETE FROM journal_owners WHERE id=?", err, o->id);
    vec_deinit(&owners);
    return ok;
}

static void read_mark(Stmt *q, JournalDoc *d)
{
    Str sum = stmt_blob(q, 11);
    d->marked = sum.n == sizeof d->mark_sum;
    if (!d->marked)
        return;
    d->mark_off = stmt_i64(q, 9);
    d->mark_nbytes = stmt_i64(q, 10);
    memcpy(d->mark_sum, sum.p, sum.n);
}

static bool read_docs(Store *s, int64_t project, int64_t owner, JournalDocs *out, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT id,time_ms,path,meta,history,history_sum,base_blob,"
                         "base_nbytes,base_sum,mark_off,mark_nbytes,mark_sum"
                         " FROM journal_docs WHERE project_id=? AND owner=? ORDER BY id",
                         err, project, owner);
    while (q && stmt_step(q, err)) {
        JournalDoc d = {.doc = stmt_i64(q, 0), .time_ms = stmt_i64(q, 1)};
        d.path = stmt_is_null(q, 2) ? NULL : str_dup(stmt_blob(q, 2));
        buf_add(&d.meta, stmt_blob(q, 3));
        // without what undo knew, what is told of that does not fit, and all else does
        if (journal_sum(stmt_blob(q, 4)) == stmt_i64(q, 5))
            buf_add(&d.history, stmt_blob(q, 4));
        d.has_base = !stmt_is_null(q, 6);
        d.base_nbytes = stmt_i64(q, 7);
        Str sum = stmt_blob(q, 8);
        memcpy(d.base_sum, sum.p, MIN(sum.n, sizeof d.base_sum));
        read_mark(q, &d);
        vec_push(out, d);
    }
    return q && store_end(s, q);
}

// Rows up to the first that is damaged or missing.
static bool read_ops(Store *s, JournalDoc *d, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT off,sum,data FROM journal_rows WHERE doc_id=? ORDER BY off",
                         err, d->doc);
    while (q && stmt_step(q, err)) {
        Str data = stmt_blob(q, 2);
        d->cut =
            d->cut || stmt_i64(q, 0) != (int64_t)d->ops.n || stmt_i64(q, 1) != journal_sum(data);
        if (!d->cut)
            buf_add(&d->ops, data);
    }
    return q && store_end(s, q);
}

// A base that cannot be read is none: the file may still hold it.
static bool read_base(Store *s, JournalDoc *d, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT base_blob FROM journal_docs WHERE id=?", err, d->doc);
    if (!q)
        return false;
    int64_t blob = stmt_step(q, err) ? stmt_i64(q, 0) : 0;
    if (!store_end(s, q))
        return false;
    if (blob_get(s, blob, &d->base, NULL))
        return true;
    d->has_base = false;
    d->cut = true;
    buf_clear(&d->base);
    return true;
}

static bool take(Store *s, int64_t project, int64_t owner, JournalDocs *out, Err *err)
{
    bool ok = take_over(s, project, owner, err) && forget_owners(s, err) &&
              read_docs(s, project, owner, out, err);
    VEC_EACH (JournalDoc, d, out)
        ok = ok && read_ops(s, d, err) && (!d->has_base || read_base(s, d, err));
    return ok;
}

bool store_journal_take(Store *s, int64_t project, int64_t owner, JournalDocs *out, Err *err)
{
    bool ok = db_begin(s->db, err) || store_failed(s);
    ok = ok && store_finish(s, take(s, project, owner, out, err), err);
    if (ok)
        return true;
    journal_docs_deinit(out);
    return err_wrap(err, failed);
}

int64_t store_journal_waiting(Store *s, int64_t project, Err *err)
{
    Owners owners = {0};
    int64_t n = 0;
    bool ok = find_owners(s, project, &owners, err);
    VEC_EACH (const Owner, o, &owners) {
        if (!ok || owner_lives(s, o->id, o->pid))
            continue;
        Stmt *q = STORE_STMT(
            s, "SELECT count(*) FROM journal_docs WHERE (?1=0 OR project_id=?1) AND owner=?2", err,
            project, o->id);
        if (q && stmt_step(q, err))
            n += stmt_i64(q, 0);
        ok = q && store_end(s, q);
    }
    vec_deinit(&owners);
    return ok ? n : -1;
}
