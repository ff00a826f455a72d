/* Calls of the product that a test needs to work: what they say ends the test. */
#ifndef TESTS_MUST_H
#define TESTS_MUST_H

#include "base/err.h"

/* `expr` may use an Err of its own, `err`; whoever includes this includes cmocka as well. */
#define MUST(expr)                                     \
    do {                                               \
        AUTO(err) Err err = {0};                       \
        if (!(expr))                                   \
            fail_msg("%s: %s", #expr, err_text(&err)); \
    } while (0)

#endif
