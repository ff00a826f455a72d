/* What the tests of the text room share: chance, a naive text to compare with, and sources. */
#ifndef TESTS_TEST_TEXT_H
#define TESTS_TEST_TEXT_H

#include "base/mem.h"
#include "base/vec.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A repeatable stream of numbers. */
typedef struct {
    uint64_t state;
} Chance;
uint64_t chance(Chance *c, uint64_t below);
/* Up to max bytes that are likely to be nasty: line ends, tabs, UTF-8 whole and broken. */
void chance_bytes(Chance *c, size_t max, Buf *out);

/* A source of bytes in memory; `fails` from that offset on. */
typedef struct {
    Buf bytes;
    uint64_t fails_from;
    unsigned reads, released;
    TextCache *cache; // borrowed; NULL: one of its own
} MemSource;
TextSource mem_source(MemSource *m);

/* The state of a text as plain bytes, and the snapshot that must go on being that. */
typedef struct {
    Buf bytes;
    Snap *snap;
} Kept;

/* Compare everything that can be asked of s with what plain bytes say. */
void assert_same(const Snap *s, Str want, Chance *c);
size_t naive_rows_before(Str s, size_t off);
size_t naive_row_start(Str s, size_t row);

#define TEST(name) void name(void **state)
TEST(text_edits_like_plain_bytes);
TEST(text_edits_a_source_like_plain_bytes);
TEST(a_million_steps_agree_with_plain_bytes);
TEST(journal_maps_the_old_text_to_the_new);
TEST(replace_many_is_as_one_by_one);
TEST(undo_groups_what_was_typed);
TEST(undo_and_redo_bring_back_every_state);
TEST(any_state_can_be_gone_to);
TEST(undo_of_many_replacements_is_one_swap);
TEST(runs_at_many_places_are_one_step);
TEST(runs_end_where_places_change);
TEST(deleting_most_of_many_lines_undoes);
TEST(saved_state_is_known_again);
TEST(history_comes_back_from_bytes);
TEST(a_small_room_keeps_what_is_near);
TEST(damaged_history_is_refused);
TEST(new_edits_go_on_from_old_history);
TEST(a_log_makes_the_same_text_again);
TEST(a_log_that_was_replayed_is_logged_alike);
TEST(a_log_cut_anywhere_is_a_text_that_was);
TEST(typing_costs_a_log_little);
TEST(two_logs_begin_where_they_were_made);
TEST(a_log_without_its_base_tells_what_was_put_in);
TEST(journal_tells_late_readers);
TEST(positions_move_with_edits);
TEST(lines_are_estimated_until_read);
TEST(opening_a_source_reads_nothing);
TEST(a_source_that_fails_shows_question_marks);
TEST(a_source_that_changes_is_noticed);
TEST(sources_share_the_memory_they_are_given);
TEST(many_small_edits_keep_the_tree_flat);
TEST(threads_read_while_the_text_is_edited);
TEST(threads_share_a_cache_smaller_than_the_source);
TEST(clusters_and_words_are_stepped_over);
TEST(long_runs_are_crossed_in_bounded_steps);
TEST(double_click_finds_words);
TEST(columns_are_what_is_drawn);
TEST(columns_of_long_lines_are_summed_up);
TEST(every_code_point_is_measured_alike);
TEST(unmeasured_columns_are_guessed);
TEST(guesses_what_a_text_looks_like);
TEST(finds_like_a_naive_search);
TEST(finds_across_pieces_as_in_one);
TEST(finds_what_is_asked);
TEST(bad_expressions_say_where);
TEST(slow_expressions_are_given_up);
TEST(a_search_can_be_cancelled);
TEST(expands_groups);
TEST(line_ends_are_rewritten);
TEST(texts_are_tidied);
TEST(many_empty_lines_at_the_end_go);
TEST(indents_are_rewritten);
TEST(every_byte_of_every_encoding_comes_back);
TEST(pieces_decode_like_the_whole);
TEST(random_bytes_come_back_or_are_said_not_to);
TEST(known_texts_decode);
TEST(what_an_encoding_lacks_is_found);
TEST(single_returns_become_line_ends_and_back);
TEST(guesses_how_a_file_is_encoded);
TEST(encodings_are_found_by_their_names);
TEST(replacements_keep_the_case_of_what_they_replace);
TEST(brief_searches_end_soon_and_find_the_same);
TEST(a_match_may_end_behind_where_it_may_start);
TEST(a_rewrite_applies_only_to_the_text_it_was_made_of);

#endif
