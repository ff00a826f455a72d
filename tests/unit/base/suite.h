/* What the files of this test share: one list of tests each, and a scratch folder. */
#ifndef TEST_BASE_SUITE_H
#define TEST_BASE_SUITE_H

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define SUITES(X)  \
    X(foundation)  \
    X(bytes)       \
    X(path)        \
    X(places)      \
    X(key)         \
    X(fs)          \
    X(save)        \
    X(save_faults) \
    X(hash)        \
    X(lookalike)   \
    X(width)       \
    X(glob)        \
    X(ignore)      \
    X(json)        \
    X(jsonc_edit)  \
    X(name)        \
    X(map)         \
    X(merge)       \
    X(markdown)    \
    X(log)         \
    X(diff)        \
    X(time_word)   \
    X(editorconfig)

#define SUITE_DECLARE(name)                        \
    extern const struct CMUnitTest name##_tests[]; \
    extern const size_t name##_tests_n;
SUITES(SUITE_DECLARE)

/* Setup and teardown: *state is the path of an empty folder that everyone may enter. */
int scratch_setup(void **state);
int scratch_teardown(void **state);
#define scratch_test(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

/* Reproducible random numbers. */
static inline uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

#endif
