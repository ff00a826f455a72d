// Operations on the lines and words that selections touch.
#include "suite.h"

static void move_up(const Snap *s, const Selections *sel, Change *c)
{
    edit_move_lines(s, sel, false, c);
}

static void move_down(const Snap *s, const Selections *sel, Change *c)
{
    edit_move_lines(s, sel, true, c);
}

static void copy_up(const Snap *s, const Selections *sel, Change *c)
{
    edit_copy_lines(s, sel, false, STR("\n"), c);
}

static void copy_down(const Snap *s, const Selections *sel, Change *c)
{
    edit_copy_lines(s, sel, true, STR("\n"), c);
}

static void sort_up(const Snap *s, const Selections *sel, Change *c)
{
    assert_true(edit_order_lines(s, sel, LINES_ASCENDING, c, NULL));
}

static void sort_down(const Snap *s, const Selections *sel, Change *c)
{
    assert_true(edit_order_lines(s, sel, LINES_DESCENDING, c, NULL));
}

static void reverse(const Snap *s, const Selections *sel, Change *c)
{
    assert_true(edit_order_lines(s, sel, LINES_REVERSED, c, NULL));
}

static void unique(const Snap *s, const Selections *sel, Change *c)
{
    assert_true(edit_unique_lines(s, sel, c, NULL));
}

static const CommentMarks slashes = {STR("//"), STR_NULL}, stars = {STR("/*"), STR("*/")},
                          hash = {STR("#"), STR_NULL}, parens = {STR("(*"), STR("*)")};

static bool always(void *arg, size_t off, CommentMarks *out)
{
    (void)off;
    *out = *(const CommentMarks *)arg;
    return true;
}

static void comment(const Snap *s, const Selections *sel, const CommentMarks *m, CommentDo what,
                    Change *c)
{
    CommentMarks marks = *m;
    CommentRules rules = {always, &marks};
    edit_comment_lines(s, sel, &rules, what, c);
}

// As in a page with a script: '@' begins the page's lines, '#' those that cannot be comments.
static bool by_first_byte(void *arg, size_t off, CommentMarks *out)
{
    char first = ' ';
    (void)snap_read(arg, off, &first, 1); // the end has none
    *out = first == '@' ? (CommentMarks){STR("<!--"), STR("-->")} : slashes;
    return first != '#';
}

static void toggle_page(const Snap *s, const Selections *sel, Change *c)
{
    CommentRules rules = {by_first_byte, (void *)s};
    edit_comment_lines(s, sel, &rules, COMMENT_TOGGLE, c);
}

static void toggle(const Snap *s, const Selections *sel, Change *c)
{
    comment(s, sel, &slashes, COMMENT_TOGGLE, c);
}

static void add_hash(const Snap *s, const Selections *sel, Change *c)
{
    comment(s, sel, &hash, COMMENT_ADD, c);
}

static void remove_hash(const Snap *s, const Selections *sel, Change *c)
{
    comment(s, sel, &hash, COMMENT_REMOVE, c);
}

static void toggle_parens(const Snap *s, const Selections *sel, Change *c)
{
    comment(s, sel, &parens, COMMENT_TOGGLE, c);
}

static void toggle_block(const Snap *s, const Selections *sel, Change *c)
{
    edit_toggle_block_comment(s, sel, &stars, c);
}

static void upper(const Snap *s, const Selections *sel, Change *c)
{
    edit_change_case(s, sel, CASE_UPPER, c);
}

static void reflow(const Snap *s, const Selections *sel, Change *c)
{
    static const ReflowRules rules = {
        .columns = 12, .tab_size = 4, .comment = STR("//"), .eol = STR("\n")};
    edit_reflow(s, sel, &rules, c);
}

typedef struct {
    const char *name;
    void (*edit)(const Snap *s, const Selections *sel, Change *c);
    const char *before, *want;
} Case;

static void run(const Case *x)
{
    AUTO(selections) Selections s = {0};
    AUTO(change) Change c = {0};
    AUTO(free) char *bytes = unmark(x->before, &s);
    size_t off;
    Text *t = text_new_from(str_c(bytes));
    x->edit(text_now(t), &s, &c);
    bool changes = c.splices.n > 0;
    change_apply(&c, t, &s);
    expect_marked(x->name, t, &s, x->want);
    if (changes) {
        assert_true(text_undo(t, &off));
        AUTO(free) char *back = text_bytes(t);
        assert_string_equal(back, bytes);
    }
    text_free(t);
}

static void run_all(const Case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        run(&cases[i]);
}

