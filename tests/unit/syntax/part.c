#include "suite.h"

#include "syntax/follow.h"
#include "syntax/part.h"

static const atomic_bool never;

static void add_functions(Buf *out, int n)
{
    for (int i = 0; i < n; i++)
        buf_addf(out, "/* Number %d. */\nint f%d(int a)\n{\n    return \"b\"[a] + %d;\n}\n\n", i, i,
                 i);
}

/* A text nothing was parsed of yet. */
static Parsed unparsed(const char *language, Str bytes)
{
    Parsed p = {text_new_from(bytes), syntax_new(language_named(str_c(language)))};
    p.syntax->paint_ns_max = INT64_MAX / 2;
    return p;
}

static bool run_one(Parsed *p)
{
    SyntaxJob *job = syntax_job_new(p->syntax, p->text);
    if (!job)
        return false;
    syntax_job_run(job, &never);
    return syntax_job_done(p->syntax, job);
}

static void assert_same_as_whole(Parsed *p, Parsed *whole, size_t start, size_t end)
{
    AUTO(buf) Buf got = BUF_INIT;
    AUTO(buf) Buf want = BUF_INIT;
    parsed_dump(p, start, end, &got);
    parsed_dump(whole, start, end, &want);
    assert_true(want.n > 0);
    assert_same_spans("part", &got, &want);
}

static void what_is_seen_of_a_large_text_is_coloured_first(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf dump = BUF_INIT;
    add_functions(&bytes, 2000);
    Parsed whole = parsed_new("c", buf_str(&bytes));
    for (size_t at = 0; at + 2000 < bytes.n; at += bytes.n / 7) {
        Parsed p = unparsed("c", buf_str(&bytes));
        parsed_dump(&p, at, at + 2000, &dump);
        assert_int_equal(dump.n, 0);
        assert_true(run_one(&p));
        assert_true(p.syntax->cover.partial);
        assert_true(p.syntax->cover.n < 40000);
        assert_int_equal(syntax_symbol_count(p.syntax, p.text), 0);
        assert_same_as_whole(&p, &whole, at, at + 2000);
        assert_true(run_one(&p));
        assert_false(p.syntax->cover.partial);
        assert_int_equal(syntax_symbol_count(p.syntax, p.text), 2000);
        assert_same_as_whole(&p, &whole, 0, bytes.n);
        assert_false(run_one(&p));
        parsed_free(&p);
    }
    parsed_free(&whole);
}

static void a_small_text_is_parsed_at_once(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf dump = BUF_INIT;
    add_functions(&bytes, 20);
    Parsed p = unparsed("c", buf_str(&bytes));
    parsed_dump(&p, 0, 200, &dump);
    assert_true(run_one(&p));
    assert_false(p.syntax->cover.partial);
    assert_false(run_one(&p));
    parsed_free(&p);
}

/* Edits before, in and behind the part, while it is parsed and after. */
static void a_part_moves_with_edits(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf dump = BUF_INIT;
    add_functions(&bytes, 2000);
    Parsed p = unparsed("c", buf_str(&bytes));
    size_t at = bytes.n / 2, moved = 0;
    at += (size_t)str_find(str_from(buf_str(&bytes), at), STR("return"));
    parsed_dump(&p, at, at + 6, &dump);
    SyntaxJob *job = syntax_job_new(p.syntax, p.text);
    text_replace(p.text, 10, 10, STR("before"));
    text_replace(p.text, snap_size(text_now(p.text)), snap_size(text_now(p.text)), STR("behind"));
    syntax_job_run(job, &never);
    assert_true(syntax_job_done(p.syntax, job));
    moved += 6;
    text_replace(p.text, 0, 8, STR(""));
    moved -= 8;
    text_replace(p.text, at + moved - 1, at + moved - 1, STR("   "));
    moved += 3;
    parsed_dump(&p, at + moved, at + moved + 6, &dump);
    assert_string_equal(buf_c(&dump), "return|keyword.control\n");
    text_replace(p.text, 0, at + moved, STR("")); // cuts through its start
    buf_clear(&dump);
    parsed_dump(&p, 0, 6, &dump);
    assert_string_equal(buf_c(&dump), "");
    parsed_free(&p);
}

/* With bytes_max as low as here every text is a monster. */
static Parsed monster(const char *language, Str bytes)
{
    Parsed p = unparsed(language, bytes);
    p.syntax->bytes_max = 20000;
    return p;
}

static void a_text_too_large_is_coloured_where_it_is_seen(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    add_functions(&bytes, 3000);
    Parsed whole = parsed_new("c", buf_str(&bytes));
    Parsed p = monster("c", buf_str(&bytes));
    uint64_t seed = 4;
    for (int i = 0; i < 20; i++) {
        AUTO(buf) Buf dump = BUF_INIT;
        size_t at = random_below(&seed, bytes.n - 3000);
        parsed_dump(&p, at, at + 3000, &dump);
        while (run_one(&p))
            ;
        assert_true(p.syntax->cover.n < 40000);
        assert_same_as_whole(&p, &whole, at, at + 3000);
        assert_string_equal(syntax_problem(p.syntax), "");
    }
    parsed_free(&whole);
    parsed_free(&p);
}

