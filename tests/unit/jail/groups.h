/* The groups of tests of the jail room. */
#ifndef TESTS_UNIT_JAIL_GROUPS_H
#define TESTS_UNIT_JAIL_GROUPS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct {
    const struct CMUnitTest *tests;
    size_t n;
} TestGroup;

extern const TestGroup filter_tests, gate_tests, policy_tests, report_tests, sanitize_tests,
    group_tests, blocked_tests;

#endif
