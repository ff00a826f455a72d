// Selections made from others.
#include "suite.h"

static void expect(const char *name, const char *bytes, const Selections *sel, const char *want)
{
    AUTO(buf) Buf got = BUF_INIT;
    add_marked(str_c(bytes), sel, &got);
    if (strcmp(buf_c(&got), want) != 0)
        fail_msg("%s: '%s' instead of '%s'", name, buf_c(&got), want);
}

static void boxes_select_what_lies_in_them(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        ColumnBox box;
        size_t limit;
        bool all;
        const char *want;
    } cases[] = {
        {"a block", "abcd\nefgh\nijkl", {0, 10, 1, 3}, 9, true, "a[bc]d\ne[fg]h\ni[jk]!l"},
        {"upwards", "abcd\nefgh", {5, 0, 1, 3}, 9, true, "a[bc]d\ne[fg]h"},
        {"to the left", "abcd\nefgh", {0, 5, 3, 1}, 9, true, "a<bc>d\ne<fg>!h"},
        {"short lines are left out", "abcd\nx\nefgh", {0, 7, 2, 4}, 9, true, "ab[cd]\nx\nef[gh]!"},
        {"a line that ends within", "abcd\nefg\n", {0, 5, 2, 4}, 9, true, "ab[cd]\nef[g]!\n"},
        {"no width: a cursor each", "abcd\nx\nefgh", {0, 7, 2, 2}, 9, true, "ab|cd\nx|\nef|!gh"},
        {"behind all lines: their ends", "ab\nx\n", {0, 3, 5, 8}, 9, true, "ab|\nx|!\n"},
        {"tabs are as wide as they look",
         "\tab\nefghij",
         {0, 4, 4, 5},
         9,
         true,
         "\t[a]b\nefgh[i]!j"},
        {"no more than asked for", "ab\ncd\nef", {0, 6, 0, 1}, 2, false, "[a]b\n[c]!d\nef"},
        {"\\r\\n", "ab\r\ncd\r\n", {0, 4, 1, 9}, 9, true, "a[b]\r\nc[d]!\r\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(selections) Selections sel = {0};
        Text *t = text_new_from(str_c(cases[i].text));
        bool all = edit_select_columns(text_now(t), &cases[i].box, 4, cases[i].limit, &sel);
        assert_int_equal(all, cases[i].all);
        expect(cases[i].name, cases[i].text, &sel, cases[i].want);
        text_free(t);
    }
}

