#include "base/name.h"
#include "suite.h"

static void names_are_shown_so_that_no_screen_is_steered(void **state)
{
    (void)state;
    static const struct {
        const char *name, *shown, *written;
    } cases[] = {
        {"a.c", "a.c", "a.c"},
        {"\xC3\xA9t\xC3\xA9", "\xC3\xA9t\xC3\xA9", "\xC3\xA9t\xC3\xA9"},
        {"a\nb\tc", "a\\nb\\tc", "a\\nb\\tc"},
        {"\033[31m", "\\x1B[31m", "\\x1B[31m"},
        {"x\xFF", "x\\xFF", "x\\xFF"},
        {"a\\n", "a\\n", "a\\\\n"},
        {"a\xE2\x80\xAE", "a\\xE2\\x80\\xAE", "a\\xE2\\x80\\xAE"}, // turns what follows round
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf shown = BUF_INIT;
        AUTO(buf) Buf written = BUF_INIT;
        name_show(str_c(cases[i].name), &shown);
        name_write(str_c(cases[i].name), &written);
        assert_string_equal(buf_c(&shown), cases[i].shown);
        assert_string_equal(buf_c(&written), cases[i].written);
    }
}

static void what_is_written_reads_as_the_same_bytes(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int round = 0; round < 2000; round++) {
        AUTO(buf) Buf name = BUF_INIT;
        AUTO(buf) Buf written = BUF_INIT;
        AUTO(buf) Buf back = BUF_INIT;
        for (uint32_t n = next_random(&seed) % 12; n > 0; n--) {
            static const char often[] = "\\\\xn09aF\n\xC3\xA9";
            uint32_t r = next_random(&seed);
            buf_add_byte(&name,
                         r & 1 ? often[r / 2 % (sizeof often - 1)] : (char)(r / 2 % 255 + 1));
        }
        name_write(buf_str(&name), &written);
        name_read(buf_str(&written), &back);
        assert_true(str_eq(buf_str(&name), buf_str(&back)));
    }
}

static void what_is_no_escape_stands_for_itself(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *name;
    } cases[] = {
        {"a\\q", "a\\q"}, {"\\", "\\"}, {"\\x1", "\\x1"}, {"\\xZZ", "\\xZZ"}, {"\\x41", "A"}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf name = BUF_INIT;
        name_read(str_c(cases[i].typed), &name);
        assert_string_equal(buf_c(&name), cases[i].name);
    }
}

const struct CMUnitTest name_tests[] = {
    cmocka_unit_test(names_are_shown_so_that_no_screen_is_steered),
    cmocka_unit_test(what_is_written_reads_as_the_same_bytes),
    cmocka_unit_test(what_is_no_escape_stands_for_itself),
};
const size_t name_tests_n = ARRAY_LEN(name_tests);