static void lines_move(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"a line goes up", move_up, "a\nb|b\nc\n", "b|b\na\nc\n"},
        {"a line goes down", move_down, "a|a\nb\nc\n", "b\na|a\nc\n"},
        {"the first line cannot go up", move_up, "a|\nb\n", "a|\nb\n"},
        {"the last line cannot go down", move_down, "a\nb|", "a\nb|"},
        {"the last line lacks its end", move_up, "a\nb|", "b|\na"},
        {"down to where the end lacks", move_down, "|a\nb", "b\n|a"},
        {"ends of lines stay where they are", move_down, "|a\r\nb\nc", "b\r\n|a\nc"},
        {"several lines", move_up, "a\n[b\nc]\nd\n", "[b\nc]\na\nd\n"},
        {"a selection that ends at a line's start does not touch it", move_down, "[a\n]b\nc\n",
         "b\n[a\n]c\n"},
        {"and so at the end of the text", move_down, "[a\n]b", "b\n[a]"},
        {"several cursors, each with its line", move_down, "|a\nb\nc|\nd\n", "b\n|a\nd\nc|\n"},
        {"neighbours go together", move_up, "a\n|b\nc|\nd\n", "|b\nc|\na\nd\n"},
        {"backwards selections stay backwards", move_up, "a\n<b>\n", "<b>\na\n"},
    };
    run_all(cases, ARRAY_LEN(cases));
}

static void lines_are_copied(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"down: the cursor goes along", copy_down, "a|b\nc\n", "ab\na|b\nc\n"},
        {"up: it stays", copy_up, "a|b\nc\n", "a|b\nab\nc\n"},
        {"a last line without end", copy_down, "a\nb|", "a\nb\nb|"},
        {"several lines", copy_down, "[a\nb]\n", "a\nb\n[a\nb]\n"},
        {"several cursors", copy_down, "|a\nb\n|c\n", "a\n|a\nb\nc\n|c\n"},
        {"whole lines", copy_up, "[a\n]b\n", "[a\n]a\nb\n"},
    };
    run_all(cases, ARRAY_LEN(cases));
}

static void lines_are_joined(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"with the next one", edit_join_lines, "a|a\n  b\nc\n", "a|a b\nc\n"},
        {"blanks before the joint go", edit_join_lines, "|a \t\n b", "|a b"},
        {"an empty line leaves no blank", edit_join_lines, "|a\n\nb", "|a\nb"},
        {"to an empty line", edit_join_lines, "|\n  b", "|b"},
        {"selected lines", edit_join_lines, "[a\nb\nc]\nd", "[a b c]\nd"},
        {"carriage returns too", edit_join_lines, "|a\r\nb\r\n", "|a b\r\n"},
        {"the last line has none to join", edit_join_lines, "a\nb|", "a\nb|"},
        {"at several cursors", edit_join_lines, "|a\nb\n\n|c\nd", "|a b\n\n|c d"},
    };
    run_all(cases, ARRAY_LEN(cases));
}

static void lines_are_trimmed(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"blanks at the ends of all lines", edit_trim_lines, "[a  \n\t\nb\t]\nc \n",
         "[a\n\nb]\nc \n"},
        {"a cursor among them goes to the end", edit_trim_lines, "a  |  \nb ", "a|\nb "},
        {"before a carriage return", edit_trim_lines, "|a \r\nb", "|a\r\nb"},
    };
    run_all(cases, ARRAY_LEN(cases));
}

static void characters_change_places(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"around the cursor", edit_transpose, "a|bc", "ba|c"},
        {"at the end of a line the last two", edit_transpose, "abc|\nd", "acb|\nd"},
        {"nothing before", edit_transpose, "|ab", "|ab"},
        {"a short line", edit_transpose, "a|\n", "a|\n"},
        {"not only bytes", edit_transpose, "\303\244|\303\274", "\303\274\303\244|"},
        {"several cursors", edit_transpose, "a|b\nc|d", "ba|\ndc|"},
    };
    run_all(cases, ARRAY_LEN(cases));
}

static void lines_are_sorted(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"selected lines", sort_up, "z\n[c\na\nb]\n", "z\n[a\nb\nc]\n"},
        {"down", sort_down, "[a\nc\nb]", "[c\nb\na]"},
        {"all lines if none are selected", sort_up, "c\n|a\nb\n", "a\n|b\nc\n"},
        {"the last one without its end", sort_up, "[b\na]", "[a\nb]"},
        {"carriage returns are no part of them", sort_up, "[b\r\na]\r\n", "[a\r\nb]\r\n"},
        {"each block for itself", sort_up, "[b\na]\n\n[d\nc]", "[a\nb]\n\n[c\nd]"},
        {"turned round", reverse, "[a\nc\nb]\n", "[b\nc\na]\n"},
        {"once each", unique, "[a\nb\na\nc\nb]\n", "[a\nb\nc\n]"},
        {"once each, the last lines gone", unique, "[x\na\na\na]", "[x\na]"},
        {"once each, all of them", unique, "|a\na\nb\n\n\n", "|a\nb\n\n"},
        {"a single line is sorted", sort_up, "[a]", "[a]"},
    };
    run_all(cases, ARRAY_LEN(cases));
}

