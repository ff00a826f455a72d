#include "suite.h"

#include "syntax/follow.h"

#include <pthread.h>

static const atomic_bool never = false, at_once = true;

static void assert_spans(Parsed *p, const char *want)
{
    AUTO(buf) Buf got = BUF_INIT;
    parsed_dump(p, 0, SIZE_MAX, &got);
    assert_string_equal(buf_c(&got), want);
}

static Parsed unparsed(const char *language, const char *bytes)
{
    Parsed p = {text_new_from(str_c(bytes)), syntax_new(language_named(str_c(language)))};
    p.syntax->paint_ns_max = INT64_MAX / 2;
    return p;
}

static void nothing_is_painted_before_the_first_parse(void **state)
{
    (void)state;
    Parsed p = unparsed("json", "[1]");
    assert_spans(&p, "");
    parsed_settle(&p);
    assert_spans(&p, "[|punctuation.bracket\n1|number\n]|punctuation.bracket\n");
    parsed_free(&p);
}

static void there_is_one_job_at_a_time_and_none_when_fresh(void **state)
{
    (void)state;
    Parsed p = unparsed("json", "1");
    SyntaxJob *job = syntax_job_new(p.syntax, p.text);
    assert_non_null(job);
    assert_null(syntax_job_new(p.syntax, p.text));
    syntax_job_run(job, &never);
    assert_true(syntax_job_done(p.syntax, job));
    assert_null(syntax_job_new(p.syntax, p.text));
    text_replace(p.text, 0, 0, STR("1"));
    parsed_settle(&p);
    assert_spans(&p, "11|number\n");
    parsed_free(&p);
}

static void a_language_without_grammar_gets_no_job(void **state)
{
    (void)state;
    Parsed p = unparsed("plaintext", "1");
    assert_null(syntax_job_new(p.syntax, p.text));
    assert_string_equal(syntax_problem(p.syntax), "");
    parsed_free(&p);
    Syntax *none = syntax_new(NULL);
    Text *t = text_new();
    assert_null(syntax_job_new(none, t));
    text_free(t);
    syntax_free(none);
    syntax_free(NULL);
    syntax_job_free(NULL);
}

static void a_cancelled_job_brings_nothing_and_is_asked_for_again(void **state)
{
    (void)state;
    Parsed p = unparsed("markdown", "# *a*\n");
    SyntaxJob *job = syntax_job_new(p.syntax, p.text);
    syntax_job_run(job, &at_once);
    assert_false(syntax_job_done(p.syntax, job));
    assert_spans(&p, "");
    parsed_settle(&p);
    assert_string_equal(syntax_problem(p.syntax), "");
    SyntaxSpans spans = {0};
    syntax_highlight(p.syntax, p.text, 0, 3, &spans);
    assert_int_not_equal(spans.n, 0);
    vec_deinit(&spans);
    parsed_free(&p);
}

static void a_result_catches_up_with_edits_made_meanwhile(void **state)
{
    (void)state;
    Parsed p = unparsed("json", "[1]");
    SyntaxJob *job = syntax_job_new(p.syntax, p.text);
    text_replace(p.text, 0, 0, STR("\n  "));
    syntax_job_run(job, &never);
    text_replace(p.text, 0, 0, STR("\n"));
    assert_spans(&p, "");
    text_replace(p.text, 0, 0, STR("\n"));
    assert_true(syntax_job_done(p.syntax, job));
    assert_spans(&p, "[|punctuation.bracket\n1|number\n]|punctuation.bracket\n");
    job = syntax_job_new(p.syntax, p.text);
    assert_non_null(job);
    syntax_job_run(job, &never);
    assert_true(syntax_job_done(p.syntax, job));
    assert_null(syntax_job_new(p.syntax, p.text));
    parsed_free(&p);
}

/* A query that takes too long is left to a job, which paints what was asked for. */
static void a_slow_query_is_left_to_a_job(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    for (int i = 0; i < 20000; i++)
        buf_add_c(&bytes, "[1, 2],\n");
    Parsed p = parsed_new("json", buf_str(&bytes));
    p.syntax->paint_ns_max = -1;
    AUTO(buf) Buf dump = BUF_INIT;
    size_t n = snap_size(text_now(p.text));
    parsed_dump(&p, n / 2, n / 2 + 4000, &dump);
    assert_string_equal(buf_c(&dump), "");
    SyntaxJob *job = syntax_job_new(p.syntax, p.text);
    assert_non_null(job);
    syntax_job_run(job, &never);
    assert_true(syntax_job_done(p.syntax, job));
    parsed_dump(&p, n / 2, n / 2 + 4000, &dump);
    assert_int_not_equal(dump.n, 0);
    assert_null(syntax_job_new(p.syntax, p.text));
    parsed_free(&p);
}

/* What was seen before the first parse is painted by its job, and what was seen last by later ones.
 */
