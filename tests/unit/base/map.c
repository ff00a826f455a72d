#include "base/map.h"
#include "base/arena.h"
#include "suite.h"

static void a_map_agrees_with_a_plain_table(void **state)
{
    (void)state;
    static int values[400];
    int *model[400] = {0};
    size_t n = 0;
    uint64_t seed = 4;
    Map m = {0};
    for (int i = 0; i < 50000; i++) {
        size_t k = next_random(&seed) % ARRAY_LEN(model);
        char name[8];
        Str key = str_n(name, (size_t)snprintf(name, sizeof name, "%zu", k));
        int *value = &values[next_random(&seed) % ARRAY_LEN(values)];
        switch (next_random(&seed) % (i / 10000 % 2 ? 3 : 8)) {
        case 0:
            n += model[k] ? 0 : 1;
            assert_ptr_equal(map_set(&m, key, value), model[k]);
            model[k] = value;
            break;
        case 1:
            n -= model[k] ? 1 : 0;
            assert_ptr_equal(map_remove(&m, key), model[k]);
            model[k] = NULL;
            break;
        default:
            assert_ptr_equal(map_find(&m, key), model[k]);
            assert_int_equal(map_has(&m, key), model[k] != NULL);
        }
        assert_int_equal(m.n, n);
    }
    MAP_EACH (key, value, &m) {
        long long k = 0;
        assert_true(str_to_i64(key, &k));
        assert_ptr_equal(model[k], value);
        model[k] = NULL;
    }
    for (size_t k = 0; k < ARRAY_LEN(model); k++)
        assert_null(model[k]);
    map_deinit(&m);
}

static void keys_keep_their_order(void **state)
{
    (void)state;
    static const char *const names[] = {"zebra", "", "apple", "\x01", "mango"};
    Map m = {0};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_null(map_set(&m, str_c(names[i]), (void *)names[i]));
    map_set(&m, STR("zebra"), (void *)names[0]);
    map_remove(&m, STR("apple"));
    AUTO(buf) Buf got = BUF_INIT;
    MAP_EACH (key, value, &m) {
        assert_true(str_eq_c(key, value));
        buf_addf(&got, STR_FMT ",", STR_ARG(key));
    }
    assert_string_equal(buf_c(&got), "zebra,,\x01,mango,");
    map_clear(&m);
    assert_int_equal(m.n, 0);
    assert_false(map_has(&m, STR("zebra")));
    assert_null(map_set(&m, STR("again"), &m));
    assert_ptr_equal(map_find(&m, STR("again")), &m);
    map_deinit(&m);
}

static void a_walk_may_break_and_remove(void **state)
{
    (void)state;
    Map m = {0};
    char name[2] = "a";
    for (; *name <= 'z'; ++*name)
        map_set(&m, str_c(name), &m);
    int seen = 0;
    MAP_EACH (key, value, &m) {
        assert_ptr_equal(map_remove(&m, key), value);
        if (++seen == 10)
            break;
    }
    assert_int_equal(seen, 10);
    assert_int_equal(m.n, 16);
    map_deinit(&m);
}

static void an_arena_gives_memory_that_does_not_overlap(void **state)
{
    (void)state;
    Arena a = {0};
    uint64_t seed = 6;
    for (int turn = 0; turn < 5; turn++) {
        unsigned char *p[200];
        size_t n[200];
        for (size_t i = 0; i < ARRAY_LEN(p); i++) {
            n[i] = next_random(&seed) % (i % 50 ? 300 : 40000);
            p[i] = arena_alloc(&a, n[i]);
            assert_int_equal((uintptr_t)p[i] % _Alignof(max_align_t), 0);
            memset(p[i], (int)i, n[i]);
        }
        for (size_t i = 0; i < ARRAY_LEN(p); i++)
            for (size_t k = 0; k < n[i]; k++)
                assert_int_equal(p[i][k], i);
        arena_reset(&a);
    }
    assert_string_equal(arena_printf(&a, "%d-%s", 7, "x"), "7-x");
    assert_string_equal(arena_str(&a, str_n("hello", 4)), "hell");
    arena_deinit(&a);
}

static void an_arena_settles_on_one_block(void **state)
{
    (void)state;
    Arena a = {0};
    const ArenaBlock *last = NULL;
    for (int turn = 0; turn < 4; turn++) {
        for (int i = 0; i < 100; i++)
            ARENA_NEW_ARRAY(&a, int, 1000)[999] = i;
        arena_reset(&a);
        if (turn > 1)
            assert_ptr_equal(a.block, last);
        last = a.block;
    }
    arena_deinit(&a);
}

const struct CMUnitTest map_tests[] = {
    cmocka_unit_test(a_map_agrees_with_a_plain_table),
    cmocka_unit_test(keys_keep_their_order),
    cmocka_unit_test(a_walk_may_break_and_remove),
    cmocka_unit_test(an_arena_gives_memory_that_does_not_overlap),
    cmocka_unit_test(an_arena_settles_on_one_block),
};
const size_t map_tests_n = ARRAY_LEN(map_tests);