static void case_changes(void **state)
{
    (void)state;
    static const struct {
        TextCase to;
        const char *text, *want;
    } cases[] = {
        {CASE_UPPER, "a\303\244b 1", "A\303\204B 1"},
        {CASE_LOWER, "A\303\204B", "a\303\244b"},
        {CASE_TITLE, "the qUICK o'neill 2nd", "The Quick O'neill 2nd"},
        {CASE_CAMEL, "some_long name", "someLong name"},
        {CASE_CAMEL, "HTTPServer", "httpServer"},
        {CASE_PASCAL, "some-long-name", "SomeLongName"},
        {CASE_SNAKE, "someLongName", "some_long_name"},
        {CASE_SNAKE, "HTTPServer2x", "http_server2x"},
        {CASE_SNAKE, "__initName_", "__init_name_"},
        {CASE_CONSTANT, "someLongName", "SOME_LONG_NAME"},
        {CASE_KEBAB, "some_long_Name", "some-long-name"},
        {CASE_SNAKE, "aB(cD, eF)", "a_b(c_d, e_f)"},
        {CASE_UPPER, "\377a", "\377A"},
        {CASE_KEBAB, "-", "-"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf have = BUF_INIT;
        edit_add_case(str_c(cases[i].text), cases[i].to, &have);
        assert_string_equal(buf_c(&have), cases[i].want);
    }
    static const Case words[] = {
        {"the word of a cursor", upper, "foo b|ar baz", "foo B|AR baz"},
        {"two cursors in one word", upper, "f|oo|", "F|OO|"},
        {"what is selected", upper, "f[oo b]ar", "f[OO B]ar"},
    };
    run_all(words, ARRAY_LEN(words));
}

static void lines_are_commented(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"a line", toggle, "  a|b\n", "  // a|b\n"},
        {"and back", toggle, "  // a|b\n", "  a|b\n"},
        {"back without a blank", toggle, "//a|b\n", "a|b\n"},
        {"at the smallest indent", toggle, "[  a\n    b\n\n  c]\n",
         "[  // a\n  //   b\n\n  // c]\n"},
        {"not all are comments: all become ones", toggle, "[// a\nb]\n", "// [// a\n// b]\n"},
        {"an empty line", toggle, "|\n", "// |\n"},
        {"lines without text count for nothing", toggle, "[// a\n\n// b]\n", "[a\n\nb]\n"},
        {"at several cursors", toggle, "|a\nb\n|c\n", "// |a\nb\n// |c\n"},
        {"once more", add_hash, "# |a\n", "# # |a\n"},
        {"only taken away", remove_hash, "[# a\nb\n#c]\n", "[a\nb\nc]\n"},
        {"with marks at both ends", toggle_parens, "  p|q\n", "  (* p|q *)\n"},
        {"which go together", toggle_parens, "(* |a *)\n", "|a\n"},
        {"each block in its own way", toggle_page, "|@p\n\n  |x()\n",
         "<!-- |@p -->\n\n  // |x()\n"},
        {"as its first line with text", toggle_page, "[\n  x()\n@p]\n", "[\n//   x()\n// @p]\n"},
        {"where there are no comments nothing is done", toggle_page, "|#\n\n|a\n", "|#\n\n// |a\n"},
    };
    run_all(cases, ARRAY_LEN(cases));
}

static void pasted_lines_fit_their_place(void **state)
{
    (void)state;
    static const FitIndent four = {4, 4, 4, false, false}, eight = {8, 4, 4, false, false},
                           tab = {4, 4, 4, true, false}, before = {4, 4, 4, false, true};
    static const struct {
        const char *name, *text;
        const FitIndent *fit;
        const char *want;
    } cases[] = {
        {"one line", "  a", &four, "a"},
        {"from the left edge", "if (a) {\n    b;\n}", &four, "if (a) {\n        b;\n    }"},
        {"as deep as before", "    a {\n        b\n    }\n", &four, "a {\n        b\n    }\n"},
        {"less deep", "            a\n                b\n", &four, "a\n        b\n"},
        {"the first line without its indent", "a {\n        b\n    }", &eight,
         "a {\n            b\n        }"},
        {"... and what it opens is not closed", "if a:\n        b", &eight, "if a:\n            b"},
        {"... nor opened", "a;\n    b;", &eight, "a;\n        b;"},
        {"a block in Python", "if a:\n    b", &four, "if a:\n        b"},
        {"lines without text stay empty", "a\n  \n\nb", &four, "a\n\n\n    b"},
        {"tabs become spaces", "a {\n\tb\n}", &four, "a {\n        b\n    }"},
        {"spaces become tabs", "a {\n    b\n}", &tab, "a {\n\t\tb\n\t}"},
        {"never left of the edge", "        a\nb", &four, "a\nb"},
        {"CRLF stays", "a\r\n\r\nb\r\n", &four, "a\r\n\r\n    b\r\n"},
        {"what follows stands there too", "a\nb\n", &before, "a\n    b\n    "},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf got = BUF_INIT;
        edit_fit_indent(str_c(cases[i].text), cases[i].fit, &got);
        if (strcmp(buf_c(&got), cases[i].want) != 0)
            fail_msg("%s: '%s'", cases[i].name, buf_c(&got));
    }
}

