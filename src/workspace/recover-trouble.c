// What is made of unsaved edits whose file was changed meanwhile.
#include "workspace/coding.h"
#include "workspace/journal-inner.h"

Text *recover_rescue(const char *title, Str ops)
{
    Text *t = text_new();
    AUTO(buf) Buf words = BUF_INIT;
    buf_addf(
        &words,
        "Edits of '%s' that were not saved. The text they were made in is gone, so this is what "
        "they put in, in their order.\n\n",
        title);
    text_log_tell(ops, &words);
    text_log_new(t); // so that it is kept again
    text_replace(t, 0, 0, buf_str(&words));
    return t;
}

static int64_t version_of(Store *s, int64_t project, Str path, Str bytes)
{
    uint8_t sum[HASH_NBYTES];
    char hex[HASH_HEX_MAX];
    Versions all = {0};
    int64_t n = 0;
    hash_sha256(bytes, sum);
    hash_hex(sum, hex);
    if (store_versions(s, project, path, &all, NULL))
        VEC_EACH (const Version, v, &all)
            n = strcmp(v->hash, hex) == 0 && !n ? v->n : n;
    vec_deinit(&all);
    return n;
}

int64_t recover_keep_base(Store *s, int64_t project, RecoverBase b)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    Version v = {0};
    if (coding_is_plain(b.coding))
        snap_add_to(b.base, 0, snap_size(b.base), &bytes);
    else if (!coding_encode(b.base, b.coding, &bytes, NULL))
        return 0;
    int64_t n = version_of(s, project, str_c(b.path), buf_str(&bytes));
    if (n)
        return n;
    NewVersion made = {.path = str_c(b.path),
                       .bytes = buf_str(&bytes),
                       .mode = b.mode,
                       .cause = CAUSE_EXTERNAL,
                       .label = STR("before unsaved edits")};
    return store_version_add(s, project, &made, &v, NULL) ? v.n : 0;
}
