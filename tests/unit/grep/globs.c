// Lists of globs as one types them.
#include "suite.h"

#include "grep/globs.h"

static const struct {
    const char *name, *typed, *path;
    bool anywhere, wanted, unwanted;
} cases[] = {
    {"a_name_matches_at_any_depth", "*.c", "src/a/x.c", true, true, false},
    {"a_name_does_not_match_a_longer_one", "*.c", "src/x.cc", true, false, false},
    {"a_folder_stands_for_all_in_it", "src", "src/a/x.c", true, true, false},
    {"a_folder_matches_at_any_depth", "src", "lib/src/x.c", true, true, false},
    {"a_slash_behind_a_folder_changes_nothing", "src/", "src/a/x.c", true, true, false},
    {"a_dot_slash_ties_it_to_the_top", "./src", "lib/src/x.c", true, false, false},
    {"what_is_tied_to_the_top_matches_there", "./src", "src/x.c", true, true, false},
    {"a_path_matches_at_any_depth", "a/*.c", "src/a/x.c", true, true, false},
    {"the_second_of_a_list_matches", "*.h, *.c", "x.c", true, true, false},
    {"a_comma_in_braces_is_no_end", "*.{h,c}", "x.c", true, true, false},
    {"a_bang_takes_out", "src/**, !*.c", "src/x.c", true, true, true},
    {"blanks_and_empty_ones_do_not_count", " , ,*.c,", "x.c", true, true, false},
    {"globs_of_settings_match_from_the_top", "node_modules", "a/node_modules", false, false, false},
    {"globs_of_settings_may_match_anywhere", "**/node_modules", "a/node_modules", false, true,
     false},
};

static void lists_match_as_they_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Globs g = {0};
        assert_true(globs_read(&g, str_c(cases[i].typed), cases[i].anywhere, NULL));
        Str path = str_c(cases[i].path);
        if (globs_match(&g, path) != cases[i].wanted ||
            globs_match_negated(&g, path) != cases[i].unwanted)
            fail_msg("%s", cases[i].name);
        globs_deinit(&g);
    }
}

static void a_brace_that_is_not_closed_is_told(void **state)
{
    AUTO(err) Err err = {0};
    (void)state;
    assert_false(grep_globs_check(STR("*.c, *.{h"), &err));
    assert_string_equal(err_text(&err), "bad glob '*.{h': a brace is missing");
}

const struct CMUnitTest globs_tests[] = {
    cmocka_unit_test(lists_match_as_they_say),
    cmocka_unit_test(a_brace_that_is_not_closed_is_told),
};
const size_t globs_tests_n = ARRAY_LEN(globs_tests);
