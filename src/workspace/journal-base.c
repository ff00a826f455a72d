// What tells the text that a log began with from others.
#include "workspace/journal-inner.h"

#include "base/hash.h"
#include "base/mem.h"

enum {
    SAMPLES = 16,
    SAMPLE_BYTES = 64 * 1024, // those of a block of the text that are read together
};

static void add_range(Hash *h, const Snap *s, size_t start, size_t n, char *buf)
{
    hash_add(h, str_n(buf, snap_read(s, start, buf, n)));
}

void journal_base_sum(const Snap *s, uint8_t sum[HASH_NBYTES])
{
    size_t n = snap_size(s);
    AUTO(free) char *buf = xmalloc(SAMPLE_BYTES);
    Hash *h = hash_new();
    size_t room = n > SAMPLE_BYTES ? n - SAMPLE_BYTES : 0;
    if (!snap_source(s) || n <= (size_t)SAMPLES * SAMPLE_BYTES)
        for (size_t at = 0; at < n; at += SAMPLE_BYTES)
            add_range(h, s, at, MIN(n - at, (size_t)SAMPLE_BYTES), buf);
    else
        for (size_t i = 0; i < SAMPLES; i++)
            add_range(h, s, room / (SAMPLES - 1) * i, SAMPLE_BYTES, buf);
    hash_end(h, sum);
    hash_free(h);
}
