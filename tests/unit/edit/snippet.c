// Snippets: what they expand to, where one goes on, what stops become.
#include "suite.h"

static bool variable(void *arg, Str name, Buf *out)
{
    (void)arg;
    if (str_eq(name, STR("TM_FILENAME")))
        buf_add_c(out, "my-file.c");
    else if (!str_eq(name, STR("TM_SELECTED_TEXT")))
        return false;
    return true;
}

static const SnippetPlace place = {
    .eol = STR("\n"), .indent = STR("  "), .tab = STR("    "), .variable = variable};

// The text with "<number:" and ">" around its stops.
static void add_with_stops(Str text, const SnippetStops *stops, Buf *out)
{
    for (size_t i = 0; i <= text.n; i++) {
        for (size_t k = stops->n; k-- > 0;)
            if (stops->p[k].end == i && stops->p[k].start < i)
                buf_add_byte(out, '>');
        VEC_EACH (const SnippetStop, s, stops)
            if (s->start == i)
                buf_addf(out, "<%d%s", s->number, s->end == i ? ">" : ":");
        if (i < text.n)
            buf_add_byte(out, text.p[i]);
    }
}

static void snippets_expand(void **state)
{
    (void)state;
    static const struct {
        const char *name, *body, *want;
    } cases[] = {
        {"plain text", "abc", "abc<0>"},
        {"stops", "for ($1) {$2}$0", "for (<1>) {<2>}<0>"},
        {"a default", "${1:int} ${2:x};", "<1:int> <2:x>;<0>"},
        {"mirrors have the same text", "${1:ab} $1", "<1:ab> <1:ab><0>"},
        {"a mirror before its default", "$1 ${1:ab}", "<1:ab> <1:ab><0>"},
        {"within each other", "${1:a ${2:b} c}", "<1:a <2:b> c><0>"},
        {"a choice: the first", "${1|one,two\\,three|}", "<1:one><0>"},
        {"variables", "$TM_FILENAME", "my-file.c<0>"},
        {"the default of an empty variable", "${TM_SELECTED_TEXT:none}", "none<0>"},
        {"an unknown variable is its name", "${FOO}", "FOO<0>"},
        {"an unknown variable with a default", "${FOO:$1x}", "<1>x<0>"},
        {"a variable changed", "${TM_FILENAME/(.*)\\.c/$1/}", "my-file<0>"},
        {"and its case", "${TM_FILENAME/(.*)\\.c/${1:/pascalcase}/}", "MyFile<0>"},
        {"all places", "${TM_FILENAME/[-.]/_/g}", "my_file_c<0>"},
        {"if and else", "${TM_FILENAME/(x)?.*/${1:?yes:no}${1:+if}${1:-else}/}", "noelse<0>"},
        {"upper case", "${TM_FILENAME/MY/${0:/upcase}/i}", "MY-file.c<0>"},
        {"lines get the indent, tabs a step", "if {\n\t$1\n}", "if {\n      <1>\n  }<0>"},
        {"escapes", "\\$1 \\} \\\\ \\n", "$1 } \\ \\n<0>"},
        {"what is malformed is text", "${1 $ ${ ${1:a $} {", "${1 $ ${ <1:a $> {<0>"},
        {"a default that holds itself ends", "${1:$1}", NULL},
        {"a broken expression changes nothing", "${TM_FILENAME/(/x/}", "my-file.c<0>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf text = BUF_INIT, have = BUF_INIT;
        SnippetStops stops = {0};
        Snippet *s = snippet_new(str_c(cases[i].body));
        snippet_expand(s, &place, &text, &stops);
        if (cases[i].want)
            add_with_stops(buf_str(&text), &stops, &have);
        vec_deinit(&stops);
        snippet_free(s);
        if (cases[i].want && strcmp(buf_c(&have), cases[i].want) != 0)
            fail_msg("%s: %s", cases[i].name, buf_c(&have));
    }
}

static void a_snippet_of_itself_is_cut(void **state)
{
    (void)state;
    AUTO(buf) Buf text = BUF_INIT;
    SnippetStops stops = {0};
    Snippet *s = snippet_new(STR("${1:x$1$1$1}"));
    snippet_expand(s, &place, &text, &stops);
    assert_in_range(text.n, 1, 100000);
    vec_deinit(&stops);
    snippet_free(s);
}

static void what_is_never_closed_is_text(void **state)
{
    static const char *const opens[] = {"${1:", "${1|", "${A/", "${A/b/"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(opens); i++) {
        AUTO(buf) Buf body = BUF_INIT, text = BUF_INIT;
        SnippetStops stops = {0};
        while (body.n < 64 << 10)
            buf_add_c(&body, opens[i]);
        Snippet *s = snippet_new(buf_str(&body));
        snippet_expand(s, &place, &text, &stops);
        assert_true(str_eq(buf_str(&text), buf_str(&body)));
        vec_deinit(&stops);
        snippet_free(s);
    }
}

static void stops_come_in_their_order(void **state)
{
    (void)state;
    AUTO(buf) Buf text = BUF_INIT;
    SnippetStops stops = {0};
    Snippet *s = snippet_new(STR("$0 $3 $1 $3"));
    snippet_expand(s, &place, &text, &stops);
    assert_int_equal(snippet_next_stop(&stops, -1, false), 1);
    assert_int_equal(snippet_next_stop(&stops, 1, false), 3);
    assert_int_equal(snippet_next_stop(&stops, 3, false), 0);
    assert_int_equal(snippet_next_stop(&stops, 0, false), -1);
    assert_int_equal(snippet_next_stop(&stops, 0, true), 3);
    assert_int_equal(snippet_next_stop(&stops, 3, true), 1);
    assert_int_equal(snippet_next_stop(&stops, 1, true), -1);
    vec_deinit(&stops);
    snippet_free(s);
}

static void choices_and_transforms_are_kept(void **state)
{
    (void)state;
    AUTO(buf) Buf text = BUF_INIT, became = BUF_INIT;
    SnippetStops stops = {0};
    size_t n;
    Snippet *s = snippet_new(STR("${1|one,two|} ${2/./X/}"));
    snippet_expand(s, &place, &text, &stops);
    const Str *choices = snippet_choices(&stops.p[0], &n);
    assert_int_equal(n, 2);
    assert_true(str_eq(choices[1], STR("two")));
    assert_null(snippet_choices(&stops.p[1], &n));
    assert_false(snippet_stop_transform(&stops.p[0], STR("abc"), &became));
    assert_true(snippet_stop_transform(&stops.p[1], STR("abc"), &became));
    assert_string_equal(buf_c(&became), "Xbc");
    vec_deinit(&stops);
    snippet_free(s);
}

static void what_is_typed_at_a_stop_is_part_of_it(void **state)
{
    (void)state;
    static const struct {
        const char *name, *body, *with;
        int active;
        size_t start, end;
        const char *want;
    } cases[] = {
        {"an empty stop grows", "($1)$0", "ab", 1, 1, 1, "(<1:ab>)<0>"},
        {"a default is replaced", "(${1:xy})$0", "ab", 1, 1, 3, "(<1:ab>)<0>"},
        {"one after the other: the first", "$1$2$0", "ab", 1, 0, 0, "<1:ab><2><0>"},
        {"one after the other: the second", "$1$2$0", "ab", 2, 0, 0, "<1><2:ab><0>"},
        {"before the stops", "a$1$0", "xy", 1, 0, 0, "xya<1><0>"},
        {"at the end of one that is not active", "${1:ab}${2:cd}$0", "x", 2, 2, 2,
         "<1:ab><2:xcd><0>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf text = BUF_INIT, have = BUF_INIT;
        SnippetStops stops = {0};
        TextEdit e;
        Snippet *s = snippet_new(str_c(cases[i].body));
        snippet_expand(s, &place, &text, &stops);
        Text *t = text_new_from(buf_str(&text));
        TextRev rev = text_rev(t);
        text_replace(t, cases[i].start, cases[i].end, str_c(cases[i].with));
        while (text_pull(t, &rev, &e) == TEXT_EDIT_ONE)
            snippet_map_stops(&stops, cases[i].active, &e);
        AUTO(free) char *bytes = text_bytes(t);
        add_with_stops(str_c(bytes), &stops, &have);
        if (strcmp(buf_c(&have), cases[i].want) != 0)
            fail_msg("%s: %s", cases[i].name, buf_c(&have));
        text_free(t);
        vec_deinit(&stops);
        snippet_free(s);
    }
}

const struct CMUnitTest snippet_tests[] = {
    cmocka_unit_test(snippets_expand),
    cmocka_unit_test(a_snippet_of_itself_is_cut),
    cmocka_unit_test(what_is_never_closed_is_text),
    cmocka_unit_test(stops_come_in_their_order),
    cmocka_unit_test(choices_and_transforms_are_kept),
    cmocka_unit_test(what_is_typed_at_a_stop_is_part_of_it),
};
const size_t snippet_tests_n = ARRAY_LEN(snippet_tests);
