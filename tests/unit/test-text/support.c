#include "test-text.h"

uint64_t chance(Chance *c, uint64_t below)
{
    c->state += 0x9E3779B97F4A7C15u;
    uint64_t x = c->state;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return (x ^ x >> 31) % below;
}

void chance_bytes(Chance *c, size_t max, Buf *out)
{
    static const char *const bits[] = {
        "a", "b",  "foo", "bar ", "\n",      "\r\n",       "\t",   "  ",
        "_", "x1", "é",   "日本", "e\u0301", "\U0001F469", "\xFF", "\xE2\x82",
    };
    size_t n = chance(c, max + 1);
    while (out->n < n)
        buf_add_c(out, bits[chance(c, ARRAY_LEN(bits))]);
}

static bool mem_read(void *arg, uint64_t off, char *out, size_t n)
{
    MemSource *m = arg;
    __atomic_fetch_add(&m->reads, 1, __ATOMIC_RELAXED);
    if (off + n > m->bytes.n || off + n > m->fails_from)
        return false;
    memcpy(out, m->bytes.p + off, n);
    return true;
}

static void mem_release(void *arg)
{
    MemSource *m = arg;
    m->released++;
}

TextSource mem_source(MemSource *m)
{
    m->fails_from = m->fails_from ? m->fails_from : UINT64_MAX;
    return (TextSource){mem_read, mem_release, m, m->bytes.n, m->cache};
}

size_t naive_rows_before(Str s, size_t off)
{
    size_t rows = 0;
    for (size_t i = 0; i < off; i++)
        rows += s.p[i] == '\n';
    return rows;
}

size_t naive_row_start(Str s, size_t row)
{
    size_t off = 0;
    for (; row && off < s.n; off++)
        row -= s.p[off] == '\n';
    return row ? s.n : off;
}

static void assert_same_bytes(const Snap *s, Str want)
{
    assert_int_equal(snap_size(s), want.n);
    AUTO(buf) Buf all = BUF_INIT;
    snap_add_to(s, 0, want.n, &all);
    assert_true(str_eq(buf_str(&all), want));
    for (size_t off = 0; off < want.n;) {
        size_t start = 0;
        Str chunk = snap_chunk(s, off, &start);
        assert_true(start <= off && off < start + chunk.n && start + chunk.n <= want.n);
        assert_memory_equal(chunk.p, want.p + start, chunk.n);
        off = start + chunk.n;
    }
    size_t end = 0;
    assert_int_equal(snap_chunk(s, want.n, &end).n, 0);
    assert_int_equal(end, want.n);
}

static void assert_same_lines(const Snap *s, Str want, size_t off)
{
    size_t row = naive_rows_before(want, off), start = off, end = off;
    while (start > 0 && want.p[start - 1] != '\n')
        start--;
    while (end < want.n && want.p[end] != '\n')
        end++;
    LineCount at = snap_row_at(s, off);
    assert_true(at.exact && at.n == row);
    assert_int_equal(snap_row_start(s, row), start);
    assert_int_equal(snap_line_start(s, off, SIZE_MAX), start);
    assert_int_equal(snap_line_start(s, off, 3), MAX(start, off - MIN(off, (size_t)3)));
    assert_int_equal(snap_line_end(s, off, SIZE_MAX), end);
    assert_int_equal(snap_line_end(s, off, 3), MIN(end, off + 3));
    assert_int_equal(snap_next_line(s, off), MIN(end + 1, want.n));
}

void assert_same(const Snap *s, Str want, Chance *c)
{
    assert_same_bytes(s, want);
    while (!snap_count_lines(s, 1))
        ;
    LineCount count = snap_line_count(s);
    assert_true(count.exact && count.n == naive_rows_before(want, want.n) + 1);
    for (int i = 0; i < 4; i++)
        assert_same_lines(s, want, chance(c, want.n + 1));
    assert_same_lines(s, want, want.n);
    size_t row = chance(c, count.n + 2);
    assert_int_equal(snap_row_start(s, row), naive_row_start(want, row));
}
