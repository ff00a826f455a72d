#include "suite.h"

#include "syntax/follow.h"
#include "syntax/guard.h"
#include "syntax/language.h"

typedef struct {
    const char *name, *grammar;
    const char *piece; // the text is so many of these
    size_t times;
    bool allowed;
} Case;

static const Case cases[] = {
    {"quotes within quotes", "markdown", "> ", 1000, false},
    {"quotes without blanks", "markdown", ">", 1000, false},
    {"a few quotes", "markdown", "> ", 100, true},
    {"items within items", "markdown", "- ", 1000, false},
    {"numbered items", "markdown", "1. ", 1000, false},
    {"items of all kinds", "markdown", "+ * 1) > ", 60, false},
    {"a long rule", "markdown", "-", 1000, true},
    {"a long row of words", "markdown", "- a ", 1000, true},
    {"many lines of quotes", "markdown", "> > a\n", 1000, true},
    {"a list of many items", "markdown", "- a\n", 1000, true},
    {"a nested list of many items", "markdown", "- a\n  - b\n\n    1. c\n", 1000, true},
    {"the same in another language", "c", "> ", 1000, true},
    {"a far indent", "python", " ", 1000, false},
    {"an indent of tabs", "python", "\t", 60, false},
    {"a usual indent", "python", "\tif a:\n", 1000, true},
    {"blanks behind something", "python", "a                                 ", 100, true},
};

static void texts_are_judged_by_the_starts_of_their_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        for (size_t k = 0; k < cases[i].times; k++)
            buf_add_c(&bytes, cases[i].piece);
        Text *t = text_new_from(buf_str(&bytes));
        if (guard_allows(cases[i].grammar, text_now(t), 0, bytes.n) != cases[i].allowed)
            fail_msg("%s", cases[i].name);
        text_free(t);
    }
}

/* Lists that go one step deeper a line, "- ", "  - ", "    - "... */
static void add_staircase(Buf *out, size_t steps, const char *what)
{
    for (size_t i = 0; i < steps; i++) {
        buf_add_fill(out, ' ', 2 * i);
        buf_add_c(out, what);
    }
}

static void blocks_that_grow_line_by_line_are_counted(void **state)
{
    (void)state;
    for (size_t steps = 50; steps < 500; steps += 50) {
        AUTO(buf) Buf bytes = BUF_INIT;
        add_staircase(&bytes, steps, "- a\n");
        Text *t = text_new_from(buf_str(&bytes));
        assert_int_equal(guard_allows("markdown", text_now(t), 0, bytes.n), steps <= 200);
        text_free(t);
    }
}

static void assert_parsed(const char *language, const Buf *bytes)
{
    Parsed p = parsed_new(language, buf_str(bytes));
    assert_string_equal(syntax_problem(p.syntax), "");
    parsed_free(&p);
}

/* Openers of all sorts, one in the other, many times. */
static void add_nested(Buf *out, size_t times)
{
    static const char *const openers[] = {"(",  "[",  "{",     "<a>", "${",
                                          "#{", "{{", "<<A\n", "f'{", "if x:\n "};
    for (size_t i = 0; i < ARRAY_LEN(openers); i++)
        for (size_t k = 0; k < times; k++)
            buf_add_c(out, openers[i]);
}

/* YAML's and XML's nest line by line. */
static void add_steps(Buf *out, size_t times)
{
    for (size_t k = 0; k < times; k++) {
        buf_add_fill(out, ' ', k);
        buf_addf(out, k % 2 ? "- a:\n" : "a%zu:\n", k);
    }
}

/* What every scanner keeps of it must fit where it is kept; the sanitizers watch. */
static void no_depth_breaks_a_parser(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    add_nested(&bytes, 80);
    add_steps(&bytes, 300);
    for (const Language *const *l = language_all(); *l; l++)
        if ((*l)->grammar) {
            Parsed p = parsed_new((*l)->id, buf_str(&bytes));
            parsed_free(&p);
        }
}

