// The bytes are the records of an archive; mark and sum are made for them, so that what they say is
// read and not only refused.
#include "store/archive.h"
#include "store/store.h"

#include "../lib/temp-dir.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

typedef struct {
    char *dir, *file, *to; // owned for ever
    Store *store;
} World;

static World *world(void)
{
    static World *w;
    if (w)
        return w;
    w = NEW(World);
    w->dir = temp_dir_new();
    w->file = xasprintf("%s/a.codelab", w->dir);
    w->to = xasprintf("%s/to", w->dir);
    AUTO(free) char *db = xasprintf("%s/codelab.db", w->dir);
    w->store = store_open(db, NULL);
    test_must(w->store != NULL, db);
    return w;
}

static void write_archive(const char *path, Str records)
{
    AUTO(buf) Buf all = BUF_INIT;
    uint8_t sum[HASH_NBYTES];
    buf_add_c(&all, ARCHIVE_MARK);
    buf_add(&all, records);
    hash_sha256(buf_str(&all), sum);
    buf_add_byte(&all, ARCHIVE_END);
    buf_add(&all, STR("\x20\0\0\0"));
    buf_add(&all, str_n((const char *)sum, sizeof sum));
    temp_write(path, buf_str(&all));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    World *w = world();
    ImportResult r;
    GcResult gone;
    const ImportPlace place = {w->to, w->dir};
    write_archive(w->file, str_n((const char *)data, n));
    if (!store_project_import(w->store, w->file, &place, &r, NULL)) {
        test_must(access(w->to, F_OK) != 0, "a refused archive leaves no folder");
        return 0;
    }
    VerifyResult v;
    test_must(store_verify(w->store, r.project, &v, NULL), "verify");
    test_must(v.damaged.n == 0, "what was taken in is sound");
    verify_result_deinit(&v);
    test_must(fs_remove_tree(w->to, NULL), w->to);
    test_must(store_project_remove(w->store, r.project, NULL), "remove");
    test_must(store_gc(w->store, INT64_MAX, &gone, NULL), "gc");
    return 0;
}
