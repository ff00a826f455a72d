#include "store/inner.h"

// A chain of deltas ends where unpacking it would take noticeably long: some 30 ms either way.
enum { MAX_DEPTH = 64, MAX_CHAIN_BYTES = 24 << 20, MAX_CACHED = 16 << 20 };

typedef struct {
    BlobHash hash;
    int64_t nbytes;
    PackKind kind;
    int64_t base; // 0 = none
    int64_t depth, chain_nbytes;
} BlobRow;

BlobHash blob_hash(Str bytes)
{
    BlobHash h;
    hash_sha256(bytes, h.b);
    return h;
}

static Str hash_str(const BlobHash *h)
{
    return str_n((const char *)h->b, sizeof h->b);
}

static void remember(Store *s, int64_t id, Str bytes)
{
    buf_clear(&s->cached);
    s->cached_blob = bytes.n <= MAX_CACHED ? id : 0;
    if (s->cached_blob)
        buf_add(&s->cached, bytes);
}

// A missing row is a failure.
static bool read_row(Store *s, int64_t id, BlobRow *row, Buf *packed, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT hash,nbytes,codec,base_id,data FROM blobs WHERE id=?", err, id);
    if (!q)
        return false;
    bool found = stmt_step(q, err);
    if (found) {
        Str hash = stmt_blob(q, 0);
        memcpy(row->hash.b, hash.p, MIN(hash.n, sizeof row->hash.b));
        row->nbytes = stmt_i64(q, 1);
        row->kind = (PackKind)stmt_i64(q, 2);
        row->base = row->kind == PACK_DELTA ? stmt_i64(q, 3) : 0;
        buf_add(packed, stmt_blob(q, 4));
    }
    if (!store_end(s, q))
        return false;
    return found || err_set(err, "its content is missing from the database");
}

static bool damaged(Err *err)
{
    return err_set(err, "its content in the database is damaged");
}

typedef struct {
    BlobRow row;
    Buf packed;
} Link;
typedef Vec(Link) Chain;

static void chain_deinit(Chain *c)
{
    VEC_EACH (Link, l, c)
        buf_deinit(&l->packed);
    vec_deinit(c);
}

// The blob and what it was packed against, until one that stands alone; or until the cached one,
// whose content then is *start.
static bool read_chain(Store *s, int64_t id, Chain *out, Buf *start, Err *err)
{
    while (id != 0 && id != s->cached_blob) {
        if (out->n > MAX_DEPTH)
            return damaged(err);
        vec_push(out, (Link){0});
        Link *l = &vec_last(out);
        if (!read_row(s, id, &l->row, &l->packed, err))
            return false;
        id = l->row.base;
    }
    if (id != 0)
        buf_add(start, buf_str(&s->cached));
    return true;
}

// Two buffers take turns: a new one for each link would cost more than the unpacking.
static bool unpack_links(Store *s, const Chain *chain, Buf *content)
{
    AUTO(buf) Buf next = BUF_INIT;
    for (size_t i = chain->n; i-- > 0;) {
        const Link *l = &chain->p[i];
        buf_clear(&next);
        if (l->row.nbytes < 0 || !codec_unpack(s->codec, l->row.kind, buf_str(&l->packed),
                                               buf_str(content), (size_t)l->row.nbytes, &next))
            return false;
        Buf swap = *content;
        *content = next;
        next = swap;
    }
    return true;
}

static bool unpack_chain(Store *s, const Chain *chain, Buf *content)
{
    if (!unpack_links(s, chain, content))
        return false;
    if (chain->n == 0)
        return true;
    BlobHash hash = blob_hash(buf_str(content));
    return memcmp(&hash, &chain->p[0].row.hash, sizeof hash) == 0;
}

bool blob_get(Store *s, int64_t id, Buf *out, Err *err)
{
    Chain chain = {0};
    AUTO(buf) Buf content = BUF_INIT;
    bool ok = read_chain(s, id, &chain, &content, err) &&
              (unpack_chain(s, &chain, &content) || damaged(err));
    if (ok && chain.n > 0)
        remember(s, id, buf_str(&content));
    if (ok)
        buf_add(out, buf_str(&content));
    chain_deinit(&chain);
    return ok;
}

