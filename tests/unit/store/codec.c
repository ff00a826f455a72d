#include "suite.h"

#include "store/codec.h"

// Lines as of a program.
static void fill(Buf *out, size_t n, uint32_t seed)
{
    static const char *const lines[] = {"int x%u = %u;\n", "    return f%u(%u);\n",
                                        "/* %u of %u */"};
    while (out->n < n)
        buf_addf(out, lines[world_random(&seed) % ARRAY_LEN(lines)], world_random(&seed),
                 world_random(&seed));
    out->n = n;
}

static PackKind round_trip(Codec *c, Str bytes, Str base, size_t *packed_nbytes)
{
    AUTO(buf) Buf packed = BUF_INIT, back = BUF_INIT;
    PackKind kind = codec_pack(c, bytes, base, &packed);
    assert_true(codec_unpack(c, kind, buf_str(&packed), base, bytes.n, &back));
    assert_true(str_eq(buf_str(&back), bytes));
    *packed_nbytes = packed.n;
    return kind;
}

static void contents_come_back(void **state)
{
    (void)state;
    Codec *c = codec_new();
    static const size_t sizes[] = {0, 1, 47, 1000, 100000, 3000000};
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        fill(&bytes, sizes[i], 7);
        size_t n;
        PackKind kind = round_trip(c, buf_str(&bytes), STR_NULL, &n);
        assert_int_equal(kind, sizes[i] < 48 ? PACK_RAW : PACK_ZSTD);
        assert_true(n <= sizes[i]);
    }
    codec_free(c);
}

static void a_small_change_costs_some_bytes(void **state)
{
    (void)state;
    Codec *c = codec_new();
    AUTO(buf) Buf before = BUF_INIT, after = BUF_INIT;
    fill(&before, 208000, 1);
    buf_add(&after, buf_str(&before));
    after.p[100000]++;
    size_t n;
    assert_int_equal(round_trip(c, buf_str(&after), buf_str(&before), &n), PACK_DELTA);
    assert_in_range(n, 1, 60);
    codec_free(c);
}

static void noise_is_kept_as_it_is(void **state)
{
    (void)state;
    Codec *c = codec_new();
    char noise[5000];
    uint32_t seed = 3;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)world_random(&seed);
    size_t n;
    assert_int_equal(round_trip(c, str_n(noise, sizeof noise), STR("something else entirely"), &n),
                     PACK_RAW);
    assert_int_equal(n, sizeof noise);
    codec_free(c);
}

// Every byte of a packed content broken in turn: an answer or a refusal, never more.
static void damaged_bytes_are_refused_or_differ(void **state)
{
    (void)state;
    Codec *c = codec_new();
    AUTO(buf) Buf before = BUF_INIT, after = BUF_INIT, packed = BUF_INIT;
    fill(&before, 3000, 1);
    fill(&after, 2900, 1);
    buf_add_c(&after, "the end is new, and long enough to be worth packing");
    PackKind kind = codec_pack(c, buf_str(&after), buf_str(&before), &packed);
    assert_int_equal(kind, PACK_DELTA);
    for (size_t i = 0; i < packed.n; i++) {
        AUTO(buf) Buf back = BUF_INIT;
        packed.p[i] ^= 0x55;
        if (codec_unpack(c, kind, buf_str(&packed), buf_str(&before), after.n, &back))
            assert_int_equal(back.n, after.n);
        packed.p[i] ^= 0x55;
    }
    AUTO(buf) Buf none = BUF_INIT;
    assert_false(codec_unpack(c, kind, buf_str(&packed), STR_NULL, after.n, &none));
    assert_false(codec_unpack(c, kind, buf_str(&packed), buf_str(&before), after.n + 1, &none));
    assert_false(codec_unpack(c, PACK_ZSTD, STR("no frame"), STR_NULL, 8, &none));
    assert_int_equal(none.n, 0);
    codec_free(c);
}

const struct CMUnitTest codec_tests[] = {
    cmocka_unit_test(contents_come_back),
    cmocka_unit_test(a_small_change_costs_some_bytes),
    cmocka_unit_test(noise_is_kept_as_it_is),
    cmocka_unit_test(damaged_bytes_are_refused_or_differ),
};
const size_t codec_tests_n = ARRAY_LEN(codec_tests);
