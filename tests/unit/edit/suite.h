/* What the tests of edit share: texts with their selections marked. */
#ifndef TESTS_EDIT_SUITE_H
#define TESTS_EDIT_SUITE_H

#include "edit/edit.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* "a|b[cd]e<f>": '|' is a cursor, [ ] a selection whose cursor is at its end, < > one whose cursor
 * is at its start; '!' behind one makes it the primary.  Gives the text without marks, owned. */
char *unmark(const char *marked, Selections *sel);
/* The same the other way round. */
void add_marked(Str text, const Selections *sel, Buf *out);
/* The bytes of a text; owned. */
char *text_bytes(const Text *t);
/* Fails the test unless text and selections are `want`. */
void expect_marked(const char *name, const Text *t, const Selections *sel, const char *want);

#define SUITES(X) X(change) X(lines) X(pairs) X(selection) X(snippet)
#define SUITE_DECLARE(name)                        \
    extern const struct CMUnitTest name##_tests[]; \
    extern const size_t name##_tests_n;
SUITES(SUITE_DECLARE)

#endif
