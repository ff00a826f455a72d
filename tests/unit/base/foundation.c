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

static void utf8_walks_back_over_the_same_places(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t off, prev;
    } cases[] = {
        {"ab", 2, 1},           {"a\xC3\xA9", 3, 1},    {"\xF0\x9F\x98\x80", 4, 0},
        {"\x9F\x98\x80", 3, 2}, {"\xC3\xC3\xA9", 3, 1}, {"\xE4\xB8", 2, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(utf8_prev(str_c(cases[i].bytes), cases[i].off), cases[i].prev);
}

static void code_points_encode_and_decode(void **state)
{
    (void)state;
    static const uint32_t cps[] = {0, 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < ARRAY_LEN(cps); i++) {
        char out[4];
        size_t n = utf8_encode(cps[i], out), m = 0;
        bool valid = false;
        assert_int_equal(utf8_decode(str_n(out, n), &m, &valid), cps[i]);
        assert_true(valid && m == n);
    }
    char out[4];
    assert_int_equal(utf8_encode(0xD800, out), 3);
    assert_memory_equal(out, "\xEF\xBF\xBD", 3);
    assert_true(utf8_is_valid(STR("a\xC3\xA9")));
    assert_false(utf8_is_valid(STR("a\xC3")));
}

static void whole_numbers_parse_or_do_not(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool ok;
        long long value;
    } cases[] = {
        {"0", true, 0},
        {"-12", true, -12},
        {"007", true, 7},
        {"9223372036854775807", true, 9223372036854775807},
        {"9223372036854775808", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1x", false, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        long long value = 0;
        assert_int_equal(str_to_i64(str_c(cases[i].text), &value), cases[i].ok);
        if (cases[i].ok)
            assert_int_equal(value, cases[i].value);
    }
}

static void views_are_compared_searched_and_cut(void **state)
{
    (void)state;
    Str s = STR("one two one");
    assert_int_equal(str_find(s, STR("two")), 4);
    assert_int_equal(str_find(s, STR("three")), -1);
    assert_int_equal(str_find(s, STR("")), 0);
    assert_int_equal(str_find_byte(s, 'o'), 0);
    assert_int_equal(str_rfind_byte(s, 'o'), 8);
    assert_int_equal(str_find(STR_NULL, STR("x")), -1);
    assert_true(str_starts(s, STR("one")) && !str_starts(STR("on"), STR("one")));
    assert_true(str_ends(s, STR("o one")) && !str_ends(STR("ne"), STR("one")));
    assert_true(str_eq_c(str_trim(STR(" \t a b\r\n")), "a b"));
    assert_int_equal(str_trim(STR(" \n")).n, 0);
    assert_true(str_cmp(STR("a"), STR("ab")) < 0 && str_cmp(STR("b"), STR("ab")) > 0);
    assert_int_equal(str_cmp(STR("\xFF"), STR("\xFF")), 0);
    assert_true(str_eq(str_from(s, 100), STR("")) && str_eq(str_upto(s, 100), s));
}

static void a_buf_is_a_c_string_at_every_moment(void **state)
{
    (void)state;
    AUTO(buf) Buf b = BUF_INIT;
    assert_string_equal(buf_c(&b), "");
    buf_addf(&b, "%d-%s", 7, "x");
    buf_add_fill(&b, '.', 3);
    assert_string_equal(buf_c(&b), "7-x...");
    buf_splice(&b, 1, 3, STR("longer than that"));
    assert_string_equal(buf_c(&b), "7longer than that...");
    buf_splice(&b, 1, 17, STR(""));
    assert_string_equal(buf_c(&b), "7...");
    buf_clear(&b);
    assert_string_equal(buf_c(&b), "");
    buf_add(&b, STR_NULL);
    AUTO(free) char *taken = buf_take(&b);
    assert_string_equal(taken, "");
    assert_null(b.p);
}

static void small_macros_take_each_argument_once(void **state)
{
    (void)state;
    int i = 1;
    assert_int_equal(MAX(i++, 0), 1);
    assert_int_equal(i, 2);
    assert_int_equal(MIN(MAX(1, 5), MIN(9, 7)), 5);
    assert_int_equal(CLAMP(12, 0, 10), 10);
    char *p = xstrdup("x");
    AUTO(free) char *q = steal(&p);
    assert_null(p);
    assert_string_equal(q, "x");
}

const struct CMUnitTest foundation_tests[] = {
    cmocka_unit_test(utf8_keeps_broken_bytes_apart),
    cmocka_unit_test(utf8_walks_back_over_the_same_places),
    cmocka_unit_test(code_points_encode_and_decode),
    cmocka_unit_test(whole_numbers_parse_or_do_not),
    cmocka_unit_test(views_are_compared_searched_and_cut),
    cmocka_unit_test(a_buf_is_a_c_string_at_every_moment),
    cmocka_unit_test(small_macros_take_each_argument_once),
    cmocka_unit_test(split_gives_every_part),
    cmocka_unit_test(errors_are_one_sentence),
    cmocka_unit_test(vec_grows_and_shrinks),
};
const size_t foundation_tests_n = ARRAY_LEN(foundation_tests);
