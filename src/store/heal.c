// What backups give back.
#include "store/inner.h"

#include "base/mem.h"

bool store_check(Store *s, Err *err)
{
    return db_check(s->db, err) || store_failed(s);
}

typedef Vec(int64_t) Ids;

static bool find_damaged(Store *s, Ids *out, HealResult *r, Err *err)
{
    Ids all = {0};
    Stmt *q = STORE_STMT(s, "SELECT id FROM blobs WHERE id<>? ORDER BY id", err, 0);
    while (q && stmt_step(q, err))
        vec_push(&all, stmt_i64(q, 0));
    bool ok = q && store_end(s, q);
    s->cached_blob = 0;
    for (size_t i = 0; ok && i < all.n; i++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        if (!blob_get(s, all.p[i], &bytes, NULL))
            vec_push(out, all.p[i]);
    }
    r->ncontents = (int64_t)all.n;
    vec_deinit(&all);
    return ok;
}

static bool find_hash(Store *s, int64_t blob, BlobHash *out, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT hash FROM blobs WHERE id=?", err, blob);
    bool found = q && stmt_step(q, err);
    if (found) {
        Str hash = stmt_blob(q, 0);
        found = hash.n == sizeof out->b;
        memcpy(out->b, hash.p, MIN(hash.n, sizeof out->b));
    }
    if (q)
        stmt_reset(q);
    return found;
}

// False, no error: this backup does not have it either.
static bool take_from(Store *s, Store *backup, int64_t blob, bool *healed, Err *err)
{
    BlobHash hash;
    int64_t there, id;
    AUTO(buf) Buf bytes = BUF_INIT;
    *healed = false;
    if (!find_hash(s, blob, &hash, NULL) || !blob_find(backup, &hash, &there, NULL) || !there ||
        !blob_get(backup, there, &bytes, NULL))
        return true;
    bool ok = db_begin(s->db, err) || store_failed(s);
    *healed = ok && store_finish(s, blob_put(s, buf_str(&bytes), &hash, 0, &id, err), err);
    return *healed;
}

static bool heal_from(Store *s, const char *path, Ids *damaged, HealResult *r, Err *err)
{
    bool ok = true;
    AUTO(err) Err why = {0};
    Store backup = {.db = db_open(path, &why), .codec = codec_new(), .lock_fd = -1};
    for (size_t i = damaged->n; backup.db && ok && i-- > 0;) {
        bool healed;
        AUTO(buf) Buf bytes = BUF_INIT;
        s->cached_blob = 0;
        if (blob_get(s, damaged->p[i], &bytes, NULL))
            healed = true; // what it stood on was healed
        else
            ok = take_from(s, &backup, damaged->p[i], &healed, err);
        if (healed) {
            r->nhealed++;
            vec_remove(damaged, i, 1);
        }
    }
    db_close(backup.db);
    codec_free(backup.codec);
    buf_deinit(&backup.cached);
    return ok;
}

bool store_heal(Store *s, HealResult *out, Err *err)
{
    Ids damaged = {0};
    Backups backups = {0};
    *out = (HealResult){0};
    bool ok = find_damaged(s, &damaged, out, err);
    if (ok && damaged.n)
        ok = store_backups(s, &backups, err);
    for (size_t i = 0; ok && damaged.n && i < backups.n; i++)
        ok = heal_from(s, backups.p[i].path, &damaged, out, err);
    out->nlost = (int64_t)damaged.n;
    backups_deinit(&backups);
    vec_deinit(&damaged);
    return ok || err_wrap(err, "cannot heal the database");
}
