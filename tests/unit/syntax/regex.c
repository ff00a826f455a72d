#include "suite.h"
#include "syntax/query.h"

#include <pthread.h>

typedef struct {
    const char *name, *pattern, *text;
    bool matches;
} Case;

static const Case regexes[] = {
    {"anywhere in the text", "b+", "abba", true},
    {"anchored at the start", "^[A-Z]", "aB", false},
    {"the end is the very end", "a$", "a\n", false},
    {"classes as the queries write them", "^[A-Z][A-Z\\d_]*$", "MAX_2", true},
    {"a broken byte matches nothing and breaks nothing", "^a.b$",
     "a\xff"
     "b",
     false},
    {"letters beyond ASCII are one each", "^.$", "\xc3\xa9", true},
    {"an empty pattern matches everything", "", "x", true},
};

static void an_expression_matches_a_string(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(regexes); i++) {
        const Case *c = &regexes[i];
        Regex *r = regex_new(str_c(c->pattern), NULL);
        assert_non_null(r);
        if (regex_matches(r, str_c(c->text)) != c->matches)
            fail_msg("%s: /%s/ and '%s'", c->name, c->pattern, c->text);
        regex_free(r);
    }
}

static void a_bad_expression_gives_one_sentence(void **state)
{
    (void)state;
    AUTO(err) Err err = {0};
    assert_null(regex_new(STR("a(b"), &err));
    assert_string_equal(err_text(&err),
                        "cannot compile 'a(b': missing closing parenthesis at column 4");
    regex_free(NULL);
}

static void *match_often(void *arg)
{
    size_t n = 0;
    for (int i = 0; i < 2000; i++)
        n += regex_matches(arg, i % 2 ? STR("foo_12") : STR("foo"));
    return (void *)n;
}

static void one_expression_serves_several_threads(void **state)
{
    (void)state;
    Regex *r = regex_new(STR("_\\d+$"), NULL);
    pthread_t threads[3];
    for (size_t i = 0; i < ARRAY_LEN(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, match_often, r), 0);
    for (size_t i = 0; i < ARRAY_LEN(threads); i++) {
        void *n;
        assert_int_equal(pthread_join(threads[i], &n), 0);
        assert_int_equal((size_t)n, 1000);
    }
    regex_free(r);
}

static const Case lua_patterns[] = {
    {"plain letters stand for themselves", "foo", "a foo", true},
    {"a dot is any byte", "^a.c$", "a\nc", true},
    {"a class is a class", "^%u%l+%d$", "Foo7", true},
    {"an upper case class is its complement", "^%D+$", "a1", false},
    {"a percent sign makes magic plain", "^%^%.%%$", "^.%", true},
    {"sets hold classes, ranges and brackets", "^[%w_%-x-z]+$", "a_9-y", true},
    {"a set may be negated", "^[^%s]+$", "a b", false},
    {"a bracket right behind the opening one is plain", "^[]]$", "]", true},
    {"minus is the lazy star", "^a-$", "aaa", true},
    {"a caret in the middle is plain", "a^b", "a^b", true},
    {"a bar is no alternative", "^a|b$", "a|b", true},
    {"braces count nothing", "^a{2}$", "a{2}", true},
    {"punctuation is known", "^%p$", "!", true},
};

static void a_lua_pattern_becomes_an_expression(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(lua_patterns); i++) {
        const Case *c = &lua_patterns[i];
        AUTO(buf) Buf regex = BUF_INIT;
        assert_true(lua_pattern_to_regex(str_c(c->pattern), &regex));
        Regex *r = regex_new(buf_str(&regex), NULL);
        assert_non_null(r);
        if (regex_matches(r, str_c(c->text)) != c->matches)
            fail_msg("%s: %s is %s", c->name, c->pattern, buf_c(&regex));
        regex_free(r);
    }
}

static void what_has_no_equal_is_refused(void **state)
{
    (void)state;
    static const char *const patterns[] = {"%b()", "%f[%w]", "%1", "[%W]", "[a", "a%", "[%"};
    for (size_t i = 0; i < ARRAY_LEN(patterns); i++) {
        AUTO(buf) Buf regex = BUF_INIT;
        assert_false(lua_pattern_to_regex(str_c(patterns[i]), &regex));
    }
}

const struct CMUnitTest regex_tests[] = {
    cmocka_unit_test(an_expression_matches_a_string),
    cmocka_unit_test(a_bad_expression_gives_one_sentence),
    cmocka_unit_test(one_expression_serves_several_threads),
    cmocka_unit_test(a_lua_pattern_becomes_an_expression),
    cmocka_unit_test(what_has_no_equal_is_refused),
};
const size_t regex_tests_n = ARRAY_LEN(regex_tests);
