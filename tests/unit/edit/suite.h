/* What the tests of edit share. */
#ifndef TESTS_EDIT_SUITE_H
#define TESTS_EDIT_SUITE_H

#include "../../lib/marks.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The bytes of a text; owned. */
char *text_bytes(const Text *t);
/* Fails the test unless text and selections are `want`. */
void expect_marked(const char *name, const Text *t, const Selections *sel, const char *want);

#define SUITES(X) X(change) X(emmet) X(lines) X(pairs) X(pick) X(selection) X(snippet)
#define SUITE_DECLARE(name)                        \
    extern const struct CMUnitTest name##_tests[]; \
    extern const size_t name##_tests_n;
SUITES(SUITE_DECLARE)

#endif