static void line_ends_get_cursors(void **state)
{
    (void)state;
    static const struct {
        const char *name, *before;
        size_t limit;
        bool all;
        const char *want;
    } cases[] = {
        {"lines of a selection", "a[b\ncd\ne]f\n", 9, true, "ab|\ncd|\ne|!f\n"},
        {"a line only touched gets none", "[ab\ncd\n]ef\n", 9, true, "ab|\ncd|!\nef\n"},
        {"a cursor stays", "ab\nc|d\n", 9, true, "ab\nc|d\n"},
        {"\\r\\n", "[ab\r\ncd]\r\n", 9, true, "ab|\r\ncd|!\r\n"},
        {"several", "[ab\nc]d\n<ef\ng>h", 9, true, "ab|\nc|!d\nef|\ng|h"},
        {"no more than asked for", "[ab\ncd\nef]\n", 2, false, "ab|\ncd|!\nef\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(selections) Selections before = {0}, sel = {0};
        AUTO(free) char *bytes = unmark(cases[i].before, &before);
        Text *t = text_new_from(str_c(bytes));
        bool all = edit_select_line_ends(text_now(t), &before, cases[i].limit, &sel);
        assert_int_equal(all, cases[i].all);
        expect(cases[i].name, bytes, &sel, cases[i].want);
        text_free(t);
    }
}

static void words_are_selected_where_cursors_are(void **state)
{
    (void)state;
    static const struct {
        const char *before, *want;
    } cases[] = {{"on|e two", "[one] two"},
                 {"one|", "[one]"},
                 {"one  |  two", "one  |  two"},
                 {"o|ne t|wo [x]y", "[one] [two] [x]y"},
                 {"o|n|!e", "[one]"}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(selections) Selections sel = {0};
        AUTO(free) char *bytes = unmark(cases[i].before, &sel);
        Text *t = text_new_from(str_c(bytes));
        edit_select_words(text_now(t), &sel);
        expect(cases[i].before, bytes, &sel, cases[i].want);
        text_free(t);
    }
}

static void the_same_is_told_from_others(void **state)
{
    (void)state;
    static const struct {
        const char *marked;
        bool same;
    } cases[] = {{"[ab] <ab>", true}, {"[ab] [aB]", false}, {"[ab] [abc]", false},
                 {"[ab] |", false},   {"| |", false},       {"[ab]", true}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(selections) Selections sel = {0};
        AUTO(free) char *bytes = unmark(cases[i].marked, &sel);
        Text *t = text_new_from(str_c(bytes));
        assert_int_equal(edit_selects_same(text_now(t), &sel), cases[i].same);
        text_free(t);
    }
}

// In a text without a language; '|' is the place asked.
static void pairs_of_brackets_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *marked;
        bool near, around;
        size_t at, other;
    } cases[] = {
        {"|(a)", true, false, 0, 2},
        {"(a)|", true, false, 2, 0},
        {"(|a)", true, true, 0, 2},
        {"f(a{0}, |b) ", false, true, 1, 9},
        {"{ (x) {y} | }", false, true, 0, 11},
        {"(a|", false, false, 0, 0},
        {"a | b", false, false, 0, 0},
        {"((a)|)", true, true, 4, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(selections) Selections sel = {0};
        AUTO(free) char *bytes = unmark(cases[i].marked, &sel);
        Text *t = text_new_from(str_c(bytes));
        size_t off = sel.v.p[0].head, at = 0, other = 0, a = 0, b = 0;
        bool near = edit_pair_near(NULL, t, off, &at, &other);
        bool around = edit_pair_around(NULL, t, off, &a, &b);
        if (near != cases[i].near || around != cases[i].around)
            fail_msg("'%s': near %d, around %d", cases[i].marked, near, around);
        if (near && (at != cases[i].at || other != cases[i].other))
            fail_msg("'%s': %zu and %zu", cases[i].marked, at, other);
        if (!near && around && (a != cases[i].at || b != cases[i].other))
            fail_msg("'%s': around %zu and %zu", cases[i].marked, a, b);
        text_free(t);
    }
}

static void plain_text_grows_by_word_line_and_all(void **state)
{
    (void)state;
    Text *t = text_new_from(STR("one two\nthree\n"));
    size_t start = 5, end = 5;
    static const size_t want[][2] = {{4, 7}, {0, 7}, {0, 14}};
    for (size_t i = 0; i < ARRAY_LEN(want); i++) {
        assert_true(edit_expand(NULL, t, &start, &end));
        assert_true(start == want[i][0] && end == want[i][1]);
    }
    assert_false(edit_expand(NULL, t, &start, &end));
    text_free(t);
}

static bool read_letters(void *arg, uint64_t off, char *out, size_t n)
{
    (void)arg;
    (void)off;
    memset(out, 'x', n);
    return true;
}

static void more_than_memory_holds_is_not_copied(void **state)
{
    (void)state;
    AUTO(err) Err err = {0};
    AUTO(buf) Buf out = BUF_INIT;
    AUTO(selections) Selections sel = {0};
    Offs ends = {0};
    Text *t = text_new_source((TextSource){.read = read_letters, .nbytes = EDIT_COPY_MAX * 4});
    selections_init(&sel);
    selections_set(&sel, selection_of(0, EDIT_COPY_MAX * 4));
    assert_false(edit_copy(text_now(t), &sel, &out, &ends, &err));
    assert_string_equal(err_text(&err), "cannot copy so much: more than 1024 MB");
    selections_set(&sel, selection_of(5, 9));
    assert_true(edit_copy(text_now(t), &sel, &out, &ends, &err));
    assert_string_equal(buf_c(&out), "xxxx");
    vec_deinit(&ends);
    text_free(t);
}

const struct CMUnitTest pick_tests[] = {
    cmocka_unit_test(boxes_select_what_lies_in_them),
    cmocka_unit_test(line_ends_get_cursors),
    cmocka_unit_test(words_are_selected_where_cursors_are),
    cmocka_unit_test(the_same_is_told_from_others),
    cmocka_unit_test(pairs_of_brackets_are_found),
    cmocka_unit_test(more_than_memory_holds_is_not_copied),
    cmocka_unit_test(plain_text_grows_by_word_line_and_all),
};
const size_t pick_tests_n = ARRAY_LEN(pick_tests);
