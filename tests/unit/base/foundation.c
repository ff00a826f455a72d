#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"

#include "suite.h"

#include <errno.h>

static void utf8_keeps_broken_bytes_apart(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        uint32_t cp;
        size_t n;
        bool valid;
    } cases[] = {
        {"a", 'a', 1, true},
        {"\xC3\xA9", 0xE9, 2, true},
        {"\xC0\xAF", UTF8_BROKEN, 1, false},
        {"\xED\xA0\x80", UTF8_BROKEN, 1, false},
        {"\xF0\x9F\x98\x80", 0x1F600, 4, true},
        {"\xF0\x9F\x98", UTF8_BROKEN, 1, false},
        {"\xEF\xBF\xBD", 0xFFFD, 3, true},
        {"\xF4\x90\x80\x80", UTF8_BROKEN, 1, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        size_t n = 0;
        bool valid = false;
        assert_int_equal(utf8_decode(str_c(cases[i].bytes), &n, &valid), cases[i].cp);
        assert_int_equal(n, cases[i].n);
        assert_int_equal(valid, cases[i].valid);
    }
}

static void split_gives_every_part(void **state)
{
    (void)state;
    Str rest = STR("a,,b"), part;
    assert_true(str_split(&rest, ',', &part) && str_eq_c(part, "a"));
    assert_true(str_split(&rest, ',', &part) && part.n == 0);
    assert_true(str_split(&rest, ',', &part) && str_eq_c(part, "b"));
    assert_false(str_split(&rest, ',', &part));
}

static void errors_are_one_sentence(void **state)
{
    (void)state;
    AUTO(err) Err err = {0};
    assert_false(err_set_errno(&err, EACCES, "cannot open '%s'", "x"));
    assert_string_equal(err_text(&err), "cannot open 'x': permission denied");
    assert_int_equal(err.code, EACCES);
    assert_false(err_wrap(&err, "cannot start"));
    assert_string_equal(err_text(&err), "cannot start: cannot open 'x': permission denied");
}

static void vec_grows_and_shrinks(void **state)
{
    (void)state;
    Vec(int) v = {0};
    for (int i = 0; i < 100; i++)
        vec_push(&v, i);
    vec_remove(&v, 0, 98);
    vec_insert(&v, 1, 7);
    assert_int_equal(v.n, 3);
    assert_int_equal(v.p[0], 98);
    assert_int_equal(v.p[1], 7);
    assert_int_equal(v.p[2], 99);
    vec_deinit(&v);
}

const struct CMUnitTest foundation_tests[] = {
    cmocka_unit_test(utf8_keeps_broken_bytes_apart),
    cmocka_unit_test(split_gives_every_part),
    cmocka_unit_test(errors_are_one_sentence),
    cmocka_unit_test(vec_grows_and_shrinks),
};
const size_t foundation_tests_n = ARRAY_LEN(foundation_tests);
