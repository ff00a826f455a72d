#include "base/jsonc-edit.h"
#include "suite.h"

typedef struct {
    const char *text;
    JsoncStep path[3];
    size_t n;
    const char *value; // NULL: remove
    const char *after;
} Case;

#define KEY(k)       {{.key = k}}, 1
#define KEYS(a, b)   {{.key = a}, {.key = b}}, 2
#define AT(i)        {{.index = i}}, 1
#define AT_KEY(i, k) {{.index = i}, {.key = k}}, 2

static void run(const Case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        AUTO(buf) Buf b = BUF_INIT;
        AUTO(err) Err err = {0};
        const Case *c = &cases[i];
        buf_add_c(&b, c->text);
        bool ok = c->value ? jsonc_set(&b, c->path, c->n, str_c(c->value), &err)
                           : jsonc_remove(&b, c->path, c->n, &err);
        if (!ok)
            fail_msg("%s: %s", c->text, err_text(&err));
        assert_string_equal(buf_c(&b), c->after);
    }
}

static void a_value_is_set_and_the_rest_stays(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"{\"a\": 1}", KEY("a"), "2", "{\"a\": 2}"},
        {"{\"a\": 1, \"a\": 1}", KEY("a"), "2", "{\"a\": 1, \"a\": 2}"},
        {"{\"\\u0061\": 1}", KEY("a"), "2", "{\"\\u0061\": 2}"},
        {"{\"a\": 1}", KEY("b"), "2", "{\"a\": 1, \"b\": 2}"},
        {"{\"a\": 1,}", KEY("b"), "2", "{\"a\": 1, \"b\": 2}"},
        {"{}", KEY("b"), "2", "{\n    \"b\": 2\n}"},
        {"{\n}\n", KEY("b"), "2", "{\n    \"b\": 2\n}\n"},
        {"{\n  \"a\": 1 // one\n}\n", KEY("b"), "2", "{\n  \"a\": 1, // one\n  \"b\": 2\n}\n"},
        {"{\n\t\"a\": 1, // one\n\t// two\n}\n", KEY("b"), "2",
         "{\n\t\"a\": 1, // one\n\t// two\n\t\"b\": 2,\n}\n"},
        {"{ // all\r\n  \"a\": 1\r\n}\r\n", KEY("b"), "[\n  2\n]",
         "{ // all\r\n  \"a\": 1,\r\n  \"b\": [\r\n    2\r\n  ]\r\n}\r\n"},
        {"{ // none\n}", KEY("b"), "2", "{ // none\n    \"b\": 2\n}"},
        {"", KEY("b"), "2", "{\n    \"b\": 2\n}\n"},
        {"// mine", KEY("b"), "2", "// mine\n{\n    \"b\": 2\n}\n"},
        {"", AT(JSONC_END), "2", "[\n    2\n]\n"},
        {"\xEF\xBB\xBF{}", KEY("b"), "2", "\xEF\xBB\xBF{\n    \"b\": 2\n}"},
    };
    run(cases, ARRAY_LEN(cases));
}

static void containers_on_the_way_are_made(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"{\n  \"a\": 1\n}\n", KEYS("[c]", "x"), "2",
         "{\n  \"a\": 1,\n  \"[c]\": {\n    \"x\": 2\n  }\n}\n"},
        {"{\n  \"[c]\": {\n    \"y\": 1\n  }\n}\n", KEYS("[c]", "x"), "2",
         "{\n  \"[c]\": {\n    \"y\": 1,\n    \"x\": 2\n  }\n}\n"},
        {"{\n  \"[c]\": {}\n}\n", KEYS("[c]", "x"), "2", "{\n  \"[c]\": {\n    \"x\": 2\n  }\n}\n"},
        {"[\n  { \"key\": \"f1\" }, // mine\n]\n", AT(JSONC_END), "{ \"key\": \"f2\" }",
         "[\n  { \"key\": \"f1\" }, // mine\n  { \"key\": \"f2\" },\n]\n"},
        {"[\n  { \"key\": \"f1\" }\n]\n", AT_KEY(0, "key"), "\"f2\"",
         "[\n  { \"key\": \"f2\" }\n]\n"},
        {"[1]", AT(1), "2", "[1, 2]"},
    };
    run(cases, ARRAY_LEN(cases));
}

static void a_removed_value_leaves_the_comments(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"{\"a\": 1}", KEY("b"), NULL, "{\"a\": 1}"},
        {"", KEY("b"), NULL, ""},
        {"{\"a\": 1}", KEY("a"), NULL, "{}"},
        {"{\"a\": 1, \"b\": 2}", KEY("a"), NULL, "{\"b\": 2}"},
        {"{\"a\": 1, \"b\": 2}", KEY("b"), NULL, "{\"a\": 1}"},
        {"{\"a\": 1, \"b\": 2, \"a\": 3}", KEY("a"), NULL, "{\"b\": 2}"},
        {"{\n  \"a\": 1,\n  \"b\": 2\n}\n", KEY("a"), NULL, "{\n  \"b\": 2\n}\n"},
        {"{\n  \"a\": 1, // one\n  \"b\": 2 // two\n}\n", KEY("b"), NULL,
         "{\n  \"a\": 1 // one\n  // two\n}\n"},
        {"{\n  // of a\n  \"a\": 1,\n  \"b\": 2,\n}\n", KEY("a"), NULL,
         "{\n  // of a\n  \"b\": 2,\n}\n"},
        {"[1, 2, 3]", AT(1), NULL, "[1, 3]"},
        {"[\r\n  {},\r\n  []\r\n]\r\n", AT(0), NULL, "[\r\n  []\r\n]\r\n"},
        {"[1]", AT(7), NULL, "[1]"},
        {"{\"a\": {\"b\": 1}}", KEYS("a", "b"), NULL, "{\"a\": {}}"},
    };
    run(cases, ARRAY_LEN(cases));
}

static void what_does_not_fit_is_said_and_nothing_is_changed(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        JsoncStep path[2];
        size_t n;
        const char *sentence;
    } cases[] = {
        {"{\"a\" 1}", KEY("a"), "line 1, column 6: expected ':' before 1"},
        {"[1]", KEY("a"), "line 1, column 1: an object { } is wanted here"},
        {"\n {}", AT(0), "line 2, column 2: an array [ ] is wanted here"},
        {"{\"a\": 1}", KEYS("a", "b"), "line 1, column 7: an object { } is wanted here"},
        {"[1]", AT(7), "line 1, column 1: there is no element 7"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf b = BUF_INIT;
        AUTO(err) Err err = {0};
        buf_add_c(&b, cases[i].text);
        assert_false(jsonc_set(&b, cases[i].path, cases[i].n, STR("2"), &err));
        assert_string_equal(err_text(&err), cases[i].sentence);
        assert_string_equal(buf_c(&b), cases[i].text);
    }
}

const struct CMUnitTest jsonc_edit_tests[] = {
    cmocka_unit_test(a_value_is_set_and_the_rest_stays),
    cmocka_unit_test(containers_on_the_way_are_made),
    cmocka_unit_test(a_removed_value_leaves_the_comments),
    cmocka_unit_test(what_does_not_fit_is_said_and_nothing_is_changed),
};
const size_t jsonc_edit_tests_n = ARRAY_LEN(jsonc_edit_tests);
