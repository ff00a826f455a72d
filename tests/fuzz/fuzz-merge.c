// Three texts, apart by a byte 0x1e: the pieces of a merge make each of them again, whoever is who.
#include "base/merge.h"

#include "base/mem.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const Str texts[3], bool exchanged, bool *clean, Buf *merged)
{
    Merge m = {0};
    AUTO(buf) Buf base = BUF_INIT, ours = BUF_INIT, theirs = BUF_INIT;
    *clean = merge_texts(texts[0], texts[1 + exchanged], texts[2 - exchanged], &m);
    VEC_EACH (MergePiece, p, &m) {
        buf_add(&base, p->base);
        buf_add(&ours, p->ours);
        buf_add(&theirs, p->theirs);
        BUG_ON(*clean && p->kind == MERGE_CONFLICT);
    }
    BUG_ON(!str_eq(buf_str(&base), texts[0]));
    BUG_ON(!str_eq(buf_str(&ours), texts[1 + exchanged]));
    BUG_ON(!str_eq(buf_str(&theirs), texts[2 - exchanged]));
    if (*clean)
        merge_write(&m, merged);
    vec_deinit(&m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str rest = str_n((const char *)data, size), texts[3] = {STR(""), STR(""), STR("")};
    AUTO(buf) Buf one = BUF_INIT, other = BUF_INIT;
    bool clean, clean_too;
    for (int i = 0; i < 3; i++)
        if (!str_split(&rest, 0x1e, &texts[i]))
            texts[i] = STR("");
    check(texts, false, &clean, &one);
    check(texts, true, &clean_too, &other);
    BUG_ON(clean != clean_too || !str_eq(buf_str(&one), buf_str(&other)));
    return 0;
}
