// Selections are put in order, and follow edits.
#include "suite.h"

static void selections_are_put_in_order(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        Selection in[4];
        size_t n, primary;
        const char *want;
    } cases[] = {
        {"one cursor", {{2, 2, -1}}, 1, 0, "ab|cdef"},
        {"sorted", {{4, 4, -1}, {1, 2, -1}}, 2, 0, "a[b]cd|!ef"},
        {"the same cursor twice", {{3, 3, -1}, {3, 3, -1}}, 2, 1, "abc|def"},
        {"overlapping ones are one", {{0, 3, -1}, {2, 5, -1}}, 2, 0, "[abcde]f"},
        {"... which looks as the primary does", {{0, 3, -1}, {5, 2, -1}}, 2, 1, "<abcde>f"},
        {"neighbours stay two", {{0, 2, -1}, {2, 4, -1}}, 2, 1, "[ab][cd]!ef"},
        {"a cursor at the end of another goes", {{0, 2, -1}, {2, 2, -1}}, 2, 0, "[ab]cdef"},
        {"a cursor at the start of another goes", {{2, 4, -1}, {2, 2, -1}}, 2, 1, "ab[cd]ef"},
        {"one within another", {{5, 1, -1}, {2, 3, -1}}, 2, 0, "a<bcde>f"},
        {"a chain", {{0, 2, -1}, {1, 3, -1}, {2, 4, -1}, {5, 5, -1}}, 4, 2, "[abcd]e|f"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(selections) Selections s = {0};
        AUTO(buf) Buf got = BUF_INIT;
        for (size_t k = 0; k < cases[i].n; k++)
            vec_push(&s.v, cases[i].in[k]);
        s.primary = cases[i].primary;
        selections_normalize(&s);
        add_marked(STR("abcdef"), &s, &got);
        if (strcmp(buf_c(&got), cases[i].want) != 0)
            fail_msg("%s: '%s' instead of '%s'", cases[i].name, buf_c(&got), cases[i].want);
    }
}

static void selections_follow_edits_of_others(void **state)
{
    (void)state;
    static const struct {
        const char *name, *before;
        size_t start, end;
        const char *with, *want;
    } cases[] = {
        {"before all", "ab|cd[ef]!g", 0, 0, "xy", "xyab|cd[ef]!g"},
        {"an insertion at a cursor", "ab|cd", 2, 2, "xy", "abxy|cd"},
        {"within a selection", "a[bc]d", 2, 2, "xy", "a[bxyc]d"},
        {"cursors that meet are one", "a|b|!c|d", 0, 3, "", "|d"},
        {"a selection that is taken out", "a[bc]d|", 0, 3, "", "|d|"},
        {"behind all", "a|b[c]d", 4, 4, "xy", "a|b[c]dxy"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(selections) Selections s = {0};
        AUTO(free) char *bytes = unmark(cases[i].before, &s);
        Text *t = text_new_from(str_c(bytes));
        TextRev rev = text_rev(t);
        TextEdit e;
        text_replace(t, cases[i].start, cases[i].end, str_c(cases[i].with));
        while (text_pull(t, &rev, &e) == TEXT_EDIT_ONE)
            selections_map(&s, &e);
        expect_marked(cases[i].name, t, &s, cases[i].want);
        text_free(t);
    }
}

static void the_selection_at_an_offset_is_found(void **state)
{
    (void)state;
    AUTO(selections) Selections s = {0};
    free(unmark("a|bc[def]gh<ij>k", &s));
    static const size_t want[] = {0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3};
    for (size_t off = 0; off < ARRAY_LEN(want); off++)
        assert_int_equal(selections_find(&s, off), want[off]);
    assert_int_equal(selections_bytes(&s), 5);
    assert_false(selections_all_empty(&s));
}

static void an_added_one_is_the_primary(void **state)
{
    (void)state;
    AUTO(selections) Selections s = {0}, other = {0};
    AUTO(buf) Buf got = BUF_INIT;
    selections_init(&s);
    selections_add(&s, selection_of(4, 5));
    selections_copy(&other, &s);
    assert_true(selections_equal(&s, &other));
    selections_add(&s, selection_at(2));
    assert_false(selections_equal(&s, &other));
    add_marked(STR("abcdef"), &s, &got);
    assert_string_equal(buf_c(&got), "|ab|!cd[e]f");
}

const struct CMUnitTest selection_tests[] = {
    cmocka_unit_test(selections_are_put_in_order),
    cmocka_unit_test(selections_follow_edits_of_others),
    cmocka_unit_test(the_selection_at_an_offset_is_found),
    cmocka_unit_test(an_added_one_is_the_primary),
};
const size_t selection_tests_n = ARRAY_LEN(selection_tests);
