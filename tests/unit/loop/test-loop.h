#ifndef UNIT_LOOP_TEST_LOOP_H
#define UNIT_LOOP_TEST_LOOP_H

#include "base/bug.h"
#include "base/mem.h"
#include "loop/loop.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define LOOP_TESTS(X)                                                     \
    X(a_turn_without_waiting_returns)                                     \
    X(a_wake_from_another_thread_ends_the_sleep)                          \
    X(timers_fire_once_and_end_the_sleep)                                 \
    X(a_timer_set_anew_forgets_the_old_time)                              \
    X(a_freed_timer_never_fires)                                          \
    X(signals_arrive_in_a_turn)                                           \
    X(a_pipe_is_ready_when_it_has_bytes_or_ends)                          \
    X(a_paused_descriptor_is_silent)                                      \
    X(writable_is_told_while_wanted)                                      \
    X(a_broken_pipe_is_told_to_the_writer)                                \
    X(files_are_always_ready)                                             \
    X(a_handle_may_be_freed_in_its_own_callback)                          \
    X(waiting_leaves_the_blocking_mode_alone)                             \
    X(jobs_come_back_on_the_main_thread)                                  \
    X(a_job_waits_for_the_next_turn)                                      \
    X(what_is_ready_comes_before_a_job_starts)                            \
    X(a_running_job_sees_that_it_is_cancelled)                            \
    X(freeing_the_loop_brings_every_job_back)                             \
    X(a_job_queued_by_done_of_a_dying_loop_comes_back)                    \
    X(no_thread_is_started_in_the_turn_of_the_first_job)                  \
    X(a_child_tells_how_it_ended)                                         \
    X(a_program_that_cannot_start_is_one_sentence)                        \
    X(the_program_is_found_in_the_path_it_gets)                           \
    X(a_child_has_only_the_descriptors_it_was_given)                      \
    X(standard_descriptors_may_be_swapped)                                \
    X(a_child_starts_with_fresh_signals)                                  \
    X(a_session_is_killed_with_its_children)                              \
    X(a_freed_child_is_reaped_in_silence)                                 \
    X(an_ended_callback_may_free_other_children)                          \
    X(a_pty_is_the_controlling_terminal_with_its_size)                    \
    X(a_resized_pty_tells_its_program)                                    \
    X(a_folder_tells_of_its_entries)                                      \
    X(a_file_tells_of_each_write)                                         \
    X(a_folder_that_goes_is_told_with_an_empty_name)                      \
    X(a_watch_may_begin_on_another_thread)                                \
    X(a_watch_that_cannot_begin_says_why)                                 \
    X(a_watch_freed_while_another_of_its_folder_begins_leaves_that_alone) \
    X(two_watches_of_one_folder_both_hear)                                \
    X(a_watch_may_be_freed_while_it_is_told)                              \
    X(a_watch_of_nothing_is_one_sentence)

#define LOOP_TEST_DECLARE(name) void name(void **state);
LOOP_TESTS(LOOP_TEST_DECLARE)

/* Turn the loop until *n is at least `want`. */
void turn_until(Loop *l, const int *n, int want);
/* A callback that counts. */
void count(void *arg);
/* Read all of fd into out. */
void read_all(int fd, Buf *out);

#endif