// *base becomes 0 if packing against it would make the chain too long to unpack fast.
static bool check_base(Store *s, size_t nbytes, int64_t *base, BlobRow *row, Err *err)
{
    if (*base == 0 || *base == s->unreadable_blob) {
        *base = 0;
        return true;
    }
    Stmt *q = STORE_STMT(s, "SELECT depth,chain_nbytes FROM blobs WHERE id=?", err, *base);
    if (!q)
        return false;
    if (stmt_step(q, err)) {
        row->depth = stmt_i64(q, 0) + 1;
        row->chain_nbytes = stmt_i64(q, 1) + (int64_t)nbytes;
    }
    if (row->depth == 0 || row->depth > MAX_DEPTH || row->chain_nbytes > MAX_CHAIN_BYTES)
        *base = 0;
    return store_end(s, q);
}

static bool pack(Store *s, Str bytes, int64_t base, BlobRow *row, Buf *packed, Err *err)
{
    if (!check_base(s, bytes.n, &base, row, err))
        return false;
    AUTO(buf) Buf against = BUF_INIT;
    // a base that cannot be read only makes the new one larger
    bool has_base = base != 0 && blob_get(s, base, &against, NULL);
    row->kind = codec_pack(s->codec, bytes, has_base ? buf_str(&against) : STR_NULL, packed);
    row->base = row->kind == PACK_DELTA ? base : 0;
    if (row->base == 0) {
        row->depth = 0;
        row->chain_nbytes = (int64_t)bytes.n;
    }
    row->nbytes = (int64_t)bytes.n;
    return true;
}

static bool write_row(Store *s, const char *sql, const BlobRow *row, Str packed, Err *err)
{
    Stmt *q =
        STORE_STMT(s, sql, err, row->nbytes, row->kind, row->base, row->depth, row->chain_nbytes);
    if (!q)
        return false;
    stmt_bind_blob(q, 6, hash_str(&row->hash));
    stmt_bind_blob(q, 7, packed);
    return store_run(s, q, err);
}

bool blob_find(Store *s, const BlobHash *hash, int64_t *id, Err *err)
{
    *id = 0;
    Stmt *q = db_stmt(s->db, "SELECT id FROM blobs WHERE hash=?", err);
    if (!q)
        return store_failed(s);
    stmt_bind_blob(q, 1, hash_str(hash));
    if (stmt_step(q, err))
        *id = stmt_i64(q, 0);
    return store_end(s, q);
}

// Pack a content that is there in another way.
static bool write_anew(Store *s, int64_t id, Str bytes, int64_t base, Err *err)
{
    AUTO(buf) Buf packed = BUF_INIT;
    BlobRow row = {.hash = blob_hash(bytes)};
    return pack(s, bytes, base, &row, &packed, err) &&
           write_row(s,
                     "UPDATE blobs SET nbytes=?1, codec=?2, base_id=NULLIF(?3,0), depth=?4,"
                     " chain_nbytes=?5, data=?7 WHERE hash=?6",
                     &row, buf_str(&packed), err) &&
           (remember(s, id, bytes), true);
}

// The same content came again: if the one that is there is damaged, this heals it and all that was
// packed against it.
static bool heal(Store *s, int64_t id, Str bytes, Err *err)
{
    AUTO(buf) Buf present = BUF_INIT;
    if (blob_get(s, id, &present, NULL))
        return true;
    return write_anew(s, id, bytes, 0, err);
}

bool blob_put(Store *s, Str bytes, const BlobHash *hash, int64_t base, int64_t *id, Err *err)
{
    if (!blob_find(s, hash, id, err))
        return false;
    if (*id != 0)
        return heal(s, *id, bytes, err);
    AUTO(buf) Buf packed = BUF_INIT;
    BlobRow row = {.hash = *hash};
    if (!pack(s, bytes, base, &row, &packed, err) ||
        !write_row(s,
                   "INSERT INTO blobs(nbytes,codec,base_id,depth,chain_nbytes,hash,data)"
                   " VALUES(?1,?2,NULLIF(?3,0),?4,?5,?6,?7)",
                   &row, buf_str(&packed), err))
        return false;
    *id = db_last_id(s->db);
    remember(s, *id, bytes);
    return true;
}

