/* What the files of this test share: one list of tests each. */
#ifndef TESTS_UNIT_SYNTAX_SUITE_H
#define TESTS_UNIT_SYNTAX_SUITE_H

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SUITES(X) X(language) X(regex)

#define SUITE_DECLARE(name)                        \
    extern const struct CMUnitTest name##_tests[]; \
    extern const size_t name##_tests_n;
SUITES(SUITE_DECLARE)

#endif