/* At the limits the parsers themselves must hold; the sanitizers watch. */
static void what_is_allowed_is_parsed(void **state)
{
    (void)state;
    AUTO(buf) Buf lists = BUF_INIT;
    AUTO(buf) Buf quotes = BUF_INIT;
    AUTO(buf) Buf python = BUF_INIT;
    add_staircase(&lists, 200, "- a\n");
    for (int i = 0; i < 200; i++)
        buf_add_c(&quotes, "> ");
    add_staircase(&python, 190, "if a:\n");
    buf_add_fill(&python, ' ', 380);
    for (int i = 0; i < 300; i++)
        buf_add_c(&python, i % 2 ? "f'{" : "f\"{");
    assert_parsed("markdown", &lists);
    assert_parsed("markdown", &quotes);
    assert_parsed("python", &python);
}

static void a_refused_text_is_plain_until_it_is_mended(void **state)
{
    (void)state;
    AUTO(buf) Buf dump = BUF_INIT;
    Parsed p = parsed_new("markdown", STR("> a"));
    AUTO(buf) Buf deep = BUF_INIT;
    for (int i = 0; i < 500; i++)
        buf_add_c(&deep, "> ");
    text_replace(p.text, 0, 0, buf_str(&deep));
    parsed_settle(&p);
    assert_string_equal(syntax_problem(p.syntax), "the blocks of the text are nested too deep, "
                                                  "so it is shown without colours");
    parsed_dump(&p, 0, SIZE_MAX, &dump);
    assert_string_equal(buf_c(&dump), "");
    text_replace(p.text, 0, deep.n, STR(""));
    parsed_settle(&p);
    assert_string_equal(syntax_problem(p.syntax), "");
    parsed_dump(&p, 0, SIZE_MAX, &dump);
    assert_string_equal(buf_c(&dump), "> |punctuation.special\n");
    parsed_free(&p);
}

static void a_refused_injection_is_left_out(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf dump = BUF_INIT;
    buf_add_c(&bytes, "# a\n\n```python\n");
    buf_add_fill(&bytes, ' ', 500);
    buf_add_c(&bytes, "if a:\n```\n");
    Parsed p = parsed_new("markdown", buf_str(&bytes));
    parsed_dump(&p, bytes.n - 10, bytes.n - 4, &dump);
    assert_string_equal(buf_c(&dump), "if a:\\n|markup.raw\n");
    parsed_free(&p);
}

static void a_parse_that_takes_too_long_is_given_up(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    for (int i = 0; i < 20000; i++)
        buf_add_c(&bytes, "[1, 2],\n");
    AUTO(buf) Buf dump = BUF_INIT;
    Parsed p = parsed_new("json", buf_str(&bytes));
    parsed_dump(&p, 0, 10, &dump);
    p.syntax->parse_ns_max = -1;
    text_replace(p.text, 0, bytes.n, STR("[1]"));
    text_replace(p.text, 0, 0, buf_str(&bytes));
    parsed_settle(&p);
    assert_string_equal(syntax_problem(p.syntax),
                        "the text takes too long to parse, so it is shown without colours");
    text_replace(p.text, 0, 0, STR(" "));
    assert_null(syntax_job_new(p.syntax, p.text));
    parsed_free(&p);
}

const struct CMUnitTest guard_tests[] = {
    cmocka_unit_test(texts_are_judged_by_the_starts_of_their_lines),
    cmocka_unit_test(blocks_that_grow_line_by_line_are_counted),
    cmocka_unit_test(no_depth_breaks_a_parser),
    cmocka_unit_test(what_is_allowed_is_parsed),
    cmocka_unit_test(a_refused_text_is_plain_until_it_is_mended),
    cmocka_unit_test(a_refused_injection_is_left_out),
    cmocka_unit_test(a_parse_that_takes_too_long_is_given_up),
};
const size_t guard_tests_n = ARRAY_LEN(guard_tests);