// The nearest content that an old chain has and that is not doomed, 0: none.
static bool find_base(Store *s, int64_t id, int64_t *base, Err *err)
{
    *base = 0;
    Stmt *q = STORE_STMT(s,
                         "WITH RECURSIVE chain(id, at) AS (SELECT base_id, 0 FROM blobs WHERE id=?1"
                         " UNION ALL SELECT base_id, at+1 FROM blobs JOIN chain USING(id)"
                         "  WHERE base_id IS NOT NULL AND at<1000)"
                         " SELECT id FROM chain WHERE id NOT IN (SELECT id FROM temp.doomed)"
                         " ORDER BY at LIMIT 1",
                         err, id);
    if (!q)
        return false;
    if (stmt_step(q, err))
        *base = stmt_i64(q, 0);
    return store_end(s, q);
}

typedef Vec(int64_t) BlobIds;

static bool find_dependents(Store *s, BlobIds *out, Err *err)
{
    Stmt *q = db_stmt(s->db,
                      "SELECT id FROM blobs WHERE base_id IN (SELECT id FROM temp.doomed)"
                      " AND id NOT IN (SELECT id FROM temp.doomed) ORDER BY id",
                      err);
    if (!q)
        return store_failed(s);
    while (stmt_step(q, err))
        vec_push(out, stmt_i64(q, 0));
    return store_end(s, q);
}

// A content that cannot be read stays as it is, and what it was packed against with it.
static bool move_off(Store *s, int64_t id, int64_t *alone, Err *err)
{
    int64_t base;
    AUTO(buf) Buf bytes = BUF_INIT;
    if (!find_base(s, id, &base, err))
        return false;
    if (!blob_get(s, id, &bytes, NULL))
        return true;
    // the end of one chain serves those that follow it
    if (!write_anew(s, id, buf_str(&bytes), base ? base : *alone, err))
        return false;
    if (base == 0 && *alone == 0)
        *alone = id;
    return true;
}

bool blob_free_bases(Store *s, Err *err)
{
    BlobIds ids = {0};
    int64_t alone = 0;
    bool ok = find_dependents(s, &ids, err);
    for (size_t i = 0; ok && i < ids.n; i++)
        ok = move_off(s, ids.p[i], &alone, err);
    vec_deinit(&ids);
    return ok;
}

bool blob_drop_unused(Store *s, Err *err)
{
    // What the doomed ones were packed against may be needed by nothing else.
    static const char with_bases[] =
        "INSERT OR IGNORE INTO temp.doomed WITH RECURSIVE chain(id) AS ("
        "  SELECT id FROM temp.doomed UNION"
        "  SELECT base_id FROM blobs JOIN chain USING(id) WHERE base_id IS NOT NULL)"
        " SELECT id FROM chain";
    static const char drop[] =
        "DELETE FROM blobs WHERE id IN (SELECT id FROM temp.doomed)"
        " AND NOT EXISTS(SELECT 1 FROM versions WHERE blob_id=blobs.id)"
        " AND NOT EXISTS(SELECT 1 FROM journal_docs WHERE base_blob=blobs.id)"
        " AND NOT EXISTS(SELECT 1 FROM review_blobs WHERE blob_id=blobs.id)"
        " AND NOT EXISTS(SELECT 1 FROM blobs AS other WHERE other.base_id=blobs.id)";
    s->cached_blob = 0;
    if (!db_exec(s->db, with_bases, err))
        return store_failed(s);
    do { // the end of each chain first, then what becomes free by it
        if (!db_exec(s->db, drop, err))
            return store_failed(s);
    } while (db_changes(s->db) > 0);
    return true;
}
