// Typing, with brackets and quotes that close by themselves.
#include "suite.h"

static bool behind_hash(void *arg, size_t off)
{
    const char *text = arg;
    return memchr(text, '#', off) != NULL;
}

static TypeRules rules_of(char *text)
{
    return (TypeRules){.pairs = "()[]{}",
                       .quotes = "\"'",
                       .close_brackets = CLOSE_LANGUAGE,
                       .close_quotes = CLOSE_LANGUAGE,
                       .surround_brackets = true,
                       .surround_quotes = true,
                       .is_prose = behind_hash,
                       .arg = text};
}

// Types one character after the other; '\b' is Backspace where a pair goes as one.
static void type(Text *t, Selections *sel, Closers *closers, const char *keys)
{
    for (const char *k = keys; *k; k++) {
        AUTO(change) Change c = {0};
        AUTO(free) char *bytes = text_bytes(t);
        TypeRules r = rules_of(bytes);
        TextRev rev = text_rev(t);
        TextEdit e;
        if (*k != '\b') {
            edit_type(text_now(t), sel, str_n(k, 1), &r, closers, &c);
            change_apply(&c, t, sel);
            continue;
        }
        size_t off = sel->v.p[0].head;
        bool pair = edit_in_empty_pair(text_now(t), off, &r, closers);
        text_replace(t, off - 1, off + pair, STR_NULL);
        while (text_pull(t, &rev, &e) == TEXT_EDIT_ONE) {
            selections_map(sel, &e);
            closers_map(closers, &e);
        }
    }
}

static void pairs_close_by_themselves(void **state)
{
    (void)state;
    static const struct {
        const char *name, *before, *keys, *want;
    } cases[] = {
        {"a bracket", "a|", "(", "a(|)"},
        {"typing the closing one passes over it", "a|", "(x)", "a(x)|"},
        {"only over one that came by itself", "a|)", ")", "a)|)"},
        {"not before a word", "|a", "(", "(|a"},
        {"before a closing bracket", "(|)", "[", "([|])"},
        {"nested", "|", "([{}", "([{}|])"},
        {"deleting the opening one takes both", "a|b", " (\b", "a |b"},
        {"and so when nested", "|", "((\b", "(|)"},
        {"but not with something between", "|", "(x\b\b", "|"},
        {"a quote", "x = |", "\"a\"", "x = \"a\"|"},
        {"no quote behind a word", "don|", "'", "don'|"},
        {"no third quote", "\"\"|", "\"", "\"\"\"|"},
        {"no quotes in comments", "# it|", " '", "# it '|"},
        {"brackets there too", "# it|", " (", "# it (|)"},
        {"a selection is put in brackets", "a[b]c", "(", "a([b])c"},
        {"and stays as it was", "a<b>c", "\"", "a\"<b>\"c"},
        {"other letters replace it", "a[b]c", "x", "ax|c"},
        {"at every cursor", "|\n|", "(x)", "(x)|\n(x)|"},
        {"at every cursor by its own text", "|a |", "(", "(|a (|)"},
        {"two in one line", "| |", "()", "()| ()|"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(selections) Selections s = {0};
        AUTO(free) char *bytes = unmark(cases[i].before, &s);
        Closers closers = {0};
        Text *t = text_new_from(str_c(bytes));
        type(t, &s, &closers, cases[i].keys);
        expect_marked(cases[i].name, t, &s, cases[i].want);
        vec_deinit(&closers);
        text_free(t);
    }
}

static void closing_ones_count_while_one_is_before_them(void **state)
{
    (void)state;
    AUTO(selections) Selections s = {0};
    Closers closers = {0};
    Text *t = text_new_from(STR("\n"));
    selections_init(&s);
    type(t, &s, &closers, "(");
    assert_int_equal(closers.n, 1);
    selections_set(&s, selection_at(3)); // the next line
    type(t, &s, &closers, "x");
    assert_int_equal(closers.n, 0);
    vec_deinit(&closers);
    text_free(t);
}

static void rules_say_where_pairs_close(void **state)
{
    (void)state;
    static const struct {
        CloseRule rule;
        const char *before, *want;
    } cases[] = {
        {CLOSE_ALWAYS, "|a", "(|)a"},      {CLOSE_LANGUAGE, "|;", "(|);"},
        {CLOSE_BEFORE_BLANK, "|;", "(|;"}, {CLOSE_BEFORE_BLANK, "| a", "(|) a"},
        {CLOSE_NEVER, "|", "(|"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(selections) Selections s = {0};
        AUTO(change) Change c = {0};
        AUTO(free) char *bytes = unmark(cases[i].before, &s);
        Closers closers = {0};
        TypeRules r = rules_of(bytes);
        Text *t = text_new_from(str_c(bytes));
        r.close_brackets = cases[i].rule;
        edit_type(text_now(t), &s, STR("("), &r, &closers, &c);
        change_apply(&c, t, &s);
        expect_marked(cases[i].before, t, &s, cases[i].want);
        vec_deinit(&closers);
        text_free(t);
    }
}

static void selections_are_surrounded(void **state)
{
    (void)state;
    AUTO(selections) Selections s = {0};
    AUTO(change) Change c = {0};
    AUTO(free) char *bytes = unmark("[a] b| <c>", &s);
    Text *t = text_new_from(str_c(bytes));
    edit_surround(&s, STR("<b>"), STR("</b>"), &c);
    change_apply(&c, t, &s);
    AUTO(free) char *now = text_bytes(t);
    assert_string_equal(now, "<b>a</b> b <b>c</b>");
    assert_int_equal(s.v.p[0].anchor, 3);
    assert_int_equal(s.v.p[0].head, 4);
    assert_int_equal(s.v.p[2].head, 14);
    assert_int_equal(s.v.p[2].anchor, 15);
    text_free(t);
}

const struct CMUnitTest pairs_tests[] = {
    cmocka_unit_test(pairs_close_by_themselves),
    cmocka_unit_test(closing_ones_count_while_one_is_before_them),
    cmocka_unit_test(rules_say_where_pairs_close),
    cmocka_unit_test(selections_are_surrounded),
};
const size_t pairs_tests_n = ARRAY_LEN(pairs_tests);
