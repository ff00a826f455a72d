// Search and replace in the project: the list, edits, files that change, replacing and its undo.
#include "suite.h"

#include <sys/stat.h>

static void look_for(World *w, const char *pattern)
{
    search_set_text(w->ws->search, SEARCH_PATTERN, str_c(pattern));
    world_settle(w);
}

// Fails the test unless the summary is `want`.
static void expect_summary(World *w, const char *want)
{
    AUTO(buf) Buf have = BUF_INIT;
    search_add_summary(w->ws->search, &have);
    assert_string_equal(buf_c(&have), want);
}

static void three_files(World *w)
{
    world_put(w, "a.c", "foo\nbar foo\n");
    world_put(w, "b.c", "foo\r\n");
    world_put(w, "c.h", "Foo\n");
}

static void replace_with(World *w, const char *with)
{
    Search *s = w->ws->search;
    search_set_replacing(s, true);
    search_set_text(s, SEARCH_REPLACEMENT, str_c(with));
    MUST(search_replace_all(s, &err));
    ask_answer(w->ws, 1, STR_NULL);
    world_settle(w);
}

static void files_are_listed_by_path_with_their_matches(void **state)
{
    World *w = *state;
    Search *s = w->ws->search;
    three_files(w);
    look_for(w, "foo");
    expect_summary(w, "4 results in 3 files");
    assert_int_equal(search_rows(s), 7);
    assert_null(search_row(s, 0).match);
    assert_string_equal(search_row(s, 3).file->path, "b.c");
    assert_int_equal(search_row(s, 2).match->row, 1);
    search_select(s, 4);
    search_fold(s, true);
    assert_int_equal(search_rows(s), 6);
    assert_int_equal(search_selected(s), 3);
}

static void capitals_make_it_exact_unless_that_is_off(void **state)
{
    World *w = *state;
    three_files(w);
    w->ws->options.search_smart_case = true;
    look_for(w, "Foo");
    expect_summary(w, "1 result in 1 file");
    w->ws->options.search_smart_case = false;
    search_start(w->ws->search);
    world_settle(w);
    expect_summary(w, "4 results in 3 files");
}

static void a_later_search_takes_the_place_of_an_earlier_one(void **state)
{
    World *w = *state;
    three_files(w);
    search_set_text(w->ws->search, SEARCH_PATTERN, STR("f"));
    search_set_text(w->ws->search, SEARCH_PATTERN, STR("ba"));
    search_set_text(w->ws->search, SEARCH_PATTERN, STR("bar"));
    world_settle(w);
    expect_summary(w, "1 result in 1 file");
    look_for(w, "");
    expect_summary(w, "");
    assert_int_equal(search_rows(w->ws->search), 0);
}

static void what_is_dismissed_is_not_replaced(void **state)
{
    World *w = *state;
    Search *s = w->ws->search;
    three_files(w);
    look_for(w, "foo");
    search_select(s, 1);
    MUST(search_dismiss(s, &err));
    search_select(s, 2);
    MUST(search_dismiss(s, &err));
    expect_summary(w, "2 results in 2 files");
    replace_with(w, "x");
    world_expect(w, "a.c", "foo\nbar x\n");
    world_expect(w, "b.c", "foo\r\n");
    world_expect(w, "c.h", "x\n");
    expect_summary(w, "No results"); // what was dismissed in a.c stays out
}

static void open_texts_are_searched_and_followed(void **state)
{
    World *w = *state;
    three_files(w);
    View *v = world_open(w, "a.c");
    MUST(view_type(v, STR("foo "), &err));
    look_for(w, "foo");
    expect_summary(w, "5 results in 3 files");
    MUST(view_undo(v, &err));
    world_settle(w);
    expect_summary(w, "4 results in 3 files");
    view_select(v, 0, snap_size(text_now(v->doc->text)));
    MUST(view_type(v, STR("x"), &err));
    world_settle(w);
    expect_summary(w, "2 results in 2 files");
    MUST(view_undo(v, &err));
    world_settle(w);
    expect_summary(w, "4 results in 3 files");
}

static void replacing_edits_open_files_and_writes_the_others(void **state)
{
    World *w = *state;
    three_files(w);
    AUTO(free) char *path = world_path(w, "b.c");
    test_must(chmod(path, 0755) == 0, path);
    View *v = world_open(w, "a.c");
    search_options(w->ws->search)->regex = true;
    look_for(w, "(f)oo");
    replace_with(w, "\\u$1\\n");
    expect_text(v, "F\n\nbar F\n\n");
    world_expect(w, "a.c", "foo\nbar foo\n");
    world_expect(w, "b.c", "F\r\n\r\n");
    struct stat st;
    test_must(stat(path, &st) == 0, path);
    assert_int_equal(st.st_mode & 07777, 0755);
    assert_string_equal(last_message(w),
                        "Replaced 4 matches in 3 files, 1 of them open and not saved");
    MUST(search_undo_replace(w->ws->search, &err));
    world_settle(w);
    expect_text(v, "foo\nbar foo\n");
    world_expect(w, "b.c", "foo\r\n");
    world_expect(w, "c.h", "Foo\n");
    MUST_FAIL(search_undo_replace(w->ws->search, &err));
}

