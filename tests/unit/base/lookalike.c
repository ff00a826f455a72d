#include "base/lookalike.h"
#include "suite.h"

static void what_reads_as_ascii_deceives_among_it(void **state)
{
    (void)state;
    static const struct {
        const char *what, *before, *text; // the character begins the latter
        bool deceives;
    } cases[] = {
        {"a Cyrillic letter in a name", "p", "\u0430ssword", true},
        {"a whole name of such letters", "", "\u0441\u043E\u0440\u0435", true},
        {"one beside an underscore", "_", "\u0445", true},
        {"a word of its own script", "\u043F\u0440\u0438\u0432\u0435\u0442 \u043C", "\u043E\u0439",
         false},
        {"that script in a word with ASCII", "\u0436", "\u0430b", true},
        {"a Greek question mark", "x = 1", "\u037E", true},
        {"a wide letter", "", "\uFF41b", true},
        {"a wide comma among ideographs", "\u4E2D\u6587", "\uFF0C mixed", false},
        {"... also where ASCII is near", "\u4E2D\u6587", "\uFF0Cmixed", false},
        {"a mathematical letter", "", "\U0001D44E", true},
        {"a letter with an accent", "caf", "\u00E9", false},
        {"a curly quote", "it", "\u2019s", false},
        {"a dash", "a ", "\u2013 b", false},
        {"ASCII", "a", "b", false},
        {"a broken byte", "a", "\xD0", false},
        {"the end", "a", "", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf text = BUF_INIT;
        buf_add_c(&text, cases[i].before);
        buf_add_c(&text, cases[i].text);
        if (lookalike_deceives(buf_str(&text), strlen(cases[i].before)) != cases[i].deceives)
            fail_msg("%s", cases[i].what);
    }
}

static void ranges_name_their_characters(void **state)
{
    (void)state;
    assert_int_equal(lookalike_of(0x430), 'a');
    assert_int_equal(lookalike_of(0xFF5E), '~');
    assert_int_equal(lookalike_of(0x1D400 + 52 + 27), 'b');
    assert_int_equal(lookalike_of(0x1D7FF), '9');
    assert_int_equal(lookalike_of(0x407), 0);
    assert_int_equal(lookalike_of('a'), 0);
}

const struct CMUnitTest lookalike_tests[] = {
    cmocka_unit_test(what_reads_as_ascii_deceives_among_it),
    cmocka_unit_test(ranges_name_their_characters),
};
const size_t lookalike_tests_n = ARRAY_LEN(lookalike_tests);
