#include "base/markdown.h"
#include "suite.h"

static void sources_are_laid_out(void **state)
{
    (void)state;
    static const struct {
        const char *source, *text;
    } cases[] = {
        {"", ""},
        {"one\ntwo", "one two\n"},
        {"one  \ntwo", "one\ntwo\n"},
        {"a word that is wrapped here", "a word that is\nwrapped here\n"},
        {"aaaaaaaaaaaaaaaaaaaaaaaaa b", "aaaaaaaaaaaaaaaaaaaa\naaaaa b\n"},
        {"# Top\ntext\n## Next\n### Low", "Top\n===\n\ntext\n\nNext\n----\n\nLow\n"},
        {"- a\n- b\n  - c\n\nafter", "* a\n* b\n  - c\n\nafter\n"},
        {"- a\n\n- b", "* a\n\n* b\n"},
        {"9. a\n10. b that goes on and on", "9. a\n10. b that goes on\n    and on\n"},
        {"- [ ] open\n- [x] done", "[ ] open\n[x] done\n"},
        {"-\n- b", "*\n* b\n"},
        {"> quoted text that is long\n>\n> more", "| quoted text that\n| is long\n|\n| more\n"},
        {"> - a\n>   b", "| * a b\n"},
        {"```c\nint a;  \n\n  b\n```\nx", "  int a;  \n  \n    b\n\nx\n"},
        {"a\n\n---\nb", "a\n\n--------------------\n\nb\n"},
        {"| a | b |\n|--:|---|\n| 1 | two |\n| 33 | |", " a | b\n---+----\n 1 | two\n33 |\n"},
        {"[to](there.md) ![pic](p.png) &amp; &#65; &nope;", "to [pic] & A &nope;\n"},
        {"<!-- nothing -->\n\nx <b>y</b>", "x <b>y</b>\n"},
        {"a\tb", "a b\n"},
        {"~~no~~ **yes** `code`", "no yes code\n"},
        {"\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E"
         "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E",
         "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E"
         "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE6\x97\xA5\n\xE6\x9C\xAC\xE8\xAA\x9E\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        MarkdownLook look = {.cols = 20, .ascii = true};
        Markdown *m = markdown_new(str_c(cases[i].source), &look, NULL);
        assert_string_equal(buf_c(&m->text), cases[i].text);
        markdown_free(m);
    }
}

static void links_lead_where_the_source_says(void **state)
{
    (void)state;
    Markdown *blank = markdown_new(STR("[  ](x) [a ](y)"), &(MarkdownLook){.cols = 80}, NULL);
    assert_int_equal(blank->links.n, 2);
    assert_int_equal(blank->links.p[1].end, blank->text.n - 1);
    markdown_free(blank);
    Str source = STR("# It's A Test\nsee [a *b*](x.md?a&amp;b) and https://e.org/\n");
    Markdown *m = markdown_new(source, &(MarkdownLook){.cols = 80}, NULL);
    assert_int_equal(m->links.n, 2);
    assert_string_equal(m->links.p[0].target, "x.md?a&b");
    assert_string_equal(m->links.p[1].target, "https://e.org/");
    Str first = str_n(m->text.p + m->links.p[0].start, m->links.p[0].end - m->links.p[0].start);
    assert_true(str_eq_c(first, "a b"));
    assert_ptr_equal(markdown_link_at(m, m->links.p[1].start), &m->links.p[1]);
    assert_null(markdown_link_at(m, 0));
    assert_string_equal(m->anchors.p[0].name, "its-a-test");
    markdown_free(m);
}

static void lines_know_their_place_in_the_source(void **state)
{
    (void)state;
    const char *source = "# A\n\npara\n\n```\ncode\n```\n\nend\n";
    Markdown *m = markdown_new(str_c(source), &(MarkdownLook){.cols = 80}, NULL);
    size_t code = (size_t)(strstr(source, "code") - source);
    size_t at = m->lines.p[markdown_line_of(m, code)].off;
    assert_memory_equal(m->text.p + at, "  code", 6);
    assert_int_equal(m->code.n, 1);
    assert_int_equal(m->code.p[0].source, code);
    assert_int_equal(markdown_line_of(m, 0), 0);
    assert_memory_equal(m->text.p + m->lines.p[markdown_line_of(m, SIZE_MAX)].off, "end", 3);
    markdown_free(m);
}

static void what_is_nested_too_deep_is_left_out(void **state)
{
    (void)state;
    AUTO(buf) Buf source = BUF_INIT;
    for (int i = 0; i < 5000; i++)
        buf_add_byte(&source, '>');
    buf_add_c(&source, " deep\n\nafter\n");
    Markdown *m = markdown_new(buf_str(&source), &(MarkdownLook){.cols = 80}, NULL);
    assert_true(str_find(buf_str(&m->text), STR("after")) >= 0);
    markdown_free(m);
}

static void a_source_that_is_too_large_is_refused(void **state)
{
    (void)state;
    AUTO(free) char *large = NEW_ARRAY(char, MARKDOWN_MAX_BYTES + 1);
    memset(large, 'a', MARKDOWN_MAX_BYTES + 1);
    MarkdownLook look = {.cols = 80};
    assert_null(markdown_new(str_n(large, MARKDOWN_MAX_BYTES + 1), &look, NULL));
    atomic_bool cancelled = true;
    assert_null(markdown_new(STR("a"), &look, &cancelled));
}

const struct CMUnitTest markdown_tests[] = {
    cmocka_unit_test(sources_are_laid_out),
    cmocka_unit_test(links_lead_where_the_source_says),
    cmocka_unit_test(lines_know_their_place_in_the_source),
    cmocka_unit_test(what_is_nested_too_deep_is_left_out),
    cmocka_unit_test(a_source_that_is_too_large_is_refused),
};
const size_t markdown_tests_n = ARRAY_LEN(markdown_tests);
