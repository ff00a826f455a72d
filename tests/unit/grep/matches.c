// What is found in a file, and how it is told.
#include "suite.h"

static void matches_are_told_with_row_and_column(void **state)
{
    World *w = *state;
    world_file(w, "a", STR("one\ntwo one\n\none one\n"));
    world_search(w, "one");
    world_expect(w, "a:0:0:one\na:1:4:two one\na:3:0:one one\na:3:4:one one\n");
}

static void a_line_end_of_two_bytes_is_not_kept(void **state)
{
    World *w = *state;
    world_file(w, "a", STR("one two\r\nthree\r\n"));
    world_search(w, "two");
    world_expect(w, "a:0:4:one two\n");
}

static void a_match_may_hold_line_ends(void **state)
{
    World *w = *state;
    w->query.find.regex = true;
    world_file(w, "a", STR("x\nfoo\nbar\n"));
    world_search(w, "foo\\nbar");
    world_expect(w, "a:1:0:foo\nbar\n");
    assert_int_equal(w->found.p[0]->matches.p[0].nhit, 7);
    assert_int_equal(w->found.p[0]->matches.p[0].end, 9);
}

static void of_a_long_line_only_a_part_is_kept(void **state)
{
    World *w = *state;
    AUTO(buf) Buf line = BUF_INIT;
    for (int i = 0; i < 500; i++)
        buf_add_c(&line, "\xC3\xA4 ");
    buf_add_c(&line, "needle");
    buf_add_fill(&line, '.', 5000);
    world_file(w, "a", buf_str(&line));
    world_search(w, "needle");
    const GrepMatch *m = &w->found.p[0]->matches.p[0];
    Str kept = grep_line(w->found.p[0], m);
    assert_int_equal(m->col, 1500);
    assert_true(kept.n <= w->query.line_bytes);
    assert_true(str_eq_c(str_upto(str_from(kept, m->hit), m->nhit), "needle"));
    assert_true(((unsigned char)kept.p[0] & 0xC0) != 0x80);
}

static void matches_of_a_line_share_what_is_kept(void **state)
{
    World *w = *state;
    AUTO(buf) Buf line = BUF_INIT;
    for (int i = 0; i < 1000; i++)
        buf_add_c(&line, "ab");
    w->query.line_bytes = SIZE_MAX / 2;
    world_file(w, "a", buf_str(&line));
    world_search(w, "ab");
    assert_int_equal(w->counts.matches, 1000);
    assert_int_equal(w->found.p[0]->lines.n, 2000);
}

static void broken_bytes_are_found_and_kept(void **state)
{
    World *w = *state;
    world_file(w, "a", STR("\xFF\xFE x"));
    world_file(w, "b", STR("y \x80\xC3 x\n"));
    world_search(w, "x");
    world_expect(w, "b:0:5:y \x80\xC3 x\n");
}

static void utf16_is_told_by_its_mark(void **state)
{
    World *w = *state;
    world_file(w, "big", STR("\xFE\xFF\0a\0\n\0b\0c"));
    world_file(w, "little",
               STR("\xFF\xFE"
                   "a\0\n\0b\0c\0"));
    world_search(w, "bc");
    world_expect(w, "big:1:0:bc\nlittle:1:0:bc\n");
}

static void a_mark_of_utf8_is_no_part_of_the_text(void **state)
{
    World *w = *state;
    world_file(w, "a", STR("\xEF\xBB\xBFone\n"));
    world_search(w, "one");
    world_expect(w, "a:0:0:one\n");
}

static void binary_files_are_counted(void **state)
{
    World *w = *state;
    AUTO(buf) Buf late = BUF_INIT;
    world_file(w, "early", STR("one\0two"));
    buf_add_fill(&late, 'x', 20000);
    buf_add(&late, STR("one\0"));
    world_file(w, "late", buf_str(&late));
    world_search(w, "one");
    world_expect(w, "");
    assert_int_equal(w->counts.binary, 2);
    assert_int_equal(w->counts.files, 2);
}

static void it_ends_at_the_most_matches(void **state)
{
    World *w = *state;
    world_file(w, "a", STR("x\nx\nx\nx\n"));
    world_file(w, "b", STR("x\nx\nx\nx\n"));
    w->query.max_matches = 5;
    world_search(w, "x");
    assert_int_equal(w->counts.matches, 5);
    assert_true(w->counts.cut);
    w->query.max_matches = 8;
    world_search(w, "x");
    assert_int_equal(w->counts.matches, 8);
    assert_false(w->counts.cut);
}

static void a_file_gives_no_more_than_it_may(void **state)
{
    World *w = *state;
    world_file(w, "a", STR("x\nx\nx\nx\n"));
    w->query.max_per_file = 1;
    world_search(w, "x");
    world_expect(w, "a:0:0:x\n");
}

static void an_expression_that_takes_too_long_is_given_up(void **state)
{
    World *w = *state;
    AUTO(buf) Buf line = BUF_INIT;
    buf_add_fill(&line, 'a', 40);
    world_file(w, "slow", buf_str(&line));
    world_file(w, "fast", STR("aab\n"));
    w->query.find.regex = true;
    world_search(w, "(a+)+[bc]");
    world_expect(w, "fast:0:0:aab\n");
    assert_int_equal(w->counts.slow, 1);
}

static void a_bad_expression_is_told_at_once(void **state)
{
    World *w = *state;
    AUTO(err) Err err = {0};
    w->query.find = (FindQuery){.pattern = STR("a("), .regex = true};
    assert_null(grep_new(w->dir, &w->query, &err));
    assert_non_null(strstr(err_text(&err), "column 3"));
}

const struct CMUnitTest matches_tests[] = {
    CASE(matches_are_told_with_row_and_column),
    CASE(a_line_end_of_two_bytes_is_not_kept),
    CASE(a_match_may_hold_line_ends),
    CASE(of_a_long_line_only_a_part_is_kept),
    CASE(matches_of_a_line_share_what_is_kept),
    CASE(broken_bytes_are_found_and_kept),
    CASE(utf16_is_told_by_its_mark),
    CASE(a_mark_of_utf8_is_no_part_of_the_text),
    CASE(binary_files_are_counted),
    CASE(it_ends_at_the_most_matches),
    CASE(a_file_gives_no_more_than_it_may),
    CASE(an_expression_that_takes_too_long_is_given_up),
    CASE(a_bad_expression_is_told_at_once),
};
const size_t matches_tests_n = ARRAY_LEN(matches_tests);
