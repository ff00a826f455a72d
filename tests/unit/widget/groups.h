/* The groups of tests of the room widget: each file brings one, main.c runs them as one. */
#ifndef TEST_WIDGET_GROUPS_H
#define TEST_WIDGET_GROUPS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct {
    const struct CMUnitTest *tests;
    size_t n;
} TestGroup;

extern const TestGroup theme_tests, input_tests, text_tests, list_tests, tabs_tests, dialog_tests,
    capture_tests, contrast_tests;

#endif