static void a_file_that_changed_is_searched_again_first(void **state)
{
    World *w = *state;
    three_files(w);
    look_for(w, "foo");
    world_put(w, "b.c", "new foo and foo\n");
    replace_with(w, "x");
    world_expect(w, "b.c", "new x and x\n");
}

static void a_file_that_changed_keeps_what_was_not_chosen(void **state)
{
    World *w = *state;
    Search *s = w->ws->search;
    three_files(w);
    look_for(w, "foo");
    search_select(s, 1);
    MUST(search_dismiss(s, &err));
    world_put(w, "a.c", "foo, foo, foo and more\n");
    replace_with(w, "x");
    world_expect(w, "a.c", "foo, foo, foo and more\n");
    world_expect(w, "b.c", "x\r\n");
    assert_string_equal(last_message(w), "Replaced 2 matches in 2 files; left as it was: 'a.c': it "
                                         "changed since it was searched");
}

static void files_that_vanish_are_named_and_the_rest_goes_on(void **state)
{
    World *w = *state;
    three_files(w);
    look_for(w, "foo");
    AUTO(free) char *path = world_path(w, "a.c");
    test_must(unlink(path) == 0, path);
    replace_with(w, "x");
    world_expect(w, "b.c", "x\r\n");
    assert_non_null(
        strstr(last_message(w), "Replaced 2 matches in 2 files; left as it was: 'a.c'"));
}

static void what_was_changed_since_is_not_undone(void **state)
{
    World *w = *state;
    three_files(w);
    look_for(w, "foo");
    replace_with(w, "x");
    world_put(w, "b.c", "mine\n");
    MUST(search_undo_replace(w->ws->search, &err));
    world_settle(w);
    world_expect(w, "b.c", "mine\n");
    world_expect(w, "a.c", "foo\nbar foo\n");
    assert_non_null(strstr(last_message(w), "Brought back 2 files; left as it was: 'b.c'"));
}

static void utf16_stays_utf16(void **state)
{
    World *w = *state;
    AUTO(free) char *path = world_path(w, "wide");
    AUTO(buf) Buf have = BUF_INIT;
    static const char want[] = "\xFF\xFE"
                               "a\0x\0y\0";
    temp_write(path, STR("\xFF\xFE"
                         "a\0b\0"));
    look_for(w, "b");
    replace_with(w, "xy");
    temp_read(path, &have);
    assert_int_equal(have.n, sizeof want - 1);
    assert_memory_equal(have.p, want, have.n);
}

static void stepping_goes_through_all_matches_and_round(void **state)
{
    World *w = *state;
    Search *s = w->ws->search;
    three_files(w);
    look_for(w, "foo");
    static const char *const titles[] = {"a.c", "a.c", "b.c", "c.h", "a.c"};
    for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
        MUST(search_step(s, 1, &err));
        world_settle(w);
        assert_string_equal(workspace_view(w->ws)->doc->title, titles[i]);
    }
    MUST(search_step(s, -1, &err));
    assert_string_equal(workspace_view(w->ws)->doc->title, "c.h");
    Range sel = view_selection(workspace_view(w->ws));
    assert_int_equal(sel.end - sel.start, 3);
}

static void a_bad_expression_or_glob_is_told(void **state)
{
    World *w = *state;
    AUTO(buf) Buf note = BUF_INIT;
    bool failed;
    three_files(w);
    search_set_text(w->ws->search, SEARCH_INCLUDE, STR("*.{c"));
    look_for(w, "foo");
    search_add_note(w->ws->search, &note, &failed);
    assert_true(failed);
    assert_string_equal(buf_c(&note), "bad glob '*.{c': a brace is missing");
    MUST_FAIL(search_step(w->ws->search, 1, &err));
}

static void the_most_results_are_told(void **state)
{
    World *w = *state;
    AUTO(buf) Buf note = BUF_INIT;
    bool failed;
    three_files(w);
    w->ws->options.search_max_results = 2;
    look_for(w, "o");
    expect_summary(w, "2 results in 1 file");
    search_add_note(w->ws->search, &note, &failed);
    assert_string_equal(buf_c(&note), "only the first 2 are listed: look for something longer");
}

static void ending_in_the_middle_of_a_search_is_fine(void **state)
{
    World *w = *state;
    three_files(w);
    search_set_text(w->ws->search, SEARCH_PATTERN, STR("o"));
    world_stop(w);
}

const struct CMUnitTest search_tests[] = {
    CASE(files_are_listed_by_path_with_their_matches),
    CASE(capitals_make_it_exact_unless_that_is_off),
    CASE(a_later_search_takes_the_place_of_an_earlier_one),
    CASE(what_is_dismissed_is_not_replaced),
    CASE(open_texts_are_searched_and_followed),
    CASE(replacing_edits_open_files_and_writes_the_others),
    CASE(a_file_that_changed_is_searched_again_first),
    CASE(a_file_that_changed_keeps_what_was_not_chosen),
    CASE(files_that_vanish_are_named_and_the_rest_goes_on),
    CASE(what_was_changed_since_is_not_undone),
    CASE(utf16_stays_utf16),
    CASE(stepping_goes_through_all_matches_and_round),
    CASE(a_bad_expression_or_glob_is_told),
    CASE(the_most_results_are_told),
    CASE(ending_in_the_middle_of_a_search_is_fine),
};
const size_t search_tests_n = ARRAY_LEN(search_tests);
