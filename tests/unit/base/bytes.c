#include "base/bytelog.h"
#include "base/clock.h"
#include "suite.h"

#include <string.h>

// What a reader of all that was ever written would see from offset *off on.
static void read_all(const ByteLog *log, uint64_t *off, uint64_t *lost, Buf *out)
{
    Str s = bytelog_read(log, off, lost);
    for (; s.n; s = bytelog_read(log, off, NULL))
        buf_add(out, s);
}

static void log_keeps_the_newest_bytes(void **state)
{
    (void)state;
    ByteLog *log = bytelog_new(8);
    uint64_t off = 0, lost = 0;
    AUTO(buf) Buf got = BUF_INIT;
    bytelog_append(log, STR("abc"));
    read_all(log, &off, &lost, &got);
    assert_string_equal(buf_c(&got), "abc");
    bytelog_append(log, STR("defghijk"));
    assert_int_equal(bytelog_start(log), 3);
    bytelog_append(log, STR("lm"));
    buf_clear(&got);
    read_all(log, &off, &lost, &got);
    assert_int_equal(lost, 2);
    assert_string_equal(buf_c(&got), "fghijklm");
    assert_int_equal(off, bytelog_end(log));
    assert_int_equal(bytelog_read(log, &off, &lost).n, 0);
    assert_int_equal(lost, 0);
    bytelog_free(log);
}

static void log_agrees_with_a_plain_string(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 40; round++) {
        size_t cap = 1 + next_random(&seed) % 20000;
        ByteLog *log = bytelog_new(cap);
        AUTO(buf) Buf model = BUF_INIT;
        uint64_t off = 0;
        for (int step = 0; step < 60; step++) {
            size_t n = next_random(&seed) % (next_random(&seed) % 8 ? 300 : 30000);
            for (size_t i = 0; i < n; i++)
                buf_add_byte(&model, (char)next_random(&seed));
            bytelog_append(log, str_from(buf_str(&model), model.n - n));
            size_t start = model.n > cap ? model.n - cap : 0;
            assert_int_equal(bytelog_end(log), model.n);
            assert_int_equal(bytelog_start(log), start);
            if (next_random(&seed) % 3)
                continue;
            AUTO(buf) Buf got = BUF_INIT;
            uint64_t lost = 0, from = MAX(off, (uint64_t)start);
            uint64_t expected_lost = from - off;
            read_all(log, &off, &lost, &got);
            assert_int_equal(lost, expected_lost);
            assert_true(str_eq(buf_str(&got), str_from(buf_str(&model), from)));
        }
        bytelog_free(log);
    }
}

static void frozen_time_stands_still(void **state)
{
    (void)state;
    clock_freeze(1234);
    assert_int_equal(clock_wall_ms(), 1234);
    clock_freeze(-1);
    assert_true(clock_wall_ms() > 1600000000000);
    int64_t before = clock_mono_ns();
    assert_true(clock_mono_ns() >= before);
}

const struct CMUnitTest bytes_tests[] = {
    cmocka_unit_test(log_keeps_the_newest_bytes),
    cmocka_unit_test(log_agrees_with_a_plain_string),
    cmocka_unit_test(frozen_time_stands_still),
};
const size_t bytes_tests_n = ARRAY_LEN(bytes_tests);