static void text_is_commented(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"what is selected", toggle_block, "a [b] c", "a /* [b] */ c"},
        {"and back", toggle_block, "a /* [b] */ c", "a [b] c"},
        {"with its marks selected", toggle_block, "a [/* b */] c", "a [b] c"},
        {"a cursor goes between", toggle_block, "a| b", "a/* | */ b"},
        {"and is taken out again", toggle_block, "a/* | */ b", "a| b"},
        {"over lines", toggle_block, "[a\nb]\n", "/* [a\nb] */\n"},
        {"several", toggle_block, "[a] [b]", "/* [a] */ /* [b] */"},
    };
    run_all(cases, ARRAY_LEN(cases));
}

static void paragraphs_are_filled(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"long lines are broken", reflow, "|one two three four\n", "|one two\nthree four\n"},
        {"short ones are joined", reflow, "|one\ntwo\n\nthree\nfour", "|one two\n\nthree\nfour"},
        {"a long word stays whole", reflow, "|a verylongwordindeed b", "|a\nverylongwordindeed\nb"},
        {"comments stay comments", reflow, "  // |one two three\n  // four\n",
         "  // |one two\n  // three\n  // four\n"},
        {"lists stay lists", reflow, "[- one two three\n- four\nfive]",
         "[- one two\n  three\n- four five]"},
        {"several paragraphs", reflow, "[one two three\n\nfour five six]",
         "[one two\nthree\n\nfour five\nsix]"},
        {"nothing to do", reflow, "|one\n", "|one\n"},
        {"wide characters count twice", reflow,
         "|\346\274\242\345\255\227 \346\274\242\345\255\227 \346\274\242\345\255\227",
         "|\346\274\242\345\255\227 \346\274\242\345\255\227\n\346\274\242\345\255\227"},
    };
    run_all(cases, ARRAY_LEN(cases));
}

// Bytes are moved, never lost or made: every line is there as often as before.
static uint64_t sum_of_bytes(const Text *t)
{
    AUTO(free) char *bytes = text_bytes(t);
    uint64_t sum = 0;
    for (const char *p = bytes; *p; p++)
        sum += (uint64_t)(unsigned char)*p * 2654435761u;
    return sum;
}

static void random_lines_keep_their_bytes(void **state)
{
    (void)state;
    static void (*const edits[])(const Snap *, const Selections *, Change *) = {
        move_up, move_down, sort_up, sort_down, reverse, edit_transpose};
    uint64_t seed = 11;
    Text *t = text_new_from(STR("one\n\ntwo\r\n  three\nfour\n\tfive\r\nsix"));
    uint64_t sum = sum_of_bytes(t);
    for (int i = 0; i < 5000; i++) {
        AUTO(selections) Selections s = {0};
        AUTO(change) Change c = {0};
        for (int k = 0; k < 1 + i % 4; k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            size_t size = snap_size(text_now(t)) + 1, a = (seed >> 33) % size,
                   b = (seed >> 20) % size;
            vec_push(&s.v, i % 3 ? selection_at(a) : selection_of(a, b));
        }
        selections_normalize(&s);
        edits[(seed >> 40) % ARRAY_LEN(edits)](text_now(t), &s, &c);
        change_apply(&c, t, &s);
        assert_true(sum_of_bytes(t) == sum);
    }
    text_free(t);
}

const struct CMUnitTest lines_tests[] = {
    cmocka_unit_test(lines_move),
    cmocka_unit_test(lines_are_copied),
    cmocka_unit_test(lines_are_joined),
    cmocka_unit_test(lines_are_trimmed),
    cmocka_unit_test(characters_change_places),
    cmocka_unit_test(lines_are_sorted),
    cmocka_unit_test(case_changes),
    cmocka_unit_test(lines_are_commented),
    cmocka_unit_test(text_is_commented),
    cmocka_unit_test(pasted_lines_fit_their_place),
    cmocka_unit_test(paragraphs_are_filled),
    cmocka_unit_test(random_lines_keep_their_bytes),
};
const size_t lines_tests_n = ARRAY_LEN(lines_tests);
