// Writing the journal.  A batch is one transaction, whatever the number of documents.
#include "store/journal-inner.h"

#include "base/mem.h"

enum {
    ROWS_MAX = 256,      // of a document; then the small ones become one
    SMALL_BYTES = 65536, // what is larger is not copied again
};

static const char failed[] = "cannot keep unsaved edits";

void journal_entries_deinit(JournalEntries *v)
{
    VEC_EACH (JournalEntry, e, v) {
        free(e->path);
        buf_deinit(&e->meta);
        buf_deinit(&e->base);
        buf_deinit(&e->history);
        buf_deinit(&e->ops);
    }
    vec_deinit(v);
}

int64_t journal_sum(Str bytes)
{
    uint8_t hash[HASH_NBYTES];
    int64_t sum;
    hash_sha256(bytes, hash);
    memcpy(&sum, hash, sizeof sum);
    return sum;
}

static bool drop(Store *s, int64_t doc, Err *err)
{
    return store_doom_none(s, err) &&
           STORE_RUN(s,
                     "INSERT INTO temp.doomed SELECT base_blob FROM journal_docs"
                     " WHERE id=? AND base_blob IS NOT NULL",
                     err, doc) &&
           STORE_RUN(s, "DELETE FROM journal_docs WHERE id=?", err, doc) &&
           blob_drop_unused(s, err);
}

static bool put_base(Store *s, const JournalEntry *e, int64_t *blob, Err *err)
{
    BlobHash hash = blob_hash(buf_str(&e->base));
    return blob_put(s, buf_str(&e->base), &hash, 0, blob, err);
}

static void bind_text(Stmt *q, int i, const char *text)
{
    if (text)
        stmt_bind_blob(q, i, str_c(text));
    else
        stmt_bind_null(q, i);
}

static bool insert(Store *s, const JournalBatch *b, JournalEntry *e, Err *err)
{
    int64_t blob = 0;
    if (e->has_base && !put_base(s, e, &blob, err))
        return false;
    Stmt *q = STORE_STMT(
        s,
        "INSERT INTO journal_docs(project_id,owner,time_ms,history_sum,base_nbytes,"
        "path,meta,history,base_sum,base_blob) VALUES(?,?,?,?,?,?,?,?,?,?)",
        err, b->project, b->owner, b->time_ms, journal_sum(buf_str(&e->history)), e->base_nbytes);
    if (!q)
        return false;
    bind_text(q, 6, e->path);
    stmt_bind_blob(q, 7, buf_str(&e->meta));
    stmt_bind_blob(q, 8, buf_str(&e->history));
    stmt_bind_blob(q, 9, str_n((const char *)e->base_sum, sizeof e->base_sum));
    if (e->has_base)
        stmt_bind_i64(q, 10, blob);
    else
        stmt_bind_null(q, 10);
    if (!store_run(s, q, err))
        return false;
    e->doc = db_last_id(s->db);
    return true;
}

static bool update(Store *s, const JournalBatch *b, const JournalEntry *e, Err *err)
{
    Stmt *q = STORE_STMT(s, "UPDATE journal_docs SET time_ms=?1, path=?3, meta=?4 WHERE id=?2", err,
                         b->time_ms, e->doc);
    if (e->meta.n == 0)
        return STORE_RUN(s, "UPDATE journal_docs SET time_ms=? WHERE id=?", err, b->time_ms,
                         e->doc);
    if (!q)
        return false;
    bind_text(q, 3, e->path);
    stmt_bind_blob(q, 4, buf_str(&e->meta));
    return store_run(s, q, err);
}

static bool put_mark(Store *s, const JournalEntry *e, Err *err)
{
    Stmt *q =
        STORE_STMT(s, "UPDATE journal_docs SET mark_off=?, mark_nbytes=?, mark_sum=?4 WHERE id=?3",
                   err, e->mark_off, e->mark_nbytes, e->doc);
    if (!q)
        return false;
    stmt_bind_blob(q, 4, str_n((const char *)e->mark_sum, sizeof e->mark_sum));
    return store_run(s, q, err);
}

