#include "test-text.h"

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_edits_like_plain_bytes),
        cmocka_unit_test(text_edits_a_source_like_plain_bytes),
        cmocka_unit_test(journal_maps_the_old_text_to_the_new),
        cmocka_unit_test(replace_many_is_as_one_by_one),
        cmocka_unit_test(undo_groups_what_was_typed),
        cmocka_unit_test(undo_and_redo_bring_back_every_state),
        cmocka_unit_test(any_state_can_be_gone_to),
        cmocka_unit_test(undo_of_many_replacements_is_one_swap),
        cmocka_unit_test(runs_at_many_places_are_one_step),
        cmocka_unit_test(runs_end_where_places_change),
        cmocka_unit_test(saved_state_is_known_again),
        cmocka_unit_test(journal_tells_late_readers),
        cmocka_unit_test(positions_move_with_edits),
        cmocka_unit_test(lines_are_estimated_until_read),
        cmocka_unit_test(opening_a_source_reads_nothing),
        cmocka_unit_test(a_source_that_fails_shows_question_marks),
        cmocka_unit_test(a_source_that_changes_is_noticed),
        cmocka_unit_test(many_small_edits_keep_the_tree_flat),
        cmocka_unit_test(threads_read_while_the_text_is_edited),
        cmocka_unit_test(threads_share_a_cache_smaller_than_the_source),
        cmocka_unit_test(clusters_and_words_are_stepped_over),
        cmocka_unit_test(long_runs_are_crossed_in_bounded_steps),
        cmocka_unit_test(double_click_finds_words),
        cmocka_unit_test(columns_are_what_is_drawn),
        cmocka_unit_test(guesses_what_a_text_looks_like),
        cmocka_unit_test(finds_like_a_naive_search),
        cmocka_unit_test(finds_across_pieces_as_in_one),
        cmocka_unit_test(finds_what_is_asked),
        cmocka_unit_test(bad_expressions_say_where),
        cmocka_unit_test(slow_expressions_are_given_up),
        cmocka_unit_test(a_search_can_be_cancelled),
        cmocka_unit_test(expands_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
