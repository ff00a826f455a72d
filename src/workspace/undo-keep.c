#include "workspace/undo-keep.h"
#include "base/hash.h"
#include "base/path.h"
#include "store/store.h"
#include "workspace/inner.h"

enum {
    KEPT_BYTES = 1 << 20,  // of one file's undo states
    TEXT_BYTES = 16 << 20, // larger texts would take too long to hash
};

typedef struct {
    char *key; // owned; the path in the project, else all of it
    uint64_t doc;
    Snap *text; // owned
    Buf undo;
} UndoJob;

static UndoJob *job_new(const Document *d, const Snap *text)
{
    const char *rel = path_within(d->ws->root, d->path);
    UndoJob *j = NEW(UndoJob);
    *j = (UndoJob){.key = xstrdup(rel ? rel : d->path), .doc = d->id, .text = snap_ref(text)};
    return j;
}

static void job_free(UndoJob *j)
{
    snap_free(j->text);
    buf_deinit(&j->undo);
    free(j->key);
    free(j);
}

static void hash_of(const Snap *s, uint8_t out[HASH_NBYTES])
{
    Hash *h = hash_new();
    size_t size = snap_size(s), start;
    for (size_t off = 0; off < size;) {
        Str chunk = snap_chunk(s, off, &start);
        hash_add(h, str_from(chunk, off - start));
        off = start + chunk.n;
    }
    hash_end(h, out);
    hash_free(h);
}

static bool is_kept(const Document *d, const Snap *text)
{
    return d->ws->store && d->path && d->ws->options.undo_persist && !d->partial &&
           snap_size(text) <= TEXT_BYTES;
}

static bool put_work(Store *s, int64_t project, void *arg, Err *err)
{
    UndoJob *j = arg;
    uint8_t hash[HASH_NBYTES];
    hash_of(j->text, hash);
    return store_undo_put(s, project, str_c(j->key), hash, buf_str(&j->undo), err);
}

static void put_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    UndoJob *j = arg;
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_WARNING, "undo of '%s' ends with this session: %s", j->key,
                    err_text(err));
    job_free(j);
}

void undo_keep(Document *d, const Snap *saved)
{
    // the states lead to the text as it is now, and no other
    if (!is_kept(d, saved) || text_is_modified(d->text))
        return;
    UndoJob *j = job_new(d, saved);
    if (text_history_pack(d->text, KEPT_BYTES, &j->undo))
        storeq_push(d->ws->store, (StoreTask){put_work, put_done, j});
    else
        job_free(j);
}

static bool get_work(Store *s, int64_t project, void *arg, Err *err)
{
    UndoJob *j = arg;
    uint8_t hash[HASH_NBYTES];
    hash_of(j->text, hash);
    return store_undo_get(s, project, str_c(j->key), hash, &j->undo, err);
}

static void get_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    UndoJob *j = arg;
    Document *d = document_by_id(ws, j->doc);
    (void)err; // nobody misses what he never saw
    // a save under way, and who looks at other states, know the present one by its number, which
    // becomes another
    bool known = d && (d->saving || ws->undo_look.doc == d->id);
    if (ok && d && !known && text_state_count(d->text) == 1)
        text_history_unpack(d->text, buf_str(&j->undo));
    job_free(j);
}

void undo_bring_back(Document *d)
{
    if (d->on_disk && is_kept(d, text_now(d->text)))
        storeq_push(d->ws->store, (StoreTask){get_work, get_done, job_new(d, text_now(d->text))});
}