static bool add_row(Store *s, int64_t doc, int64_t off, Str data, Err *err)
{
    Stmt *q = STORE_STMT(s, "INSERT INTO journal_rows(doc_id,off,sum,data) VALUES(?,?,?,?)", err,
                         doc, off, journal_sum(data));
    if (!q)
        return false;
    stmt_bind_blob(q, 4, data);
    return store_run(s, q, err);
}

// The small rows at the end, which follow each other, in order; *off gets where they begin.
static bool read_small(Store *s, int64_t doc, int64_t *off, Buf *data, Err *err)
{
    Vec(int64_t) offs = {0}; // backwards
    AUTO(buf) Buf all = BUF_INIT;
    Stmt *q = STORE_STMT(
        s, "SELECT off,data,sum FROM journal_rows WHERE doc_id=? ORDER BY off DESC", err, doc);
    Vec(size_t) ends = {0};
    int64_t next = -1;
    while (q && stmt_step(q, err)) {
        Str bytes = stmt_blob(q, 1);
        int64_t at = stmt_i64(q, 0);
        bool follows = next < 0 || at + (int64_t)bytes.n == next;
        if (bytes.n > SMALL_BYTES || !follows || journal_sum(bytes) != stmt_i64(q, 2))
            break;
        vec_push(&offs, at);
        buf_add(&all, bytes);
        vec_push(&ends, all.n);
        next = at;
    }
    for (size_t i = ends.n; i-- > 0;) {
        size_t start = i ? ends.p[i - 1] : 0;
        buf_add(data, str_n(all.p + start, ends.p[i] - start));
    }
    *off = next;
    vec_deinit(&offs);
    vec_deinit(&ends);
    if (!q)
        return false;
    stmt_reset(q);
    return true;
}

// Many small rows take more room and time than one.  Each byte is copied about once for each
// ROWS_MAX batches, and not at all once it is part of a large row.
static bool fold(Store *s, int64_t doc, Err *err)
{
    int64_t off;
    AUTO(buf) Buf data = BUF_INIT;
    Stmt *q = STORE_STMT(s, "SELECT count(*) FROM journal_rows WHERE doc_id=?", err, doc);
    if (!q)
        return false;
    int64_t n = stmt_step(q, err) ? stmt_i64(q, 0) : 0;
    if (!store_end(s, q))
        return false;
    if (n % ROWS_MAX != 0 || n == 0)
        return true;
    return read_small(s, doc, &off, &data, err) &&
           (data.n == 0 ||
            (STORE_RUN(s, "DELETE FROM journal_rows WHERE doc_id=? AND off>=?", err, doc, off) &&
             add_row(s, doc, off, buf_str(&data), err)));
}

static bool write_entry(Store *s, const JournalBatch *b, JournalEntry *e, Err *err)
{
    if (e->drop)
        return e->doc == 0 || drop(s, e->doc, err);
    if (!(e->doc ? update(s, b, e, err) : insert(s, b, e, err)))
        return false;
    if (e->marked && !put_mark(s, e, err))
        return false;
    return e->ops.n == 0 ||
           (add_row(s, e->doc, e->off, buf_str(&e->ops), err) && fold(s, e->doc, err));
}

bool store_journal_write(Store *s, const JournalBatch *b, Err *err)
{
    Vec(int64_t) numbers = {0};
    if (!(b->durable ? db_begin(s->db, err) : db_begin_relaxed(s->db, err)))
        return store_failed(s) || err_wrap(err, failed);
    bool ok = true;
    for (size_t i = 0; i < b->n; i++)
        vec_push(&numbers, b->entries[i].doc);
    for (size_t i = 0; i < b->n && ok; i++)
        ok = write_entry(s, b, &b->entries[i], err);
    ok = store_finish(s, ok, err);
    for (size_t i = 0; i < b->n && !ok; i++)
        b->entries[i].doc = numbers.p[i]; // as if it was never tried
    vec_deinit(&numbers);
    return ok || err_wrap(err, failed);
}