static void a_job_paints_what_was_seen(void **state)
{
    (void)state;
    Parsed p = unparsed("json", "[1, 2]");
    assert_spans(&p, "");
    parsed_settle(&p);
    p.syntax->paint_ns_max = -1;
    for (int i = 0; i < 3; i++) {
        AUTO(buf) Buf dump = BUF_INIT;
        parsed_dump(&p, 0, 2, &dump);
        assert_string_equal(buf_c(&dump), "[|punctuation.bracket\n1|number\n");
        text_replace(p.text, 0, 0, STR("\n"));
        text_replace(p.text, 0, 1, STR(""));
        parsed_settle(&p);
    }
    parsed_free(&p);
}

static void a_job_may_outlive_its_syntax(void **state)
{
    (void)state;
    Parsed p = unparsed("json", "[1]");
    parsed_settle(&p);
    text_replace(p.text, 0, 0, STR(" "));
    SyntaxJob *job = syntax_job_new(p.syntax, p.text);
    parsed_free(&p);
    syntax_job_run(job, &never);
    syntax_job_free(job);
}

static void a_lost_journal_means_a_parse_from_nothing(void **state)
{
    (void)state;
    Parsed p = parsed_new("json", STR("[1]"));
    for (int i = 0; i < 20000; i++)
        text_replace(p.text, 1, 2, i % 2 ? STR("1") : STR("22"));
    text_replace(p.text, 1, snap_size(text_now(p.text)) - 1, STR("7"));
    parsed_settle(&p);
    assert_spans(&p, "[|punctuation.bracket\n7|number\n]|punctuation.bracket\n");
    parsed_free(&p);
}

static void a_lost_journal_leaves_no_symbols(void **state)
{
    (void)state;
    Parsed p = parsed_new("c", STR("int f(void) { return 1; }\nint g(void) { return 2; }\n"));
    assert_int_equal(syntax_symbol_count(p.syntax, p.text), 2);
    for (int i = 0; i < 20000; i++)
        text_replace(p.text, 0, 0, STR("\n"));
    assert_int_equal(syntax_symbol_count(p.syntax, p.text), 0);
    assert_int_equal(syntax_symbol_at(p.syntax, p.text, 20010), -1);
    parsed_settle(&p);
    assert_int_equal(syntax_symbol_count(p.syntax, p.text), 2);
    assert_int_equal(syntax_symbol(p.syntax, p.text, 1).parent, -1);
    parsed_free(&p);
}

static void *run_job(void *job)
{
    syntax_job_run(job, &never);
    return NULL;
}

/* The thread parses while this one edits and paints. */
static void a_job_runs_beside_edits_and_paints(void **state)
{
    (void)state;
    uint64_t seed = 3;
    AUTO(buf) Buf bytes = BUF_INIT;
    for (int i = 0; i < 200; i++)
        buf_addf(&bytes, "# Title *%d*\n\n> `code` and\n> [link](x)\n\n```c\nint x%d;\n```\n\n", i,
                 i);
    Parsed p = unparsed("markdown", buf_c(&bytes));
    for (int round = 0; round < 12; round++) {
        SyntaxJob *job = syntax_job_new(p.syntax, p.text);
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, run_job, job), 0);
        for (int i = 0; i < 20; i++) {
            AUTO(buf) Buf dump = BUF_INIT;
            size_t at = random_below(&seed, snap_size(text_now(p.text)));
            text_replace(p.text, at, at, STR("*x*\n"));
            parsed_dump(&p, at, at + 400, &dump);
        }
        assert_int_equal(pthread_join(thread, NULL), 0);
        assert_true(syntax_job_done(p.syntax, job));
    }
    parsed_settle(&p);
    AUTO(buf) Buf now = BUF_INIT;
    AUTO(buf) Buf fresh = BUF_INIT;
    buf_clear(&bytes);
    snap_add_to(text_now(p.text), 0, snap_size(text_now(p.text)), &bytes);
    Parsed q = parsed_new("markdown", buf_str(&bytes));
    parsed_dump(&p, 0, SIZE_MAX, &now);
    parsed_dump(&q, 0, SIZE_MAX, &fresh);
    assert_same_spans("beside edits", &now, &fresh);
    parsed_free(&q);
    parsed_free(&p);
}

const struct CMUnitTest job_tests[] = {
    cmocka_unit_test(nothing_is_painted_before_the_first_parse),
    cmocka_unit_test(there_is_one_job_at_a_time_and_none_when_fresh),
    cmocka_unit_test(a_language_without_grammar_gets_no_job),
    cmocka_unit_test(a_cancelled_job_brings_nothing_and_is_asked_for_again),
    cmocka_unit_test(a_result_catches_up_with_edits_made_meanwhile),
    cmocka_unit_test(a_slow_query_is_left_to_a_job),
    cmocka_unit_test(a_job_paints_what_was_seen),
    cmocka_unit_test(a_job_may_outlive_its_syntax),
    cmocka_unit_test(a_lost_journal_means_a_parse_from_nothing),
    cmocka_unit_test(a_lost_journal_leaves_no_symbols),
    cmocka_unit_test(a_job_runs_beside_edits_and_paints),
};
const size_t job_tests_n = ARRAY_LEN(job_tests);
