/* The groups of tests of the room tty: each file brings one, main.c runs them as one. */
#ifndef TEST_TTY_GROUPS_H
#define TEST_TTY_GROUPS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct {
    const struct CMUnitTest *tests;
    size_t n;
} TestGroup;

extern const TestGroup keys_tests, surface_tests, paint_tests, color_tests, terminal_tests,
    lent_tests;

#endif
