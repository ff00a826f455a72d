#include "base/json.h"
#include "suite.h"

#include <errno.h>
#include <math.h>

// What was read, written again in one line.
static void rewrite(const char *text, Buf *out)
{
    AUTO(err) Err err = {0};
    JsonDoc *doc = json_parse(str_c(text), &err);
    if (!doc)
        fail_msg("%s: %s", text, err_text(&err));
    JsonOut w = {.out = out};
    json_out_json(&w, NULL, json_root(doc));
    json_free(doc);
}

static void what_is_read_can_be_written_again(void **state)
{
    (void)state;
    static const struct {
        const char *text, *again;
    } cases[] = {
        {"{}", "{}"},
        {" [ ] ", "[]"},
        {"[1, -2.5, 1e3, 0, 0.1]", "[1,-2.5,1000,0,0.1]"},
        {"[true, false, null]", "[true,false,null]"},
        {"{\"a\": {\"b\": [{}]}, \"c\": 1}", "{\"a\":{\"b\":[{}]},\"c\":1}"},
        {"// one\n{ /* two */ \"a\": 1, // three\n}", "{\"a\":1}"},
        {"[1, 2, /* last */ ]", "[1,2]"},
        {"[\"//\", \"/*\", \",]\"]", "[\"//\",\"/*\",\",]\"]"},
        {"\xEF\xBB\xBF 7 // end", "7"},
        {"\"\\u00e9\\n\\\"\\/\\u0001\"", "\"\u00e9\\n\\\"/\\u0001\""},
        {"\"\\ud83d\\ude00\"", "\"\U0001F600\""},
        {"\"\\ud83d x \\ude00 \\u0000\"", "\"\uFFFD x \uFFFD \uFFFD\""},
        {"\"\\\\u0000\"", "\"\\\\u0000\""},
        {"\"\xFF\t\"", "\"\uFFFD\\t\""},
        {"{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":2}"},
        {"[1e999]", "[null]"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf out = BUF_INIT;
        AUTO(buf) Buf twice = BUF_INIT;
        rewrite(cases[i].text, &out);
        assert_string_equal(buf_c(&out), cases[i].again);
        rewrite(buf_c(&out), &twice);
        assert_string_equal(buf_c(&twice), cases[i].again);
    }
}

static void what_can_be_read_of_a_broken_text_is_kept(void **state)
{
    (void)state;
    static const struct {
        const char *text, *kept, *faults;
    } cases[] = {
        {"{\"a\": 1}", "{\"a\":1}", ""},
        {"{\"a\": 1\n\"b\": 2}", "{\"a\":1,\"b\":2}",
         "line 2, column 1: expected ',' or '}' before \"b\"\n"},
        {"{\"a\": 1 \"b\": 2}", "{\"a\":1,\"b\":2}",
         "line 1, column 9: expected ',' or '}' before \"b\"\n"},
        {"{\"a\": ,\n\"b\": 2}", "{\"b\":2}", "line 1, column 7: expected a value before ,\n"},
        {"{\"a\":\n\"b\": 2}", "{\"b\":2}", "line 2, column 1: expected a value before \"b\"\n"},
        {"{\"a\" 1, \"b\": 2}", "{\"b\":2}", "line 1, column 6: expected ':' before 1\n"},
        {"{\"a\": tru,\n\"b\": 2}", "{\"b\":2}", "line 1, column 7: 'tru' means nothing here\n"},
        {"{\"a\": 1,, \"b\": 2}", "{\"a\":1,\"b\":2}",
         "line 1, column 9: expected a key in quotes before ,\n"},
        {"{\"a\": {\"x\": 1, \"y\" },\n\"b\": [1, :, 2]}", "{\"a\":{\"x\":1},\"b\":[1,2]}",
         "line 1, column 20: expected ':' before }\nline 2, column 10: expected a value or ']' "
         "before :\n"},
        {"{\"a\": 1, \"b\": [1, {\"c\": 2", "{\"a\":1,\"b\":[1,{\"c\":2}]}",
         "line 1, column 26: expected ',' or '}' before the end\n"},
        {"{\"a\": 1, \"b", "{\"a\":1}", "line 1, column 10: this string is not closed\n"},
        {"{\"a\": 1} }", "{\"a\":1}", "line 1, column 10: expected the end before }\n"},
        {"{\"a\": 1 /* b", "{\"a\":1}", "line 1, column 9: this comment is not closed\n"},
        {"// nothing", NULL, ""},
        {"a: 1", NULL, "line 1, column 1: 'a' means nothing here\n"},
        {"[1,\n\"a\": 2]", "[1,\"a\"]", "line 2, column 4: expected ',' or ']' before :\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf out = BUF_INIT;
        AUTO(buf) Buf faults = BUF_INIT;
        JsonDoc *doc = json_parse_mended(str_c(cases[i].text), &faults);
        JsonOut w = {.out = &out};
        if (doc)
            json_out_json(&w, NULL, json_root(doc));
        assert_string_equal(buf_c(&faults), cases[i].faults);
        assert_int_equal(doc != NULL, cases[i].kept != NULL);
        if (doc)
            assert_string_equal(buf_c(&out), cases[i].kept);
        json_free(doc);
    }
}

static void what_is_kept_of_a_broken_text_knows_its_place(void **state)
{
    (void)state;
    int line, col;
    AUTO(buf) Buf faults = BUF_INIT;
    JsonDoc *doc = json_parse_mended(
        STR("{\n  \"a\": [1, }, // \u00e9\n  \"b\": x,\n  /* \u00e9 */ \"c\": true\n  \"d\": 4"),
        &faults);
    json_where(doc, json_get(json_root(doc), "d"), &line, &col);
    assert_int_equal(line, 5);
    assert_int_equal(col, 8);
    json_where(doc, json_get(json_root(doc), "c"), &line, &col);
    assert_int_equal(line, 4);
    assert_int_equal(col, 16);
    json_free(doc);
}

static void broken_text_is_said_to_be_so_and_where(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {"", "line 1, column 1: there is no value"},
        {"// nothing\n", "line 2, column 1: there is no value"},
        {"{\n  \"a\": 1\n  \"b\": 2\n}", "line 3, column 3: expected ',' or '}' before \"b\""},
        {"{\"a\" 1}", "line 1, column 6: expected ':' before 1"},
        {"{a: 1}", "line 1, column 2: 'a' means nothing here"},
        {"{1: 1}", "line 1, column 2: expected a key in quotes before 1"},
        {"{\"a\": }", "line 1, column 7: expected a value before }"},
        {"[1, 2", "line 1, column 6: expected ',' or ']' before the end"},
        {"[1, ", "line 1, column 5: expected a value or ']' before the end"},
        {"[1}", "line 1, column 3: expected ',' or ']' before }"},
        {"[,]", "line 1, column 2: expected a value or ']' before ,"},
        {"[1,,2]", "line 1, column 4: expected a value or ']' before ,"},
        {"{} {}", "line 1, column 4: expected the end before {"},
        {"[\"\u00e9\", x]", "line 1, column 7: 'x' means nothing here"},
        {"[\"a\nb\"]", "line 1, column 2: this string is not closed"},
        {"\"abc", "line 1, column 1: this string is not closed"},
        {"\"\\x41\"", "line 1, column 2: no such escape in a string"},
        {"\"\\u12\"", "line 1, column 2: no such escape in a string"},
        {"\"\x01\"", "line 1, column 2: a string may not hold a control character"},
        {"[/* 1 ]", "line 1, column 2: this comment is not closed"},
        {"01", "line 1, column 1: this is not how a number is written"},
        {"-", "line 1, column 1: this is not how a number is written"},
        {"1.", "line 1, column 1: this is not how a number is written"},
        {"1e", "line 1, column 1: this is not how a number is written"},
        {"True", "line 1, column 1: 'True' means nothing here"},
        {"[\u00e9]", "line 1, column 2: '\u00e9' means nothing here"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        assert_null(json_parse(str_c(cases[i].text), &err));
        assert_string_equal(err_text(&err), cases[i].sentence);
        assert_int_equal(err.code == ENODATA, i < 2);
    }
}

static void every_value_knows_where_it_stands(void **state)
{
    (void)state;
    AUTO(err) Err err = {0};
    JsonDoc *doc = json_parse(STR("{ // settings\n"
                                  "  \"a\": {\"x\": [1, \"two\"]},\n"
                                  "  \"\u00e9\": \"v\", \"editor.tabSize\": \"x\",\n"
                                  "  \"a\": true, /* \"no\": 1 */ \"last\": null,\n"
                                  "}"),
                              &err);
    assert_non_null(doc);
    const Json *root = json_root(doc);
    const Json *nested = json_get(json_first(root), "x");
    const struct {
        const Json *value;
        int line, col;
    } cases[] = {
        {root, 1, 1},
        {json_first(root), 2, 8},
        {nested, 2, 14},
        {json_at(nested, 1), 2, 18},
        {json_get(root, "editor.tabSize"), 3, 31},
        {json_get(root, "a"), 4, 8},
        {json_get(root, "last"), 4, 36},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int line = 0, col = 0;
        json_where(doc, cases[i].value, &line, &col);
        assert_int_equal(line, cases[i].line);
        assert_int_equal(col, cases[i].col);
    }
    assert_ptr_equal(json_duplicate(root), json_get(root, "a"));
    assert_null(json_duplicate(json_first(root)));
    json_free(doc);
}

static void values_have_one_kind_and_no_other(void **state)
{
    (void)state;
    JsonDoc *doc = json_parse(STR("{\"i\": 42, \"d\": 1.5, \"big\": 1e300, \"s\": \"x\","
                                  " \"b\": true, \"n\": null, \"a\": [1, 2, 3], \"o\": {}}"),
                              NULL);
    const Json *root = json_root(doc);
    static const struct {
        const char *key;
        JsonKind kind;
        bool is_int, is_double, is_str, is_bool;
    } cases[] = {
        {"i", JSON_NUMBER, true, true, false, false},
        {"d", JSON_NUMBER, false, true, false, false},
        {"big", JSON_NUMBER, false, true, false, false},
        {"s", JSON_STRING, false, false, true, false},
        {"b", JSON_BOOL, false, false, false, true},
        {"n", JSON_NULL, false, false, false, false},
        {"a", JSON_ARRAY, false, false, false, false},
        {"o", JSON_OBJECT, false, false, false, false},
        {"none", JSON_NONE, false, false, false, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const Json *v = json_get(root, cases[i].key);
        int64_t n;
        double d;
        Str s;
        bool b;
        assert_int_equal(json_kind(v), cases[i].kind);
        assert_int_equal(json_int(v, &n), cases[i].is_int);
        assert_int_equal(json_double(v, &d), cases[i].is_double);
        assert_int_equal(json_str(v, &s), cases[i].is_str);
        assert_int_equal(json_bool(v, &b), cases[i].is_bool);
    }
    assert_int_equal(json_len(json_get(root, "a")), 3);
    assert_int_equal(json_int_or(json_at(json_get(root, "a"), 2), 0), 3);
    assert_null(json_at(json_get(root, "a"), 3));
    assert_null(json_at(root, 0));
    assert_null(json_get(json_get(root, "none"), "x"));
    assert_int_equal(json_int_or(json_get(root, "s"), 7), 7);
    assert_true(str_eq_c(json_str_or(json_get(root, "s"), STR("")), "x"));
    assert_true(json_bool_or(NULL, true));
    assert_string_equal(json_kind_name(json_kind(json_get(root, "a"))), "an array");
    json_free(doc);
}

static void depth_has_a_limit(void **state)
{
    (void)state;
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf again = BUF_INIT;
    AUTO(err) Err err = {0};
    buf_add_fill(&text, '[', 500);
    buf_add_fill(&text, ']', 500);
    rewrite(buf_c(&text), &again);
    assert_string_equal(buf_c(&again), buf_c(&text));
    buf_clear(&text);
    buf_add_fill(&text, '[', 100000);
    assert_null(json_parse(buf_str(&text), &err));
    assert_string_equal(err_text(&err), "line 1, column 501: nested too deep");
}

static void output_is_laid_out(void **state)
{
    (void)state;
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out, .indent = 2};
    json_out_object(&w, NULL);
    json_out_str(&w, "status", STR("o\"k\x7F\x01\xFF\u202E\xC2\x9B"));
    json_out_array(&w, "list");
    json_out_int(&w, NULL, INT64_MIN);
    json_out_double(&w, NULL, 0.1);
    json_out_double(&w, NULL, NAN);
    json_out_object(&w, NULL);
    json_out_end(&w);
    json_out_end(&w);
    json_out_bool(&w, "b", false);
    json_out_null(&w, "n");
    json_out_json(&w, "missing", NULL);
    json_out_end(&w);
    assert_string_equal(buf_c(&out), "{\n"
                                     "  \"status\": \"o\\\"k\\u007f\\u0001\uFFFD\\u202e\\u009b\",\n"
                                     "  \"list\": [\n"
                                     "    -9223372036854775808,\n"
                                     "    0.1,\n"
                                     "    null,\n"
                                     "    {}\n"
                                     "  ],\n"
                                     "  \"b\": false,\n"
                                     "  \"n\": null,\n"
                                     "  \"missing\": null\n"
                                     "}");
}

static void doubles_come_back_the_same(void **state)
{
    (void)state;
    uint64_t seed = 9;
    for (int i = 0; i < 2000; i++) {
        double d = ldexp((double)next_random(&seed) / 3.0, (int)(next_random(&seed) % 200) - 100);
        double back = 0;
        AUTO(buf) Buf out = BUF_INIT;
        JsonOut w = {.out = &out};
        json_out_double(&w, NULL, d);
        JsonDoc *doc = json_parse(buf_str(&out), NULL);
        assert_true(json_double(json_root(doc), &back) && back == d);
        json_free(doc);
    }
}

const struct CMUnitTest json_tests[] = {
    cmocka_unit_test(what_is_read_can_be_written_again),
    cmocka_unit_test(what_can_be_read_of_a_broken_text_is_kept),
    cmocka_unit_test(what_is_kept_of_a_broken_text_knows_its_place),
    cmocka_unit_test(broken_text_is_said_to_be_so_and_where),
    cmocka_unit_test(every_value_knows_where_it_stands),
    cmocka_unit_test(values_have_one_kind_and_no_other),
    cmocka_unit_test(depth_has_a_limit),
    cmocka_unit_test(output_is_laid_out),
    cmocka_unit_test(doubles_come_back_the_same),
};
const size_t json_tests_n = ARRAY_LEN(json_tests);
