/* Files of unsaved edits: whatever they hold is read as entries or refused, also behind a sum that
 * is right; what was read can be written and read again. */
#include "base/bug.h"
#include "base/hash.h"
#include "store/inner.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void again(Spilled *s)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    Spilled out;
    JournalBatch b = {.entries = s->entries.p, .n = s->entries.n, .time_ms = s->time_ms};
    spill_pack(buf_c(&s->root), &b, &bytes);
    BUG_ON(!spill_unpack(buf_str(&bytes), &out));
    BUG_ON(out.entries.n != s->entries.n || out.time_ms != s->time_ms);
    for (size_t i = 0; i < out.entries.n; i++)
        BUG_ON(!str_eq(buf_str(&out.entries.p[i].ops), buf_str(&s->entries.p[i].ops)) ||
               out.entries.p[i].doc != s->entries.p[i].doc);
    spilled_deinit(&out);
}

static void read_as(Str bytes)
{
    Spilled s;
    if (spill_unpack(bytes, &s))
        again(&s);
    spilled_deinit(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char magic[] = "codelab unsaved edits 1\n";
    Str body = str_n((const char *)data, n);
    uint8_t sum[HASH_NBYTES];
    AUTO(buf) Buf whole = BUF_INIT;
    read_as(body);
    hash_sha256(body, sum);
    buf_add_c(&whole, magic);
    buf_add(&whole, str_n((const char *)sum, sizeof sum));
    buf_add(&whole, body);
    read_as(buf_str(&whole));
    return 0;
}
