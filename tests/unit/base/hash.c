#include "base/hash.h"
#include "suite.h"

// FIPS 180-4 examples.
static void known_texts_have_their_known_sums(void **state)
{
    (void)state;
    static const struct {
        const char *text, *hex;
    } cases[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        uint8_t sum[HASH_NBYTES], back[HASH_NBYTES];
        char hex[HASH_HEX_MAX];
        hash_sha256(str_c(cases[i].text), sum);
        hash_hex(sum, hex);
        assert_string_equal(hex, cases[i].hex);
        assert_true(hash_from_hex(str_c(hex), back));
        assert_memory_equal(sum, back, sizeof sum);
    }
}

static void pieces_sum_up_to_the_whole(void **state)
{
    (void)state;
    AUTO(buf) Buf all = BUF_INIT;
    uint64_t seed = 5;
    Hash *h = hash_new();
    for (int round = 0; round < 3; round++) {
        buf_clear(&all);
        for (int i = 0; i < 50; i++) {
            size_t from = all.n, n = next_random(&seed) % 200;
            for (size_t k = 0; k < n; k++)
                buf_add_byte(&all, (char)next_random(&seed));
            hash_add(h, str_from(buf_str(&all), from));
        }
        uint8_t whole[HASH_NBYTES], pieces[HASH_NBYTES];
        hash_sha256(buf_str(&all), whole);
        hash_end(h, pieces);
        assert_memory_equal(whole, pieces, sizeof whole);
    }
    hash_free(h);
}

// The sums of zeros: short ones go through the library, long ones may have a way of their own.
static void long_texts_have_their_known_sums(void **state)
{
    (void)state;
    static const struct {
        size_t nbytes;
        const char *hex;
    } cases[] = {
        {1024, "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"},
        {1000003, "9e3c25400146ab5a01345705a1916a2e76a43c45789e38e14420f4eb47d5e384"},
    };
    AUTO(free) char *zeros = xcalloc(1, 1000003);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        uint8_t sum[HASH_NBYTES], pieces[HASH_NBYTES];
        char hex[HASH_HEX_MAX];
        hash_sha256(str_n(zeros, cases[i].nbytes), sum);
        hash_hex(sum, hex);
        assert_string_equal(hex, cases[i].hex);
        Hash *h = hash_new();
        for (size_t at = 0; at < cases[i].nbytes; at += 100) // too short for that way
            hash_add(h, str_n(zeros, MIN((size_t)100, cases[i].nbytes - at)));
        hash_end(h, pieces);
        assert_memory_equal(sum, pieces, sizeof sum);
        hash_free(h);
    }
}

static void broken_hex_is_refused(void **state)
{
    (void)state;
    char hex[HASH_HEX_MAX];
    uint8_t sum[HASH_NBYTES] = {0};
    hash_hex(sum, hex);
    assert_false(hash_from_hex(str_n(hex, 63), sum));
    hex[40] = 'g';
    assert_false(hash_from_hex(str_c(hex), sum));
    hex[40] = 'F';
    assert_true(hash_from_hex(str_c(hex), sum));
    assert_int_equal(sum[20], 0xF0);
}

const struct CMUnitTest hash_tests[] = {
    cmocka_unit_test(known_texts_have_their_known_sums),
    cmocka_unit_test(pieces_sum_up_to_the_whole),
    cmocka_unit_test(long_texts_have_their_known_sums),
    cmocka_unit_test(broken_hex_is_refused),
};
const size_t hash_tests_n = ARRAY_LEN(hash_tests);
