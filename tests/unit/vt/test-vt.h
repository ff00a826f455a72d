/* What the tests of vt share. */
#ifndef TEST_VT_H
#define TEST_VT_H

#include "base/mem.h"
#include "base/vec.h"
#include "vt/vt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef Vec(struct CMUnitTest) TestList;

/* Add the cases of all tests/vt/.vtt files. */
void add_scripts(TestList *all);
void free_scripts(TestList *all);

#define VT_TESTS(X)                                  \
    X(a_cut_anywhere_makes_no_difference)            \
    X(shortcuts_mean_what_libvterm_means)            \
    X(sizes_and_bytes_at_random_keep_the_grid_whole) \
    X(making_it_wide_again_brings_the_lines_back)    \
    X(the_generation_counts_what_can_be_seen)        \
    X(the_default_colours_are_told_as_set)           \
    X(floods_stay_within_bounds)                     \
    X(the_scrollback_keeps_the_newest_rows)          \
    X(answers_are_dropped_when_nobody_reads_them)

#define VT_TEST_DECLARE(name) void name(void **state);
VT_TESTS(VT_TEST_DECLARE)

/* Bytes as they are written in a script; owned. */
char *quoted(Str s);
/* All that can be seen of v, scrollback included, as text; owned. */
char *dump(const Vt *v);
/* Each half of a wide cell has the other; rows say what their cells say. */
void check_grid(const Vt *v);

#endif
