#include "edit/emmet.h"
#include "suite.h"

typedef struct {
    const char *abbr, *want; // "!" before: the sentence
    EmmetStyle style;
} EmmetCase;

static void expect_expanded(const EmmetCase *c)
{
    AUTO(buf) Buf got = BUF_INIT;
    AUTO(err) Err err = {0};
    bool ok = emmet_expand(str_c(c->abbr), &c->style, &got, &err);
    const char *is = ok ? buf_c(&got) : err_text(&err);
    if (strcmp(is, c->want + (c->want[0] == '!')) != 0 || ok == (c->want[0] == '!'))
        fail_msg("%s: '%s', not '%s'", c->abbr, is, c->want);
}

static void abbreviations_become_elements(void **state)
{
    (void)state;
    static const EmmetCase cases[] = {
        {"div", "<div>${1}</div>", {0}},
        {"#a.b.c", "<div id=\"a\" class=\"b c\">${1}</div>", {0}},
        {"ul>li*2", "<ul>\n\t<li>${1}</li>\n\t<li>${2}</li>\n</ul>", {0}},
        {"ul>.x$*2",
         "<ul>\n\t<li class=\"x1\">${1}</li>\n\t<li class=\"x2\">${2}</li>\n</ul>",
         {0}},
        {"p>a{go}", "<p><a href=\"${1}\">go</a></p>", {0}},
        {"em>.x", "<em><span class=\"x\">${1}</span></em>", {0}},
        {"h$$@-9*3{$}", "<h11>1</h11>\n<h10>2</h10>\n<h09>3</h09>", {0}},
        {"(p>b)*2+hr", "<p><b>${1}</b></p>\n<p><b>${2}</b></p>\n<hr>", {0}},
        {"div>p^p", "<div>\n\t<p>${1}</p>\n</div>\n<p>${2}</p>", {0}},
        {"p^^p", "<p>${1}</p>\n<p>${2}</p>", {0}},
        {"td[colspan=2 title=\"a b\" x y.]",
         "<td colspan=\"2\" title=\"a b\" x=\"${1}\" y>${2}</td>",
         {0}},
        {"img", "<img src=\"${1}\" alt=\"${2}\">", {0}},
        {"img[src=x]/", "<img alt=\"${1}\" src=\"x\"/>", {0}},
        {"img.a", "<img src=\"${1}\" alt=\"${2}\" className=\"a\" />", {.jsx = true}},
        {"img", "<img>${1}</img>", {.xml = true}},
        {"table>tr*2>td",
         "<table>\n\t<tr>\n\t\t<td>${1}</td>\n\t</tr>\n\t<tr>\n\t\t<td>${2}</td>\n\t"
         "</tr>\n</table>",
         {0}},
        {"{a {b} \\}", "a {b} \\\\", {0}},
        {"b+i", "<b>${1}</b><i>${2}</i>", {0}},
        {"div>", "!the abbreviation ends too early", {0}},
        {"a)", "!')' is out of place in the abbreviation", {0}},
        {"(a", "!a ( is not closed in the abbreviation", {0}},
        {"a[b", "!a [ is not closed in the abbreviation", {0}},
        {"a{b", "!a { is not closed in the abbreviation", {0}},
        {"a*", "!behind a * in an abbreviation stands how often", {0}},
        {"p*99999999999", "!the abbreviation makes more than 10000 elements", {0}},
        {"p*200>p*200>p*200", "!the abbreviation makes more than 10000 elements", {0}},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        expect_expanded(&cases[i]);
}

static void deep_nests_are_refused(void **state)
{
    (void)state;
    AUTO(buf) Buf abbr = BUF_INIT, got = BUF_INIT;
    AUTO(err) Err err = {0}, other = {0};
    EmmetStyle style = {0};
    for (int i = 0; i < 100; i++)
        buf_add_c(&abbr, "p>");
    assert_false(emmet_expand(buf_str(&abbr), &style, &got, &err));
    assert_string_equal(err_text(&err), "the abbreviation nests deeper than 60");
    buf_clear(&abbr);
    buf_add_fill(&abbr, '(', 100);
    assert_false(emmet_expand(buf_str(&abbr), &style, &got, &other));
    assert_string_equal(err_text(&other), "the abbreviation nests deeper than 60");
    assert_int_equal(got.n, 0);
}

static void an_abbreviation_begins_behind_what_it_is_not(void **state)
{
    (void)state;
    static const struct {
        const char *line, *abbr;
    } cases[] = {
        {"ul>li", "ul>li"},
        {"  text ul>li", "ul>li"},
        {"<div>ul>li", "ul>li"},
        {"<a title=\"x > y\">b", "b"},
        {"</p>p*2", "p*2"},
        {"see a[title=\"b c\"]{d e}", "a[title=\"b c\"]{d e}"},
        {"x (p>b)*2", "(p>b)*2"},
        {"x = ", ""},
        {"", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_string_equal(cases[i].line + emmet_start(str_c(cases[i].line)), cases[i].abbr);
}

const struct CMUnitTest emmet_tests[] = {
    cmocka_unit_test(abbreviations_become_elements),
    cmocka_unit_test(deep_nests_are_refused),
    cmocka_unit_test(an_abbreviation_begins_behind_what_it_is_not),
};
const size_t emmet_tests_n = ARRAY_LEN(emmet_tests);