static void a_line_too_long_is_coloured_where_it_is_seen(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf dump = BUF_INIT;
    buf_add_byte(&bytes, '[');
    for (int i = 0; i < 20000; i++)
        buf_addf(&bytes, "{\"key\":[%d,true]},", i);
    Parsed p = monster("json", buf_str(&bytes));
    size_t at = bytes.n / 2;
    at += (size_t)str_find(str_from(buf_str(&bytes), at), STR("{"));
    parsed_dump(&p, at, at + 12, &dump);
    assert_true(run_one(&p));
    buf_clear(&dump);
    parsed_dump(&p, at, at + 6, &dump);
    assert_string_equal(buf_c(&dump), "{|punctuation.bracket\n\"key\"|property\n");
    parsed_free(&p);
}

static void a_large_text_may_shrink_and_grow(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf dump = BUF_INIT;
    add_functions(&bytes, 1000);
    Parsed p = monster("c", buf_str(&bytes));
    parsed_dump(&p, 0, 100, &dump);
    assert_true(run_one(&p));
    assert_true(p.syntax->cover.partial);
    text_replace(p.text, 1000, bytes.n, STR("\n"));
    assert_true(run_one(&p));
    assert_false(p.syntax->cover.partial);
    text_replace(p.text, 0, 0, buf_str(&bytes));
    assert_true(run_one(&p));
    assert_true(p.syntax->cover.partial);
    parsed_free(&p);
}

static void random_edits_of_a_part_stay_in_bounds(void **state)
{
    (void)state;
    static const char *const pieces[] = {"", "x", "\n", "\"", "{", "}", "/*", "*/", "int a;\n"};
    AUTO(buf) Buf bytes = BUF_INIT;
    uint64_t seed = 9;
    add_functions(&bytes, 1500);
    Parsed p = monster("c", buf_str(&bytes));
    for (int round = 0; round < 400; round++) {
        AUTO(buf) Buf dump = BUF_INIT;
        size_t n = snap_size(text_now(p.text)), at = random_below(&seed, n);
        parsed_dump(&p, at, at + random_below(&seed, 3000), &dump);
        SyntaxJob *job = syntax_job_new(p.syntax, p.text);
        for (size_t k = random_below(&seed, 4); k > 0; k--) {
            size_t start = random_below(&seed, 3) ? random_below(&seed, n) : at;
            size_t end = MIN(start + random_below(&seed, 8), n);
            start = MIN(start, end);
            text_replace(p.text, start, end, str_c(pieces[random_below(&seed, 9)]));
            n = snap_size(text_now(p.text));
            parsed_dump(&p, at, at + 2000, &dump);
        }
        if (job) {
            syntax_job_run(job, &never);
            (void)syntax_job_done(p.syntax, job); // may be lost
        }
        parsed_dump(&p, at, at + 2000, &dump);
    }
    parsed_free(&p);
}

static void a_text_too_slow_to_parse_is_coloured_where_it_is_seen(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf dump = BUF_INIT;
    add_functions(&bytes, 2000);
    Parsed p = unparsed("c", buf_str(&bytes));
    parsed_dump(&p, 0, 300, &dump);
    assert_true(run_one(&p));
    p.syntax->parse_ns_max = -1;
    assert_true(run_one(&p));
    p.syntax->parse_ns_max = PARSE_NS_MAX;
    assert_true(p.syntax->slow);
    while (run_one(&p))
        ;
    assert_string_equal(syntax_problem(p.syntax), "");
    assert_true(p.syntax->cover.partial);
    buf_clear(&dump);
    parsed_dump(&p, 16, 19, &dump);
    assert_string_equal(buf_c(&dump), "int|type.builtin\n");
    parsed_free(&p);
}

static void a_part_begins_where_a_parser_finds_its_way(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    buf_add_fill(&bytes, 'x', 20000);
    Text *t = text_new_from(buf_str(&bytes));
    Range all = part_around(text_now(t), (Range){100, 200});
    assert_int_equal(all.start, 0);
    Range r = part_around(text_now(t), (Range){15000, 15100});
    assert_in_range(r.start, 1, 15000);
    assert_in_range(r.end, 15100, 20000);
    text_replace(t, 9000, 9000, STR("\n    indented\n\nint f();\n"));
    r = part_around(text_now(t), (Range){15000, 15100});
    assert_int_equal(r.start, 9015);
    text_free(t);
}

const struct CMUnitTest part_tests[] = {
    cmocka_unit_test(a_part_begins_where_a_parser_finds_its_way),
    cmocka_unit_test(what_is_seen_of_a_large_text_is_coloured_first),
    cmocka_unit_test(a_small_text_is_parsed_at_once),
    cmocka_unit_test(a_part_moves_with_edits),
    cmocka_unit_test(a_text_too_large_is_coloured_where_it_is_seen),
    cmocka_unit_test(a_line_too_long_is_coloured_where_it_is_seen),
    cmocka_unit_test(a_large_text_may_shrink_and_grow),
    cmocka_unit_test(a_text_too_slow_to_parse_is_coloured_where_it_is_seen),
    cmocka_unit_test(random_edits_of_a_part_stay_in_bounds),
};
const size_t part_tests_n = ARRAY_LEN(part_tests);
